"""The parts under relations: clauses and units, candidates, patterns, the model file and its training."""

import re
from dataclasses import replace

import msgspec
import numpy as np
import pytest

from extract.analysis import Analysis, analyse
from extract.components import MODELS
from extract.relations import relate
from extract.relations.candidates import Topic, candidates, names_of
from extract.relations.clauses import view
from extract.relations.encode import Features, encode
from extract.relations.lexicon import load_lexicon, trie_pattern
from extract.relations.model import RelationModel
from extract.relations.patterns import Skeleton, load_patterns
from extract.relations.relate import scenes
from ontology.errors import ModelError
from ontology.records import Document, Mention, Relation, Section, Sentence

ISSUER = "澜汀街道"


def analysis_of(*sentences, role="review", issuer=ISSUER, heading=()):
    """Make a document of one section out of ``sentences``; those numbered in ``heading`` are headings."""
    text = "\n".join(sentences)
    spans, at = [], 0
    for number, sentence in enumerate(sentences):
        spans.append(Sentence(at, at + len(sentence), 0, number in heading))
        at += len(sentence) + 1
    document = Document(
        "a",
        text,
        issuer=issuer,
        sections=(Section(0, len(text), 0, role),),
        sentences=tuple(spans),
    )
    return analyse(document, lambda _: ())


def names(analysis: Analysis, **types):
    """Return the mentions of names given as ``TYPE="name name"``, every occurrence."""
    text, found = analysis.document.text, []
    for kind, listed in types.items():
        for name in listed.split():
            at = text.find(name)
            while at >= 0:
                found.append(Mention(at, at + len(name), name, kind))
                at = text.find(name, at + 1)
    return found


def stated(relations, accepted=True):
    return {(r.head, r.rel, r.tail) for r in relations if r.accepted or not accepted}


def scene_of(text, **types):
    a = analysis_of(text)
    return view(a.sentences[0], sorted(names(a, **types), key=lambda m: m.start), load_lexicon(), "澜汀街道")


def test_units_are_names_of_one_class_in_one_enumeration():
    scene = scene_of(
        "组建青荷队、橹声队，开放白鹭驿站及芦影书屋。", ORG="青荷队 橹声队", PLACE="白鹭驿站 芦影书屋"
    )
    units = [[n.mention.text for n in node.members] for node in scene.nodes if node.members]
    assert units == [["青荷队", "橹声队"], ["白鹭驿站", "芦影书屋"]]
    assert [n.clause for n in scene.nodes] == [0, 0, 1, 1]


def test_brackets_keep_their_names_apart():
    scene = scene_of("青荷路（橹声路-柳桥路）、白鹭路改建", PLACE="青荷路 橹声路 柳桥路 白鹭路")
    units = [[n.mention.text for n in node.members] for node in scene.nodes if node.members]
    assert units == [["青荷路", "白鹭路"], ["橹声路", "柳桥路"]]
    sides = [(c.side, names_of(c)) for c in candidates(scene, []) if c.side == "brackets"]
    assert [(a.mention.text, b.mention.text) for _, pairs in sides for a, b in pairs] == [
        ("青荷路", "橹声路"),
        ("青荷路", "柳桥路"),
    ]


def test_verbs_stand_before_and_after_a_name():
    scene = scene_of("加快推进青荷路改造，确保年内竣工。", PLACE="青荷路")
    [node] = scene.nodes
    assert [v[2] for v in node.before] == ["加快推进"]
    assert [v[2] for v in node.after] == ["改造"]


def test_own_names_of_the_issuer_are_no_candidates_of_their_own():
    scene = scene_of("澜汀街道联合青荷医院", AREA="澜汀街道", ORG="青荷医院")
    assert [(c.side, c.left.mention.text, c.right.mention.text) for c in candidates(scene, [])] == [
        ("issuer", "澜汀街道", "青荷医院")
    ]


def test_candidates_grow_with_the_sentence_and_not_with_its_square():
    listed = [f"青荷{i:03}号" for i in range(300)]
    scene = scene_of("建成" + "后建成".join(listed), PLACE=" ".join(listed))
    assert len(list(candidates(scene, []))) < 300 * 18


def test_a_topic_is_offered_to_each_unit():
    first = scene_of("芦影社区有书屋。", PLACE="芦影社区").nodes[0]
    scene = scene_of("开放青荷书屋。", PLACE="青荷书屋")
    assert [c.side for c in candidates(scene, [Topic(first, 1)])] == ["issuer", "topic"]


