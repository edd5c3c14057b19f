"""How claims about when relate: repeats, refines, in tension, contradicts, withdraws."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from pourparler.model.groups import Claim
from pourparler.reason.answer import DAY, Counts, Weighed
from pourparler.reason.hedges import denies
from pourparler.reason.relation_types import About, Kind, Relation
from pourparler.reason.sides import of_claim, quoted, told
from pourparler.reason.standing import GRACE, PLAIN, Group, content, party, speaker, taken
from pourparler.reason.wording import chain, day, window

_RANK = (Kind.CONTRADICTS, Kind.WITHDRAWS, Kind.TENSION, Kind.REFINES, Kind.REPEATS)
_DIRECTED = frozenset({Kind.REFINES, Kind.WITHDRAWS})
_PAIRED = frozenset({Counts.COUNTED, Counts.ECHO, Counts.SUPERSEDED})
Days = tuple[tuple[dt.date, dt.date], ...]  # stretches, both ends inclusive


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Claims that say the same, in order. days: those they leave possible, "soon" closed; hard: the same left open."""

    claims: tuple[Claim, ...]
    days: Days
    hard: Days

    @property
    def denies(self) -> bool:
        """Do they say when it will not be?"""
        return denies(self.claims[0])


@dataclass(frozen=True, slots=True)
class _Candidate:
    kind: Kind
    earlier: Position
    later: Position

    @property
    def rank(self) -> tuple[int, bool]:
        """Stronger kinds first; of these, a claim against its direct denial."""
        return _RANK.index(self.kind), self.earlier.denies == self.later.denies


def date_relations(group: Group, weighed: Sequence[Weighed]) -> tuple[Relation, ...]:
    """All relations among the claims of a group that still speak; the strongest one between any two speakers."""
    positions = _positions([w for w in weighed if w.counts in _PAIRED])
    number = {id(p): n for n, p in enumerate(positions)}
    chosen: dict[tuple[Kind, int, int], list[Claim]] = {}
    for candidate, claims in _best_of_parties(positions):
        a, b = number[id(candidate.earlier)], number[id(candidate.later)]
        key = (candidate.kind, a, b) if candidate.kind in _DIRECTED else (candidate.kind, min(a, b), max(a, b))
        known = chosen.setdefault(key, [])
        known += [c for c in claims if c not in known]
    out = [_repeated(group, p) for p in positions if len(p.claims) > 1]
    for kind, a, b in _reduced(set(chosen)):
        own = chosen[kind, a, b]
        sides = [[c for c in positions[i].claims if c in own] for i in (a, b)]
        out.append(_relation(group, kind, *sides))
    return tuple(sorted(out, key=lambda r: (_RANK.index(r.kind), r.sides[0].said, r.sides[-1].said)))


def _positions(weighed: Iterable[Weighed]) -> list[Position]:
    """Claims by what they say; an echo stands with what it echoes."""
    same: dict[object, list[Claim]] = {}
    for w in weighed:
        says = w.by if w.counts is Counts.ECHO and w.by is not None else w.claim
        same.setdefault(content(says), []).append(w.claim)
    return [
        Position(claims=tuple(own), days=_days(own[0], soft=True), hard=_days(own[0], soft=False))
        for own in same.values()
    ]


def _days(claim: Claim, *, soft: bool) -> Days:
    """The days that a claim leaves possible, a little more at an approximate end; a denial leaves those after it."""
    stretch = taken(claim)[0] if soft else claim.timing.window
    if stretch is None:
        return ()
    if not denies(claim):
        early = GRACE if stretch.earliest_approximate and stretch.earliest else 0
        late = GRACE if stretch.latest_approximate and stretch.latest else 0
        return ((stretch.min - DAY * early, stretch.max + DAY * late),)
    before = ((claim.said, stretch.min - DAY),) if stretch.min > claim.said else ()
    return before + (((stretch.max + DAY, dt.date.max),) if stretch.max < dt.date.max else ())


def _best_of_parties(positions: Sequence[Position]) -> Iterable[tuple[_Candidate, tuple[Claim, Claim]]]:
    """The strongest relation between what one party says on a day and what another does, or it on another day."""
    best: dict[frozenset[object], tuple[_Candidate, tuple[Claim, Claim]]] = {}
    for p, q in combinations(positions, 2):
        for a in p.claims:
            for b in q.claims:
                earlier, later = (a, b) if _key(a) <= _key(b) else (b, a)
                kind = _kind(earlier, later, *((p, q) if earlier is a else (q, p)))
                pair = frozenset(((party(a), a.said), (party(b), b.said)))
                if kind is None or len(pair) == 1:
                    continue
                candidate = _Candidate(kind, *((p, q) if earlier is a else (q, p)))
                if pair not in best or candidate.rank < best[pair][0].rank:
                    best[pair] = (candidate, (earlier, later))
    return best.values()


