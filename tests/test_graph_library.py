"""Every question of the library, on a small graph of places that do not exist, with its exact answer."""

import re

import pytest
from pyoxigraph import Literal

from graph.knowledge import KnowledgeGraph
from graph.questions import MEASURES, questions
from ontology.errors import QueryError
from ontology.records import (
    Component,
    Definition,
    Document,
    Facts,
    Mention,
    Observation,
    Period,
    Relation,
    Section,
)

TYPES = {
    "松涛街道": "AREA", "鹤汀街道": "AREA", "云岫理工大学": "ORG", "云岫市民政局": "ORG", "白鹭合唱团": "ORG",
    "小岫鱼": "PROGRAMME", "晚霞课堂": "PROGRAMME", "自由职业者": "GROUP", "柏庐路": "PLACE",
    "听泉路": "PLACE", "鸣鹿路": "PLACE", "听泉广场": "PLACE", "松涛台": "PLACE", "袁望": "PERSON",
    "云岫市安静街区": "HONOUR", "六步议事法": "MECHANISM", "邻里公约": "POLICY", "云岫通": "PLATFORM",
    "灯火夜游": "EVENT", "云岫书馆工程": "PROJECT",
}  # fmt: skip
THEMES = {"晚霞课堂": ("elderlyCare",), "小岫鱼": ("employment",), "税收": ("economy",)}
YEAR, SEPTEMBER = Period("2030-01-01", "2030-12-31"), Period("2031-09-01", "2031-09-30")

# doc, issuer, date; for each sentence its part, its relations (with a period where one is told) and figures
# as indicator, value, unit, status, change.
SAID = (
    ("st31", "松涛街道", "2031-07-02", (
        ("review", "松涛街道联合云岫理工大学开办“小岫鱼”和“晚霞课堂”,面向自由职业者。",
         ("松涛街道 partnersWith 云岫理工大学 done", "松涛街道 undertakes 小岫鱼 done",
          "松涛街道 undertakes 晚霞课堂 done", "小岫鱼 serves 自由职业者 done"), None, ()),
        ("review", "柏庐路(听泉路-鸣鹿路)大修完成。",
         ("松涛街道 undertakes 柏庐路 done", "柏庐路 boundedBy 听泉路 done",
          "柏庐路 boundedBy 鸣鹿路 done"), None, ()),
        ("review", "2030年松涛街道获评云岫市安静街区。", ("松涛街道 awarded 云岫市安静街区 done",), YEAR, ()),
        ("review", "六步议事法落实《邻里公约》,依托云岫通,由云岫市民政局指导。",
         ("六步议事法 follows 邻里公约 ongoing", "六步议事法 reliesOn 云岫通 done",
          "六步议事法 guidedBy 云岫市民政局 done"), None, ()),
        ("review", "税收12亿元,下降1%;袁望任云岫理工大学书记。", ("袁望 holdsPost 云岫理工大学 done",), None,
         (("税收", "12", "亿元", "actual", "-1%"),)),
        ("plan", "9月松涛街道将办灯火夜游,白鹭合唱团到听泉广场的松涛台助兴。",
         ("松涛街道 undertakes 灯火夜游 planned", "白鹭合唱团 participatesIn 灯火夜游 planned",
          "灯火夜游 locatedIn 松涛台 planned", "松涛台 locatedIn 听泉广场 done"), SEPTEMBER, ()),
        ("plan", "松涛街道拟建云岫书馆工程,税收力争15亿元。",
         ("松涛街道 undertakes 云岫书馆工程 planned",), None,
         (("税收", "15", "亿元", "target", ""),)),
        ("glossary", "六步议事法:松涛街道设立,配1名主理人,云岫市民政局加入。",
         ("松涛街道 undertakes 六步议事法 done", "云岫市民政局 participatesIn 六步议事法 done"), None, ()),
    )),
    ("ht31", "鹤汀街道", "2031-08-01", (
        ("review", "鹤汀街道推行六步议事法,税收9亿元。", ("鹤汀街道 undertakes 六步议事法 done",), None,
         (("税收", "9", "亿元", "actual", ""),)),
    )),
    ("st32", "松涛街道", "2032-01-05", (
        ("review", "松涛街道建成云岫书馆工程。", ("松涛街道 undertakes 云岫书馆工程 done",), None, ()),
    )),
)  # fmt: skip


