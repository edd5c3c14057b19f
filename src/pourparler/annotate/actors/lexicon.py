"""The gazetteers: what names, demonyms, capitals, offices and common nouns for people mean."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from pourparler.annotate.rules import load_table

_WORD = re.compile(r"\w+")


class Sort(StrEnum):
    """What a word of the gazetteers is."""

    STATE = "state"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    CAPITAL = "capital"
    SEAT = "seat"
    BODY = "body"
    PLACE = "place"
    PERSON = "person"


class Rank(StrEnum):
    """How high an office stands: head of state or government, minister, official, or something else."""

    HEAD = "head"
    MINISTER = "minister"
    OFFICIAL = "official"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name stands for. detail: sort within bodies and places; of: whom it acts for or lies in."""

    name: str
    sort: Sort
    of: str | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """An office: offices of the same `role` are counterparts of each other; `of` is whose it is if nobody says."""

    title: str
    rank: Rank
    kind: str
    role: str
    of: str | None
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """An office that a well-known person held from `since` to `until`, both (year, month), inclusive."""

    name: str
    sex: str
    title: str
    of: str | None
    since: tuple[int, int]
    until: tuple[int, int]

    def covers(self, day: dt.date | None) -> bool:
        """Did the person hold it on that day? Without a day nobody can tell."""
        return day is not None and self.since <= (day.year, day.month) <= self.until


def fold(name: str) -> str:
    """A name without accents, case, full stops and hyphens, for comparing."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return " ".join(plain.replace("-", " ").replace(".", " ").replace("'", "").split())


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


Index = dict[str, list[tuple[str, Entry]]]


@cache
def names() -> Index:
    """All names of the gazetteers by their first word; longest first."""
    index: Index = {}

    def put(surface: str, entry: Entry) -> None:
        first = _WORD.search(surface)
        if first:
            index.setdefault(first.group(), []).append((surface, entry))

    _put_states(put)
    for row in load_table("actors/bodies.tsv", columns=("name", "aliases", "kind", "sort", "of")):
        entry = Entry(row["name"], Sort.BODY, row["of"] or None, f"{row['kind']}/{row['sort']}")
        for surface in (row["name"], *_split(row["aliases"])):
            put(surface, entry)
    for row in load_table("actors/places.tsv", columns=("name", "aliases", "state", "kind")):
        entry = Entry(row["name"], Sort.PLACE, row["state"] or None, row["kind"])
        for surface in (row["name"], *_split(row["aliases"])):
            put(surface, entry)
    for row in load_table("actors/holders.tsv", columns=("name", "short", "other")):
        for surface in (row["name"], *_split(row["other"]), *_split(row["short"])):
            if " " in surface:
                put(surface, Entry(row["name"], Sort.PERSON))
    for bucket in index.values():
        bucket.sort(key=lambda pair: -len(pair[0]))
    return index


def _put_states(put: Callable[[str, Entry], None]) -> None:
    columns = ("name", "aliases", "adjectives", "people", "capitals", "seats")
    for row in load_table("actors/states.tsv", columns=columns):
        state = row["name"]
        for column, sort in zip(
            columns[1:], (Sort.STATE, Sort.ADJECTIVE, Sort.PEOPLE, Sort.CAPITAL, Sort.SEAT), strict=True
        ):
            for surface in _split(row[column]):
                detail = surface if sort in (Sort.CAPITAL, Sort.SEAT) else ""
                put(surface, Entry(state, sort, state, detail))
        put(state, Entry(state, Sort.STATE))


@cache
def conditional() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Words that stand for an actor only if the report also has others: (words, name, pattern of those others)."""
    rows = load_table("actors/ambiguous.tsv", columns=("words", "name", "needs"))
    return tuple(
        (r["words"], r["name"], re.compile("|".join(rf"(?<!\w){re.escape(n)}(?!\w)" for n in _split(r["needs"]))))
        for r in rows
    )


@cache
def states() -> frozenset[str]:
    """Canonical names of states and territories."""
    return frozenset(r["name"] for r in load_table("actors/states.tsv", columns=("name",)))


@cache
def demonyms() -> Mapping[str, str]:
    """State -> its first adjective: "North Korea" -> "North Korean"."""
    rows = load_table("actors/states.tsv", columns=("name", "adjectives"))
    return {r["name"]: _split(r["adjectives"])[0] for r in rows if r["adjectives"]}


@cache
def bodies() -> Mapping[str, Entry]:
    """International bodies, organs, parties, media and groups by canonical name."""
    rows = load_table("actors/bodies.tsv", columns=("name", "kind", "sort", "of"))
    return {r["name"]: Entry(r["name"], Sort.BODY, r["of"] or None, f"{r['kind']}/{r['sort']}") for r in rows}


@cache
def titles() -> Mapping[str, Title]:
    """Offices by title in lower case, singular and plural."""
    out: dict[str, Title] = {}
    for r in load_table("actors/offices.tsv", columns=("title", "rank", "kind", "role", "of", "abbr")):
        one = Title(r["title"], Rank(r["rank"]), r["kind"], r["role"], r["of"] or None)
        out.setdefault(r["title"], one)
        many = Title(r["title"], one.rank, one.kind, one.role, one.of, plural=True)
        out.setdefault(plural(r["title"]), many)
    return out


