"""Are two sightings of one commitment? By who binds himself, to what, toward whom, when it was made and is due."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pourparler.model.findings import Commitment, Force, Life
from pourparler.model.groups import Sighting
from pourparler.model.window import Answer, Window
from pourparler.record.grouping.content import (
    deeds,
    figures_of,
    head_of,
    rare,
    shared,
    stems_of,
    telling,
    turn_of,
    union_share,
)
from pourparler.record.grouping.judge import OPEN, Verdict
from pourparler.record.grouping.names import fold
from pourparler.record.grouping.parties import Actors, Names, Party, match, parties_of
from pourparler.record.grouping.places import folded_states, states_in

MOST = 0.8  # of all words shared, where others speak for one state
HALF = 0.5  # of all telling words shared, where both have several
MEMORY = 400  # days after which a commitment of few words may be another one with the same words
FRESH = 10  # days within which two new commitments are the same one, and six times as many where they share PLAIN words
PLAIN = 4
ENOUGH = 2  # telling words that are the same whoever is told of them
OPENING = 200  # characters: who deals with whom
UNION = "European Union"  # deals with states as one
_PASSING = re.compile(r"\b(?:again|coming|next|soon|new|additional|another|further|today|tomorrow)\b", re.I)


@dataclass(frozen=True, slots=True)
class Pledge:
    """What of a sighting of a commitment decides.

    stems: of what is to be done. turn: which way it goes (`turn_of`). states: that the words name, but one's own.
    figures: numbers in them. dealings: the other states with which the report begins.
    """

    sighting: Sighting
    commitment: Commitment
    by: tuple[Party, ...]
    to: tuple[Party, ...]
    stems: frozenset[str]
    turn: frozenset[str]
    states: frozenset[str]
    figures: frozenset[str]
    dealings: frozenset[str]
    known: int

    @property
    def order(self) -> tuple[int, str, int]:
        """By day known, report and place in the text."""
        return (self.known, self.sighting.report.id, self.commitment.evidence.span.start)


def pledge_of(sighting: Sighting, actors: Actors, names: Names) -> Pledge:
    """The traits of one sighting of a commitment."""
    commitment = sighting.finding
    if not isinstance(commitment, Commitment):
        raise TypeError("a sighting of a commitment is wanted")
    report, text = sighting.report.id, commitment.evidence.exact
    by = parties_of(commitment.by, report, actors, names)
    sides = {p.side for p in by}
    return Pledge(
        sighting=sighting,
        commitment=commitment,
        by=by,
        to=parties_of(commitment.to, report, actors, names),
        stems=stems_of(head_of(text), (*commitment.by, *commitment.to)),
        turn=turn_of(text),
        states=frozenset(s for s in states_in(text) if fold(s) not in sides),
        figures=figures_of(text),
        dealings=_dealings(sighting, sides),
        known=sighting.report.known.toordinal(),
    )


def _dealings(sighting: Sighting, sides: set[str]) -> frozenset[str]:
    """The states with which, as the report's opening says, the one bound has dealings; empty where it has none."""
    text = sighting.report.title or sighting.finding.evidence.text[:OPENING].partition(". ")[0]
    named = states_in(text) | ({UNION} if UNION in " ".join(text.split()) else set())
    others = frozenset(s for s in named if fold(s) not in sides)
    return others if len(others) < len(named) else frozenset()


def judge_pledges(a: Pledge, b: Pledge) -> Verdict:
    """Compare two sightings of commitments, whichever comes first."""
    if a.order > b.order:
        a, b = b, a
    ours, theirs = a.sighting.report, b.sighting.report
    if ours.id == theirs.id:
        return Verdict(-1, "one report tells them apart")
    if ours.origin == theirs.origin and a.commitment.evidence.exact == b.commitment.evidence.exact:
        return Verdict(20, "the same words in a copy of the same report")
    by = match(a.by, b.by)
    same = by.fits and not by.spare
    if not same and not _for_same_states(a, b):
        return Verdict(-1, by.clash or "other parties are bound")
    if not same and union_share(a.stems, b.stems) < MOST:
        return OPEN
    if a.to and b.to and not (to := match(a.to, b.to)).fits and not _of_both(a, b):
        return Verdict(-1, to.clash or "toward others")
    if a.states and b.states and not a.states & b.states:
        return Verdict(-1, "about other states")
    if no := _details_clash(a, b):
        return Verdict(-1, no)
    if (no := _times_clash(a, b)) or (no := _forces_clash(a, b)):
        return Verdict(-1, no)
    return _weigh(a, b)


def _for_same_states(a: Pledge, b: Pledge) -> bool:
    """Do all of them act for the same states, so that it may be the states that are bound?"""
    return {p.side for p in a.by} == {p.side for p in b.by}


def _speaks_of(pledge: Pledge, parties: tuple[Party, ...]) -> bool:
    """Do the words themselves name all of them? Then they are at least concerned."""
    text = pledge.commitment.evidence.exact
    named = {fold(s) for s in states_in(text)}
    return all(p.side in named or f" {p.key} " in f" {fold(text)} " for p in parties)


