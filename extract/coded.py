"""What the numbers of a coded name stand for: “1+2+3” is 1名网格长, 2名副网格长, 3支专业力量.

The parts are looked up in the definition, in order; a part that the definition does not list, or lists in
another number, is reported and not guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.figures.numerals import chinese_number
from extract.figures.quantities import Quantity, find_quantities
from ontology.records import Component

_PLUS = re.compile(r"(?<![A-Za-z0-9.])(?:\d+|[NXn])(?:\s*\+\s*(?:\d+|[NXn]|[^+“”\s\d]{1,6}))+")
_RUN = re.compile(r"(?<![\d.+/])\d{3,6}(?![\d.+/年号弄%])")
_OPEN_PART = re.compile(r"[NXnx](?=[^A-Za-z0-9+”])|若干|多")
_PART = r"[“\"'‘](?P<part>\d+|[NX])[”\"'’](?:是指|指的是|指|即|是|为|代表|：)"
_NEXT_PART = _PART.replace("?P<part>", "?:")
_EXPLAINED = re.compile(rf"{_PART}(?P<label>.+?)(?=[，；、]?(?:第.个)?{_NEXT_PART}|[。；]|$)")
_EACH_ONE = re.compile(r"(?P<count>[二三四五六七八九十]+|\d+)个一(?![\u4e00-\u9fff]{0,2}体)")
_ONE = re.compile(
    r"一(?P<unit>系列|[项个份批种轮波套支条张本次场类座家处名站片区户])(?P<label>[^、，。；“”（）]{2,16})"
)
_LABEL_END = re.compile(
    r"[、，。；：（）“”]|(?:和|及|与|组成|构成|为(?:核心|主导|枢纽)|指导|即|包括|包含|参与)|的(?=[^、，。；]*(?:体系|架构|体制))"
)
_LISTED = re.compile(r"^（(?P<items>[^（）]+)）")


@dataclass(frozen=True)
class Parts:
    """The components that a definition lists for a code, and what does not add up."""

    components: tuple[Component, ...] = ()
    unresolved: tuple[str, ...] = ()


def code_parts(term: str) -> tuple[str, ...]:
    """Return the parts of the code that a term holds, empty where it holds none.

    A run of digits (``5191``) is one part until a definition tells how to cut it.

    Examples
    --------
    >>> code_parts("“1+6+N”治理架构"), code_parts("“2530”走访机制"), code_parts("议事厅")
    (('1', '6', 'N'), ('2530',), ())
    """
    plus = _PLUS.search(term)
    if plus:
        return tuple(p.strip() for p in plus.group().split("+"))
    run = _RUN.search(term)
    return (run.group(),) if run else ()


def _label(text: str, start: int) -> str:
    """Return the noun that starts at ``start``, up to where the next item or phrase begins."""
    rest = text[start : start + 24].lstrip("”")
    end = _LABEL_END.search(rest, 1)
    return rest[: end.start()] if end else rest


def _component(text: str, quantity: Quantity) -> Component:
    unit = quantity.unit
    label = _label(text, quantity.end)
    return Component(quantity.value, unit, label)


def _check_listed(text: str, quantity: Quantity, label: str) -> str:
    """Return what is wrong with the list in brackets behind an item, empty where it fits or there is none."""
    after = quantity.end + len(label)
    listed = _LISTED.match(text[after:])
    if not listed or "、" not in listed["items"]:
        return ""
    count = len([i for i in re.split(r"、|和|及", listed["items"]) if i])
    if str(count) == quantity.value or "等" in listed["items"]:
        return ""
    return f"“{quantity.value}{quantity.unit}{label}”后列出{count}项"


def _open_part(text: str, part: str, at: int) -> Component | None:
    """Find what an open part (N, X) stands for: N种力量, 若干支部."""
    for match in _OPEN_PART.finditer(text, at):
        if match.group() == "多" and not re.match(r"[个支名家类种方元]", text[match.end() :]):
            continue
        rest = text[match.end() :]
        unit = re.match(r"[个支名家类种项条处批组]", rest)
        label = _label(rest, unit.end() if unit else 0)
        if label:
            return Component(part, unit.group() if unit else "", label)
    return None


def _run_parts(run: str, text: str, quantities: list[Quantity]) -> list[Quantity] | None:
    """Find consecutive quantities of the definition whose numbers, written together, are the run."""
    for first in range(len(quantities)):
        written = ""
        for last in range(first, len(quantities)):
            written += quantities[last].value
            if written == run and last > first:
                return quantities[first : last + 1]
            if not run.startswith(written):
                break
    return None


def list_components(term: str, definition: str) -> Parts:
    """List the components of a coded term by its definition, and check them against the code.

    Parameters
    ----------
    term, definition
        Both normalised (:func:`extract.normalise.normalise`).

    Examples
    --------
    >>> parts = list_components("“1+2+N”巡护架构", "指由1名河长、2名协管员和N支志愿队（渔政、环保）参与")
    >>> [(c.value, c.unit, c.label) for c in parts.components], parts.unresolved
    ([('1', '名', '河长'), ('2', '名', '协管员'), ('N', '支', '志愿队')], ())
    >>> list_components("“1+3”模式", "指1个中心带动各站").unresolved
    ('“3”没有列出',)
    """
    parts = code_parts(term)
    if not parts:
        return _each_one(term, definition)
    explained = [(m["part"], m["label"].strip("，、 ")) for m in _EXPLAINED.finditer(definition)]
    if not any(p in "NXnx" or len(p) < 3 for p in parts):
        return _digit_run(parts[0], definition, explained)
    components: list[Component] = []
    unresolved: list[str] = []
    quantities = [q for q in find_quantities(definition) if "+" not in definition[q.first - 1 : q.last + 1]]
    at = 0
    for part in parts:
        said = next((e for e in explained if e[0] == part), None)
        if said:
            explained.remove(said)
            components.append(Component(part, "", said[1]))
            continue
        if not part.isdigit():
            found = _open_part(definition, part, at) if part in "NXnx" else None
            if found:
                components.append(found)
            else:
                unresolved.append(f"“{part}”没有列出")
            continue
        match = next((q for q in quantities if q.first >= at and q.value == part), None)
        if match is None:
            unresolved.append(f"“{part}”没有列出")
            continue
        component = _component(definition, match)
        components.append(component)
        at = match.end
        wrong = _check_listed(definition, match, component.label)
        if wrong:
            unresolved.append(wrong)
    return Parts(tuple(components), tuple(unresolved))


def _digit_run(run: str, definition: str, explained: list[tuple[str, str]]) -> Parts:
    """Cut a run of digits by the definition: parts that it explains one by one, else numbers in its order."""
    if explained and "".join(part for part, _ in explained) == run:
        return Parts(tuple(Component(part, "", label) for part, label in explained))
    quantities = find_quantities(definition)
    listed = _run_parts(run, definition, quantities)
    if listed:
        return Parts(tuple(_component(definition, q) for q in listed))
    return Parts(unresolved=(f"“{run}”的各部分没有列出",))


def _each_one(term: str, definition: str) -> Parts:
    """Count the items of a “…个一” (ten things of one each)."""
    match = _EACH_ONE.search(term)
    if not match:
        return Parts()
    count = int(match["count"]) if match["count"].isdigit() else chinese_number(match["count"])
    found = tuple(Component("1", m["unit"], m["label"]) for m in _ONE.finditer(definition))
    if len(found) == count:
        return Parts(found)
    return Parts(found, (f"应有{count}项，列出{len(found)}项",))
