"""How far confidences can be trusted, as make eval prints it."""

from jiepu.calibration import bins, judge
from jiepu.scores import Scores, print_scores

ROW = {"P": 1.0, "R": 1.0, "F1": 1.0, "gold": 1, "predicted": 1}
NAMES = ("entity strict", "entity span", "entity relaxed", "relation", "observation")


def fact(head, rel, tail, confidence, start=0):
    return {"head": head, "rel": rel, "tail": tail, "confidence": confidence, "start": start}


def test_the_last_bin_takes_what_is_certain():
    assert [(b.low, b.count) for b in bins([(1.0, True), (0.0, False)])] == [(0.0, 1), (0.9, 1)]
    assert bins([]) == []


def test_facts_are_judged_by_the_reference():
    stated = [
        {"head": "桨声街道", "rel": "undertakes", "tail": "荷灯"},
        {"head": "芦影公司", "rel": "partnersWith", "tail": "桨声街道"},
    ]
    predicted = [
        fact("街道", "undertakes", "“荷灯”", 0.4),
        fact("桨声街道", "undertakes", "“荷灯”", 0.9),
        fact("桨声街道", "partnersWith", "芦影公司", 0.7),
        fact("荷灯", "undertakes", "桨声街道", 0.2),
        fact("桨声街道", "serves", "老人", 0.3, start=99),
    ]
    judged = judge(predicted, stated, [(0, 50)], {"街道": "桨声街道"})
    assert sorted(judged) == [(0.2, False), (0.7, True), (0.9, True)]


def test_a_fact_of_several_sentences_counts_once():
    predicted = [fact("甲", "partnersWith", "乙", 0.3), fact("乙", "partnersWith", "甲", 0.6, start=5)]
    assert judge(predicted, [], [(0, 9)], {}) == [(0.6, False)]


def test_calibration_is_printed_with_the_figures(capsys):
    figures = {
        **dict.fromkeys(NAMES, ROW),
        "relation status accuracy": 1.0,
        "observation change accuracy": 1.0,
    }
    judged = ((0.95, True), (0.93, True), (0.35, False))
    print_scores("left out", [Scores("gold", figures, (), judged)], details=False)
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["0.9-1.0", "0.94", "1.00", "2"] in lines
    assert ["0.3-0.4", "0.35", "0.00", "1"] in lines
