"""Which printed time a figure holds for."""

from __future__ import annotations

import re

from extract.figures.clauses import BLANK
from extract.figures.features import Scene
from extract.figures.naming import trim
from extract.figures.readings import Reading
from extract.periods import TimeExpression

_NOT_OF_FIGURE = re.compile(
    r"^(?:的?(?:计划|目标|任务|进度|预算|安排|指标|时序|投资计划|人代会)|建成|建立|成立|设立|竣工|建造)"
)
_COMPARED = re.compile(r"(?:比|较|与|同|占|为|于|自|超)$")
_EVENT = re.compile(
    r"(?:成立|建立|设立|建成|竣工|开工|上线|启用|通过|举办|召开|开门|通水|交付|动工|签约|揭牌|建|来)[^，]{0,6}$"
)
_CLAUSE_END = re.compile(r"[，；。：]")
_WHOLE = re.compile(r"年|半年|季度|月|以来|截至|目前|五”?(?:规划)?期?末")


def time_of(scene: Scene, reading: Reading) -> TimeExpression | None:
    """Return the time that a figure is stated for: printed in its clause, or opening the sentence.

    A time that dates another event (2003年建成, …) or only compares (比2020年) does not count, and one that
    stands between figures belongs to the figure behind it alone.
    """
    text, slot = scene.sentence.text, reading.slot
    begin = slot.quantity.start
    found: TimeExpression | None = None
    for time in scene.times:
        if time.end > begin or time.vague:
            continue
        if _NOT_OF_FIGURE.match(text[time.end :]) or _COMPARED.search(text[: time.start]):
            continue
        if time.start >= slot.clause:
            if slot.first or not re.search(r"\d", text[time.end : begin]) or _carries(text, time):
                found = _stronger(found, time)
            continue
        if _carries(text, time):
            found = _stronger(found, time)
    return found


def _carries(text: str, time: TimeExpression) -> bool:
    """Whether a time holds for the clauses after its own: it opens its clause, and dates no event there."""
    if "日" in time.text and not time.text.startswith("截"):
        return False
    start = max(text.rfind(c, 0, time.start) for c in "，；。：") + 1
    stop = _CLAUSE_END.search(text, time.end)
    rest = text[time.end : stop.start() if stop else len(text)]
    opens = not trim(text[start : time.start].replace(BLANK, ""))
    return opens and not _EVENT.search(rest) and bool(_WHOLE.search(time.text))


def _stronger(found: TimeExpression | None, time: TimeExpression) -> TimeExpression:
    """Return the nearer time, but keep 2024年 over the bare 全年 or 年内 that follows it."""
    if found and time.text in ("全年", "年内", "上半年", "下半年") and found.text.endswith("年"):
        return found
    return time
