"""The gazetteer finds divisions by code and name, and tells same names apart by context."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ontology import gazetteer
from ontology.gazetteer import convert


def test_chain_of_a_street_skips_the_levels_that_only_fill_a_place() -> None:
    chain = gazetteer.load().ancestors("310112001")
    assert [(d.code, d.name, d.level) for d in chain] == [
        ("310000", "上海市", "province"),
        ("310112", "闵行区", "county"),
        ("310112001", "江川路街道", "town"),
    ]


@pytest.mark.parametrize(
    ("code", "names"),
    [
        pytest.param("441900003", ["广东省", "东莞市", "东城街道"], id="city without counties"),
        pytest.param("429004", ["湖北省", "仙桃市"], id="county directly under the province"),
        pytest.param("31", ["上海市"], id="two digits"),
        pytest.param("999999", [], id="unknown"),
    ],
)
def test_chains(code: str, names: list[str]) -> None:
    assert [d.name for d in gazetteer.load().ancestors(code)] == names


@pytest.mark.parametrize(
    ("name", "context", "code"),
    [
        pytest.param("闵行", [], "310112", id="short and unique"),
        pytest.param("普陀", ["310000"], "310107", id="short, by context"),
        pytest.param("普陀区", ["330900"], "330903", id="official, by context"),
        pytest.param("普陀", [], None, id="ambiguous"),
        pytest.param("吉林", [], "220000", id="the higher level"),
        pytest.param("竹泊街道", [], None, id="nowhere"),
    ],
)
def test_resolve(name: str, context: list[str], code: str | None) -> None:
    found = gazetteer.load().resolve(name, context)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("name", "level", "short"),
    [
        ("新疆维吾尔自治区", "province", "新疆"),
        ("黔西南布依族苗族自治州", "city", "黔西南"),
        ("浦东新区", "county", "浦东"),
        ("白云鄂博矿区", "county", ""),
        ("城区", "county", ""),
    ],
)
def test_short_names(name: str, level: gazetteer.Level, short: str) -> None:
    assert gazetteer.load().shorten(name, level) == short


def test_names_carry_the_highest_level_that_has_them() -> None:
    names = gazetteer.load().names()
    assert names["海南省"] == "province"
    assert names["朝阳区"] == "county"
    assert names["中山市"] == "city"
    assert "市辖区" not in names


def test_every_county_and_town_has_its_province_above_it() -> None:
    table = gazetteer.load()
    codes = [d.code for name in table.names() for d in table.by_name(name)]
    assert len(codes) == len(set(codes)) == len(table)
    assert {table.ancestors(code)[0].level for code in codes} == {"province"}


def test_loading_is_fast() -> None:
    gazetteer.load.cache_clear()
    start = time.perf_counter()
    gazetteer.load()
    assert time.perf_counter() - start < 0.15


def test_convert_reads_the_package_and_writes_the_same_bytes_each_time(tmp_path: Path) -> None:
    package = tmp_path / "package" / "dist"
    package.mkdir(parents=True)
    (package / "provinces.csv").write_text('code,name\n99,"云泽省"\n', encoding="utf-8")
    (package / "cities.csv").write_text('code,name,provinceCode\n9901,"市辖区",99\n', encoding="utf-8")
    (package / "areas.csv").write_text('code,name\n990101,"竹汀区"\n', encoding="utf-8")
    (package / "streets.csv").write_text('code,name\n990101001,"竹泊街道"\n', encoding="utf-8")
    table = convert.rows(tmp_path / "package")
    assert table.items() >= {("990000", "云泽省"), ("990101", "竹汀区"), ("990101001", "竹泊街道")}
    assert "市辖区" not in table.values()
    convert.write(table, tmp_path / "a.gz")
    convert.write(table, tmp_path / "b.gz")
    assert (tmp_path / "a.gz").read_bytes() == (tmp_path / "b.gz").read_bytes()