@pytest.mark.parametrize(
    ("text", "types", "kind"),
    [
        pytest.param(
            "青荷社区获评“橹声示范点”",
            {"PLACE": "青荷社区", "HONOUR": "橹声示范点"},
            "awarded|lr",
            id="title",
        ),
        pytest.param(
            "在芦影广场举办青荷节", {"PLACE": "芦影广场", "EVENT": "青荷节"}, "locatedIn|rl", id="place"
        ),
        pytest.param(
            "组织青荷队参加橹声赛", {"ORG": "青荷队", "EVENT": "橹声赛"}, "participatesIn|lr", id="part"
        ),
        pytest.param(
            "为老船工提供橹声课程", {"GROUP": "老船工", "PROGRAMME": "橹声课程"}, "serves|rl", id="for"
        ),
    ],
)
def test_patterns_read_what_stands_around_two_names(text, types, kind):
    scene = scene_of(text, **types)
    left, right = scene.nodes
    found = Skeleton(scene, load_patterns()).readings(right).by_left[left.index]
    assert kind in {name[: name.rindex("|")] for name, _ in found}


def test_trie_matches_the_longest_word():
    assert re.compile(trie_pattern(["推进", "推进会", "会"])).findall("推进会议推进") == ["推进会", "推进"]


def _examples(number):
    """Return documents in which 携手 makes a partner and 走访 nothing."""
    pytest.importorskip("sklearn")
    pytest.importorskip("scipy")
    from extract.train.relations import Example

    out = []
    for i in range(number):
        yes, no = f"青荷{i}队", f"白鹭{i}队"
        a = analysis_of(f"携手{yes}开展活动。", f"走访{no}了解情况。")
        quote = a.document.text[:10]
        relation = Relation("澜汀街道", "partnersWith", yes, "done", 0, len(quote), quote, "AREA", "ORG")
        document = a.document
        named = Analysis(msgspec.structs.replace(document, doc=f"place{'abcd'[i % 4]}{i}"), a.sentences)
        out.append(Example(named, tuple(names(a, ORG=f"{yes} {no}")), (relation,), {}))
    return out


def test_training_learns_saves_and_loads(tmp_path):
    examples = _examples(40)
    from extract.train.relations import Settings, train

    trained = train(examples, Settings(hidden=8, seeds=1, epochs=30, batch=16, rate=0.02, drop=0.1, rare=2))
    path = tmp_path / "model.npz"
    trained.save(path)
    loaded = RelationModel.load(path)
    assert loaded.labels == trained.labels
    assert loaded.threshold == trained.threshold
    a = analysis_of("携手橹声一队开展活动。", "走访芦影一队了解情况。")
    mentions = names(a, ORG="橹声一队 芦影一队")
    for model in (trained, loaded):
        assert stated(relate(a, mentions, model)) == {("澜汀街道", "partnersWith", "橹声一队")}


def test_labels_follow_aliases_and_direction():
    [example] = _examples(1)
    from extract.train.relations import LABELS, label

    lexicon = load_lexicon()
    short = replace(
        example,
        aliases={"青荷0队": "青荷队"},
        stated=tuple(
            Relation("澜汀街道", "partnersWith", "青荷队", "done", r.start, r.end, r.quote, "AREA", "ORG")
            for r in example.stated
        ),
    )
    encoded = encode(scenes(short.analysis, short.mentions, lexicon), Features(lexicon, {}.get, {}.get))
    classes, statuses = label(short, encoded)
    of_issuer = [LABELS[c] for c, (_, k) in zip(classes, encoded.found, strict=True) if k.side == "issuer"]
    assert of_issuer == [("partnersWith", True), (None, True)]
    assert [s for s in statuses if s >= 0] == [0]


def test_confidence_rises_with_the_raw_score():
    model = RelationModel.load(MODELS / "relations.npz")
    levels = model.calibrate(np.linspace(0, 1, 50, dtype=np.float32))
    assert np.all(np.diff(levels) >= -1e-6)
    assert 0 <= levels[0] <= model.threshold <= levels[-1] <= 1


@pytest.mark.parametrize("content", [b"", b"no model", b"PK\x03\x04 broken"], ids=["empty", "text", "broken"])
def test_a_file_that_is_no_model_is_named(tmp_path, content):
    path = tmp_path / "odd.npz"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"odd\.npz"):
        RelationModel.load(path)


def test_a_missing_model_is_named(tmp_path):
    with pytest.raises(ModelError, match=r"none\.npz"):
        RelationModel.load(tmp_path / "none.npz")
