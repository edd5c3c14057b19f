"""Which mentions speak of the same occasion.

Two mentions are held to be one occasion when nothing keeps them apart (ordinals, places, days, past against future,
kinds of occasion, parties) and something joins them: the same parties, or a definite phrase ("the summit") that needs
something to refer to.
"""

from __future__ import annotations

from spacy.tokens import Token

from pourparler.annotate.draft import Draft
from pourparler.annotate.meetings.frame_of_talks import FrameOfTalks
from pourparler.annotate.meetings.frames import entries
from pourparler.annotate.meetings.inherit import REACH, take_parties, take_places
from pourparler.annotate.meetings.mention import Mention
from pourparler.annotate.meetings.occasion import AHEAD, PAST, Occasion, family_of, one_place, same_side
from pourparler.annotate.meetings.roles import sentence
from pourparler.annotate.meetings.status import OPEN
from pourparler.annotate.meetings.windows import disjoint
from pourparler.model.findings import MeetingForm, Status

_ON_THE_WAY = frozenset({"advcl", "xcomp", "conj", "acl"})
_OTHERS = frozenset({"earlier", "previous", "final", "another", "new", "further", "follow", "separate"})
_SEVERAL = 2  # more than so many of whom only some were there "attended the meeting" of others
_WORDS = frozenset({"tell-there", "tell-by-phone", "hand-over", "call-on-a-day"})
_ANY = frozenset({"meeting", "talk"})
_TEAMS_AND_LEADERS = frozenset({MeetingForm.OFFICIAL, MeetingForm.SUMMIT})
_DOUBTED = frozenset({Status.UNLIKELY, Status.POSSIBLE})
_FIXED = frozenset({Status.SCHEDULED, Status.PLANNED})
_NAMED = frozenset({MeetingForm.SUMMIT, MeetingForm.CONFERENCE})


def group(draft: Draft, mentions: list[Mention]) -> list[Occasion]:
    """Group mentions into occasions, in the order of the report."""
    out: list[Occasion] = []
    at: dict[int, Occasion] = {}
    talks = FrameOfTalks(draft, mentions)
    for mention in mentions:
        home = _carrier(mention, at) or _home(draft, mention, out)
        if home is None:
            take_parties(mention, out)
            home = _home_of_filled(draft, mention, out) if talks.fill(mention) else None
        if home is None:
            if mention.frame.of_sides and not talks.has_sides(mention):
                continue
            if mention.frame.anaphor or (mention.reading.status == OPEN and mention.definite and not mention.parties):
                continue
            home = Occasion()
            out.append(home)
        home.add(mention)
        if mention.frame.verbal or home.family == "visit":
            at.setdefault(mention.anchor.i, home)
    take_places(draft, out)
    return out


def _home(draft: Draft, mention: Mention, occasions: list[Occasion]) -> Occasion | None:
    """The nearest occasion that a mention joins; "the meeting" rather a meeting than the visit on which it was."""
    near = occasions[: -REACH - 1 : -1]
    for kin in (True, False):
        for occasion in near:
            if (family_of(mention) == occasion.family) is kin and _joins(draft, mention, occasion):
                return occasion
    return None


def _home_of_filled(draft: Draft, mention: Mention, occasions: list[Occasion]) -> Occasion | None:
    """The home of a mention whose parties are lent; teams meet apart, and talks with a day of their own that day."""
    if mention.frame.verbal:
        return None
    home = _home(draft, mention, occasions)
    if home is None or mention.definite:
        return home
    one_more = any(c.lower_ in ("a", "an") for c in mention.anchor.lefts)
    return None if one_more or (mention.window is not None and home.window is None) else home


def _carrier(mention: Mention, at: dict[int, Occasion]) -> Occasion | None:
    """The occasion whose verb a mention tells the contents of: "met for talks", "flew there to see"."""
    node = mention.anchor
    if mention.frame.verbal:
        return _visit_above(node, at)
    if node.dep_ == "dobj" and (entry := entries("verb").get(node.head.lemma_)) and entry.status == "own":
        return _visit_above(node.head, at)
    if node.dep_ == "pobj" and node.head.dep_ == "prep":
        inside = node.head.lower_ == "for" or (node.head.lower_ == "in" and mention.frame.form not in _NAMED)
        return at.get(node.head.head.i) if inside else None
    return None


