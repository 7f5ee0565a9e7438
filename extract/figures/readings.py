"""What each number of a sentence is said of, and the change stated beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.figures.changes import ChangeVerb, both_named, read_change
from extract.figures.clauses import BLANK, Slot, slots
from extract.figures.lexicon import figure_words
from extract.figures.naming import SHARES, Name, name_quantity, parallel, trim
from extract.figures.quantities import Quantity, find_quantities
from extract.periods import TimeExpression

_LEVEL_AFTER = re.compile(
    r"^[、，]?(?:总数|总量|累计|总额)?(?:达到?了?|增至|升至|降至|提升[至到]|提高[至到]|增加[至到]|突破|超过)$"
)
_EACH = re.compile(r"分别[\u4e00-\u9fff]{0,4}$")
_AGED = re.compile(r"\d+(?:周)?岁(?:（含）)?及?以[上下]")
_KEPT = re.compile(r"(?:保持|实现|达到?|有|均|都|稳定|在|了|继续|年均|同比)+$")
_CHANGED = re.compile(
    r"(?P<verb>压缩|压减|缩短|减少|降低|减|提升|提高|增加)(?P<what>[\u4e00-\u9fff]{1,8}[^率度比重到至达为约过破\W])$"
)
_ALL = re.compile(r"(?:均|都|双双)(?:达到|达|为|是|超过|实现)*$")
_JOINTS = "、和及与"
_QUOTATION = re.compile(r"“[^“”]*”")
_BASE = re.compile(r"(?:去年|上年|上一?年度?)?同期|(?:比|较)\0+的?$")


@dataclass(slots=True)
class Reading:
    """What one quantity is taken to say, before it is decided whether that is an observation.

    ``names`` are further indicators that have the same figure (甲、乙均达100%); ``own_change`` says that the
    figure itself is the change, ``base`` that it is what another one is compared with.
    """

    slot: Slot
    name: Name
    indicator: str
    change: str = ""
    basis: str = ""
    own_change: bool = False
    base: bool = False
    names: list[str] = field(default_factory=list)

    @property
    def quantity(self) -> Quantity:
        """The number that is read."""
        return self.slot.quantity


def signed(verb: ChangeVerb, quantity: Quantity) -> str:
    """Return a change as it is recorded: ``+14.2%``, ``-2.1个百分点``; 两成 is ``20%``."""
    if quantity.unit == "成" and quantity.number is not None:
        return f"{verb.sign}{quantity.number * 10:g}%"
    return f"{verb.sign}{quantity.value}{quantity.unit}"


def _framed(left: str, right: str, unit: str) -> ChangeVerb | None:
    """Read a change whose verb does not touch the number: 保持8%以上增长, 压缩审批时限30%."""
    if unit not in SHARES or not unit:
        return None
    words = figure_words()
    after = right.strip("的，、 ")
    if after in words.up or after in words.down:
        kept = _KEPT.search(left)
        head = kept.start() if kept else len(left)
        return ChangeVerb(head, "+" if after in words.up else "-", "", False, False, False)
    changed = _CHANGED.search(left)
    if changed:
        sign = "+" if changed["verb"] in words.up else "-"
        return ChangeVerb(len(left), sign, "", False, False, False, changed.start("verb"))
    return None


class _Reader:
    """Reads the quantities of one sentence from left to right."""

    def __init__(self, text: str, cut: list[Slot]) -> None:
        self.text = text
        self.cut = cut
        self.readings: list[Reading] = []
        self.previous = ""
        self.owed_names: list[str] = []
        self.owed_changes: list[Reading] = []
        self.verb: ChangeVerb | None = None
        self.series = 0
        self.absolute: dict[int, Slot] = {}

    def add(self, slot: Slot, name: Name, indicator: str) -> Reading:
        """Keep a new reading, the one that what follows refers to."""
        reading = Reading(slot, name, indicator)
        self.readings.append(reading)
        self.previous = indicator
        return reading

    def read(self, index: int) -> None:
        """Read the quantity of one slot."""
        slot = self.cut[index]
        left = slot.left.replace(BLANK, "")
        right = slot.right.replace(BLANK, "")
        if not left.strip("、和及与，") and not right and self._continue(slot):
            return
        self.owed_names, self.owed_changes, self.verb = [], [], None
        verb = read_change(left) or _framed(left, right, slot.quantity.unit)
        if verb:
            self._change(index, left, right, verb)
            return
        last = self.readings[-1] if self.readings else None
        if last and last.own_change and not trim(left) and _LEVEL_AFTER.match(left):
            # 增加11个、达到25个: the change is printed before the level that it led to.
            self.readings.pop()
            self.add(slot, last.name, last.indicator).change = last.change
            self.readings[-1].basis = last.basis
            return
        sibling = bool(self.readings) and left.startswith("、")
        each = _EACH.search(left)
        if each:
            head = name_quantity(left[: each.start()], "", slot.quantity.unit, self.previous, sibling)
            tail = trim(each.group()[2:])
            name = Name(head.text + tail, head.how, head.left, right)
            names = [item + tail for item in parallel(head.text)]
        else:
            name = name_quantity(left, right, slot.quantity.unit, self._topic(slot), sibling)
            names = parallel(name.text) if _ALL.search(left) else [name.text]
        if last and last.slot.touching and not last.name.right and name.how == "after":
            # 6组10家企业: both numbers count what follows the second.
            last.name, last.indicator = name, name.text
        reading = self.add(slot, name, names[0] if names else "")
        reading.base = bool(_BASE.search(slot.left)) or "同期" in left
        if each:
            self.owed_names, self.series = names[1:], 1
        else:
            reading.names = names[1:]

    def _topic(self, slot: Slot) -> str:
        """Return what a number without words of its own is said of: the clause before, else the last name."""
        said = trim(slot.before.replace(BLANK, ""))
        return said if 2 <= len(said) <= 16 else self.previous

    def _continue(self, slot: Slot) -> bool:
        """Read a further value of a series (分别增长3%、5%), for the next name or figure owed one."""
        if self.owed_changes and self.verb:
            target = self.owed_changes.pop(0)
            target.change, target.basis = signed(self.verb, slot.quantity), self.verb.basis
            return True
        if self.owed_names:
            name = self.owed_names.pop(0)
            self.series += 1
            reading = self.add(slot, Name(name, "before", name, ""), name)
            if self.verb:
                reading.change, reading.basis = signed(self.verb, slot.quantity), self.verb.basis
                reading.own_change = True
            return True
        return False

    def _change(self, index: int, left: str, right: str, verb: ChangeVerb) -> None:
        slot = self.cut[index]
        change = signed(verb, slot.quantity)
        head = trim(left[: verb.head])
        if not head and self._both(slot, verb, change):
            return
        if not head and self._attach(index, verb, change):
            return
        if verb.noun:
            self.add(
                slot, name := name_quantity(left, right, slot.quantity.unit, self.previous, False), name.text
            )
            return
        named = left[: verb.head]
        if verb.inner is not None:
            # 压缩审批时限30%: what changed stands behind its verb.
            changed = _CHANGED.search(left)
            named = changed["what"] if changed else named
        own = name_quantity(named, "", slot.quantity.unit, self.previous, False)
        spread = verb.each or any(c in left[verb.head :][:3] for c in "均双")
        names = parallel(own.text) if spread else [own.text]
        if verb.rate:
            names = [n + left[verb.head :].replace("分别", "").replace("双", "").strip("，、") for n in names]
        reading = self.add(slot, own, names[0] if names else "")
        reading.change, reading.basis, reading.own_change = change, verb.basis, True
        if verb.each or (len(names) > 1 and self._series(index) == len(names)):
            self.owed_names, self.verb = names[1:], verb
        else:
            reading.names = names[1:]

    def _both(self, slot: Slot, verb: ChangeVerb, change: str) -> bool:
        """Take changes of what the clause before named together: 产量、税收双增长，分别增长6%、8%."""
        names = parallel(trim(both_named(slot.before.replace(BLANK, ""))))
        if not names:
            return False
        reading = self.add(slot, Name(names[0], "before", names[0], ""), names[0])
        reading.change, reading.basis, reading.own_change = change, verb.basis, True
        if verb.each:
            self.owed_names, self.verb = names[1:], verb
        else:
            reading.names = names[1:]
        return True

    def _attach(self, index: int, verb: ChangeVerb, change: str) -> bool:
        """Take a change that names nothing as the change of the figure, or figures, before it."""
        slot = self.cut[index]
        open_ = [r for r in self.readings[-6:] if not r.own_change and not r.base]
        if not open_ or verb.rate:
            return False
        count = self._series(index)
        if count > 1 and len(open_) >= count and (verb.each or count == self.series):
            self.owed_changes, self.verb = open_[-count:], verb
            return self._continue(slot)
        target = open_[-1]
        if not target.change:
            target.change, target.basis = change, verb.basis
            if slot.quantity.unit not in SHARES:
                self.absolute[id(target)] = slot
            return True
        absolute = self.absolute.pop(id(target), None)
        if absolute and slot.quantity.unit in SHARES:
            # 增加3.7亿元、增长1.2%: the rate is the change, the amount a figure of its own.
            amount = Reading(absolute, Name(target.indicator, "inherited", "", ""), target.indicator)
            amount.change, amount.basis, amount.own_change = target.change, target.basis, True
            self.readings.append(amount)
            target.change, target.basis = change, verb.basis or target.basis
            return True
        return False

    def _series(self, index: int) -> int:
        """Return how many quantities stand together from ``index`` on, with only 、 or 和 between them."""
        count = 1
        while index + count < len(self.cut):
            before, after = self.cut[index + count - 1].quantity, self.cut[index + count].quantity
            if self.text[before.end : after.start].strip(_JOINTS):
                break
            count += 1
        return count


def _in_code(quantity: Quantity, quotations: Sequence[tuple[int, int]]) -> bool:
    """Whether a number is part of what is quoted as a name: “一岗双责”, “15分钟生活圈”."""
    return any(a < quantity.first < b and (quantity.chinese or b - a <= 14) for a, b in quotations)


def read_sentence(text: str, times: Sequence[TimeExpression]) -> list[Reading]:
    """Read every quantity of a normalised sentence, in order of their numbers.

    Parameters
    ----------
    text
        The sentence.
    times
        Its expressions of time (:func:`extract.periods.find_times`); no number in them is a quantity.

    Examples
    --------
    >>> [(r.indicator, r.change) for r in read_sentence("火警、盗抢案件分别下降12%、3%", ())]
    [('火警案件', '-12%'), ('盗抢案件', '-3%')]
    >>> [(r.indicator, r.change) for r in read_sentence("受理来电90件，同比增长5%", ())]
    [('受理来电', '+5%')]
    """
    masked = tuple((t.start, t.end) for t in times if not t.vague)
    quantities = find_quantities(text, masked)
    if not quantities:
        return []
    blank = text
    for start, end in masked:
        blank = blank[:start] + BLANK * (end - start) + blank[end:]
    quotations = [m.span() for m in _QUOTATION.finditer(text)] if "“" in text else []
    quantities = [q for q in quantities if not _in_code(q, quotations) and not _AGED.match(text, q.first)]
    reader = _Reader(text, slots(blank, quantities))
    for index in range(len(reader.cut)):
        reader.read(index)
    return sorted(reader.readings, key=lambda r: r.quantity.first)