def _key(claim: Claim) -> tuple[dt.date, dt.date, str, int]:
    return claim.said, claim.report.known, claim.report.id, claim.timing.evidence.span.start


def _kind(a: Claim, b: Claim, p: Position, q: Position) -> Kind | None:
    """How a later claim relates to an earlier one; None if they just stand side by side."""
    if _over(a) != _over(b) or (not _over(a) and _last(p.days) < b.said):
        return None  # what had lapsed when the other was said disagrees with nothing; what came true is scored
    apart = not _meet(p.hard, q.hard)
    if apart or not _meet(p.days, q.days):
        own = speaker(a)
        if own is not None and own == speaker(b) and a.said < b.said:
            return Kind.WITHDRAWS
        plain = a.timing.hedge in PLAIN and b.timing.hedge in PLAIN
        return Kind.CONTRADICTS if apart and plain else Kind.TENSION
    inside = not p.denies and not q.denies
    return Kind.REFINES if inside and p.days != q.days and _holds(p.days[0], q.days[0]) else None


def _over(claim: Claim) -> bool:
    """Does it tell what has been rather than what will be?"""
    stretch = claim.timing.window
    return stretch is not None and stretch.latest is not None and stretch.latest <= claim.said


def _last(days: Days) -> dt.date:
    return max((b for _, b in days), default=dt.date.max)


def _meet(p: Days, q: Days) -> bool:
    return any(a <= d and c <= b for a, b in p for c, d in q)


def _holds(outer: tuple[dt.date, dt.date], inner: tuple[dt.date, dt.date]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _reduced(keys: set[tuple[Kind, int, int]]) -> list[tuple[Kind, int, int]]:
    """Without a refinement that two others in a row already tell."""
    refined = {(a, b) for kind, a, b in keys if kind is Kind.REFINES}
    middle = {m for _, m in refined}
    through = {(a, b) for a, b in refined for m in middle if (a, m) in refined and (m, b) in refined}
    return sorted((k, a, b) for k, a, b in keys if k is not Kind.REFINES or (a, b) not in through)


def _repeated(group: Group, position: Position) -> Relation:
    first, *again = position.claims
    origins = len({party(c) for c in position.claims})
    why = "one origin: it counts once" if origins == 1 else f"{origins} independent origins"
    said = f"{told(first)}, said again by {'; '.join(dict.fromkeys(chain(c.chain) for c in again))}"
    return _made(group, Kind.REPEATS, position.claims, said, why)


def _relation(group: Group, kind: Kind, earlier: Sequence[Claim], later: Sequence[Claim]) -> Relation:
    link = {
        Kind.REFINES: ", then more closely ",
        Kind.TENSION: " against ",
        Kind.CONTRADICTS: " against ",
        Kind.WITHDRAWS: ", taken back by ",
    }[kind]
    said = f"{_side(earlier)}{link}{_side(later)}"
    return _made(group, kind, (*earlier, *later), said, _why(kind, earlier[0], later[0]))


def _why(kind: Kind, a: Claim, b: Claim) -> str:
    """Why the relation is of this kind and no other."""
    if kind is Kind.REFINES:
        return f"{window(taken(b)[0])} lies {'within' if _plainly_within(a, b) else 'close to'} {window(taken(a)[0])}"
    if kind is Kind.CONTRADICTS:
        return "both are said plainly, and no day fits both"
    if kind is Kind.WITHDRAWS:
        return f"the same speaker, {day(b.said)}, and no day fits both"
    vague, other = (a, b) if taken(a)[1] else (b, a)
    end = taken(vague)[0]
    if taken(vague)[1] and end is not None and _meet(_days(a, soft=False), _days(b, soft=False)):
        first = min(d for d, _ in _days(other, soft=False))
        return f"both can be true only if “{taken(vague)[1]}” reaches to {day(first)}; taken as {window(end)}"
    return "no day fits both, but not both are said plainly"


def _plainly_within(a: Claim, b: Claim) -> bool:
    outer, inner = taken(a)[0], taken(b)[0]
    return outer is not None and inner is not None and outer.min <= inner.min and inner.max <= outer.max


def _made(group: Group, kind: Kind, claims: Sequence[Claim], said: str, why: str) -> Relation:
    return Relation(
        kind=kind,
        on=About.DATE,
        group=group.id,
        title=group.title,
        sides=tuple(of_claim(c) for c in claims),
        words=said,
        why=why,
        independent=len({party(c) for c in claims}),
    )


def _side(claims: Sequence[Claim]) -> str:
    """The words that claims share, and who all says them."""
    return f"{quoted(claims[0])} ({'; '.join(dict.fromkeys(chain(c.chain) for c in claims))})"