def _visit_above(verb: Token, at: dict[int, Occasion]) -> Occasion | None:
    """The visit whose purpose or sequel a verb tells: "flew to Paris to meet", "visited Paris and met"."""
    if verb.dep_ in _ON_THE_WAY and (home := at.get(verb.head.i)) is not None and home.family == "visit":
        return home
    return None


def _joins(draft: Draft, mention: Mention, occasion: Occasion) -> bool:
    return not _apart(mention, occasion) and _together(draft, mention, occasion)


def _apart(mention: Mention, occasion: Occasion) -> bool:
    if (
        not mention.parties
        and mention.anchor.lemma_ not in _ANY
        and all(m.frame.name in _WORDS for m in occasion.kinds)
    ):
        return True  # "the summit" is none at which somebody was told something in passing
    if mention.ordinal and occasion.ordinals and mention.ordinal not in occasion.ordinals:
        return True
    if mention.sequel in _OTHERS and all(m.sequel != mention.sequel for m in occasion.kinds):
        return True
    if mention.title and any(m.title and not m.title & mention.title for m in occasion.kinds):
        return True
    if family_of(mention) != occasion.family and not _alike(mention, occasion):
        return True
    level = {mention.form, mention.frame.form} & _TEAMS_AND_LEADERS
    levels = {f for m in occasion.kinds for f in (m.form, m.frame.form)} & _TEAMS_AND_LEADERS
    if level and levels and not level & levels:
        return True  # teams do not meet at the summit of their leaders
    if any(disjoint(mention.window, m.window) for m in occasion.kinds):
        return True
    if mention.places and occasion.places and not any(one_place(a, b) for a in mention.places for b in occasion.places):
        return True
    mine = mention.reading.status
    if mine in _DOUBTED and not mention.definite and any(m.reading.status in _FIXED for m in occasion.kinds):
        return True  # "a meeting of the presidents is unlikely this year": another one than the round next week
    return any(
        (mine in PAST and m.reading.status in AHEAD) or (mine in AHEAD and m.reading.status in PAST)
        for m in occasion.kinds
    )


def _same_turn(mention: Mention, occasion: Occasion) -> bool:
    """Is a mention no other one of a series than the occasion?"""
    return mention.sequel is None or any(m.sequel == mention.sequel for m in occasion.kinds)


def _alike(mention: Mention, occasion: Occasion) -> bool:
    """May words for two kinds of occasion mean one: "the meeting", or both in one sentence with the same parties?"""
    if "meal" in (family_of(mention), occasion.family):
        return False
    if mention.definite and mention.anchor.lemma_ in _ANY:
        return True
    last = occasion.mentions[-1]
    same = {p.name for p in mention.parties} == set(occasion.parties)
    return (
        same and sentence(last.anchor) == sentence(mention.anchor) and "talks" in (family_of(mention), occasion.family)
    )


def _echo(mention: Mention, occasion: Occasion) -> bool:
    """Does a mention take up a word of the occasion, or one for any occasion: "the meeting", "the talks"?"""
    lemma = mention.anchor.lemma_
    return lemma in _ANY or any(m.anchor.lemma_ == lemma for m in occasion.kinds)


def _together(draft: Draft, mention: Mention, occasion: Occasion) -> bool:
    mine, theirs = [p.name for p in mention.parties], list(occasion.parties)
    if not mine:
        return mention.definite or (
            mention.reading.status in AHEAD and occasion.ahead and _same_turn(mention, occasion)
        )
    shared = sum(any(same_side(draft, a, b) for b in theirs) for a in mine)
    covered = sum(any(same_side(draft, a, b) for a in mine) for b in theirs)
    if shared == len(mine) and covered == len(theirs):
        return True
    if mention.frame.verbal and not mention.definite:
        return False  # of the three who met, two may meet apart
    some = 0 < covered < len(theirs) and len(mine) > _SEVERAL
    if mention.definite and mention.added and not some and mention.anchor.lemma_ in _ANY:
        return True
    if shared == len(mine) and (shared > 1 or (mention.definite and _echo(mention, occasion))):
        return True
    return covered == len(theirs) and covered > 1
