"""The embedded store: what lies in it comes out in one order, whatever order it went in."""

import random
from itertools import groupby

import pytest

from graph.export.formats import FORMATS
from graph.store import OxigraphStore, query_form, write_store
from jiepu.synthetic import synthetic_quads
from ontology.errors import QueryError


class Source:
    def __init__(self, store):
        self.store = store


@pytest.fixture(scope="module")
def stores(tmp_path_factory):
    """The same quads, written in two orders."""
    quads = list(synthetic_quads(5_000))
    shuffled = random.Random(1).sample(quads, len(quads))  # noqa: S311
    places = [tmp_path_factory.mktemp("store") / name for name in "ab"]
    for place, some in zip(places, (quads, shuffled), strict=True):
        write_store(place, some)
    return [OxigraphStore.open(place) for place in places]


def test_on_disk_quads_have_one_order_by_graph_and_subject(stores):
    first, second = (list(store.quads()) for store in stores)
    assert first == second
    for runs in (
        [graph for graph, _ in groupby(quad.graph_name for quad in first)],
        [node for node, _ in groupby((quad.graph_name, quad.subject) for quad in first)],
    ):
        assert len(runs) == len(set(runs)) > 1


@pytest.mark.parametrize("form", ["nquads", "trig", "turtle", "jsonld", "rdfxml", "rdf12"])
def test_the_same_graph_on_disk_gives_the_same_bytes(stores, tmp_path, form):
    written = []
    for number, store in enumerate(stores):
        FORMATS[form].write(tmp_path / str(number), Source(store))
        written.append((tmp_path / str(number)).read_bytes())
    assert written[0] == written[1]


def test_a_store_in_memory_is_exported_as_the_same_triples(stores, tmp_path):
    memory = OxigraphStore.memory(stores[0].quads())
    assert not memory.in_order
    for name, store in (("a", memory), ("b", stores[0])):
        FORMATS["nquads"].write(tmp_path / name, Source(store))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("update", ["DROP ALL", "INSERT DATA { <x:a> <x:b> <x:c> }", "CLEAR ALL", "nonsense"])
def test_what_is_no_query_has_no_form(update):
    with pytest.raises(QueryError):
        query_form(update)
