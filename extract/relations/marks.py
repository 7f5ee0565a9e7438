"""Words of a sentence that tell how its names are joined: prepositions, framing words, aspects.

They are looked for once in a sentence; each name and each pair asks for those of its own span.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from extract.relations.clauses import Node, Scene

_PREPOSITION = re.compile(
    "在|由|与|和|同|跟|向|对|为|给|以|从|将|把|被|让|使|于|至|到|通过|依托|按照|根据|围绕|经|受|随"
)
_ASPECT = re.compile(
    "将|拟|计划|力争|争取|预计|已|正在|持续|继续|不断|进一步|加快|有序|启动|完成|开工|竣工|收尾|前期|年内|年底前|了"
)
_FRAME = re.compile(
    "在|由|与|和|同|向|对|为|以|从|将|把|被|让|通过|依托|借助|运用|利用|发挥|围绕|聚焦|按照|根据|联合|会同|携手|联动|面向|针对|结合|邀请|组织|引导|推动|包括|即|其中|如|来自"
)
_PLANS = re.compile("将|拟|力争|计划|下半年|明年|下一步|今后|接下来")


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one kind with their places in a text, in order."""

    starts: list[int]
    words: list[str]

    @classmethod
    def find(cls, pattern: re.Pattern[str], text: str) -> Words:
        """Find all that match."""
        found = list(pattern.finditer(text))
        return cls([m.start() for m in found], [m.group() for m in found])

    def within(self, begin: int, end: int) -> list[str]:
        """Return the words that stand in the half-open span [begin, end), in order."""
        low, high = bisect_left(self.starts, begin), bisect_left(self.starts, end)
        # A word may reach beyond the end, into a name.
        while high > low and self.starts[high - 1] + len(self.words[high - 1]) > end:
            high -= 1
        return self.words[low:high]


class Marks:
    """The words of one sentence that features ask for.

    ``plans`` are the distinct words that speak of what is to come.
    """

    __slots__ = ("aspects", "frames", "plans", "prepositions", "shape")

    def __init__(self, scene: Scene) -> None:
        self.shape = scene.shape
        self.prepositions = Words.find(_PREPOSITION, scene.shape)
        self.frames = Words.find(_FRAME, scene.shape)
        self.aspects = Words.find(_ASPECT, scene.shape)
        self.plans = tuple(sorted(set(_PLANS.findall(scene.text))))


def bucket(number: int) -> str:
    """Put a count or distance into one of six classes.

    Examples
    --------
    >>> [bucket(n) for n in (0, 2, 4, 7, 20)]
    ['0', '2', '3', '5', '9']
    """
    return str(number) if number < 3 else "3" if number < 5 else "5" if number < 9 else "9"


def phrase_after(scene: Scene, node: Node) -> str:
    """Return what follows an enumeration up to the next verb, name or break: “等平台”, “2个项目”, “作用”."""
    begin = node.group_right
    stop = min(begin + 10, len(scene.text))
    if node.after:
        stop = min(stop, node.after[0][0])
    place = bisect_left(scene.breaks, begin)
    if place < len(scene.breaks):
        stop = min(stop, scene.breaks[place])
    return scene.shape[begin:stop]