def _of_both(a: Pledge, b: Pledge) -> bool:
    """May both be toward either: the words concern them, or say enough and the one is only told of it?"""
    if _speaks_of(a, b.to) or _speaks_of(b, a.to):
        return True
    told = any(all(party.individual for party in p.to) and not _speaks_of(p, p.to) for p in (a, b))
    new = a.commitment.life is b.commitment.life is Life.NEW
    common = telling(a.stems) & telling(b.stems)
    alike = len(common) >= ENOUGH and union_share(telling(a.stems), telling(b.stems)) >= HALF
    return told and alike and not (new and (_is_passing(a) or _is_passing(b)))


def _details_clash(a: Pledge, b: Pledge) -> str:
    if a.commitment.life is Life.WITHDRAWN and b.commitment.life is Life.KEPT:
        return "withdrawn before"
    if a.figures and b.figures and not a.figures & b.figures:
        return "other figures"
    new = a.commitment.life is b.commitment.life is Life.NEW
    addressed = any(p.side in folded_states() for p in (*a.to, *b.to))
    again = Life.REAFFIRMED in (a.commitment.life, b.commitment.life)
    if (
        (new or (a.figures and not again))
        and not addressed
        and a.dealings
        and b.dealings
        and not a.dealings & b.dealings
    ):
        return "in dealings with others"
    return ""


def _weigh(a: Pledge, b: Pledge) -> Verdict:
    if a.turn != b.turn or not _alike(a, b) or not _in_memory(a, b):
        return OPEN
    common = sorted(a.stems & b.stems)
    strength = 6 + min(4, len(common)) - (a.stems != b.stems)
    return Verdict(strength, f"the same party is bound to the same ({', '.join(common)})")


def _alike(a: Pledge, b: Pledge) -> bool:
    """Half of all words are shared, or enough of the telling ones; words that tell little must be the same."""
    ours, theirs = telling(a.stems), telling(b.stems)
    if not ours or not theirs:
        return bool(a.stems) and a.stems == b.stems and bool(a.to) and bool(b.to)
    if not ours & theirs:
        return False
    # Where it is done may speak against it, but not for it: much else is promised about one country.
    return union_share(a.stems, b.stems) >= HALF or (_agree(ours, theirs) and _agree(deeds(ours), deeds(theirs)))


def _agree(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Half of the words are shared, or all of the few one side has."""
    fewer, more = sorted((len(ours), len(theirs)))
    whole = shared(ours, theirs) == 1 and more <= (2 * fewer + 1 if fewer > 1 or any(map(rare, ours & theirs)) else 2)
    return whole or union_share(ours, theirs) >= HALF


def _in_memory(a: Pledge, b: Pledge) -> bool:
    """The fewer telling words they share, the sooner other words mean another thing; two new ones far apart are two.

    What is reaffirmed in the same words is the same however long ago it was made.
    """
    apart = b.known - a.known
    common = telling(a.stems) & telling(b.stems)
    same = union_share(a.stems, b.stems) >= MOST
    if a.commitment.life is b.commitment.life is Life.NEW:
        if same and len(common) >= PLAIN and not (_is_passing(a) or _is_passing(b)):
            return apart <= MEMORY
        return apart <= (FRESH if len(common) < PLAIN else 6 * FRESH)
    if same and (len(common) > 1 or any(map(rare, common)) or (a.to and b.to)):
        return True
    again = Life.REAFFIRMED in (a.commitment.life, b.commitment.life)
    if (a.to and b.to) or (again and len(deeds(common)) > 1):
        return apart <= MEMORY
    weight = sum(3 if rare(stem) else 1 for stem in common)
    return apart <= (MEMORY if weight > 2 else weight * 60)


def _is_passing(pledge: Pledge) -> bool:
    """Is it of these days, or one of a row: "in the coming weeks", "a further 200 doses"?"""
    return bool(pledge.figures or _PASSING.search(pledge.commitment.evidence.exact))


def _times_clash(a: Pledge, b: Pledge) -> str:
    if _apart(a.commitment.due, b.commitment.due, slack=0):
        return "due at other times"
    return "made at other times" if _apart(a.commitment.made, b.commitment.made, slack=3) else ""


def _apart(one: Window | None, other: Window | None, *, slack: int) -> bool:
    """Do the two windows exclude each other by more than `slack` days?"""
    if one is None or other is None or one.before(other) is Answer.MAYBE:
        return False
    first, second = (one, other) if one.before(other) is Answer.YES else (other, one)
    if first.before(second) is not Answer.YES:
        return False
    return (second.min - first.max).days > slack


def _forces_clash(a: Pledge, b: Pledge) -> str:
    """A threat is no promise; an offer that was taken up is."""
    threat = Force.THREATENED
    return "a threat is no promise" if (a.commitment.force is threat) != (b.commitment.force is threat) else ""
