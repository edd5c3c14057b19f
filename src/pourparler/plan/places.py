"""Where places are: our table of capitals and cities of diplomacy, then cities with an airport. Hours in the air."""

from __future__ import annotations

import datetime as dt
import math
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from pourparler.errors import PlanError
from pourparler.plan.model import Place
from pourparler.plan.tables import rows

SPEED = 820.0  # km an hour from gate to gate over the great circle, a stated estimate: no table of flights is at hand
GROUND = 1.5  # hours added to each flight for take-off, landing and detours
_RADIUS = 6371.0  # km, mean radius of the earth (IUGG)
_NEAR = 300.0  # km: below it everybody goes by road
_ROAD_SPEED = 60.0  # km an hour


def find_place(name: str) -> Place:
    """The place of that name: "Geneva", "San Jose, CR", or the IATA code of an airport, "GVA".

    Raises:
        PlanError: if there is none (near names are told), or more than one (all of them are told).
    """
    found = _matches(name)
    if len(found) == 1:
        return found[0]
    if found:
        choice = " or ".join(f'"{p.name}, {p.country}" ({p.airport})' for p in found[:6])
        raise PlanError(f"place {name!r}: which one? Write {choice}, or the code of the airport")
    near = list(dict.fromkeys(_shown(n) for n in get_close_matches(_plain(name), _names(), n=3)))
    hint = f"Did you mean {', '.join(repr(n) for n in near)}? " if near else ""
    raise PlanError(f"place {name!r}: not known. {hint}Any other place needs its own zone, lat and lon under [[place]]")


def capital(country: str) -> Place | None:
    """The capital of a country (ISO 3166-1 alpha-2), or None where it has none in the table, or more than one."""
    found = [p for p, kind in _table() if kind == "capital" and p.country == country]
    return found[0] if len(found) == 1 else None


def kilometres(a: Place, b: Place) -> float:
    """Great-circle distance (haversine)."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    h = math.sin((lat_b - lat_a) / 2) ** 2
    h += math.cos(lat_a) * math.cos(lat_b) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * _RADIUS * math.asin(min(1.0, math.sqrt(h)))


def air_hours(a: Place, b: Place) -> float:
    """Hours in the air between two places, an estimate: great circle at 820 km/h and 1.5 h. 0 where nobody flies."""
    if a.remote or b.remote:
        return 0.0
    distance = kilometres(a, b)
    return 0.0 if distance < _NEAR else distance / SPEED + GROUND


def journey_hours(a: Place, b: Place) -> float:
    """Hours from door to door: in the air and on the road at both ends."""
    if a.remote or b.remote or a.name == b.name:
        return 0.0
    flight = air_hours(a, b)
    return flight + a.road + b.road if flight else max(0.5, kilometres(a, b) / _ROAD_SPEED)


def same_place(place: Place, names: Iterable[str]) -> bool:
    """Is the place, or its country by name or code, among the names?"""
    return any(_plain(place.name) == _plain(n) or place.country == country_code(n) != "" for n in names)


@cache
def country_code(name: str) -> str:
    """ISO 3166-1 alpha-2 code of a country by its code or name ("Vietnam", "Viet Nam"); "" for what is none."""
    codes = {p.country for p, _ in _table()}
    return name.upper() if name.upper() in codes else _codes().get(_plain(name), "")


@cache
def _codes() -> dict[str, str]:
    """Codes by plain names of states, through the capitals that both tables know."""
    out: dict[str, str] = {}
    seats = {_plain(p.name): p.country for p, kind in _table() if kind == "capital"}
    for row in rows("actors/states.tsv", ("name", "aliases", "capitals")):
        code = next((seats[c] for c in map(_plain, row["capitals"].split("|")) if c in seats), "")
        out |= {_plain(n): code for n in (row["name"], *row["aliases"].split("|")) if n and code}
    return out


def zone_day(place: Place, moment: dt.datetime) -> dt.date:
    """The day that it is at a place at some moment."""
    return moment.astimezone(ZoneInfo(place.zone)).date()


def _matches(name: str) -> list[Place]:
    plain, _, country = (part.strip() for part in name.rpartition(",")) if "," in name else (name, "", "")
    whole = _index().get(_plain(name), [])
    found = whole or [p for p in _index().get(_plain(plain), []) if p.country == country.upper()]
    if found:
        return found
    if len(name) == 3 and name.isupper():
        return [_of_airport(row) for code, row in _airports().items() if code == name]
    return _by_airport(plain, country.upper())


def _by_airport(city: str, country: str) -> list[Place]:
    """Cities of that name with an airport; the first of several airports of one city stands for it."""
    found: dict[tuple[str, str], Place] = {}
    for row in _airports().values():
        if _plain(row["city"]) == _plain(city) and country in ("", row["country"]):
            found.setdefault((row["country"], row["subd"]), _of_airport(row))
    return list(found.values())


def _of_airport(row: dict[str, Any]) -> Place:
    return Place(
        name=row["city"], zone=row["tz"], country=row["country"], lat=row["lat"], lon=row["lon"], airport=row["iata"]
    )


@cache
def _airports() -> dict[str, Any]:
    import airportsdata

    known: dict[str, Any] = dict(airportsdata.load("IATA"))
    return known


@cache
def _table() -> tuple[tuple[Place, str], ...]:
    columns = ("name", "aliases", "country", "kind", "zone", "airport", "lat", "lon", "road")
    return tuple((_of_row(row), row["kind"]) for row in rows("plan/places.tsv", columns))


def _of_row(row: dict[str, str]) -> Place:
    lat, lon, road = float(row["lat"]), float(row["lon"]), float(row["road"])
    return Place(
        name=row["name"], zone=row["zone"], country=row["country"], lat=lat, lon=lon, airport=row["airport"], road=road
    )


@cache
def _index() -> dict[str, list[Place]]:
    """Places of the table by plain name; a city abroad that shares a name with one of them makes the name ambiguous."""
    out: dict[str, list[Place]] = {}
    aliases = (row["aliases"].split("|") for row in rows("plan/places.tsv", ("aliases",)))
    for (place, _), others in zip(_table(), aliases, strict=True):
        for name in {_plain(n) for n in (place.name, *others, f"{place.name}, {place.country}") if n}:
            out.setdefault(name, []).append(place)
    return out


@cache
def _names() -> tuple[str, ...]:
    return tuple(_index())


def _shown(plain: str) -> str:
    return _index()[plain][0].name


def _plain(name: str) -> str:
    """Lower case, without accents, dots and apostrophes."""
    flat = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or name
    return " ".join(flat.lower().replace(".", "").replace("'", "").replace("-", " ").split())
