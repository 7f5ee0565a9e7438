"""Features of relations that are grouped and remembered: the same as put together and added one by one."""

import numpy as np
import pytest

from extract.analysis import analyse
from extract.components import MODELS
from extract.relations.encode import Features, encode
from extract.relations.lexicon import load_lexicon
from extract.relations.model import RelationModel
from extract.relations.numbering import Book
from extract.relations.relate import scenes
from ontology.records import Document, Mention, Section, Sentence

NAMES = {"橹声镇": "AREA", "橹声社区": "ORG", "鹭影读书会": "EVENT", "芦荻苑": "PLACE", "帆语工作室": "ORG"}
SENTENCES = (
    "橹声社区联合帆语工作室在芦荻苑举办鹭影读书会。",
    "下半年，将依托帆语工作室、橹声社区继续建设芦荻苑（橹声镇）。",
    "该中心已完成芦荻苑改造。",
)


def seen(*sentences):
    """The scenes of a document of these sentences."""
    text = "\n".join(sentences)
    spans, found, at = [], [], 0
    for sentence in sentences:
        spans.append(Sentence(at, at + len(sentence), 0))
        for name, kind in NAMES.items():
            start = sentence.find(name)
            if start >= 0:
                found.append(Mention(at + start, at + start + len(name), name, kind))
        at += len(sentence) + 1
    document = Document(
        "a", text, issuer="澜汀街道", sections=(Section(0, len(text), 0, "plan"),), sentences=tuple(spans)
    )
    analysis = analyse(document, lambda _: ())
    return scenes(analysis, sorted(found, key=lambda m: m.start), load_lexicon())


class Growing(dict):
    """Numbers whatever it is asked for."""

    def number(self, feature):
        return self.setdefault(feature, len(self) + 1)


def spelt(encoded, names, pairs):
    """The features of each name and of each candidate as strings."""
    of_names, of_pairs = ({n: f for f, n in table.items()} for table in (names, pairs))
    return (
        [{of_names[n] for n in row} for row in encoded.name_numbers()],
        [{of_pairs[n] for n in row} for row in encoded.pair_numbers()],
    )


@pytest.fixture
def growing():
    names, pairs = Growing(), Growing()
    return Features(load_lexicon(), names.number, pairs.number), names, pairs


def test_a_name_has_the_features_of_its_form_its_place_and_its_verbs(growing):
    features, names, pairs = growing
    [first, *_], _ = spelt(encode(seen(SENTENCES[0]), features), names, pairs)
    assert first >= {
        *("ORG", "role=plan", "ORG|role=plan", "n=3", "s1=区", "s2=社区", "len=2"),
        *("l1=^", "l2=^", "open=True", "r1=联", "r2=联合", "ORG|r2=联合", "c2=", "depth=0", "size=1"),
        *("nov", "ORG|nov", "av=联合", "ORG|av=联合", "ad=0", "next=ORG", "prev=^"),
    }


def test_two_names_have_the_features_of_what_stands_between_them(growing):
    features, names, pairs = growing
    encoded = encode(seen(SENTENCES[0]), features)
    _, found = spelt(encoded, names, pairs)
    at = next(
        i
        for i, (_, c) in enumerate(encoded.found)
        if c.side == "pair" and (c.left.mention.text, c.right.mention.text) == ("橹声社区", "帆语工作室")
    )
    assert found[at] >= {
        *("k=ORG|ORG", "k=ORG|ORG|0", "k=ORG|ORG|i1", "sub=True|False|0", "near=True|ORG|ORG"),
        *("k=ORG|ORG|gap=联合", "k=ORG|ORG|v0=联合", "k=ORG|ORG|bag=联合", "k=ORG|ORG|in=联合|0"),
    }


def test_what_is_remembered_is_what_was_put_together(growing):
    features, names, pairs = growing
    cold = spelt(encode(seen(*SENTENCES), features), names, pairs)
    sizes = len(names), len(pairs)
    assert spelt(encode(seen(*SENTENCES), features), names, pairs) == cold
    assert (len(names), len(pairs)) == sizes


def test_a_full_book_begins_anew_and_old_entries_stay_readable():
    book = Book({"a": 1, "b": 2}.get, most=1)
    group = book.group(lambda feature: [feature])
    old = book.entries
    assert [group["a"], group["b"]] == [1, 2]
    book.tidy()
    assert group["b"] == 1
    assert (old, book.entries) == ([(), (1,), (2,)], [(), (2,)])


def test_scores_are_those_of_the_features_added_one_by_one():
    model = RelationModel.load(MODELS / "relations.npz")
    # The second document adds to what the first one left behind.
    model.scores(encode(seen(SENTENCES[2]), model.features))
    encoded = encode(seen(*SENTENCES), model.features)
    names = [model.node_rows[row].sum(axis=0) for row in encoded.name_numbers()]
    width = len(model.bias)
    for i, (row, score) in enumerate(zip(encoded.pair_numbers(), model.scores(encoded)[0], strict=True)):
        left, right = encoded.left[i], encoded.right[i]
        total = model.pair_rows[row].sum(axis=0) + model.bias
        total = total + (
            names[left][:width] + names[right][width : 2 * width] if left >= 0 else names[right][2 * width :]
        )
        logits = total[model.hidden :] + np.maximum(total[: model.hidden], 0) @ model.out
        powers = np.exp(logits[: len(model.labels)] - logits[: len(model.labels)].max())
        assert score == pytest.approx(powers / powers.sum(), abs=1e-5)
