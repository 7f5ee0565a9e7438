"""Names: proposers, the choice among spans, and the shipped recogniser on small texts of invented places."""

import itertools
import re

import numpy as np
import pytest

from extract.analysis import analyse
from extract.names import lexicon
from extract.names.arbiter import choose
from extract.names.context import observe
from extract.names.extend import Quotations
from extract.names.hashing import Substrings, WordList, codes_of
from extract.names.model import NamesModel
from extract.names.proposers import BITS, propose, repetitions
from extract.pipeline import load
from extract.structure import structure
from extract.tokens import Segmenter
from ontology.errors import ModelError
from ontology.records import Document


@pytest.fixture(scope="module")
def words():
    return lexicon.load()


@pytest.fixture(scope="module")
def segmenter():
    return Segmenter()


@pytest.fixture(scope="module")
def extractor():
    return load()


@pytest.fixture
def proposed(words, segmenter):
    """What is proposed in a text, by proposer, without a CRF."""

    def run(text, local=()):
        analysis = analyse(structure(Document("a", text)), segmenter.cut)
        context = observe(analysis.sentences, words)
        found = propose(context, {}, local)
        return {
            (context.row.text[a:b], name)
            for a, b, by in zip(found.starts.tolist(), found.ends.tolist(), found.by.tolist(), strict=True)
            for name, bit in BITS.items()
            if by & bit
        }

    return run


def test_names_stand_again_where_an_expression_of_them_matches(words, segmenter):
    text = "柳暖驿站和柳暖驿站二站联动，柳暖柳暖驿。暖驿站旁是柳暖驿站\n柳暖驿站"
    names = {"柳暖", "柳暖驿站", "柳暖驿站二站", "暖驿", "驿站旁"}
    context = observe(analyse(structure(Document("a", text)), segmenter.cut).sentences, words)
    longest_first = "|".join(sorted(names, key=len, reverse=True))
    expected = [match.span() for match in re.finditer(longest_first, context.row.text)]
    assert list(repetitions(context, names)) == expected
    assert len(expected) == 7
    assert not list(repetitions(context, ()))


@pytest.mark.parametrize("length", [1, 3, 8, 9])
def test_spans_of_one_length_hash_as_they_do_one_by_one(length):
    row = Substrings(codes_of("新建社区食堂一座"))
    starts = np.arange(max(9 - length, 0))
    assert row.of_length(length).tolist() == row.hashes(starts, starts + length).tolist()


def test_the_longest_listed_word_is_found_at_its_end():
    row = Substrings(codes_of("新建社区食堂一座"))
    classes, lengths = WordList({"食堂": 1, "社区食堂": 2}).ends(row, 8)
    assert classes.tolist() == [0, 0, 0, 0, 0, 2, 0, 0]
    assert lengths[5] == 4


@pytest.mark.parametrize(
    ("text", "name", "proposer"),
    [
        pytest.param("街道打造“柳暖”服务品牌。", "柳暖", "quotation", id="quotation"),
        pytest.param("出台《柳庄街道停车公约》。", "柳庄街道停车公约", "book", id="book title"),
        pytest.param("推动青浦区与长宁区共建。", "长宁区", "gazetteer", id="gazetteer"),
        pytest.param("建成柳荫社区食堂。", "柳荫社区食堂", "head", id="head noun after a verb"),
        pytest.param(
            "完成柳南路、荷东路、桥北路大修。", "荷东路", "enumeration", id="item of an enumeration"
        ),
        pytest.param(
            "完成柳南、荷东、桥北新村3个小区改造。", "桥北新村", "enumeration", id="last item, counted"
        ),
        pytest.param("深入推进一网统管。", "一网统管", "standard", id="standard name"),
    ],
)
def test_a_sign_of_a_name_is_proposed(proposed, text, name, proposer):
    assert (name, proposer) in proposed(text)


def test_the_document_s_own_names_are_proposed(proposed):
    assert ("柳庄", "document") in proposed("柳庄辖区商户多。", local=["柳庄", "柳庄街道"])


def test_the_choice_is_the_best_of_all_choices():
    random = np.random.default_rng(3)
    for _ in range(40):
        starts = random.integers(0, 12, 7)
        ends = starts + random.integers(1, 6, 7)
        worth = random.normal(0.2, 0.5, 7).round(3)
        best = max(
            sum(worth[list(some)])
            for size in range(8)
            for some in itertools.combinations(range(7), size)
            if all(ends[a] <= starts[b] or ends[b] <= starts[a] for a, b in itertools.combinations(some, 2))
        )
        chosen = choose(starts.tolist(), ends.tolist(), worth.tolist())
        assert sum(worth[chosen]) == pytest.approx(best)


@pytest.mark.parametrize(
    ("text", "kind", "full"),
    [
        ("打造“柳暖”品牌。", "PROGRAMME", "柳暖"),
        ("成立“柳暖”治理学院。", "ORG", "“柳暖”治理学院"),
        ("建成“柳暖”党群服务站。", "PLACE", "“柳暖”党群服务站"),
        ("打造“柳暖”党群服务站。", "PROGRAMME", "柳暖"),
        ("健全“3+5”联动机制。", "MECHANISM", "“3+5”联动机制"),
        ("健全“柳暖”机制。", "MECHANISM", "柳暖"),
        ("推广“柳暖”等工作法。", "MECHANISM", "柳暖"),
    ],
)
def test_a_name_goes_on_behind_its_quotation_where_it_needs_what_follows(words, segmenter, text, kind, full):
    context = observe(analyse(structure(Document("a", text)), segmenter.cut).sentences, words)
    row = context.row.text
    start, end = Quotations.load(words).extend(context, row.index("“") + 1, row.index("”"), kind)
    assert row[start:end] == full


TEXT = """柳庄街道2024年工作总结
发布日期:2024年12月20日
一、党建引领
街道打造“柳暖”服务品牌,联合松溪医院成立柳庄养老服务联盟,建成柳荫社区食堂。
完成柳南路(荷东路-桥北路)大修,举办第三届柳庄文化节,落实河长制,服务退役军人120人次。
"""


def test_names_stand_where_they_are_said_to_and_do_not_overlap(extractor):
    facts = extractor.extract(Document("a", TEXT))
    assert len(facts.entities) >= 8
    for name in facts.entities:
        assert TEXT[name.start : name.end] == name.text
        assert name.proposer
        assert 0 <= name.confidence <= 1
    assert all(a.end <= b.start for a, b in itertools.pairwise(facts.entities))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("柳暖", "PROGRAMME"),
        ("松溪医院", "ORG"),
        ("柳南路", "PLACE"),
        ("退役军人", "GROUP"),
        ("河长制", "MECHANISM"),
    ],
)
def test_plain_names_are_found_with_their_type(extractor, name, kind):
    assert (name, kind) in {(m.text, m.type) for m in extractor.extract(Document("a", TEXT)).entities}


@pytest.mark.parametrize("text", ["", "\n \n", "。", "𠮷𠮷", "“”《》", "a" * 3000])
def test_texts_without_names_are_no_trouble(extractor, text):
    assert isinstance(extractor.extract(Document("a", text)).entities, tuple)


def test_a_model_trained_with_other_lists_is_refused(tmp_path, monkeypatch, extractor):
    from extract.components import MODELS

    model = NamesModel.load(MODELS / "names.npz")
    with monkeypatch.context() as patch:
        patch.setattr("extract.names.model.fingerprint", lambda: 1)
        model.save(tmp_path / "names.npz")
    with pytest.raises(ModelError, match=r"names\.npz"):
        NamesModel.load(tmp_path / "names.npz")