def facts(doc, issuer, date, sentences):
    text, mentions, relations, figures, notes, sections = "", [], [], [], [], []
    for part, sentence, stated, period, counted in sentences:
        start, end = len(text), len(text) + len(sentence)
        at = {name: start + found for name in TYPES if (found := sentence.find(name)) >= 0}
        mentions += [Mention(begin, begin + len(name), name, TYPES[name]) for name, begin in at.items()]
        for line in stated:
            head, rel, tail, status = line.split()
            relations.append(
                Relation(head, rel, tail, status, start, end, sentence, TYPES[head], TYPES[tail],
                         at.get(head), at.get(tail), period=period, themes=THEMES.get(tail, ()))
            )  # fmt: skip
        figures += [
            Observation(issuer, name, value, unit, status, start, end, sentence, change=change,
                        basis="同比" if change else "", themes=THEMES.get(name, ()))
            for name, value, unit, status, change in counted
        ]  # fmt: skip
        if part == "glossary":
            parts = (Component("1", "名", "主理人"),)
            notes.append(Definition("六步议事法", "一种商量的办法", start, end, sentence, components=parts))
        if sections and sections[-1].role == part:
            start = sections.pop().start
        sections.append(Section(start, end, 1, part))
        text += sentence
    document = Document(
        doc, text, title=f"{issuer}{date[:4]}年文稿", issuer=issuer, areas=("云岫市", issuer), date=date,
        sections=tuple(sections), kind="report",
    )  # fmt: skip
    return Facts(doc, document, tuple(mentions), tuple(relations), tuple(figures), tuple(notes))


@pytest.fixture(scope="module")
def kg():
    return KnowledgeGraph.from_facts([facts(*said) for said in SAID])


def rows(text):
    """The rows of an expected answer: one a line, cells apart by spaces, - for an empty one."""
    return [
        tuple(None if cell == "-" else cell for cell in line.split()) for line in text.splitlines() if line
    ]


