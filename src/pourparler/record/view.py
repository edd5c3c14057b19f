"""What the record holds, as of a day or as it is now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol, TypeVar

import sqlalchemy as sa

from pourparler.errors import StoreError
from pourparler.model.findings import AnnotatedReport, Statement
from pourparler.model.groups import (
    ActorCard,
    Change,
    Claim,
    CommitmentGroup,
    MeetingGroup,
    ReportCard,
    StatementCard,
)
from pourparler.record.chains import chain_of
from pourparler.record.engine import Database
from pourparler.record.loading import Evidenced, card_of, load_annotated, load_reports, load_sightings
from pourparler.record.matching import commitment_matches, fold, meeting_matches, named, touches, words_of
from pourparler.record.query import ALL, Query
from pourparler.record.grouping import group_commitments, group_meetings
from pourparler.record.tables import findings, reports
from pourparler.record.whole import finding_from, report_from
from pourparler.model.window import Window


class _Entry(Protocol):
    @property
    def id(self) -> str: ...


Item = TypeVar("Item", bound=Any)


class View:
    """What the record holds, as of a day (`asof`, inclusive) or, without one, as it is now."""

    def __init__(self, database: Database, asof: dt.date | None) -> None:
        self._database = database
        self.asof = asof

    def reports(self, query: Query = ALL) -> tuple[ReportCard, ...]:
        """Reports by the day they were known, then by id."""
        with self._database.read() as conn:
            rows = conn.execute(
                self._known(sa.select(reports), reports.c.known).order_by(reports.c.known, reports.c.id)
            )
            found = []
            for row in rows:
                report = report_from(row.head, row.text)
                card = card_of(row, report)
                day = Window(earliest=card.known, latest=card.known)
                if touches(query.between, day) and _holds(query.text, report.text):
                    found.append(card)
        return _page(found, query)

    def report(self, id: str) -> AnnotatedReport:
        """A report whole, as it was added.

        Raises:
            StoreError: if there is none of that id.
        """
        with self._database.read() as conn:
            found = load_annotated(conn, id)
        if found is None:
            raise StoreError(f"{self._database.where}: no report {id}")
        return found

    def meetings(self, query: Query = ALL) -> tuple[MeetingGroup, ...]:
        """Meetings by when they can begin, those without a time last."""
        return _page(
            [m for m in self._meetings() if meeting_matches(m, query) and _holds(query.text, words_of(m))], query
        )

    def commitments(self, query: Query = ALL) -> tuple[CommitmentGroup, ...]:
        """Commitments by the day they became known."""
        found = [c for c in self._commitments() if commitment_matches(c, query) and _holds(query.text, words_of(c))]
        return _page(found, query)

    def meeting(self, id: str) -> MeetingGroup:
        """The meeting of that id, or of the only id that begins so.

        Raises:
            StoreError: if there is none, or more than one.
        """
        return _one(self._meetings(), id, "meeting", lambda m: m.title)

    def commitment(self, id: str) -> CommitmentGroup:
        """The commitment of that id, or of the only id that begins so.

        Raises:
            StoreError: if there is none, or more than one.
        """
        return _one(self._commitments(), id, "commitment", lambda c: c.title)

    def statements(self, query: Query = ALL) -> tuple[StatementCard, ...]:
        """Statements by the day they were known, report, and place in the text."""
        with self._database.read() as conn:
            loaded = load_reports(conn, [r.key for r in conn.execute(self._known(sa.select(reports), reports.c.known))])
            found = []
            for row in conn.execute(sa.select(findings).where(findings.c.kind == "s")):
                if row.report not in loaded:
                    continue
                at = loaded[row.report]
                s: Statement = finding_from("s", row.data, at.report)
                content = " ".join(e.exact for e in s.content_spans)
                day = Window(earliest=at.card.known, latest=at.card.known)
                chain = chain_of(s, at.card)
                if (
                    named(query.by, chain)
                    and named(query.party, chain)
                    and touches(query.between, day)
                    and _holds(query.text, content)
                ):
                    found.append(
                        (
                            at.card.known,
                            at.card.id,
                            row.n,
                            StatementCard(statement=s, report=at.card, chain=chain, origin=row.origin or s.id),
                        )
                    )
        return _page([card for *_, card in sorted(found, key=lambda f: f[:3])], query, lambda c: c.statement.id)

    def statement(self, id: str) -> StatementCard:
        """The statement of that id, or of the only id that begins so.

        Raises:
            StoreError: if there is none, or more than one.
        """
        return _one(self.statements(), id, "statement", lambda s: s.report.id, lambda s: s.statement.id)

    def claims(self, query: Query = ALL) -> tuple[Claim, ...]:
        """Claims about when, of the meetings and commitments that answer the query, by the day they were said."""
        groups = (*self.meetings(query), *self.commitments(query))
        return tuple(
            sorted(
                (c for g in groups for c in g.claims), key=lambda c: (c.said, c.report.known, c.report.id, c.timing.id)
            )
        )

    def actors(self, query: Query = ALL) -> tuple[ActorCard, ...]:
        """Actors, those of most reports first."""
        return ()

    def changes(self, since: dt.date | None = None, until: dt.date | None = None) -> tuple[Change, ...]:
        """What changed in substance, in the order in which it became known."""
        return ()

    def find(self, words: str) -> tuple[MeetingGroup | CommitmentGroup, ...]:
        """Meetings and commitments by words ("second summit"), names or id, best first."""
        every: list[MeetingGroup | CommitmentGroup] = [*self._meetings(), *self._commitments()]
        asked = fold(words).split()
        scored = []
        for group in every:
            told = fold(words_of(group)).split()
            score = sum(w in told for w in asked) + 2 * sum(w in fold(group.title).split() for w in asked)
            if group.id.startswith(words.strip()) and len(words.strip()) > 2:
                score += 1000
            if score and (score >= 1000 or all(w in told for w in asked)):
                scored.append((-score, group.id, group))
        return tuple(g for *_, g in sorted(scored, key=lambda s: s[:2]))

    def _known(self, chosen: Any, column: Any) -> Any:
        return chosen if self.asof is None else chosen.where(column <= self.asof.isoformat())

    def _meetings(self) -> list[MeetingGroup]:
        at = self._sighted("m")
        made = group_meetings(tuple(at.sightings.values()), at.claims, (), at.actors)
        return sorted(made, key=lambda m: ((m.window and (m.window.earliest or m.window.latest)) or dt.date.max, m.id))

    def _commitments(self) -> list[CommitmentGroup]:
        at = self._sighted("c")
        made = group_commitments(tuple(at.sightings.values()), at.claims, (), at.actors, asof=self.asof)
        return sorted(made, key=lambda c: (c.sightings[0].report.known, c.id))

    def _sighted(self, kind: str) -> Evidenced:
        with self._database.read() as conn:
            chosen = self._known(sa.select(findings.c.key).where(findings.c.kind == kind), findings.c.known)
            return load_sightings(conn, [row.key for row in conn.execute(chosen)])


def _holds(asked: str | None, text: str) -> bool:
    return asked is None or set(fold(asked).split()) <= set(fold(text).split())


def _page(
    items: Sequence[Item], query: Query, id_of: Callable[[Item], str] = lambda item: str(item.id)
) -> tuple[Item, ...]:
    if query.after is not None:
        at = next((n for n, item in enumerate(items) if id_of(item) == query.after), len(items) - 1)
        items = items[at + 1 :]
    return tuple(items[: query.limit])


def _one(
    items: Iterable[Item],
    id: str,
    what: str,
    told: Callable[[Item], str],
    id_of: Callable[[Item], str] = lambda item: str(item.id),
) -> Item:
    found = [item for item in items if id_of(item).startswith(id)] if id else []
    exact = [item for item in found if id_of(item) == id]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if not found:
        raise StoreError(f"no {what} {id}; `pourparler {what}s` lists them")
    names = ", ".join(f"{id_of(item)} ({told(item)})" for item in found[:5])
    raise StoreError(f"{id} begins {len(found)} ids of {what}s: {names}")