@cache
def abbreviations() -> Mapping[str, Title]:
    """Abbreviated titles as written in front of names: "Sen." """
    out = {}
    for r in load_table("actors/offices.tsv", columns=("title", "abbr")):
        for form in _split(r["abbr"]):
            out[form] = titles()[r["title"]]
    return out


def plural(title: str) -> str:
    """ "foreign minister" -> "foreign ministers"; "secretary of state" -> "secretaries of state"."""
    head, sep, rest = title.partition(" of ")
    if head.endswith("man") and not head.endswith("german"):
        head = head[:-3] + "men"
    elif head.endswith("y") and head[-2:-1] not in "aeou":
        head = head[:-1] + "ies"
    elif head.endswith(("s", "ch")):
        head += "es"
    else:
        head += "s"
    return head + sep + rest


@cache
def title_index() -> dict[str, list[tuple[str, Title]]]:
    """Titles and their abbreviations by first word in lower case; longest first."""
    index: dict[str, list[tuple[str, Title]]] = {}
    for surface, title in (*titles().items(), *((a, t) for a, t in abbreviations().items())):
        first = _WORD.search(surface)
        if first:
            index.setdefault(first.group().lower(), []).append((surface, title))
    for bucket in index.values():
        bucket.sort(key=lambda pair: -len(pair[0]))
    return index


def _month(cell: str, default: tuple[int, int], last: int) -> tuple[int, int]:
    if not cell:
        return default
    year, _, month = cell.partition("-")
    return int(year), int(month) if month else last


@cache
def _holders() -> tuple[Mapping[str, tuple[Term, ...]], Mapping[str, tuple[Term, ...]], Mapping[str, tuple[str, ...]]]:
    by_name: dict[str, list[Term]] = {}
    by_short: dict[str, list[Term]] = {}
    full: dict[str, list[str]] = {}
    columns = ("name", "short", "other", "sex", "office", "of", "since", "until")
    for r in load_table("actors/holders.tsv", columns=columns):
        since = _month(r["since"], (0, 1), 1)
        term = Term(r["name"], r["sex"], r["office"], r["of"] or None, since, _month(r["until"], (9999, 12), 12))
        by_name.setdefault(r["name"], []).append(term)
        for short in _split(r["short"]):
            by_short.setdefault(short, []).append(term)
        for other in (r["name"], *_split(r["other"])):
            known = full.setdefault(fold(other), [])
            if r["name"] not in known:
                known.append(r["name"])
    freeze = {k: tuple(v) for k, v in by_name.items()}, {k: tuple(v) for k, v in by_short.items()}
    return *freeze, {k: tuple(v) for k, v in full.items()}


def terms(name: str) -> tuple[Term, ...]:
    """Offices that the well-known person of this canonical name held."""
    return _holders()[0].get(name, ())


def short_terms(short: str) -> tuple[Term, ...]:
    """Terms of everybody whom the press calls `short`."""
    return _holders()[1].get(short, ())


@cache
def _by_surname() -> Mapping[str, tuple[Term, ...]]:
    out: dict[str, tuple[Term, ...]] = {}
    for name, held in _holders()[0].items():
        surname = name.split()[-1]
        out[surname] = out.get(surname, ()) + held
    return out


def surname_terms(surname: str) -> tuple[Term, ...]:
    """Terms of everybody of this surname, also where it is too plain a word to mean him without his office."""
    return _by_surname().get(surname, ())


def in_office(title: str, of: str, day: dt.date) -> str | None:
    """Who held an office on a day, None if the gazetteer does not know or knows several."""
    found = {t.name for ts in _holders()[0].values() for t in ts if t.title == title and t.of == of and t.covers(day)}
    return found.pop() if len(found) == 1 else None


def full_name(name: str, day: dt.date | None = None) -> str | None:
    """Canonical form of a full name of a well-known person, or None if it is nobody's.

    Where two share it ("George Bush"), it is the one in office on `day`, else the one who came first.
    """
    found = _holders()[2].get(fold(name), ())
    if len(found) > 1:
        found = tuple(n for n in found if any(t.covers(day) for t in terms(n))) or found
    return found[0] if found else None


@cache
def given() -> Mapping[str, str]:
    """Given name -> "m" or "f"."""
    rows = load_table("actors/given.tsv", columns=("sex", "names"))
    return {name: row["sex"] for row in rows for name in row["names"].split()}


@cache
def eastern() -> frozenset[str]:
    """Family names that stand in front of the given name."""
    return frozenset(w for row in load_table("actors/surnames.tsv", columns=("words",)) for w in row["words"].split())


@cache
def nouns() -> Mapping[str, tuple[str, Rank | None]]:
    """Common noun for people -> (sort, rank); singular and plural both lead here by lemma."""
    out: dict[str, tuple[str, Rank | None]] = {}
    for row in load_table("actors/people.tsv", columns=("sort", "rank", "words")):
        for word in row["words"].split():
            out.setdefault(word, (row["sort"], Rank(row["rank"]) if row["rank"] else None))
    return out
