"""The second part of the bench: an invented graph, measured beside pyoxigraph and beside rdflib."""

from graph.validate import to_graph, violations
from jiepu.million import JOINS, million
from jiepu.synthetic import synthetic_quads


def test_the_same_seed_gives_the_same_graph_and_it_is_valid():
    quads = list(synthetic_quads(6_000))
    assert quads == list(synthetic_quads(6_000))
    assert quads != list(synthetic_quads(6_000, seed=6))
    assert 5_000 < len(quads) < 7_500
    assert violations(to_graph(quads)) == []


def test_every_figure_is_measured():
    figures = {figure.what: figure for figure in million(5_000, 3_000, limit=0.2)}
    ratios = [figure for figure in figures.values() if figure.unit == "ratio"]
    assert len(ratios) == 10
    for ratio in ratios:
        if ratio.what.endswith("processor's time"):
            assert ratio.value > 0
            continue
        what = ratio.what.removesuffix("ours / pyoxigraph")
        ours, direct = figures[what + "ours"].value, figures[what + "pyoxigraph"].value
        assert ratio.value == ours / direct > 0
    assert sum(figure.unit == "times" for figure in figures.values()) == len(JOINS) + 2
