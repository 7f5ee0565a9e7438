"""What a quantity counts or measures, in the words of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.figures.lexicon import alternatives, figure_words

_RIGHT_STOP = re.compile(
    r"^[的以之，；。、：）”\s]*(?:以上|以下|左右|以内|不等|(?:大)?关口?$|(?:新)?台阶|大关|的?$)"
)
_LIST = re.compile(r"、|和|及|与|以及|，")
_OPEN_LIST = re.compile(r"(?P<list>[^，；。：]{2,24})等$")
_EMPTY = frozenset({"", "的", "了", "为", "其", "等", "次", "个"})
SHARES = frozenset({"%", "‰", "成", "倍", "个百分点", "百分点", "个点", ""})


@dataclass(frozen=True)
class _Patterns:
    lead: re.Pattern[str]
    link: re.Pattern[str]
    drop: re.Pattern[str]
    keep: re.Pattern[str]
    predicate: re.Pattern[str]
    verb: re.Pattern[str]
    relative: re.Pattern[str]
    general: frozenset[str]


@cache
def _patterns() -> _Patterns:
    words = figure_words()
    keep = alternatives(words.keep)
    verbs = words.keep + words.drop + words.predicate
    return _Patterns(
        lead=re.compile(rf"^(?:{'|'.join(words.lead)})+"),
        link=re.compile(rf"(?:{'|'.join(words.link)})+$"),
        drop=re.compile(rf"^(?:{alternatives(words.drop)})了?(?=..)"),
        keep=re.compile(rf"(?:{keep})(?:了|剩余)?$|(?:{keep})(?=[^，；。]{{1,40}}等$)"),
        predicate=re.compile(rf"^(?:{alternatives(words.adverbs)})*(?:{alternatives(verbs)})"),
        verb=re.compile(rf"^(?:{alternatives(words.keep + words.drop)})"),
        relative=re.compile(rf"^(?:{alternatives(words.relative)})+$"),
        general=frozenset(words.general),
    )


def trim(left: str) -> str:
    """Strip what opens a clause and what links to the number from the text in front of one.

    Examples
    --------
    >>> trim("，同时居民满意率已达到"), trim("累计办理诉求"), trim("共享车位"), trim("新签约")
    ('居民满意率', '办理诉求', '共享车位', '新签约')
    """
    patterns = _patterns()
    text = left
    for _ in range(4):
        before = text
        text = patterns.link.sub("", patterns.lead.sub("", text))
        if text == before:
            break
    if text.count("”") > text.count("“"):
        text = "“" + text
    elif text.count("“") > text.count("”"):
        text += "”"
    return text


def parallel(head: str) -> list[str]:
    """Take an enumeration of indicators apart, giving a shared last word to each.

    Examples
    --------
    >>> parallel("信访总量、重复信访量"), parallel("刑事、治安案件"), parallel("客流量和营收")
    (['信访总量', '重复信访量'], ['刑事案件', '治安案件'], ['客流量', '营收'])
    """
    items = [trim(i) or i for i in _LIST.split(head) if i]
    if len(items) < 2:
        return [head] if head else []
    last = items[-1]
    if any(len(i) * 2 > len(last) + 1 for i in items[:-1]):
        return items
    tail = last[len(items[0]) :] if len(last) > len(items[0]) else ""
    return [i + tail for i in items[:-1]] + [last] if tail else items


@dataclass(frozen=True, slots=True)
class Name:
    """An indicator and how it was found: ``before``, ``after``, ``both`` or ``inherited``."""

    text: str
    how: str
    left: str
    right: str


def _opening(left: str, bare: str) -> str:
    """Return the verb that belongs to the name of what is counted after it, empty where there is none."""
    patterns = _patterns()
    if bare and len(bare) <= 6 and not patterns.drop.match(bare + "某某"):
        return bare
    verb = patterns.keep.search(left)
    return verb.group().rstrip("了") if verb else ""


def _after(left: str, bare: str, after: str, unit: str) -> Name:
    """Name a quantity that words follow: what is counted, or a share of, or what became of it."""
    patterns = _patterns()
    if bare and patterns.predicate.match(after):
        if patterns.verb.match(bare):
            return Name(patterns.drop.sub("", bare), "before", bare, after)
        return Name(bare + after, "both", bare, after)
    if bare and unit in SHARES:
        return Name(bare + after, "both", bare, after)
    listed = _OPEN_LIST.search(left)
    if listed and after in patterns.general:
        chunk = patterns.drop.sub("", trim(listed["list"]))
        return Name(f"{chunk}等{after}", "after", bare, after)
    return Name(_opening(left, bare) + after, "after", bare, after)


def name_quantity(left: str, right: str, unit: str, previous: str, sibling: bool) -> Name:
    """Name a quantity by the text on both sides of it.

    Parameters
    ----------
    left, right
        The text of its slot before and after the number, expressions of time blanked out.
    unit
        Its unit.
    previous
        What was named before it in the sentence, empty where there is nothing.
    sibling
        Whether only a 、 separates it from the quantity before.

    Examples
    --------
    >>> name_quantity("同时，新增", "社区食堂", "家", "", False).text
    '新增社区食堂'
    >>> name_quantity("受理咨询", "", "件", "", False).text
    '受理咨询'
    >>> name_quantity("总投资", "", "亿元", "招商项目", False).text
    '招商项目总投资'
    """
    patterns = _patterns()
    bare = trim(left)
    after = "" if _RIGHT_STOP.match(right) else right.lstrip("的了").rstrip("的，、等")
    if after and after not in _EMPTY:
        return _after(left, bare, after, unit)
    if not bare or bare in _EMPTY:
        return Name(previous, "inherited", bare, "")
    if bare == "占":
        return Name(previous + "占比", "before", bare, "")
    if previous and patterns.relative.match(bare):
        return Name(previous + bare, "before", bare, "")
    name = patterns.drop.sub("", bare)
    if sibling and previous and not patterns.verb.match(name):
        verb = patterns.verb.match(previous)
        if verb and verb.group() in figure_words().keep:
            name = verb.group() + name
    return Name(name, "before", bare, "")
