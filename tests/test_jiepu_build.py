"""The build: what it writes, that it is whole or not there, and what it never touches."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jiepu.building import build
from jiepu.sample import folder as sample
from ontology.errors import UsageError
from ontology.records import Document, Facts, Mention, Relation, Sentence, dumps, loads

REPOSITORY = Path(__file__).parent.parent
OUTPUTS = {
    "facts.jsonl",
    "mentions.jsonl",
    "graph.trig",
    "graph.ttl",
    "graph.html",
    "store",
    "report.md",
    "unread.jsonl",
    ".jiepu.json",
}
TEXT = "柳岸街道2024年工作总结\n一、工作回顾\n柳岸街道打造“柳小满”服务品牌,新建社区食堂2家。\n"


@pytest.fixture
def reports(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "柳岸.txt").write_text(TEXT, encoding="utf-8")
    return folder


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_all_outputs_are_there(built):
    assert set(names(built)) == OUTPUTS


def test_every_quotation_is_the_text_at_its_offsets(built):
    quoted = 0
    for facts in lines(built / "facts.jsonl"):
        text = facts["document"]["text"]
        for mention in facts["entities"]:
            assert text[mention["start"] : mention["end"]] == mention["text"]
        for name in ("relations", "observations", "definitions"):
            for fact in facts[name]:
                assert fact["quote"]
                assert text[fact["start"] : fact["end"]] == fact["quote"]
                quoted += 1
    assert quoted > 50


def test_the_example_of_the_readme_is_what_the_sample_gives(built):
    rows = {
        (r["status"], r["quote"])
        for facts in lines(built / "facts.jsonl")
        for r in facts["relations"]
        if (r["rel"], r["tail"]) == ("undertakes", "江小鲤") and r["accepted"]
    }
    for name in ("README.md", "README.zh.md"):
        text = (REPOSITORY / name).read_text(encoding="utf-8")
        quoted = [line[2:] for line in text.splitlines() if line.startswith("> 街道")]
        assert len(quoted) == 2
        assert {("done", quoted[0]), ("planned", quoted[1])} <= rows


def test_mentions_are_the_text_at_their_offsets_and_lead_to_an_entity(built):
    texts = {facts["doc"]: facts["document"]["text"] for facts in lines(built / "facts.jsonl")}
    mentions = lines(built / "mentions.jsonl")
    assert mentions
    for mention in mentions:
        assert set(mention) == {"doc", "start", "end", "text", "type", "entity"}
        assert texts[mention["doc"]][mention["start"] : mention["end"]] == mention["text"]
        assert mention["entity"].startswith("https://")


def test_a_second_build_by_workers_gives_the_same_files(built, tmp_path):
    build([sample()], tmp_path / "again", jobs=2, language="en")
    build([sample()], tmp_path / "english", jobs=1, language="en")
    for name in sorted(OUTPUTS - {"store"}):
        one, other = (tmp_path / where / name for where in ("again", "english"))
        assert one.read_bytes() == other.read_bytes(), name
    for name in ("facts.jsonl", "mentions.jsonl", "graph.trig", "graph.ttl"):
        assert (tmp_path / "again" / name).read_bytes() == (built / name).read_bytes(), name


def test_an_earlier_build_is_replaced_and_what_the_user_put_there_is_kept(reports, tmp_path):
    out = tmp_path / "out"
    build([reports], out)
    (out / "notes.md").write_text("mine", encoding="utf-8")
    (reports / "新苑.txt").write_text(TEXT.replace("柳岸", "新苑"), encoding="utf-8")
    build([reports], out)
    assert len(lines(out / "facts.jsonl")) == 2
    assert (out / "notes.md").read_text(encoding="utf-8") == "mine"
    assert names(tmp_path) == ["out", "reports"]


def test_a_folder_of_someone_else_is_refused_and_left_alone(reports, tmp_path):
    out = tmp_path / "thesis"
    out.mkdir()
    (out / "chapter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="thesis"):
        build([reports], out)
    assert names(out) == ["chapter.txt"]


def test_an_empty_folder_is_taken(reports, tmp_path):
    (tmp_path / "out").mkdir()
    build([reports], tmp_path / "out")
    assert set(names(tmp_path / "out")) == OUTPUTS


def test_a_build_is_no_document_of_the_next_one(reports):
    out = reports / "out"
    for _ in range(2):
        build([reports], out)
        assert [facts["doc"] for facts in lines(out / "facts.jsonl")] == ["柳岸"]


@pytest.mark.parametrize("stage", ["extract", "write"])
def test_an_interrupt_leaves_the_earlier_build(stage, reports, tmp_path):
    out = tmp_path / "out"
    build([reports], out)
    before = (out / "facts.jsonl").read_bytes()
    (reports / "新苑.txt").write_text(TEXT.replace("柳岸", "新苑"), encoding="utf-8")

    def stop(reached, done, total):
        if reached == stage and done == total - 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([reports], out, progress=stop)
    assert (out / "facts.jsonl").read_bytes() == before
    assert names(tmp_path) == ["out", "reports"]


@pytest.mark.parametrize(
    ("command", "name", "jobs", "after"),
    [
        pytest.param("build", "SIGINT", 1, 2.0, id="build"),
        pytest.param("build", "SIGINT", 2, 0.4, id="while workers start"),
        pytest.param("build", "SIGINT", 2, 3.0, id="while workers read"),
        pytest.param("extract", "SIGTERM", 1, 2.0, id="terminated"),
    ],
)
def test_an_interrupted_command_leaves_nothing_behind(command, name, jobs, after, reports, tmp_path):
    for number in range(200):
        (reports / f"{number}.txt").write_text(TEXT * 40, encoding="utf-8")
    out = tmp_path / "new" / "result"
    process = subprocess.Popen(
        [sys.executable, "-m", "jiepu", command, str(reports), "-o", str(out), "--jobs", str(jobs)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "JIEPU_LANG": "en"},
        start_new_session=True,
    )
    time.sleep(after)
    # As a terminal does it: to all processes of the command.
    os.killpg(process.pid, getattr(signal, name))
    _, stderr = process.communicate(timeout=30)
    assert process.returncode == 130
    assert stderr == "Interrupted; nothing was written.\n"
    assert not out.parent.exists() or not names(out.parent)


def test_extract_to_the_standard_output_is_one_line_a_document(jiepu, reports):
    (reports / "柳岸.txt").write_text(TEXT + "\u202e\u2066", encoding="utf-8")
    done = jiepu("extract", reports, "-o", "-")
    [facts] = map(json.loads, done.stdout.splitlines())
    assert facts["document"]["text"] == TEXT + "\u202e\u2066"
    assert not {c for c in done.stdout if not c.isprintable()} - {"\n"}


def test_how_sure_a_relation_must_be_can_be_asked_for(tmp_path):
    text = "桨声街道打造荷灯、踏浪。"
    document = Document("a", text, issuer="桨声街道", sentences=(Sentence(0, len(text), 0),))
    mentions = (Mention(0, 4, "桨声街道", "AREA"), Mention(6, 8, "荷灯", "PROGRAMME"))
    mentions += (Mention(9, 11, "踏浪", "PROGRAMME"),)
    made = [
        Relation(
            "桨声街道", "undertakes", m.text, "done", 0, len(text), text, "AREA", "PROGRAMME", 0, m.start,
            confidence=confidence, accepted=accepted,
        )
        for m, confidence, accepted in ((mentions[1], 0.8, True), (mentions[2], 0.2, False))
    ]  # fmt: skip
    facts = tmp_path / "facts.jsonl"
    facts.write_text(dumps(Facts("a", document, mentions, tuple(made))) + "\n", encoding="utf-8")
    for least, accepted in ((None, [True, False]), (0.1, [True, True]), (0.9, [False, False])):
        out = tmp_path / f"out{least}"
        assert build([facts], out, min_confidence=least).claims == sum(accepted)
        # Those that stay out of the graph stay in the facts, marked.
        [kept] = map(loads, (out / "facts.jsonl").read_bytes().splitlines())
        assert [r.accepted for r in kept.relations] == accepted
        assert [r.confidence for r in kept.relations] == [0.8, 0.2]