# question, parameters, columns, answer
CASES = [
    ("about", {"entity": "六步议事法"}, "direction relation name class status", """
← participatesIn 云岫市民政局 Institution done
← undertakes 松涛街道 AdministrativeArea done
← undertakes 鹤汀街道 AdministrativeArea done
→ follows 邻里公约 Policy ongoing
→ guidedBy 云岫市民政局 Institution done
→ reliesOn 云岫通 Platform done"""),
    ("about", {"entity": "自由职业者"}, "direction relation name quote document", """
← serves 小岫鱼 松涛街道联合云岫理工大学开办“小岫鱼”和“晚霞课堂”,面向自由职业者。 松涛街道2031年文稿"""),
    ("areas", {}, "name withinName", "云岫市 -\n松涛街道 云岫市\n鹤汀街道 云岫市"),
    ("areas", {"within": "云岫市"}, "name", "松涛街道\n鹤汀街道"),
    ("between", {"entity": "六步议事法", "other": "云岫市民政局"}, "name direction relation otherName", """
六步议事法 → guidedBy 云岫市民政局
六步议事法 ← participatesIn 云岫市民政局"""),
    ("between", {"entity": "袁望", "other": "小岫鱼"}, "relation", ""),
    ("brand", {"text": "岫鱼"}, "name class", "小岫鱼 Programme"),
    ("brand", {"text": "松涛台"}, "name class", "灯火夜游 Event\n松涛台 Place"),
    ("compare", {"first": "ht31", "second": "松涛街道2032年文稿"}, "class name inFirst inSecond", """
AdministrativeArea 鹤汀街道 1 0
Mechanism 六步议事法 1 0
AdministrativeArea 松涛街道 0 1
Project 云岫书馆工程 0 1"""),
    ("definitions", {}, "name text part count unit", "六步议事法 一种商量的办法 主理人 1 名"),
    ("definitions", {"entity": "小岫鱼"}, "name", ""),
    ("documents", {}, "title kind date area claims", """
松涛街道2031年文稿 report 2031-07-02 松涛街道 19
鹤汀街道2031年文稿 report 2031-08-01 鹤汀街道 1
松涛街道2032年文稿 report 2032-01-05 松涛街道 1"""),
    ("events", {}, "month name who status from to", """
2031-09 灯火夜游 松涛街道 planned 2031-09-01 2031-09-30"""),
    ("events", {"month": "2031-07"}, "name", ""),
    ("facts", {"document": "ht31"}, "part headName relation tailName status confidence start", """
review 鹤汀街道 undertakes 六步议事法 done 1 0"""),
    ("facts", {"document": "松涛街道2032"}, "headName tailName", "松涛街道 云岫书馆工程"),
    ("figures", {"indicator": "税"}, "name indicatorName value unit change basis status", """
松涛街道 税收 12 亿元 -1% yearOnYear actual
松涛街道 税收 15 亿元 - - target
鹤汀街道 税收 9 亿元 - - actual"""),
    ("figures", {"subject": "松涛街道", "status": "target"}, "value", "15"),
    ("fulfilled", {}, "who relation name class plannedDate doneDate plannedIn doneIn", """
松涛街道 undertakes 云岫书馆工程 Project 2031-07-02 2032-01-05 松涛街道2031年文稿 松涛街道2032年文稿"""),
    ("fulfilled", {"subdistrict": "鹤汀街道"}, "name", ""),
    ("glossary", {}, "name class relation otherName count unit", """
六步议事法 Mechanism component 主理人 1 名
六步议事法 Mechanism participatesIn 云岫市民政局 - -
六步议事法 Mechanism undertakes 松涛街道 - -"""),
    ("groups", {}, "groupName name class status", "自由职业者 小岫鱼 Programme done"),
    ("groups", {"class": "PLACE"}, "name", ""),
    ("guidance", {}, "guideName name class status", "云岫市民政局 六步议事法 Mechanism done"),
    ("history", {"entity": "云岫书馆工程"}, "date direction relation name status", """
2031-07-02 ← undertakes 松涛街道 planned
2032-01-05 ← undertakes 松涛街道 done"""),
    ("honours", {}, "area year name honourName status", "松涛街道 2030 松涛街道 云岫市安静街区 done"),
    ("honours", {"subdistrict": "松涛街道", "year": "2030"}, "honourName", "云岫市安静街区"),
    ("honours", {"subdistrict": "鹤汀街道"}, "honourName", ""),
    ("honours", {"year": "2031"}, "honourName", ""),
    ("indicators", {}, "indicatorName name value unit change status", """
税收 松涛街道 12 亿元 -1% actual
税收 松涛街道 15 亿元 - target
税收 鹤汀街道 9 亿元 - actual"""),
    ("indicators", {"indicator": "就业"}, "name", ""),
    ("institutions", {}, "kind name documents mentions", """
otherInstitution 白鹭合唱团 1 1
school 云岫理工大学 1 2
stateBody 云岫市民政局 1 2"""),
    ("institutions", {"kind": "school"}, "name", "云岫理工大学"),
    ("located", {"place": "听泉广场"}, "class name", "Event 灯火夜游\nPlace 松涛台"),
    ("located", {"place": "听泉广场", "class": "PLACE"}, "name", "松涛台"),
    ("participants", {}, "name class participantName status", """
六步议事法 Mechanism 云岫市民政局 done
灯火夜游 Event 白鹭合唱团 planned"""),
    ("participants", {"participant": "白鹭合唱团"}, "name", "灯火夜游"),
    ("partners", {"subdistrict": "松涛街道"}, "name status about", "云岫理工大学 done 小岫鱼;晚霞课堂"),
    ("partners", {"subdistrict": "云岫理工大学"}, "name about", "松涛街道 小岫鱼;晚霞课堂"),
    ("partners", {"subdistrict": "松涛街道", "status": "planned"}, "name", ""),
    ("path", {"start": "自由职业者", "end": "鹤汀街道"}, "path step name direction relation otherName", """
1 1 自由职业者 ← serves 小岫鱼
1 2 小岫鱼 ← undertakes 松涛街道
1 3 松涛街道 → undertakes 六步议事法
1 4 六步议事法 ← undertakes 鹤汀街道"""),
    ("path", {"start": "云岫市", "end": "松涛街道"}, "name", ""),
    ("persons", {}, "name organisationName", "袁望 云岫理工大学"),
    ("places", {"kind": "road"}, "name documents mentions", "听泉路 1 1\n柏庐路 1 1\n鸣鹿路 1 1"),
    ("places", {}, "kind name", """
facility 听泉广场
otherPlace 松涛台
road 听泉路
road 柏庐路
road 鸣鹿路"""),
    ("planned", {}, "class who relation name from to date", """
Event 松涛街道 undertakes 灯火夜游 2031-09-01 2031-09-30 2031-07-02
Project 松涛街道 undertakes 云岫书馆工程 - - 2031-07-02"""),
    ("planned", {"class": "EVENT", "subdistrict": "松涛街道"}, "name", "灯火夜游"),
    ("policies", {}, "policyName name class status", "邻里公约 六步议事法 Mechanism ongoing"),
    ("projects", {}, "status name who date", """
done 云岫书馆工程 松涛街道 2032-01-05
planned 云岫书馆工程 松涛街道 2031-07-02"""),
    ("projects", {"status": "planned"}, "name", "云岫书馆工程"),
    ("reliance", {}, "class name users who", "Platform 云岫通 1 六步议事法"),
    ("reliance", {"class": "MECHANISM"}, "name", ""),
    ("road-works", {}, "name boundName status", "柏庐路 听泉路 done\n柏庐路 鸣鹿路 done"),
    ("road-works", {"status": "planned"}, "name", ""),
    ("shared", {}, "name areas where since", "六步议事法 2 松涛街道;鹤汀街道 2031-07-02"),
    ("shared", {"class": "EVENT"}, "name", ""),
    ("targets", {}, "name indicatorName target actual unit", "松涛街道 税收 15 12 亿元"),
    ("targets", {"subject": "鹤汀街道"}, "name", ""),
    ("themes", {"theme": "民生"}, "topic headName relation tailName status", """
elderlyCare 松涛街道 undertakes 晚霞课堂 done
employment 松涛街道 undertakes 小岫鱼 done"""),
    ("themes", {"theme": "economy", "subdistrict": "松涛街道"}, "indicatorName value unit status", """
税收 12 亿元 actual
税收 15 亿元 target"""),
    ("themes", {"theme": "elderlyCare", "status": "planned"}, "headName", ""),
    ("together", {}, "name otherName sentences documents", "小岫鱼 晚霞课堂 1 1"),
    ("together", {"class": "EVENT"}, "name", ""),
    ("works", {"subdistrict": "松涛街道"}, "class name status part", """
Event 灯火夜游 planned plan
Mechanism 六步议事法 done glossary
Place 柏庐路 done review
Programme 小岫鱼 done review
Programme 晚霞课堂 done review
Project 云岫书馆工程 done review
Project 云岫书馆工程 planned plan"""),
    ("works", {"subdistrict": "松涛街道", "part": "plan"}, "name", "灯火夜游\n云岫书馆工程"),
]  # fmt: skip


