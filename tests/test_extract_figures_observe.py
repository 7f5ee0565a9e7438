"""Observations of whole documents: which numbers count, whose they are, for when, and whether a target."""

from __future__ import annotations

import pytest

from extract.analysis import Analysis, analyse
from extract.figures import observe
from extract.figures.features import listed_items
from extract.figures.model import FigureModel, load_model
from extract.structure import structure
from extract.train.figures import Example, train
from ontology.records import Document, EntityType, Mention, Observation, Section, Sentence
from ontology.reference import Figure, Record, facts_from_records

ISSUER = "柳湾街道"


def analysed(*sentences: str, role: str = "review", title: str = "柳湾街道2023年工作总结") -> Analysis:
    text = "\n".join(sentences)
    section = Section(0, len(text), 0, role)  # type: ignore[arg-type]
    spans, at = [], 0
    for sentence in sentences:
        spans.append(Sentence(at, at + len(sentence), 0))
        at += len(sentence) + 1
    document = Document("a", text, issuer=ISSUER, title=title, sections=(section,), sentences=tuple(spans))
    return analyse(document, lambda t: [t])


def named(analysis: Analysis, *names: tuple[str, EntityType]) -> tuple[Mention, ...]:
    text = analysis.document.text
    found = [
        Mention(at, at + len(name), name, kind)
        for name, kind in names
        for at in range(len(text))
        if text.startswith(name, at)
    ]
    return tuple(sorted(found, key=lambda m: m.start))


def seen(text: str, role: str = "review") -> tuple[Observation, ...]:
    return observe(analysed(text, role=role), ())


COUNTED = {
    "open list": ("推进文创园、滨水公园等6个重点项目。", ["6个"]),
    "closed list": ("下辖东柳里、西柳里、南柳里3个小区。", []),
    "rank": ("满意度居全区第1。", []),
    "year and edition": ("2023年举办第七届社区运动会。", []),
    "address": ("柳堤路118号整修一新。", []),
    "code": ("落实“2+8”工作要求。", []),
    "method": ("用好“三会一课”。", []),
    "service hours": ("设立24小时热线。", []),
    "vague one": ("形成一批特色品牌。", []),
    "figures side by side": ("调解纠纷138件，涉及金额约57万元。", ["138件", "57万元"]),
    "counts in words": ("发动志愿者百余名。", ["100名"]),
    "share": ("惠及老人占比超过三成。", ["3成"]),
    "fraction of what follows": ("三分之一的老旧小区完成改造。", ["三分之一"]),
    "tenths of what follows": ("四成居民参与分类投放。", ["4成"]),
    "half of what follows": ("半数以上的楼栋加装扶手。", ["半数"]),
    "most of what follows": ("过半商户签订承诺书。", ["半"]),
    "halfway": ("时间过半、任务过半。", []),
    "range in words": ("培育三到五家龙头企业。", ["3到5家"]),
}


@pytest.mark.parametrize(("text", "values"), COUNTED.values(), ids=COUNTED)
def test_which_numbers_are_observations(text: str, values: list[str]) -> None:
    assert [o.value + o.unit for o in seen(text)] == values


def test_a_number_inside_a_name_is_none() -> None:
    analysis = analysed("完成120平方米“3号渡口驿站”改造，启用8个渡口服务站点。")
    name = analysis.document.text.index("3号")
    mention = Mention(name, name + 6, "3号渡口驿站", "PLACE")
    assert "3" not in [o.value for o in observe(analysis, (mention,))]


def test_the_offsets_locate_the_number_in_the_document() -> None:
    text = "一、民生\n新增停车泊位１２０个,同比增长20%。"
    document = Document(
        "a", text, sections=(Section(0, len(text), 0, "review"),), sentences=(Sentence(5, len(text), 0),)
    )
    (found,) = observe(analyse(document, lambda t: [t]), ())
    assert text[found.value_start : found.value_end] == "１２０"
    assert (found.value, found.number, found.change) == ("120", 120.0, "+20%")
    assert found.quote == text[found.start : found.end]


def test_the_unit_keeps_the_brackets_that_are_printed() -> None:
    assert [o.unit for o in seen("筹措租赁住房7万套(间)，改造住房2万套（间）。")] == [
        "万套(间)",
        "万套（间）",
    ]


STATUS = {
    "review": ("新增车位30个。", "review", "actual"),
    "plan": ("新增车位30个。", "plan", "target"),
    "aim in a review": ("力争全年签约30户。", "review", "target"),
    "reached": ("受理诉求527件，办结率达98%。", "review", "actual"),
}


