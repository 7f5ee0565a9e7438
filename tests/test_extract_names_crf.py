"""The CRF of names: against all paths written out, and learning from a handful of sentences."""

import itertools

import numpy as np
import pytest

from extract.names.crf import ALLOWED, BEGIN, END, STATES, Lattice, SpanTagger
from extract.train import crf


@pytest.fixture
def lattice():
    random = np.random.default_rng(7)
    emission = random.normal(size=(6, 5))
    moves = np.where(ALLOWED, random.normal(size=(5, 5)), -np.inf)
    return emission, moves, Lattice(emission, moves, np.array([0]), np.array([6]))


def paths(emission, moves):
    """Every allowed path with its score, written out."""
    for states in itertools.product(range(5), repeat=len(emission)):
        if STATES[states[0]] in "OBS" and STATES[states[-1]] in "OES":
            score = sum(emission[t, s] for t, s in enumerate(states))
            score += sum(moves[a, b] for a, b in itertools.pairwise(states))
            if np.isfinite(score):
                yield states, score


def test_the_sum_over_all_paths_is_that_of_the_paths_written_out(lattice):
    emission, moves, found = lattice
    assert found.log_total == pytest.approx(np.logaddexp.reduce([s for _, s in paths(emission, moves)]))


def test_posteriors_are_those_of_the_paths_written_out(lattice):
    emission, moves, found = lattice
    every = list(paths(emission, moves))
    total = np.logaddexp.reduce([score for _, score in every])
    expected = np.zeros((6, 5))
    followed = np.zeros((5, 5))
    for states, score in every:
        share = np.exp(score - total)
        for t, s in enumerate(states):
            expected[t, s] += share
        for a, b in itertools.pairwise(states):
            followed[a, b] += share
    assert found.marginals() == pytest.approx(expected)
    assert found.moves() == pytest.approx(followed)


def test_the_posterior_of_a_span_is_that_of_the_paths_that_hold_it(lattice):
    emission, moves, found = lattice
    every = list(paths(emission, moves))
    total = np.logaddexp.reduce([score for _, score in every])
    for end in (2, 3, 5):
        held = sum(
            np.exp(score - total)
            for states, score in every
            if states[1] == BEGIN and states[end] == END and all(STATES[s] == "I" for s in states[2:end])
        )
        assert found.follow().spans(np.array([1]), np.array([end]))[0] == pytest.approx(held)


def test_sentences_side_by_side_are_as_if_alone(lattice):
    emission, moves, alone = lattice
    both = Lattice(np.vstack((emission[:4], emission)), moves, np.array([0, 4]), np.array([4, 6]))
    assert both.marginals()[4:] == pytest.approx(alone.marginals())
    short = Lattice(emission[:4], moves, np.array([0]), np.array([4]))
    assert both.marginals()[:4] == pytest.approx(short.marginals())
    assert both.log_total == pytest.approx(alone.log_total + short.log_total)


def test_training_learns_what_stands_between_marks():
    # One template: the character itself. Names are what stands between 1 and 2.
    sentences = ([3, 1, 4, 5, 2, 3], [1, 5, 4, 6, 2], [3, 3, 4], [6, 1, 6, 6, 2, 4])
    states = (
        ["O", "O", "B", "E", "O", "O"],
        ["O", "B", "I", "E", "O"],
        ["O"] * 3,
        ["O", "O", "B", "E", "O", "O"],
    )

    def features(codes):
        left = [0, *codes[:-1]]
        right = [*codes[1:], 0]
        return np.array([[c, 10 + a, 20 + b] for c, a, b in zip(codes, left, right, strict=True)], np.int32)

    model = crf.train(
        [features(s) for s in sentences] * 4,
        [np.array([STATES.index(s) for s in row]) for row in states] * 4,
        prior=0.05,
    )
    unseen = [3, 6, 1, 5, 6, 2]

    class Row:
        starts, lengths = np.array([0]), np.array([len(unseen)])

    found = {(a, b): p for a, b, p in SpanTagger(model).posteriors(features(unseen), Row, 0.3)}
    assert max(found, key=found.get) == (3, 5)
    assert found[3, 5] > 0.8
