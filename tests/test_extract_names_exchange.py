"""Sentences made by exchanging names: same names' types and places, other words."""

import pytest

from extract.train.exchange import Labelled, exchange

ROAD = Labelled("完成柳庄路大修。", ((0, 2), (2, 4), (4, 5), (5, 7), (7, 8)), ((2, 5, "PLACE"),))
PARK = Labelled("新建北苑公园。", ((0, 2), (2, 4), (4, 6), (6, 7)), ((2, 6, "PLACE"),))
BRAND = Labelled("打造“荷香”品牌。", ((0, 2), (2, 3), (3, 5), (5, 6), (6, 8), (8, 9)), ((3, 5, "PROGRAMME"),))
PLAIN = Labelled("全面提升质量。", ((0, 2), (2, 4), (4, 6), (6, 7)), ())
ALL = [ROAD, PARK, BRAND, PLAIN]


def made(seed, share=1.0):
    return exchange(ALL, list, seed, share)


@pytest.mark.parametrize("seed", range(8))
def test_names_stand_where_they_are_said_to_stand_and_nothing_else_changes(seed):
    for before, after in zip([ROAD, PARK, BRAND], made(seed), strict=True):
        [(old_start, old_end, kind)], [(start, end, again)] = before.names, after.names
        assert (start, again) == (old_start, kind)
        assert after.text[:start] + after.text[end:] == before.text[:old_start] + before.text[old_end:]
        assert "".join(after.text[a:b] for a, b in after.words) == after.text


def test_names_come_from_names_of_the_type_whole_or_as_front_and_head():
    places = {s.text[a:b] for seed in range(40) for s in made(seed)[:2] for a, b, _ in s.names}
    assert places == {"柳庄路", "北苑公园", "柳庄公园", "北苑路"}
    assert {made(seed)[2].text for seed in range(10)} == {BRAND.text}


def test_sentences_without_names_are_not_repeated():
    assert len(made(0)) == 3


def test_nothing_is_exchanged_at_a_share_of_none():
    assert [s.text for s in made(0, share=0.0)] == [ROAD.text, PARK.text, BRAND.text]


def test_the_same_seed_makes_the_same_sentences():
    assert made(3) == made(3)
