"""The frames of meeting and the tables beside them, as `rules/meetings/` has them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

from pourparler.annotate.rules import load_rules, load_table, words
from pourparler.errors import RuleError
from pourparler.model.findings import MeetingForm, Status

FRAMES = "meetings/frames.toml"
ANY = ("owner", "modifier", "support", "of", "between", "among", "with", "by", "involving")
_KEYS = (
    "form", "needs", "counter", "kinds", "particle", "number", "unless", "only", "only_with", "only_of", "place",
    "visit", "purpose", "status", "anaphor", "not_with", "only_at", "group", "held", "dated",
    "by_phone", "told", "at_table", "of_sides", "topic", "placed", "two_states", "persons", "things",
    "lasting", "stretch", "under",
)  # fmt: skip
_SETS = ("kinds", "particle", "unless", "only", "only_with", "only_of", "not_with", "only_at", "things", "under")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One frame; the fields are explained at the head of `frames.toml`."""

    name: str
    verbal: bool
    parties: tuple[str, ...]
    form: MeetingForm | None = None
    status: Status | None = None
    needs: int = 2
    counter: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    particle: frozenset[str] = frozenset()
    plural: bool = False
    unless: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    only_with: frozenset[str] = frozenset()
    only_of: frozenset[str] = frozenset()
    place: tuple[str, ...] = ()
    visit: bool = False
    purpose: bool = False
    anaphor: bool = False
    group: bool = False
    held: bool = False
    dated: bool = False
    by_phone: bool = False
    told: bool = False
    at_table: bool = False
    of_sides: bool = False
    topic: bool = False
    placed: bool = False
    two_states: bool = False
    persons: bool = False
    lasting: bool = False
    stretch: bool = False
    things: frozenset[str] = frozenset()
    under: frozenset[str] = frozenset()
    not_with: frozenset[str] = frozenset()
    only_at: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word says of the meeting that hangs on it: `status` is a Status, "own" or "none"."""

    word: str
    status: str
    negated: str
    part: bool
    from_afar: bool = False  # the subject may also be somebody who stays away: he takes part in what is "with" somebody


@cache
def frame_rules() -> tuple[dict[str, Any], ...]:
    """The rules of `frames.toml` as they stand there, examples and near-misses included."""
    return load_rules(FRAMES, allowed=_KEYS, required=("pos", "lemmas", "parties"))


@cache
def frames() -> dict[str, tuple[Frame, ...]]:
    """Frames by lemma of their anchor.

    Raises:
        RuleError: if a frame names no part of speech, or a form or status there is not.
    """
    out: defaultdict[str, list[Frame]] = defaultdict(list)
    for rule in frame_rules():
        try:
            frame = Frame(
                name=rule["name"],
                verbal={"verb": True, "noun": False}[rule["pos"]],
                parties=tuple(dict.fromkeys(p for q in rule["parties"] for p in (ANY if q == "any" else (q,)))),
                form=MeetingForm(rule["form"]) if "form" in rule else None,
                status=Status(rule["status"]) if "status" in rule else None,
                needs=rule.get("needs", 2),
                counter=tuple(rule.get("counter", ())),
                plural=rule.get("number") == "plural",
                place=tuple(rule.get("place", ())),
                visit=rule.get("visit", False),
                purpose="purpose" in rule,
                dated=rule.get("dated", False),
                held=rule.get("held", False),
                by_phone=rule.get("by_phone", False),
                told=rule.get("told", False),
                at_table=rule.get("at_table", False),
                of_sides=rule.get("of_sides", False),
                topic=rule.get("topic", False),
                placed=rule.get("placed", False),
                two_states=rule.get("two_states", False),
                persons=rule.get("persons", False),
                lasting=rule.get("lasting", False),
                stretch=rule.get("stretch", False),
                group=rule.get("group", False),
                anaphor=rule.get("anaphor", False),
                **{key: frozenset(rule.get(key, ())) for key in _SETS},
            )
        except (KeyError, ValueError) as why:
            raise RuleError(f"{FRAMES}: {rule['name']}: {why}") from None
        for lemma in rule["lemmas"]:
            out[lemma].append(frame)
    return {lemma: tuple(found) for lemma, found in out.items()}


@cache
def entries(place: str) -> dict[str, Entry]:
    """The status table for one place: "verb", "noun", "adj", "prep", "happen" or "adv", by lemma."""
    known = {"own", "none", *Status}
    out = {}
    for row in load_table("meetings/status.tsv", columns=("word", "place", "status", "negated", "part")):
        if row["status"] not in known or row["negated"] not in known:
            raise RuleError(f"meetings/status.tsv: {row['word']}: no such status")
        if row["place"] == place:
            part = row["part"]
            takes = part in ("yes", "with")
            out[row["word"]] = Entry(row["word"], row["status"], row["negated"], takes, part == "with")
    return out


@cache
def levels() -> dict[str, MeetingForm]:
    """Form by words before a noun of meeting ("leaders", "ministerial")."""
    return {r["word"]: MeetingForm(r["form"]) for r in load_table("meetings/levels.tsv", columns=("word", "form"))}


@cache
def lands() -> dict[str, str]:
    """State by the name of a place in it: capitals, seats of government, known cities, and states themselves."""
    out = {}
    for row in load_table("actors/places.tsv", columns=("name", "state")):
        out[row["name"]] = row["state"]
    for row in load_table("actors/states.tsv", columns=("name", "capitals", "seats")):
        out[row["name"]] = row["name"]
        for city in (*row["capitals"].split("|"), *row["seats"].split("|")):
            out[city] = row["name"]
    return {place: state for place, state in out.items() if place and state}


@cache
def cities() -> dict[str, str]:
    """City by the name of a house in it: "Kremlin" stands in Moscow."""
    rows = load_table("grouping/venues.tsv", columns=("city", "venues"))
    return {venue: row["city"] for row in rows for venue in row["venues"].split("|")}


def going() -> frozenset[str]:
    """Verbs of a journey."""
    return words("meetings/going.tsv")


def counterparts() -> frozenset[str]:
    """Nouns for people with whom one meets."""
    return words("meetings/counterparts.tsv")


def press() -> frozenset[str]:
    """Nouns for people to whom one speaks without negotiating."""
    return words("meetings/press.tsv")


def talking() -> frozenset[str]:
    """Verbs that make a journey's purpose one of talking to somebody."""
    return words("meetings/talking.tsv")


def teams() -> frozenset[str]:
    """Plurals of office that, bare, stand for the sides of a negotiation."""
    return words("meetings/teams.tsv")
