"""Occasions of many that have a name of their own: "the NATO Summit", "the North American Leaders’ Summit"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from pourparler.model.findings import Meeting, MeetingForm
from pourparler.record.grouping.names import fold
from pourparler.record.grouping.parties import Party
from pourparler.record.grouping.tables import plain_words, regions, states, states_of_adjectives, states_of_places

_HEAD = re.compile(r"\b(?:[Ss]ummit|Conference|Forum|(?:[Ll]eaders?|LEADERS?)['’]?\s[Mm]eeting)\b")
_BARE = re.compile(r"\bSummit\b")  # as a name, told elsewhere
_MEMBERS = re.compile(r"\b[A-Z][A-Z\d-]*\d?\s+(?:leaders|Leaders)\b")  # "meet with G7 leaders"
_WORD = re.compile(r"[^\W_](?:[\w’']|\.(?=\w\b)|(?<=\w\.\w)\.)*")
_FOR = re.compile(r"\s(?:for|of|on)\s(?:the\s)?((?:[A-Z][\w-]*\s?)+)")
_NUMBERED = re.compile(r"\b([A-Z])[ -](\d+)\b")  # "G-7", "B 9"
# What stands before the name where the words tell of another meeting: there, then, or about it.
_BESIDE = re.compile(
    r"\b(?:at|during|following|ahead|advance|after|before|since|about|discuss\w*|margins?|sidelines?|fringes?|edges?"
    r"|alongside|around)\b",
    re.I,
)


def name_of(meeting: Meeting, parties: Sequence[Party]) -> frozenset[str]:
    """Words of its name: {"nato"}, {"us", "asean"}; empty where its best mention gives none.

    "Trump-Kim summit" and "Hanoi summit" are no names: they say who met, or where. A summit of a body is called by it.
    """
    bodies = [p for p in parties if p.body]
    skip = {word for p in parties if p.individual for word in p.key.split()}
    words = meeting.evidence.exact
    if found := _told(words, skip, bodies):
        return found
    if _BARE.search(words) and not _BESIDE.search(words):
        told = {n for m in meeting.mentions if (n := _told(m.exact, skip, bodies))}
        return told.pop() if len(told) == 1 else frozenset()
    if _MEMBERS.search(words) and len(bodies) == 1:
        return frozenset({_short(bodies[0].name)})
    if meeting.form is MeetingForm.SUMMIT and len(bodies) == 1 and not _BESIDE.search(words):
        return frozenset({_short(bodies[0].name)})
    return frozenset()


def is_named(words: str) -> bool:
    """Do the words speak of an occasion with a name?"""
    head = _HEAD.search(_NUMBERED.sub(r"\1\2", words))
    return bool(head and (_before(words[: head.start()]) or _behind(words[head.end() :], head[0])))


def names_another(words: str) -> bool:
    """Is the occasion with a name another one, beside which this one is?"""
    head = _HEAD.search(words)
    return bool(head and _BESIDE.search(words[: head.start()]) and is_named(words))


def _told(words: str, skip: set[str], bodies: Sequence[Party]) -> frozenset[str]:
    words = _NUMBERED.sub(r"\1\2", words)
    head = _HEAD.search(words)
    if head is None or _BESIDE.search(words[: head.start()]):
        return frozenset()
    found = _before(words[: head.start()]) or _behind(words[head.end() :], head[0])
    found -= skip
    for body in bodies:
        if (parts := set(fold(body.name).split())) <= found:
            found = (found - parts) | {_short(body.name)}
    return frozenset() if found - _sorts() in _lands() else frozenset(found)


def _before(words: str) -> set[str]:
    """Words of the name before its noun, from the right on as long as they are capitalised."""
    found: set[str] = set()
    for word in reversed(_WORD.findall(re.sub(r"\([^)]*\)", "", words))):
        plain = _plain(word)
        if word[0].isupper() or word[0].isdigit() or plain in _sorts():
            found.add(plain)
        elif plain not in plain_words("occasion") or plain in ("a", "an", "the"):
            break
    return {w for w in found if not w[0].isdigit()} - _empty()


def _behind(words: str, noun: str) -> set[str]:
    """Words of the name behind its noun: "Summit of the Americas"."""
    hit = _FOR.match(words) if noun[0].isupper() else None
    return {_plain(w) for w in _WORD.findall(hit[1])} - _empty() if hit else set()


def _plain(word: str) -> str:
    """In lower case, without points and the "s" of possession."""
    return re.split(r"['’]", word.casefold())[0].replace(".", "")


@lru_cache(maxsize=4096)
def _short(name: str) -> str:
    """The short name of a body: European Union -> eu, Group of 20 -> g20, NATO -> nato."""
    words = [w for w in re.findall(r"\w+", name) if w[0].isupper() or w.isdigit()]
    return words[0].casefold() if len(words) == 1 else "".join(w if w.isdigit() else w[0] for w in words).casefold()


def _sorts() -> frozenset[str]:
    return plain_words("sort")


def _empty() -> frozenset[str]:
    return plain_words("occasion") - _sorts() - {"us", "uk"}


def is_of_lands(name: frozenset[str]) -> bool:
    """Is it but the names of those who meet: "U.S.-Russia summit"?"""
    return all(frozenset({word}) in _lands() for word in name)


@cache
def _lands() -> frozenset[frozenset[str]]:
    """Words of each place: alone they are no name, nor are none."""
    names = (*states(), *states_of_adjectives(), *states_of_places(), *regions(), "US", "UK", "")
    return frozenset(frozenset(fold(name).split()) for name in names)
