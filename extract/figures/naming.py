"""What a quantity counts or measures, in the words of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.figures.lexicon import alternatives, figure_words

_RIGHT_STOP = re.compile(
    r"^[的以之，；。、：）”\s]*(?:以上|以下|左右|以内|不等|(?:大)?关口?$|[大新]?台阶|大关|的?$)"
)
_LIST = re.compile(r"、|和|及|与|以及|，")
_OPEN_LIST = re.compile(r"(?P<list>[^，；。：]{2,24})等$")
_MEASURE = re.compile(
    r"(?:[\u4e00-\u9fff]{2}率|率|增加值|总?产值|总额|销售额|营业额|额|收入|支出|投资|案件|案|人数|户数|件数|起数|次数|数量|总量|量|数|面积|金额|资金"
    r"|比例|占比|比重|规模|指数|人口|营收|贷款|整合|覆盖面|满意度|度|进出口|出口|进口|年龄|里程|密度|浓度|收益|税收)$"
)
_ASIDE = re.compile(
    r"(?<=..)(?:就[“《]|为(?:核心|主|契机|抓手|重点|依托|载体|枢纽|单位|主体|基础|补充|纽带|牵引)).*$"
)
_EMPTY = frozenset({"", "的", "了", "为", "其", "等", "次", "个"})
SHARES = frozenset({"%", "‰", "成", "倍", "个百分点", "百分点", "个点", ""})


@dataclass(frozen=True)
class _Patterns:
    lead: re.Pattern[str]
    link: re.Pattern[str]
    linking: frozenset[str]
    """What a link ends with: without it the text need not be searched."""
    drop: re.Pattern[str]
    middle: re.Pattern[str]
    keep: re.Pattern[str]
    predicate: re.Pattern[str]
    verb: re.Pattern[str]
    relative: re.Pattern[str]
    kept: frozenset[str]
    general: frozenset[str]


@cache
def _patterns() -> _Patterns:
    words = figure_words()
    keep = alternatives(words.keep)
    verbs = words.keep + words.drop + words.predicate
    return _Patterns(
        lead=re.compile(rf"^(?:{'|'.join(words.lead)})+"),
        link=re.compile(rf"(?:{'|'.join(words.link)})+$"),
        linking=frozenset().union(*map(_endings, words.link)),
        drop=re.compile(rf"^(?:{alternatives(words.drop)})了?(?=..)"),
        middle=re.compile(rf"(?<=..)(?<!、)(?:{'|'.join(words.middle)})了?(?=..)"),
        keep=re.compile(rf"(?:{keep})(?:了|剩余)?$|(?:{keep})(?=[^，；。]{{1,40}}等$)"),
        predicate=re.compile(rf"^(?:{alternatives(words.adverbs)})*(?:{alternatives(verbs)})"),
        verb=re.compile(rf"^(?:{alternatives(words.keep + words.drop)})"),
        relative=re.compile(rf"^(?:{alternatives(words.relative)})+$"),
        kept=frozenset(words.keep),
        general=frozenset(words.general),
    )


def _endings(expression: str) -> str:
    """Return the characters that what matches can end with: ``expression`` ends in one, or in a class.

    Examples
    --------
    >>> _endings("(?:增|减)[至到]"), _endings("(?<!经验)是")
    ('至到', '是')
    """
    return expression[expression.rindex("[") + 1 : -1] if expression.endswith("]") else expression[-1]


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
        lead = patterns.lead.match(text)
        rest = text[lead.end() :] if lead else text
        if rest[-1:] in patterns.linking:
            rest = patterns.link.sub("", rest)
        if rest == text:
            break
        text = rest
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
    >>> parallel("第一、第三产业增加值"), parallel("单位、沿街商铺达标率")
    (['第一产业增加值', '第三产业增加值'], ['单位达标率', '沿街商铺达标率'])
    """
    items = [trim(i) or i for i in _LIST.split(head) if i]
    if len(items) < 2:
        return [head] if head else []
    last = items[-1]
    measured = _MEASURE.search(last)
    return [
        *(item + _shared_tail(item, last, measured.group() if measured else "") for item in items[:-1]),
        last,
    ]


def _shared_tail(item: str, last: str, measure: str) -> str:
    """Return the words that an item of an enumeration leaves to the last one: 第一、第三产业增加值."""
    if _MEASURE.search(item):
        return ""
    aligned = item[0] == last[0] or item[-1] == last[len(item) - 1 : len(item)]
    if aligned and len(item) < len(last) - 1:
        return last[len(item) :]
    return measure if len(measure) < len(last) and len(item) + len(measure) <= len(last) + 4 else ""


@dataclass(frozen=True, slots=True)
class Name:
    """An indicator and how it was found: ``before``, ``after``, ``both`` or ``inherited``."""

    text: str
    how: str
    left: str
    right: str


def _past_middle(bare: str) -> str:
    """Return what stands behind the last general verb of a clause, outside quotation marks."""
    last = None
    for match in _patterns().middle.finditer(bare):
        if bare.count("“", 0, match.start()) == bare.count("”", 0, match.start()):
            last = match
    return bare[last.end() :] if last else bare


def _opening(left: str, bare: str) -> str:
    """Return the verb that belongs to the name of what is counted after it, empty where there is none."""
    patterns = _patterns()
    if bare and len(bare) <= 6 and not patterns.drop.match(bare + "某某"):
        return bare
    verb = patterns.keep.search(left)
    return verb.group().rstrip("了") if verb else ""


def _after(left: str, bare: str, after: str, unit: str, sibling: str) -> Name:
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
    return Name((_opening(left, bare) if bare or not sibling else sibling) + after, "after", bare, after)


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
    after = patterns.link.sub("", _ASIDE.sub("", after))
    opened = patterns.verb.match(previous) if sibling and previous else None
    shared = opened.group() if opened and opened.group() in patterns.kept else ""
    if after and after not in _EMPTY:
        return _after(left, bare, after, unit, shared)
    if not bare or bare in _EMPTY:
        return Name(previous, "inherited", bare, "")
    if bare == "占":
        return Name(previous + "占比", "before", bare, "")
    if previous and patterns.relative.match(bare) and not _MEASURE.search(previous):
        return Name(previous + bare, "before", bare, "")
    name = patterns.drop.sub("", _past_middle(bare))
    if shared and not patterns.verb.match(name):
        name = shared + name
    return Name(name, "before", bare, "")
