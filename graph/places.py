"""The level of a place: province, city, district, subdistrict, community."""

from __future__ import annotations

from typing import Literal

from graph.kinds import kind_of
from graph.model import Entity
from graph.resolve.areas import level_of
from graph.resolve.words import load_words

Level = Literal["province", "city", "county", "town", "community", ""]

LEVELS: tuple[Level, ...] = ("province", "city", "county", "town", "community", "")
"""From the widest to the narrowest; the last is that of a place whose level nothing tells."""

_MUNICIPALITIES = ("11", "12", "31", "50")
_COMMUNITY = frozenset({"residentsBody", "neighbourhood"})


def level(entity: Entity) -> Level:
    """Return the level of a place: of an area by its code or name, of others whether they are a community.

    A municipality under the central government counts as a city.

    Examples
    --------
    >>> level(Entity("a", "AREA", "水岸街道")), level(Entity("b", "AREA", "上海市", code="310000"))
    ('town', 'city')
    >>> level(Entity("c", "ORG", "水岸居委会")), level(Entity("d", "ORG", "水岸小学"))
    ('community', '')
    """
    if entity.type != "AREA":
        kind = kind_of(entity.name, entity.type).rpartition("#")[2]
        return "community" if kind in _COMMUNITY else ""
    code = entity.code
    if not code:
        by_name = level_of(entity.name, load_words())
        return next((known for known in LEVELS if known == by_name), "")
    if len(code) > 9:
        return "community"
    if len(code) > 6:
        return "town"
    if code.endswith("0000"):
        return "city" if code.startswith(_MUNICIPALITIES) else "province"
    return "city" if code.endswith("00") else "county"
