"""What a report tells of days after those that it covers is still to come."""

from __future__ import annotations

import pytest

from extract.analysis import Analysis, analyse
from extract.coming import announced
from extract.figures import observe
from extract.relations.model import RelationModel
from extract.relations.relate import relate
from ontology.records import Document, Mention, Period, Section, Sentence

HALF = Period("2026-01-01", "2026-06-30")
WHOLE = Period("2026-01-01", "2026-12-31")


def report(text: str, period: Period = HALF) -> Analysis:
    document = Document(
        "a",
        text,
        issuer="柳湾街道",
        kind="report",
        date="2026-07-08",
        period=period,
        sections=(Section(0, len(text), 0, "review"),),
        sentences=(Sentence(0, len(text), 0),),
    )
    return analyse(document, lambda t: [t])


FIGURES = {
    "due after the period": ("9月底前完成12处积水点改造。", HALF, "target", ("2026-01-01", "2026-09-30")),
    "due within it": ("3月底前完成12处积水点改造。", HALF, "actual", ("2026-01-01", "2026-03-31")),
    "done early": ("提前在9月底前完成12处积水点改造。", HALF, "actual", ("2026-01-01", "2026-09-30")),
    "within the year, half way": ("年内新增停车泊位120个。", HALF, "target", ("2026-01-01", "2026-12-31")),
    "within the year, at its end": ("年内新增停车泊位120个。", WHOLE, "actual", ("2026-01-01", "2026-12-31")),
    "by the end of the year": ("年底前完成投资3亿元。", HALF, "target", ("2026-01-01", "2026-12-31")),
    "by a day in the clause before": (
        "到2026年底，建成口袋公园6座。",
        HALF,
        "target",
        ("2026-12-31", "2026-12-31"),
    ),
    "by the end of a plan": (
        "到“十五五”末，绿地率达到38%。",
        HALF,
        "target",
        ("2030-12-31", "2030-12-31"),
    ),
    "a quarter that is over": ("一季度受理诉求215件。", HALF, "actual", ("2026-01-01", "2026-03-31")),
    "until a later day": ("截至7月5日，受理诉求215件。", HALF, "actual", ("2026-01-01", "2026-07-05")),
    "planned": ("拟新建充电桩40个。", HALF, "target", None),
    "to come": ("将新增托位60个。", HALF, "target", None),
    "an object, not a time": ("将12处积水点纳入改造范围。", HALF, "actual", None),
}


@pytest.mark.parametrize(("text", "period", "status", "dates"), FIGURES.values(), ids=FIGURES)
def test_figures_that_are_due_are_targets_with_their_days(
    text: str, period: Period, status: str, dates: tuple[str, str] | None
) -> None:
    (found,) = observe(report(text, period), ())
    assert found.status == status
    assert found.dates == (Period(*dates) if dates else None)


RELATIONS = {
    "due after the period": ("9月底前建成橹声驿站。", HALF, "planned"),
    "due in the clause before": ("到2026年底，建成橹声驿站。", HALF, "planned"),
    "due within it": ("3月底前建成橹声驿站。", HALF, "done"),
    "done early": ("已在9月底前建成橹声驿站。", HALF, "done"),
    "within the year, at its end": ("年内建成橹声驿站。", WHOLE, "done"),
    "hoped for": ("力争年底前建成橹声驿站。", WHOLE, "planned"),
    "to come": ("将建成橹声驿站。", WHOLE, "planned"),
    "hoped for, said behind the name": ("橹声驿站力争年底前启用。", WHOLE, "planned"),
    "done": ("建成橹声驿站。", HALF, "done"),
}


@pytest.fixture(scope="module")
def model() -> RelationModel:
    from importlib.resources import as_file, files

    with as_file(files("extract.models").joinpath("relations.npz")) as path:
        return RelationModel.load(path)


@pytest.mark.parametrize(("text", "period", "status"), RELATIONS.values(), ids=RELATIONS)
def test_what_is_due_is_planned(model: RelationModel, text: str, period: Period, status: str) -> None:
    at = text.index("橹声驿站")
    found = relate(report(text, period), (Mention(at, at + 4, "橹声驿站", "PLACE"),), model)
    assert [(r.rel, r.status) for r in found if r.accepted] == [("undertakes", status)]


ANNOUNCED = {
    "verb behind a day": ("拟于10月上旬开放阅览室", True),
    "object between": ("将阅览室纳入清单", False),
    "end of a noun": ("绿化行动计划推进顺利", False),
    "plan as a verb": ("还计划新建凉亭", True),
    "an estimate": ("税收预计达3亿元", False),
    "an expectation": ("预计惠及居民", True),
}


@pytest.mark.parametrize(("text", "expected"), ANNOUNCED.values(), ids=ANNOUNCED)
def test_what_announces(text: str, expected: bool) -> None:
    assert announced(text, 0, len(text)) is expected
