#!/usr/bin/env python3
"""Writes domain/area-code-states.json: the states and provinces of North American area codes, from Google
libphonenumber's geocoding data.

Run, from the root of the repository:

    python3 -m venv /tmp/timezone-data && /tmp/timezone-data/bin/pip install phonenumbers==9.0.43
    /tmp/timezone-data/bin/python scripts/area-code-states.py

Refresh: raise PHONENUMBERS_VERSION here and in timezone-data.py together, run both, then `npx vitest run test/domain`.
The tests hold the table against one made from NANPA's own data. Area codes that the table lacks are taken to be
anywhere in their country, so a missing one makes a window narrower, never wider.

The data is Apache-2.0, Copyright (C) 2011-2026 The Libphonenumber Authors: domain/timezone-data.LICENSE.
"""

import collections
import json
import pathlib
import re
import sys

import phonenumbers
from phonenumbers.geodata import GEOCODE_DATA

PHONENUMBERS_VERSION = "9.0.43"
TARGET = pathlib.Path(__file__).resolve().parent.parent / "domain" / "area-code-states.json"

US = {
    "Alabama": "AL", "Alaska": "AK", "Arizona": "AZ", "Arkansas": "AR", "California": "CA", "Colorado": "CO",
    "Connecticut": "CT", "Delaware": "DE", "Florida": "FL", "Georgia": "GA", "Hawaii": "HI", "Idaho": "ID",
    "Illinois": "IL", "Indiana": "IN", "Iowa": "IA", "Kansas": "KS", "Kentucky": "KY", "Louisiana": "LA",
    "Maine": "ME", "Maryland": "MD", "Massachusetts": "MA", "Michigan": "MI", "Minnesota": "MN", "Mississippi": "MS",
    "Missouri": "MO", "Montana": "MT", "Nebraska": "NE", "Nevada": "NV", "New Hampshire": "NH", "New Jersey": "NJ",
    "New Mexico": "NM", "New York": "NY", "North Carolina": "NC", "North Dakota": "ND", "Ohio": "OH",
    "Oklahoma": "OK", "Oregon": "OR", "Pennsylvania": "PA", "Rhode Island": "RI", "South Carolina": "SC",
    "South Dakota": "SD", "Tennessee": "TN", "Texas": "TX", "Utah": "UT", "Vermont": "VT", "Virginia": "VA",
    "Washington State": "WA", "Washington D.C.": "DC", "West Virginia": "WV", "Wisconsin": "WI", "Wyoming": "WY",
}
CANADA = {
    "Alberta": "AB", "British Columbia": "BC", "British Colombia": "BC", "Manitoba": "MB", "New Brunswick": "NB",
    "Newfoundland and Labrador": "NL", "Nova Scotia": "NS", "Prince Edward Island": "PE", "Ontario": "ON",
    "Quebec": "QC", "Saskatchewan": "SK", "Northwest Territories": "NT", "Nunavut": "NU", "Yukon": "YT",
}
CODES = {**{name: f"US-{code}" for name, code in US.items()}, **{name: f"CA-{code}" for name, code in CANADA.items()}}
CODES.update({code.split("-")[1]: code for code in list(CODES.values())})


def places_of(text: str) -> list[str]:
    """ISO 3166-2 codes of a name such as "New Jersey", "Chicago, IL" or "Nova Scotia/Prince Edward Island"."""
    suffix = re.search(r", ([A-Z]{2})$", text)
    names = [suffix.group(1)] if suffix else text.split("/")
    return [CODES[name] for name in names if name in CODES]


def main() -> None:
    if phonenumbers.__version__ != PHONENUMBERS_VERSION:
        sys.exit(f"phonenumbers {PHONENUMBERS_VERSION} is pinned here, {phonenumbers.__version__} is installed")
    under = collections.defaultdict(set)
    whole = {}
    for prefix, names in GEOCODE_DATA.items():
        if not re.fullmatch(r"1\d{3,}", prefix) or "en" not in names:
            continue
        places = places_of(names["en"])
        if len(prefix) == 4 and places:
            whole[prefix[1:]] = set(places)
        under[prefix[1:4]].update(places)
    by_place = collections.defaultdict(list)
    # What is said of the whole area code goes before its exchanges, of which some are wrong: 201 has one in New York.
    for area_code in sorted(under):
        for place in sorted(whole.get(area_code, under[area_code])):
            by_place[place].append(area_code)
    data = {"version": PHONENUMBERS_VERSION, "places": {place: " ".join(by_place[place]) for place in sorted(by_place)}}
    TARGET.write_text(json.dumps(data, indent=2) + "\n")
    print(f"{TARGET}: {len(by_place)} places, {sum(map(len, by_place.values()))} area codes")


main()
