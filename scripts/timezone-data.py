#!/usr/bin/env python3
"""Writes domain/timezone-data.json: Google libphonenumber's map from phone number prefix to timezones.

Run, from the root of the repository:

    python3 -m venv /tmp/timezone-data && /tmp/timezone-data/bin/pip install phonenumbers==9.0.43
    /tmp/timezone-data/bin/python scripts/timezone-data.py

Refresh: raise PHONENUMBERS_VERSION here and in the line above, run it, then run `npx vitest run test/domain`.
The tests hold the map against an independent table of the North American area codes, and each country's
prefixes against the country's own zones. What they refuse is either an error of the new map, for
domain/timezone-overrides.ts with its reason, or a change in the world, for the test's table. Overrides of
area codes that the new map makes needless are refused too. Raise OVERRIDES_REVISION when the overrides change.

The data is Apache-2.0, Copyright (C) 2011-2026 The Libphonenumber Authors: domain/timezone-data.LICENSE.
"""

import json
import pathlib
import sys

import phonenumbers
from phonenumbers.tzdata import TIMEZONE_DATA

PHONENUMBERS_VERSION = "9.0.43"
TARGET = pathlib.Path(__file__).resolve().parent.parent / "domain" / "timezone-data.json"


def main() -> None:
    if phonenumbers.__version__ != PHONENUMBERS_VERSION:
        sys.exit(f"phonenumbers {PHONENUMBERS_VERSION} is pinned here, {phonenumbers.__version__} is installed")
    zones = sorted({zone for names in TIMEZONE_DATA.values() for zone in names})
    index = {zone: position for position, zone in enumerate(zones)}
    lists: dict[tuple[int, ...], int] = {}
    prefixes: dict[str, int] = {}
    for prefix in sorted(TIMEZONE_DATA):
        names = tuple(index[zone] for zone in TIMEZONE_DATA[prefix])
        prefixes[prefix] = lists.setdefault(names, len(lists))
    data = {
        "version": PHONENUMBERS_VERSION,
        "zones": zones,
        "lists": [list(names) for names in lists],
        "prefixes": prefixes,
    }
    TARGET.write_text(json.dumps(data, separators=(",", ":")) + "\n")
    print(f"{TARGET}: {len(prefixes)} prefixes, {len(lists)} lists, {len(zones)} zones, {TARGET.stat().st_size} bytes")


main()