@pytest.mark.parametrize(("text", "role", "status"), STATUS.values(), ids=STATUS)
def test_target_or_actual(text: str, role: str, status: str) -> None:
    assert {o.status for o in seen(text, role)} == {status}


PERIODS = {
    "opens the sentence": ("上半年，受理来信90件，调解纠纷12件。", ["上半年", "上半年"]),
    "of the next clause": ("受理来信90件，截至10月底调解纠纷12件。", ["", "截至10月底"]),
    "of another event": ("中心2015年建成，设床位120张。", [""]),
    "of a plan": ("完成投资3亿元，占全年计划的61%。", ["", ""]),
    "year and whole year": ("2022年，全年接待游客21万人次。", ["2022年"]),
}


@pytest.mark.parametrize(("text", "periods"), PERIODS.values(), ids=PERIODS)
def test_the_period_a_figure_holds_for(text: str, periods: list[str]) -> None:
    assert [o.period for o in seen(text)] == periods


def test_the_period_is_resolved_by_the_year_of_the_report() -> None:
    (found,) = seen("上半年，受理来信90件。")
    assert found.dates is not None
    assert (found.dates.start, found.dates.end) == ("2023-01-01", "2023-06-30")


def test_the_subject_is_the_issuer_unless_the_sentence_names_another() -> None:
    own = analysed("新增养老床位60张。")
    assert [o.subject for o in observe(own, ())] == [ISSUER]
    other = analysed("东柳社区面积0.4平方公里，居民2180户。")
    names = named(other, ("东柳社区", "PLACE"))
    assert {o.subject for o in observe(other, names)} == {"东柳社区"}


def test_the_issuers_short_name_is_the_issuer() -> None:
    analysis = analysed("街道走访企业412家。")
    names = named(analysis, ("街道", "AREA"))
    assert [(o.subject, o.indicator) for o in observe(analysis, names)] == [(ISSUER, "走访企业")]


def test_one_figure_of_several_names_gives_one_observation_each() -> None:
    found = seen("工单总量、重复投诉量均同比下降35.8%。")
    assert [(o.indicator, o.change) for o in found] == [("工单总量", "-35.8%"), ("重复投诉量", "-35.8%")]


def test_both_up_and_both_down() -> None:
    text = "受理量、重复率均下降20%，满意率、解决率分别上升0.5%、9%，实现“双升双降”。"
    assert [(o.indicator, o.change) for o in seen(text)] == [
        ("受理量", "-20%"),
        ("重复率", "-20%"),
        ("满意率", "+0.5%"),
        ("解决率", "+9%"),
    ]


def test_a_given_model_decides() -> None:
    analysis = analysed("新增车位30个。")
    nothing = FigureModel({}, -9.0, {}, 0.0, {}, 0.5)
    assert observe(analysis, (), nothing) == ()
    everything = FigureModel({}, 9.0, {}, 9.0, {}, 0.5)
    assert [o.status for o in observe(analysis, (), everything)] == ["target"]


def test_confidence_is_the_models() -> None:
    assert all(0.5 <= o.confidence <= 1 for o in seen("新增车位30个，拆除违建200平方米。"))
    assert 0 < load_model().threshold < 1


@pytest.mark.parametrize(
    ("before", "items"),
    [
        ("下辖甲里、乙里", 2),
        ("甲里、乙里等", 0),
        ("新增", 0),
        ("设立“甲、乙、丙”", 3),
        ("甲路（乙-丙）、丁路", 2),
    ],
)
def test_the_length_of_an_enumeration(before: str, items: int) -> None:
    assert listed_items(before) == items


def test_training_learns_from_the_documents_it_is_given() -> None:
    records = [
        Record("a", at * 40, text, (), (), figures)
        for at, (text, figures) in enumerate(
            [
                ("巡查河道30次。", (Figure(ISSUER, "巡查河道", "30", "次"),)),
                ("凌晨30点响铃。", ()),
                ("老人70岁。", ()),
            ]
            * 12
        )
    ]
    [reference] = facts_from_records(records)
    document = structure(Document("a", reference.document.text))
    example = Example(analyse(document, lambda t: [t]), (), reference)
    model = train([example])
    assert model == train([example])
    probe = analysed("检修泵站8次，值守员66岁。")
    assert [o.value for o in observe(probe, (), model)] == ["8"]


def test_long_and_hostile_text_is_read_in_time() -> None:
    text = "新增床位3张，" * 2_000 + "（" * 2_000 + "“" * 2_000 + "1+" * 2_000
    assert len(observe(analysed(text), ())) >= 2_000
