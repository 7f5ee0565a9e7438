"""What is known of a reading when it is decided whether it is an observation, and whether a target."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from extract.analysis import AnalysedSentence
from extract.coming import announced, has_happened, is_due
from extract.figures.lexicon import alternatives, figure_words
from extract.figures.naming import SHARES
from extract.figures.readings import Reading
from extract.periods import TimeExpression
from ontology.records import Document, Mention

Located = tuple[int, int, Mention]
"""A mention with its half-open span in the text of the sentence."""

WINDOW = 160
"""How many characters on either side of a number are looked at; sentences can be of any length."""

_OBJECT = "将"
_ITEM = re.compile(r"[、和及与]|以及")
_LIST_STOP = re.compile(r"[，；。：！？（）]")
_ASIDE = re.compile(r"（[^（）]*）")
_AGE = re.compile(r"^(?:以上|以下|及以上)?的?[老小少青儿幼居村女男妇]")
_AFTER = frozenset({"以上", "以下", "以内", "之内"})
_DETERMINER = re.compile(r"(?:每|各|这|该|上述|以上|前|后|其他|其余|另外|首|头|全部|所有|同|某|哪|几|任|一)$")
_DEICTIC = re.compile(r"(?:这|该|上述|以上|其中|其余|另外|另)[^，。；]{0,2}$")


@dataclass(slots=True)
class Scene:
    """A sentence in which readings are judged, with what came before it in the document.

    ``seen`` holds the counts already given, as ``value`` and ``unit``, with how often.
    """

    document: Document
    sentence: AnalysedSentence
    times: Sequence[TimeExpression]
    mentions: Sequence[Located]
    seen: dict[str, int] = field(default_factory=dict)

    def near(self, at: int) -> Sequence[Located]:
        """Return the mentions that start within reach of a place in the sentence, in order."""
        first = bisect_left(self.mentions, at - 2 * WINDOW, key=lambda m: m[0])
        return self.mentions[first : bisect_right(self.mentions, at + WINDOW, key=lambda m: m[0])]


@cache
def _targets() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = figure_words().target
    return tuple((word, re.compile(re.escape(word))) for word in words)


@cache
def _verbs() -> re.Pattern[str]:
    words = figure_words()
    return re.compile(alternatives(words.keep + words.drop))


def listed_items(before: str) -> int:
    """Return how many items the enumeration at the end of ``before`` has, 0 where it is open or none.

    Examples
    --------
    >>> listed_items("下辖新河里、新兴里、朝阳里"), listed_items("医院、学校等"), listed_items("新增")
    (3, 0, 0)
    """
    if before.endswith("等"):
        return 0
    before = _ASIDE.sub("", before)
    stops = list(_LIST_STOP.finditer(before))
    tail = before[stops[-1].end() :] if stops else before
    quoted = re.search(r"“([^“”]*、[^“”]*)”$", tail)
    if quoted:
        tail = quoted.group(1)
    items = [i for i in _ITEM.split(tail) if i]
    return len(items) if len(items) > 1 else 0


def _bucket(number: float | None) -> str:
    if number is None:
        return "range"
    for limit in (1, 2, 5, 10, 20, 50, 100, 1000):
        if number <= limit:
            return str(limit)
    return "more"


def features(scene: Scene, reading: Reading, readings: Sequence[Reading]) -> list[str]:
    """Return the features by which a reading is judged to be an observation."""
    quantity, slot, name = reading.quantity, reading.slot, reading.name
    text = scene.sentence.text
    before = text[max(0, quantity.start - WINDOW) : quantity.start]
    after = text[quantity.end : quantity.end + WINDOW]
    left = slot.left
    # A share in words (三分之一, 四成) is judged as the same one in hundredths: there are far more of those.
    share = quantity.percent
    unit, chinese = (quantity.unit, quantity.chinese) if share is None else ("%", False)
    size = _bucket(quantity.number if share is None else share)
    found = [
        f"unit={unit}",
        f"how={name.how}",
        f"unit+how={unit}+{name.how}",
        f"chinese={chinese}",
        f"value={size}",
        f"chinese+value={chinese}+{size}",
        f"chinese+unit={chinese}+{unit}",
        f"approx={quantity.approx}",
        f"before1={before[-1:]}",
        f"before2={before[-2:]}",
        f"before1+unit={before[-1:]}+{unit}",
        f"after1={after[:1]}",
        f"after2={after[:2]}",
        f"unit+after1={unit}+{after[:1]}",
        f"right={name.right[:2]}",
        f"head={name.right[-2:]}",
        f"leftend={name.left[-2:]}",
        f"role={scene.sentence.role}",
        f"first={slot.first}",
        f"many={min(len(readings), 6)}",
        f"length={min(len(reading.indicator) // 2, 8)}",
    ]
    if reading.own_change:
        found.append("own change")
    if reading.change:
        found.append("change")
    if reading.base:
        found.append("base")
    if slot.bracket:
        found.append("bracket")
    if scene.sentence.sentence.heading:
        found.append("heading")
    if before.rfind("“") > before.rfind("”"):
        found.append("quoted")
        close = after.find("”")
        found.append(f"quoted+{'whole' if before.endswith('“') else 'part'}+{0 <= close <= 12}")
    if before.rfind("《") > before.rfind("》"):
        found.append("titled")
    if after.startswith(("“", "《")):
        found.append("before quotation")
    if _DETERMINER.search(before):
        found.append(f"determiner+{chinese}")
    if _DEICTIC.search(before):
        found.append("deictic")
    if before.endswith("等"):
        found.append("open list")
    items = listed_items(before)
    if items:
        found.append(
            f"list+{'same' if str(items) == quantity.value else 'other'}+{unit in ('个', '家', '项', '大')}"
        )
        found.append(f"list same={str(items) == quantity.value}+{name.how}")
    rest = after[len(name.right) :] if after.startswith(name.right) else after
    if rest.startswith("：") or re.match(r"[^，。；]{0,12}：", after):
        found.append("colon after")
        found.append(f"colon after+{chinese}")
    if rest[:1] == "，" and re.match(r"，(?:即|分别是|包括|一是|其中)", rest):
        found.append("list after")
    if _AGE.match(after) and unit in ("岁", "周岁", "年", "层"):
        found.append("age of")
    if not slot.left and slot.clause == 0:
        found.append("opens sentence")
    if _verbs().search(left):
        found.append(f"verb+{name.how}")
    found.append(
        f"approx+right={quantity.approx in _AFTER}+{bool(name.right)}+{unit in SHARES}+{slot.touching}"
    )
    if any(m in unit for m in "元"):
        found.append(f"money+{quantity.approx in _AFTER}+{after[:1] in '，、。；）'}")
    head = f"{quantity.value}{unit}{reading.indicator[-2:]}"
    if head in scene.seen:
        found.append("seen head")
    key = quantity.value + unit
    if key in scene.seen:
        found.append(f"seen+{chinese}")
        found.append(f"seen+{unit}")
        found.append(f"seen+{size}")
    for start, end, mention in scene.near(quantity.start):
        if end == quantity.start:
            found.append(f"name before={mention.type}")
        elif start == quantity.first:
            found.append(f"opens name={mention.type}")
        elif start == quantity.end:
            found.append(f"name after={mention.type}")
            found.append(f"name after={mention.type}+{chinese}")
    if re.search(r"排名|位次|名次|排位|位居|[居列]", left[-6:]):
        found.append("rank")
    if re.match(r"[^，；。]{0,14}(?:[首前][\u4e00-\u9fff]?[位列名]|第[一二三四五\d]|最[高低])", after):
        found.append(f"rank after+{unit}")
    if "连续" in left[-4:]:
        found.append(f"in a row+{unit}")
    return found


def surely_target(scene: Scene, reading: Reading, time: TimeExpression | None) -> bool:
    """Whether the clause itself says that the figure is aimed at (力争达到90%), or its time lies ahead."""
    if any(word in reading.slot.left for word in figure_words().sure):
        return True
    text, clause, at = scene.sentence.text, reading.slot.clause, reading.quantity.start
    if announced(text, clause, at):
        return True
    return time is not None and is_due(time, scene.document) and not has_happened(text, clause, at)


def target_features(scene: Scene, reading: Reading) -> list[str]:
    """Return the features by which a figure is judged to be a target rather than an actual one."""
    text, start = scene.sentence.text, reading.quantity.start
    clause = max((text.rfind(c, 0, start) for c in "，；。："), default=-1) + 1
    part = max((text.rfind(c, 0, start) for c in "；。"), default=-1) + 1
    role, kind = scene.sentence.role, scene.document.kind
    found = [f"role={role}", f"kind={kind}", f"role+kind={role}+{kind}", f"how={reading.name.how}"]
    for word, pattern in _targets():
        near = pattern.search(text, clause, start)
        if near and word == _OBJECT and not announced(text, clause, start):
            # 将12个院落纳入清单: it marks an object and tells no time.
            continue
        if near:
            found += [f"near={word}", f"near+role={word}+{role}"]
        elif pattern.search(text, part, clause):
            found.append(f"earlier={word}")
    opening = text[: min(start, 24)]
    found += [f"opening={word}" for word, pattern in _targets() if pattern.search(opening)]
    stop = _LIST_STOP.search(text, reading.quantity.end)
    if re.search(r"将|拟|计划|力争|预计", text[reading.quantity.end : stop.start() if stop else None]):
        found.append("said after")
    if re.search(r"[已了]|完成|累计|实现|达[到成]?", text[clause:start]):
        found += ["met", f"met+{role}"]
    before = [t for t in scene.times if t.end <= start]
    if before:
        last = before[-1]
        found.append(f"time={re.sub(r'[0-9一二三四五六七八九十]+', '0', last.text)}")
        limit = scene.document.period.end if scene.document.period else scene.document.date
        if last.dates and limit:
            found.append(f"future={last.dates.end > limit}")
    found.append(f"after={reading.quantity.approx in ('以上', '左右', '不低于', '不少于')}+{role}")
    found.append(f"verb={reading.name.text[:2]}+{role}")
    return found
