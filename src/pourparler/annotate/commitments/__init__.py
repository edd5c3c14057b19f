"""Commitments of a report: who binds himself to what, toward whom, on what condition, and where it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Span, Token

from pourparler.annotate.commitments.candidates import Candidate, candidates
from pourparler.annotate.commitments.conditions import condition
from pourparler.annotate.commitments.echoes import hear
from pourparler.annotate.commitments.edges import deed_span
from pourparler.annotate.commitments.exchange import in_exchange, link
from pourparler.annotate.commitments.facets import force, life
from pourparler.annotate.commitments.fold import fold
from pourparler.annotate.commitments.found import Found
from pourparler.annotate.commitments.frames import TERM, WILL
from pourparler.annotate.commitments.gates import stands
from pourparler.annotate.commitments.lists import listed
from pourparler.annotate.commitments.parties import bound, doer, of_both, own_action, same_side, undergoes
from pourparler.annotate.commitments.recipients import toward
from pourparler.annotate.draft import Draft
from pourparler.model.findings import Commitment, Force, Life, Statement, finding_id
from pourparler.model.window import Window

STEP = "commitments"
_SIGNED = frozenset({"sign", "accord"})
_SHORTLY = 120  # words between an accord and its terms


def find_commitments(draft: Draft) -> None:
    """Fill `draft.commitments` and `draft.commitment_heads`: find, bind exchanges, hear echoes, fold."""
    found: list[Found] = []
    meetings = frozenset(i for heads in draft.meeting_heads.values() for i in heads)
    for sent in draft.body():
        found += _of_sentence(draft, sent, meetings)
    found = list(_terms(draft, found))
    hear(draft, found)
    link(found, draft.sents)
    for item in fold(draft, [f for f in found if f.record.by]):
        record = item.record
        draft.commitments.append(record)
        draft.commitment_heads[record.id] = item.heads
        span = record.evidence.span
        draft.tell(STEP, record.rule, span.start, span.end, f"{', '.join(record.by)}: {item.candidate.promise.text}")


def _of_sentence(draft: Draft, sent: Span, meetings: Collection[int]) -> Iterator[Found]:
    for candidate in candidates(sent):
        if (item := _read(draft, candidate, meetings)) is not None:
            yield item
    for candidate, first, last in listed(draft, sent):
        if by := bound(draft, candidate):
            record = _record(draft, candidate, by, first, last)
            yield Found(record=record, candidate=candidate, first=first, last=last)


def _terms(draft: Draft, found: Iterable[Found]) -> Iterator[Found]:
    """What an accord lets be done to something binds all who made it, where the accord was told shortly before."""
    joint: Found | None = None
    for item in found:
        near = joint if joint is not None and item.first.i - joint.last.i < _SHORTLY else None
        if near is not None and of_both(item.candidate):
            item.record = replace(item.record, by=near.record.by)
        if not item.record.by and (undergoes(item.candidate) or of_both(item.candidate)):
            if near is not None and not _by_others(item.candidate):
                yield replace(item, record=replace(item.record, by=near.record.by))
            continue
        if item.candidate.frame is TERM and not item.record.grounds:
            if near is None or not _all_among(draft, item, near):
                continue
        elif near is not None and _is_term_too(item, near) and _all_among(draft, item, near):
            item.record = replace(item.record, force=Force.AGREED)
        elif item.record.force is Force.AGREED and len(item.record.by) > 1:
            joint = item
        yield item


def _is_term_too(item: Found, joint: Found) -> bool:
    """Is what one side promises, told in the report's own voice behind an accord, part of it?"""
    plain = not item.record.grounds and item.record.life is Life.NEW and joint.record.rule in _SIGNED
    return plain and (item.record.force is Force.PROMISED or item.candidate.frame is WILL)


def _spoken(draft: Draft, candidate: Candidate) -> bool:
    """Does somebody say so, not the report of itself?"""
    at = candidate.deed.idx
    return draft.speaker_at(at) is not None or draft.quote_at(at) is not None


def _by_others(candidate: Candidate) -> bool:
    """Is somebody said to do it who made no accord: "will be run by a new company"?"""
    return candidate.frame is TERM and doer(candidate.deed) is not None


def _all_among(draft: Draft, item: Found, joint: Found) -> bool:
    """Are all whom a record binds among those who made the accord?"""
    return all(any(same_side(draft, a, b) for b in joint.record.by) for a in item.record.by)


def _read(draft: Draft, candidate: Candidate, meetings: Collection[int]) -> Found | None:
    if stands(draft, candidate, meetings) is not None:
        return None
    by = bound(draft, candidate)
    spoken = candidate.frame is TERM and _spoken(draft, candidate)
    if (candidate.frame.own or spoken) and not (by and own_action(draft, candidate, by)):
        if spoken or not of_both(candidate):
            return None
        by = ()  # both sides of an accord
    if not by and not of_both(candidate) and not in_exchange(candidate.deed) and not undergoes(candidate):
        return None
    first, last = deed_span(candidate)
    return Found(record=_record(draft, candidate, by, first, last), candidate=candidate, first=first, last=last)


def _record(draft: Draft, candidate: Candidate, by: tuple[str, ...], first: Token, last: Token) -> Commitment:
    rule, evidence = candidate.frame.name, draft.words(first, last)
    clause = condition(candidate)
    stage = life(draft, candidate)
    grounds = _grounds(draft, candidate)
    return Commitment(
        id=finding_id("commitment", draft.report.id, rule, evidence.span),
        evidence=evidence,
        by=by,
        to=toward(draft, candidate, by, first, last),
        force=force(draft, candidate, by),
        life=stage,
        rule=rule,
        condition=draft.words(*clause) if clause else None,
        made=_said(grounds) if stage is Life.NEW else None,
        grounds=tuple(s.id for s in grounds),
    )


def _grounds(draft: Draft, candidate: Candidate) -> list[Statement]:
    return draft.statements_at(candidate.deed.idx)


def _said(grounds: list[Statement]) -> Window | None:
    """What is new in a statement was made when the statement was."""
    return next((s.said for s in grounds if s.said is not None), None)
