"""The tree of sections: nested spans that tile the text, each with a role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.blocks import Block
from extract.headings import Heading
from extract.layout import Layout
from extract.numbering import numbered
from extract.roles import opens_plan, role_of_heading, turn_of_sentence
from extract.sentences import sentence_spans
from ontology.records import Role, Section

_TURN_ORDER = 79.0
"""Under numbered headings, over the inline ones."""
_GLOSSARY_ORDER = 1.0
_OPENING = 400
_ANNOUNCES = ("：", ":", "以下", "如下")


@dataclass
class _Open:
    start: int
    order: float
    role: Role
    level: int
    title: str = ""
    number: str = ""
    until: int | None = None
    turned: bool = False
    announced: bool = False
    end: int = -1


@dataclass(frozen=True)
class Plan:
    """What the tree is built from.

    ``front`` is where the front matter ends (0 where there is none), ``noise`` the indexes of noise in
    ``blocks``, ``role`` the role of the whole, ``year`` the year that is reviewed (0 where it is not known).
    """

    text: str
    blocks: Sequence[Block]
    noise: frozenset[int]
    front: int
    headings: Sequence[Heading]
    role: Role
    year: int
    layout: Layout


def sections(plan: Plan) -> tuple[Section, ...]:
    """Return the sections in the order of their start, outer before inner; the first is the whole text.

    The role of a part is what its heading announces, else that of the part around it. A sentence that begins
    with 下一步 and the like turns the rest of its paragraph into a plan, or the rest of its part where it
    announces a list.
    """
    return _Tree(plan).built()


class _Tree:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        root = _Open(0, -1.0, plan.role, 0)
        self.stack = [root]
        self.all = [root]
        self.latest: dict[int, _Open] = {}

    def built(self) -> tuple[Section, ...]:
        plan, text = self.plan, self.plan.text
        notes = _trailing_notes(plan)
        waiting = list(reversed(plan.headings))
        if plan.front:
            self._push(_Open(0, 0.0, "front", 1, until=plan.front))
        runs = _runs(plan.noise)
        for index, block in enumerate(plan.blocks):
            self._leave(block.start)
            if index in plan.noise:
                if index in runs:
                    self._noise(index, runs[index])
                continue
            if index == notes and all(part.role != "glossary" for part in self.stack):
                self._open(Heading(block.start, block.start, _GLOSSARY_ORDER), "glossary")
            for heading in self._events(block, waiting):
                self._open(heading, None, until=block.end if heading.inline else None)
        self._close(0, len(text))
        self.stack[0].end = len(text)
        ordered = sorted(self.all, key=lambda s: (s.start, s.level))
        return tuple(Section(s.start, s.end, s.level, s.role, s.title, s.number) for s in ordered)

    def _open(self, heading: Heading, role: Role | None, until: int | None = None) -> None:
        self._leave(heading.start)
        if self.plan.layout.glossary.search(heading.title) and not heading.inline:
            heading = replace(heading, order=_GLOSSARY_ORDER)
        while len(self.stack) > 1 and self.stack[-1].order >= heading.order:
            self._pop(heading.start)
        inherited = self.stack[-1].role
        announced = role or ("plan" if heading.style == "turn" else None)
        if announced is None and not heading.inline:
            said = next((part.role for part in reversed(self.stack) if part.announced), None)
            announced = role_of_heading(heading.title, self.plan.year, self.plan.layout, said)
        if inherited in {"glossary", "noise"}:
            announced = None
        elif announced is None and not heading.inline:
            announced = self._silent(heading)
        part = _Open(
            heading.start,
            heading.order,
            announced or inherited,
            len(self.stack),
            heading.title,
            heading.number,
            until,
            turned=heading.style == "turn",
            announced=announced is not None,
        )
        self._push(part)

    def _silent(self, heading: Heading) -> Role | None:
        """Return the role of a part whose heading says none, where the parts before it or its opening do.

        Reports go from review to plan and do not turn back without saying so.
        """
        above = self.stack[-1]
        if above.role == "plan" or not heading.number:
            return None
        before = self.latest.get(len(self.stack))
        if before is None or before.start <= above.start:
            return None
        if before.announced and before.role == "plan" and before.number:
            return "plan"
        if len(self.stack) > 1:
            return None
        opening = self.plan.text[heading.start : heading.start + _OPENING]
        return "plan" if opens_plan(opening, self.plan.year, self.plan.layout) else None

    def _events(self, block: Block, waiting: list[Heading]) -> Iterator[Heading]:
        """Yield the headings that begin in ``block``, with those of sentences that turn to a plan or back."""
        text, turns = self.plan.text, block.start >= self.plan.front
        for start, end in sentence_spans(text, block.start, block.end):
            titled = False
            while waiting and waiting[-1].start < end:
                titled |= waiting[-1].end > start
                yield waiting.pop()
            if turns and not titled and self.stack[-1].role in {"review", "news", "plan"}:
                yield from self._turn(start, end, block)

    def _turn(self, start: int, end: int, block: Block) -> Iterator[Heading]:
        sentence = self.plan.text[start:end]
        turn = turn_of_sentence(sentence, self.plan.year, self.plan.layout)
        if turn == "plan" and self.stack[-1].role != "plan":
            announces = end == block.end and any(word in sentence[-12:] for word in _ANNOUNCES)
            order = self.stack[-1].order + 0.3 if announces else _TURN_ORDER
            yield Heading(start, start, order, style="turn", inline=not announces)
        elif turn == "review" and any(part.turned for part in self.stack):
            while any(part.turned for part in self.stack):
                self._pop(start)

    def _noise(self, first: int, last: int) -> None:
        start, end = self.plan.blocks[first].start, self.plan.blocks[last].end
        if last == len(self.plan.blocks) - 1 and first > 0:
            self._close(1, start)
            end = len(self.plan.text)
        part = _Open(start, 100.0, "noise", len(self.stack), until=end)
        self._push(part)
        self._pop(end)

    def _push(self, part: _Open) -> None:
        self.stack.append(part)
        self.all.append(part)
        self.latest[part.level] = part

    def _pop(self, end: int) -> None:
        part = self.stack.pop()
        part.end = end if part.until is None else min(end, part.until)

    def _leave(self, at: int) -> None:
        """Close the parts that end with their block, as far as that lies before ``at``."""
        while any(part.until is not None and part.until <= at for part in self.stack):
            self._pop(min(p.until for p in self.stack if p.until is not None))

    def _close(self, depth: int, end: int) -> None:
        while len(self.stack) > max(depth, 1):
            self._pop(end)


def _runs(noise: frozenset[int]) -> dict[int, int]:
    """Map the first index of each run of noise to its last."""
    runs: dict[int, int] = {}
    first = -1
    for index in sorted(noise):
        if index - 1 not in noise:
            first = index
        runs[first] = index
    return runs


def _trailing_notes(plan: Plan) -> int:
    """Return the index of the block where the notes ([1]…) at the end begin; -1 where there are none."""
    first = -1
    for index, block in enumerate(plan.blocks):
        if index in plan.noise:
            continue
        number = numbered(plan.text, block.start, block.end)
        if number is not None and number.style == "note":
            if number.value == 1 or first < 0:
                first = index
        elif number is not None and number.style in {"part", "cn"}:
            first = -1
    return first