def local(value):
    return re.split(r"[#/]", value)[-1] if value and value.startswith("https://w3id.org/jiepu/") else value


@pytest.mark.parametrize(
    ("name", "parameters", "columns", "expected"),
    CASES,
    ids=[" ".join((case[0], *case[1].values())) for case in CASES],
)
def test_a_question_is_answered_exactly(kg, name, parameters, columns, expected):
    found = kg.query(name, **parameters).records()
    assert [tuple(local(row[column]) for column in columns.split()) for row in found] == rows(expected)


def test_every_question_of_the_library_is_asked_here():
    assert {case[0] for case in CASES} == set(questions())
    assert len(questions()) >= 24


def test_an_entity_or_document_that_is_asked_for_is_looked_up_and_not_filtered_for():
    for question in questions().values():
        for parameter in () if question.answered_by else question.parameters:
            told = f"AS ?{parameter.name})" in question.sparql
            if parameter.type in {"entity", "document"} and not told:
                assert f"#= {parameter.name}\n" in question.sparql, (question.name, parameter.name)


@pytest.mark.parametrize("text", ['") } #', "\\", "\\u0022", "a\nb\r", "'\"'", "\x00\x1b", "\u2028 \ud7ff"])
def test_a_bound_text_reaches_the_store_as_it_is(kg, text):
    query = "SELECT ?x {\n#= x\n}"
    assert kg.store.select(query, {"x": Literal(text)})[1] == [(Literal(text),)]


def test_what_makes_an_answer_is_named_by_a_question():
    assert {question.answered_by for question in questions().values()} - {""} == set(MEASURES)


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        pytest.param("honours", {"year": "31"}, id="short-year"),
        pytest.param("honours", {"year": "２０３１"}, id="wide-digits"),
        pytest.param("events", {"month": "2031-13"}, id="no-such-month"),
        pytest.param("facts", {"document": "nosuch"}, id="no-such-document"),
        pytest.param("facts", {"document": "松涛街道"}, id="several-documents"),
        pytest.param("facts", {"document": ""}, id="no-document-named"),
        pytest.param("places", {"kind": "road> <x"}, id="bad-kind"),
        pytest.param("themes", {"theme": "天气"}, id="no-such-theme"),
    ],
)
def test_a_malformed_parameter_says_why(kg, name, parameters):
    with pytest.raises(QueryError) as caught:
        kg.query(name, **parameters)
    assert "\n" not in str(caught.value)


def test_a_path_shows_all_the_shortest_chains_and_no_longer_ones(kg):
    found = kg.query("path", start="松涛街道", end="云岫理工大学").records()
    assert [(row["path"], row["otherName"]) for row in found] == [("1", "云岫理工大学")]
