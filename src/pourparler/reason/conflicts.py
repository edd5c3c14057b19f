"""How sayings about one thing relate: on its date, place, parties and existence, and on who said the words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from pourparler.model.findings import Commitment, Life, Meeting, Status
from pourparler.model.groups import Claim, CommitmentGroup, MeetingGroup, Sighting
from pourparler.model.text import Evidence
from pourparler.reason.answer import Weighed
from pourparler.reason.data import state_of
from pourparler.reason.dates import date_relations
from pourparler.reason.firm import firm_windows
from pourparler.reason.firm_types import Clash
from pourparler.reason.relation_types import About, Kind, Relation, Side
from pourparler.reason.sides import of_claim, of_sighting, words
from pourparler.reason.standing import OFF, Group, speaker, weigh
from pourparler.reason.wording import chain, listed

_OPEN = frozenset({Status.SCHEDULED, Status.PLANNED, Status.HOPED, Status.POSSIBLE})
_WEIGHT = {Kind.CONTRADICTS: 4, Kind.TENSION: 3, Kind.WITHDRAWS: 2, Kind.REFINES: 1, Kind.REPEATS: 0}
_LEAST_WORDS = 6  # fewer words in common prove nothing about who said them


def relations(
    group: Group, *, weighed: Sequence[Weighed] | None = None, clashes: Iterable[Clash] = ()
) -> tuple[Relation, ...]:
    """Every relation among what is said of a meeting or commitment; contradictions first.

    weighed: the claims as weighed already, if the caller has them. clashes: sets of causes that cannot all hold, from
    the firm layer; those of two are found here anyway.
    """
    dates = date_relations(group, weigh(group) if weighed is None else weighed)
    found = [*_clashes(group, clashes, dates), *dates]
    if isinstance(group, MeetingGroup):
        found += [*_places(group), *_parties(group), *_called_off(group)]
    else:
        found += _lives(group)
    return (*found, *_attributions(group))


def _clashes(group: Group, clashes: Iterable[Clash], dates: Sequence[Relation]) -> list[Relation]:
    """Contradictions of the firm layer that are not told yet; the sides are the claims among their causes."""
    told = [{s.id for s in r.sides} for r in dates]
    out = []
    for clash in clashes:
        claims = list(dict.fromkeys(c.claim for c in clash.causes if c.claim is not None))
        sighted = list(dict.fromkeys(c.sighting for c in clash.causes if c.sighting is not None and c.claim is None))
        sides = [*map(of_claim, claims), *(of_sighting(s, "") for s in sighted)]
        if len(sides) < 2 or any({s.id for s in sides} <= ids for ids in told):
            continue
        count = len(clash.causes)
        why = "no day fits both" if count == 2 else f"any {count - 1} of them can stand, all {count} cannot"
        out.append(_made(group, Kind.CONTRADICTS, About.DATE, sides, clash.words, why))
    return out


def _places(group: MeetingGroup) -> list[Relation]:
    """Of sightings that name different places: one a pair of different sets of places."""
    first: dict[tuple[str, ...], Sighting] = {}
    for sighting in group.sightings:
        finding = sighting.finding
        if isinstance(finding, Meeting) and finding.place:
            first.setdefault(tuple(sorted(finding.place)), sighting)
    out = []
    for (a, earlier), (b, later) in combinations(first.items(), 2):
        kind = _place_kind(a, b, earlier, later)
        if kind is None:
            continue
        sides = [of_sighting(earlier, listed(a)), of_sighting(later, listed(b))]
        link = {Kind.REFINES: ", then more closely ", Kind.WITHDRAWS: ", taken back by "}.get(kind, " against ")
        said = f"{listed(a)} ({chain(sides[0].chain)}){link}{listed(b)} ({chain(sides[1].chain)})"
        why = f"{listed(b)} lies in {listed(a)}" if kind is Kind.REFINES else "one meeting has one place"
        out.append(_made(group, kind, About.PLACE, sides, said, why))
    return out


def _place_kind(a: tuple[str, ...], b: tuple[str, ...], earlier: Sighting, later: Sighting) -> Kind | None:
    """None where one set holds the other, or where a gazetteer does not know enough to tell them apart."""
    states = [{state_of(p) for p in names} for names in (a, b)]
    if set(a) & set(b) or None in states[0] | states[1]:
        return None
    if states[0] == states[1] == set(a):
        return Kind.REFINES
    if states[0] == states[1] == set(b):
        return None
    if _one_speaker(earlier, later):
        return Kind.WITHDRAWS
    both = [s.finding.status for s in (earlier, later) if isinstance(s.finding, Meeting)]
    return Kind.CONTRADICTS if all(status is Status.HELD for status in both) else Kind.TENSION


def _one_speaker(earlier: Sighting, later: Sighting) -> bool:
    names = [{c[0] for c in s.chains if c and "(unnamed)" not in c[0]} for s in (earlier, later)]
    return bool(names[0] & names[1]) and earlier.report.known < later.report.known


def _parties(group: MeetingGroup) -> list[Relation]:
    """A party first inferred and later stated."""
    out = []
    for name in group.parties:
        with_it = [s for s in group.sightings if isinstance(s.finding, Meeting) and name in s.finding.parties]
        guess = next((s for s in with_it if name in _inferred(s)), None)
        stated = next((s for s in with_it if name not in _inferred(s)), None)
        if guess and stated and guess.report.known < stated.report.known:
            sides = [of_sighting(guess, f"{name} inferred"), of_sighting(stated, f"{name} stated")]
            said = f"{name} inferred ({chain(sides[0].chain)}), then stated ({chain(sides[1].chain)})"
            out.append(_made(group, Kind.REFINES, About.PARTIES, sides, said, "what was inferred is now stated"))
    return out


def _inferred(sighting: Sighting) -> tuple[str, ...]:
    return sighting.finding.inferred if isinstance(sighting.finding, Meeting) else ()


def _called_off(group: MeetingGroup) -> list[Relation]:
    """What was to be and is called off, and what is called off after it was held."""
    out = []
    for i, later in enumerate(group.sightings):
        status = _status(later)
        if status not in OFF and status is not Status.UNLIKELY:
            continue
        before = [s for s in group.sightings[:i] if s.report.id != later.report.id]
        held = next((s for s in before if _status(s) is Status.HELD), None)
        standing = next((s for s in reversed(before) if _status(s) in _OPEN), None)
        if held is not None:
            out.append(_existence(group, Kind.CONTRADICTS, held, later, "what was held cannot be off"))
        elif standing is not None and status is Status.UNLIKELY:
            out.append(_existence(group, Kind.TENSION, standing, later, "one expects it, one does not"))
        elif standing is not None:
            out.append(_existence(group, Kind.WITHDRAWS, standing, later, f"it was {status} afterwards"))
    return out


def _status(sighting: Sighting) -> Status | None:
    return sighting.finding.status if isinstance(sighting.finding, Meeting) else None


def _existence(group: Group, kind: Kind, earlier: Sighting, later: Sighting, why: str) -> Relation:
    sides = [of_sighting(s, str(_status(s) or s.finding.rule)) for s in (earlier, later)]
    link = ", taken back by " if kind is Kind.WITHDRAWS else " against "
    return _made(group, kind, About.EXISTENCE, sides, f"{_tell(sides[0])}{link}{_tell(sides[1])}", why)


def _tell(side: Side) -> str:
    return f"{side.says}: “{words(side)}” ({chain(side.chain)})"


def _lives(group: CommitmentGroup) -> list[Relation]:
    """Kept against broken; made and withdrawn."""
    by_life: dict[Life, Sighting] = {}
    for sighting in group.sightings:
        if isinstance(sighting.finding, Commitment):
            by_life.setdefault(sighting.finding.life, sighting)
    out = []
    kept, broken = by_life.get(Life.KEPT), by_life.get(Life.BROKEN)
    if kept and broken:
        sides = [of_sighting(s, s.finding.life) for s in (kept, broken) if isinstance(s.finding, Commitment)]
        said = f"{_tell(sides[0])} against {_tell(sides[1])}"
        out.append(_made(group, Kind.CONTRADICTS, About.EXISTENCE, sides, said, "it cannot be kept and broken"))
    made = next((by_life[life] for life in (Life.NEW, Life.STANDING, Life.REAFFIRMED) if life in by_life), None)
    if made and (back := by_life.get(Life.WITHDRAWN)):
        sides = [of_sighting(s, s.finding.life) for s in (made, back) if isinstance(s.finding, Commitment)]
        said = f"{_tell(sides[0])}, taken back by {_tell(sides[1])}"
        out.append(_made(group, Kind.WITHDRAWS, About.EXISTENCE, sides, said, "the party withdrew it"))
    return out


def _attributions(group: Group) -> list[Relation]:
    """The same words in the mouths of two named speakers."""
    said: dict[str, Claim] = {}
    out = []
    for claim in group.claims:
        own, text = speaker(claim), _content(claim)
        if own is None or claim.statement is None or len(text.split()) < _LEAST_WORDS:
            continue
        other = said.setdefault(text, claim)
        if speaker(other) not in (own, None):
            sides = [of_claim(other), of_claim(claim)]
            line = f"“{text}”: said by {speaker(other)} ({chain(other.chain)}) or by {own} ({chain(claim.chain)})"
            out.append(_made(group, Kind.TENSION, About.ATTRIBUTION, sides, line, "the same words have two speakers"))
    return out


def _content(claim: Claim) -> str:
    pieces: tuple[Evidence, ...] = claim.statement.content_spans if claim.statement else ()
    return " ".join(" ".join(e.exact for e in pieces).casefold().split())


def _made(group: Group, kind: Kind, on: About, sides: Sequence[Side], said: str, why: str) -> Relation:
    return Relation(
        kind=kind,
        on=on,
        group=group.id,
        title=group.title,
        sides=tuple(sides),
        words=said,
        why=why,
        independent=len({s.origin for s in sides}),
    )


def all_relations(groups: Sequence[Group]) -> tuple[Relation, ...]:
    """The relations of many groups with the contradictions of three and more; those of most origins first."""
    firm = firm_windows(groups)
    found = [r for g in groups for r in relations(g, clashes=firm.conflicts_of(g.id))]
    return tuple(sorted(found, key=lambda r: (-_WEIGHT[r.kind], -r.independent, r.sides[0].said, r.words)))
