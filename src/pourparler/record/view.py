"""What the record holds, as of a day or as it is now."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pourparler.errors import StoreError
from pourparler.model.findings import AnnotatedReport
from pourparler.model.groups import (
    ActorCard,
    Change,
    Claim,
    CommitmentGroup,
    MeetingGroup,
    ReportCard,
    StatementCard,
)
from pourparler.record import entries, finding, glance
from pourparler.record.actors import actors_wanting, list_actors, one_actor
from pourparler.record.claims import list_claims
from pourparler.record.engine import Database
from pourparler.record.gather import load_groups
from pourparler.record.grouping import changes as told
from pourparler.record.loading import load_annotated
from pourparler.record.query import ALL, Query
from pourparler.record.recasting import keep_actors
from pourparler.record.statements import list_reports, list_statements
from pourparler.record.story import list_changes
from pourparler.record.tables import reports


class View:
    """What the record holds, as of the end of a day (`asof`) or, without one, as it is now.

    What was known on a day is decided by `ReportCard.known`. Corrections hold at all times: they mend how reports were
    read, not what was known. Commitments stand where they stand on `asof`, or on the day of the last report.
    """

    def __init__(self, database: Database, asof: dt.date | None) -> None:
        self._database = database
        self.asof = asof

    def reports(self, query: Query = ALL) -> tuple[ReportCard, ...]:
        """Reports by the day they were known, then by id."""
        with self._database.read() as conn:
            return list_reports(conn, query, self.asof)

    def report(self, id: str) -> AnnotatedReport:
        """A report whole, as it was added.

        Raises:
            StoreError: if there is none of that id.
        """
        with self._database.read() as conn:
            found = load_annotated(conn, id)
        if found is None:
            raise StoreError(f"{self._database.where}: no report {id}; `pourparler reports` lists them")
        return found

    def meetings(self, query: Query = ALL) -> tuple[MeetingGroup, ...]:
        """Meetings by when they can begin, those without a time last."""
        with self._database.read() as conn:
            made: tuple[MeetingGroup, ...] = entries.listed(conn, "m", query, self._day(conn), self.asof)
            return made

    def commitments(self, query: Query = ALL) -> tuple[CommitmentGroup, ...]:
        """Commitments by the day they became known."""
        with self._database.read() as conn:
            made: tuple[CommitmentGroup, ...] = entries.listed(conn, "c", query, self._day(conn), self.asof)
            return made

    def meeting(self, id: str) -> MeetingGroup:
        """The meeting of that id, or of the only id that begins so.

        Raises:
            StoreError: if there is none, or more than one.
        """
        with self._database.read() as conn:
            made: MeetingGroup = entries.one(conn, "m", id, self._day(conn), self.asof)
            return made

    def commitment(self, id: str) -> CommitmentGroup:
        """The commitment of that id, or of the only id that begins so.

        Raises:
            StoreError: if there is none, or more than one.
        """
        with self._database.read() as conn:
            made: CommitmentGroup = entries.one(conn, "c", id, self._day(conn), self.asof)
            return made

    def statements(self, query: Query = ALL) -> tuple[StatementCard, ...]:
        """Statements by the day they were known, report, and place in the text."""
        with self._database.read() as conn:
            return list_statements(conn, query, self.asof)

    def statement(self, id: str) -> StatementCard:
        """The statement of that id, or of the only id that begins so.

        Raises:
            StoreError: if there is none, or more than one.
        """
        with self._database.read() as conn:
            found = list_statements(conn, Query(limit=6), self.asof, prefix=id) if id else ()
        exact = [card for card in found if card.statement.id == id] or found
        if len(exact) == 1:
            return exact[0]
        if not found:
            raise StoreError(f"no statement {id}; `pourparler statements` lists them")
        told = ", ".join(f"{card.statement.id} ({card.report.id})" for card in found[:5])
        raise StoreError(f"{id} begins several ids: {told}")

    def claims(self, query: Query = ALL) -> tuple[Claim, ...]:
        """Claims about when, by the day they were known, report, and place in the text.

        by: who makes the claim; whatever else is asked is asked of the meeting or commitment it is about.
        """
        with self._database.read() as conn:
            return list_claims(conn, query, self._day(conn), self.asof)

    def actors(self, query: Query = ALL) -> tuple[ActorCard, ...]:
        """Actors, those of most reports first. party: words of a name; place, to: ask nothing of actors."""
        self._keep_actors()
        with self._database.read() as conn:
            return list_actors(conn, query, self.asof)

    def actor(self, id: str) -> ActorCard:
        """The actor of that id or name, or of the only id that begins so, or whose names hold these words.

        Raises:
            StoreError: if there is none, or more than one.
        """
        self._keep_actors()
        with self._database.read() as conn:
            return one_actor(conn, id, self.asof)

    def actors_at_hand(self) -> bool:
        """Can actors be listed at once? In a big record of an earlier version they have to be put together first."""
        with self._database.read() as conn:
            return not actors_wanting(conn)

    def _keep_actors(self) -> None:
        """Put the actors of a big record together once, not at each look; where nobody may write it stays undone."""
        if not self.actors_at_hand():
            with contextlib.suppress(StoreError), self._database.write() as conn:
                keep_actors(conn)

    def changes(
        self, since: dt.date | None = None, until: dt.date | None = None, query: Query = ALL
    ) -> tuple[Change, ...]:
        """What changed in substance, in the order in which it became known; both days inclusive."""
        with self._database.read() as conn:
            return list_changes(conn, since, until, query, self._day(conn), self.asof)

    def changes_of(self, group: MeetingGroup | CommitmentGroup) -> tuple[Change, ...]:
        """What changed of one group that this view gave."""
        return told(group)

    def find(self, words: str) -> tuple[MeetingGroup | CommitmentGroup, ...]:
        """Meetings and commitments by words ("second summit"), names or id, best first; at most 50."""
        with self._database.read() as conn:
            return finding.find(conn, words, self._day(conn), self.asof)

    def last_day(self) -> dt.date:
        """The as-of day; without one the day on which the last report was known, `date.min` in an empty record."""
        with self._database.read() as conn:
            return self._day(conn)

    def tally(self) -> dict[str, int]:
        """How many reports, statements, meetings and commitments there are."""
        with self._database.read() as conn:
            return glance.tally(conn, self.asof)

    def days_around(self) -> tuple[dt.date | None, dt.date | None, dt.date | None]:
        """Days on which reports came in: the last but one, the last, and the first after the as-of day."""
        with self._database.read() as conn:
            return glance.days_around(conn, self.asof)

    def beside(self, ids: Sequence[str]) -> dict[str, tuple[MeetingGroup, ...]]:
        """Id of a meeting or commitment -> the other meetings, as they are now, that the same reports tell of."""
        with self._database.read() as conn:
            near = glance.beside(conn, ids)
            made = load_groups(conn, sorted(set().union(*near.values())), self._day(conn))
        meetings = {id: group for id, group in made.items() if isinstance(group, MeetingGroup)}
        return {id: tuple(meetings[m] for m in sorted(others) if m in meetings) for id, others in near.items()}

    def told_of(self, report: str) -> dict[str, MeetingGroup | CommitmentGroup]:
        """Finding id -> its group as it is now (whatever the as-of day), for meetings and commitments of a report."""
        with self._database.read() as conn:
            homes = glance.told_of(conn, report)
            made = load_groups(conn, sorted(set(homes.values())), self._day(conn))
        return {finding: made[group] for finding, group in homes.items() if group in made}

    def _day(self, conn: Connection) -> dt.date:
        """On which the stand of commitments is asked for."""
        if self.asof is not None:
            return self.asof
        last = conn.execute(sa.select(sa.func.max(reports.c.known))).scalar()
        return dt.date.fromisoformat(last) if last else dt.date.min
