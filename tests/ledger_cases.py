"""The composed two-year cases: a report with its plan, and a year later the next one."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from ontology.records import Document, Facts, Mention, Period, Relation, Section, Sentence

FILE = Path(__file__).with_name("ledger_cases.tsv")
COLUMNS = (
    "half", "body", "side", "id", "text", "verb", "object", "type", "status", "links", "outcome",
)  # fmt: skip


def cases() -> dict[str, list[dict[str, str]]]:
    """Return the rows of the cases by body."""
    lines = (line for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    found = defaultdict(list)
    for values in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        row = dict(zip(COLUMNS, values + [""] * (len(COLUMNS) - len(values)), strict=True))
        found[row["body"]].append(row)
    return dict(found)


def report(body: str, year: int, parts: list[tuple[str, list[dict[str, str]]]]) -> Facts:
    """Return a report of one year as records: sections with their sentences, objects where they stand."""
    doc, text = f"{body}-{year}", ""
    sections, sentences, mentions, relations = [], [], [], []
    for role, rows in parts:
        begin = len(text)
        for row in rows:
            start = len(text)
            text += row["text"] + "\n"
            end = len(text) - 1
            sentences.append(Sentence(start, end, len(sections) + 1))
            at, name = row["text"].index(row["object"]), row["object"]
            mentions.append(Mention(start + at, start + at + len(name), name, row["type"]))
            relation = "awarded" if row["type"] == "HONOUR" else "undertakes"
            relations.append(
                Relation(body, relation, name, row["status"], start, end, row["text"], "AREA", row["type"],
                         None, start + at, row["verb"])
            )  # fmt: skip
        sections.append(Section(begin, len(text), 1, role))
    document = Document(
        doc, text, title=f"{body}{year}年工作报告", issuer=body, areas=(body,), date=f"{year + 1}-01-20",
        kind="report", period=Period(f"{year}-01-01", f"{year}-12-31"),
        sections=(Section(0, len(text), 0, "review"), *sections), sentences=tuple(sentences),
    )  # fmt: skip
    return Facts(doc, document, tuple(mentions), tuple(relations))


def reports(body: str, rows: list[dict[str, str]]) -> Iterator[Facts]:
    """Yield the two reports of a body: the first with its plan only, the second with both parts."""
    side = defaultdict(list)
    for row in rows:
        side[row["side"]].append(row)
    yield report(body, 2031, [("review", []), ("plan", side["plan"])])
    yield report(body, 2032, [("review", side["later"]), ("plan", side["next"])])


def texts(body: str, rows: list[dict[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the two reports of a body as file names and texts, to be read like any other document."""
    side = defaultdict(list)
    for row in rows:
        side[row["side"]].append(row["text"])
    opening = [f"{body}全年各项工作平稳有序。"]
    for year, review, plan in ((2031, opening, side["plan"]), (2032, side["later"], side["next"])):
        lines = [f"{body}{year}年工作总结和{year + 1}年工作计划", f"{year + 1}年1月20日"]
        lines += [f"一、{year}年工作总结", *review, f"二、{year + 1}年工作计划", *plan]
        yield f"{body}-{year}.txt", "\n".join(lines) + "\n"
