"""Actors are kept as reports come and go: always the same as put together from all reports at once."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from unittest.mock import patch

import pytest
import sqlalchemy as sa
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pourparler.errors import StoreError
from pourparler.model.findings import Actor, ActorKind, AnnotatedReport, Office, Provenance
from pourparler.model.groups import ActorCard, CorrectionKind
from pourparler.model.text import Layout, Report, Span
from pourparler.record import Person, Query, Record, actors, open_record
from pourparler.record.facts import ACTORS
from pourparler.record.grouping import read_people
from pourparler.record.tables import actor_cards, actor_names, actor_reports, facts

Place = Callable[[], str]
AT = dt.datetime(2020, 1, 2, tzinfo=dt.UTC)
FIRST = dt.date(2019, 1, 1)
PERSONS = (
    "Ana Maria Lopez", "Ana Lopez", "Lopez", "Juan Lopez", "Lopez Jr.", "Kim", "Kim Jong-un", "Kim Jong Un",
    "Kim Yo-jong", "Sergei Lavrov", "Sergey Lavrov", "Lavrov", "S. Lavrov", "Mike Pompeo", "Michael R. Pompeo",
    "Pompeo", "Ó Briain", "李",
)  # fmt: skip
BODIES = ("North Korea", "Lopez", "European Union", "Red Cross")
SIDES = (None, None, "North Korea", "Russia", "Bolivia")
LISTS = (
    "name,aliases,acts_for\nAna Lopez,Madame L|Juan Lopez,Bolivia\nMadame L,,\n",
    "name,aliases,acts_for,office,of,since,until\nKim,Marshal|Red Cross,North Korea,leader,North Korea,2011-12,\n",
    "name,aliases,kind\nRed Cross,ICRC,organisation\nSergei Lavrov,Lavrov|Kim,\n",
)


def cast(chance: random.Random) -> tuple[Actor, ...]:
    return tuple(somebody(chance, n) for n in range(chance.randrange(4)))


def somebody(chance: random.Random, n: int) -> Actor:
    side = chance.choice(SIDES)
    if chance.random() < 0.2:
        kind = chance.choice((ActorKind.STATE, ActorKind.ORGANISATION, ActorKind.UNNAMED))
        return Actor(id=f"{n:016x}", name=chance.choice(BODIES), kind=kind)
    return Actor(
        id=f"{n:016x}",
        name=chance.choice(PERSONS),
        kind=ActorKind.PERSON,
        aliases=tuple(chance.sample(("Marshal", "Madame L", "Lopez", "Kim Jong Un"), chance.randrange(2))),
        offices=(Office(title=chance.choice(("envoy", "leader")), of=side),) if chance.random() < 0.3 else (),
        acts_for=side,
    )


def report(id: str, day: dt.date | None, actors: tuple[Actor, ...], *, text: str = "") -> AnnotatedReport:
    words = text or f"Report {id}."
    layout = Layout(body=(Span(0, len(words)),))
    return AnnotatedReport(
        report=Report(id=id, text=words, layout=layout, published=day),
        provenance=Provenance(software="t", model="t", rules="t"),
        actors=actors,
    )


def anything(record: Record, chance: random.Random) -> None:
    """One thing that can be done to a record."""
    some = [card for card in record.view().actors() if card.merges or chance.random() < 0.5]
    deed = chance.choice(("add", "add", "add", "load", "list", "merge", "split", "revert"))
    if deed in ("add", "load"):
        made = []
        for _ in range(1 if deed == "add" else 4):
            n = chance.randrange(12)  # often one that is there: it is read anew, or has another text
            day, text = FIRST + dt.timedelta(3 * n), "" if chance.random() < 0.8 else f"Another text of {n}."
            made.append(report(f"r{n}", day, cast(chance), text=text))
        record.load(made, added=AT)
    elif deed == "list":
        record.import_people(read_people(chance.choice(LISTS)) if chance.random() < 0.7 else ())
    elif deed == "merge" and len(some) > 1:
        one, other = chance.sample(some, 2)
        correct(record, CorrectionKind.MERGE, one, other.id)
    elif deed == "split" and some and (some[0].merges):
        correct(record, CorrectionKind.SPLIT, some[0], chance.choice(some[0].merges).name)
    elif deed == "revert" and (made_before := record.corrections()):
        record.revert(chance.choice(made_before).id)


def correct(record: Record, kind: CorrectionKind, card: ActorCard, other: str) -> None:
    at = AT + dt.timedelta(hours=len(record.corrections()))
    with suppress(StoreError):  # what is only a report's other word for somebody cannot be split off
        record.correct(card.id, kind, author="ana", at=at, others=(other,))


def told(record: Record) -> list[object]:
    """What a record tells of actors, now and on some days."""
    found: list[object] = []
    for asof in (None, *(FIRST + dt.timedelta(days) for days in (-1, 0, 8, 20, 30))):
        view = record.view(asof)
        every = view.actors()
        found += [every, view.actors(Query(party="lopez")), view.actors(Query(text="kim jong", limit=2))]
        found += [view.actors(Query(limit=3, after=every[len(every) // 2].id)) if every else ()]
        found += [_one(record, asof, asked) for asked in ("Kim", "lavrov", "Madame L", *(c.id[:3] for c in every[:3]))]
    return found


def _one(record: Record, asof: dt.date | None, asked: str) -> object:
    try:
        return record.view(asof).actor(asked)
    except StoreError as why:
        return str(why)


def agrees(record: Record) -> None:
    """Check that what is kept is what is put together from all reports."""
    kept = told(record)
    with patch.object(actors, "_kept", lambda *_: False):
        assert told(record) == kept


@settings(max_examples=12, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))  # seeds do not shrink
@given(seed=st.integers(0, 10**6))
def test_whatever_is_done_what_is_kept_is_what_all_reports_give(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    chance = random.Random(seed)
    with open_record(tmp_path_factory.mktemp("cast") / "r.db", create=True) as record:
        for n in range(14):
            anything(record, chance)
            if n % 3 == 0:
                agrees(record)
        agrees(record)


def test_both_databases_keep_the_same(new_place: Place) -> None:
    chance = random.Random(5)
    with open_record(new_place(), create=True) as record:
        for _ in range(25):
            anything(record, chance)
        agrees(record)
        lines = list(record.export())
        with open_record(new_place(), create=True) as other:
            other.import_lines(lines)
            assert told(other) == told(record)
            assert list(other.export()) == lines


def test_a_list_holds_for_reports_that_come_later_as_for_those_that_are_there(new_place: Place) -> None:
    chance = random.Random(8)
    reports = [report(f"r{n}", FIRST + dt.timedelta(n), cast(chance)) for n in range(30)]
    with open_record(new_place(), create=True) as first, open_record(new_place(), create=True) as last:
        first.import_people(read_people(LISTS[0]))
        first.load(reports, added=AT, together=7)
        for annotated in reversed(reports):
            last.add(annotated, added=AT)
        last.import_people(read_people(LISTS[0]))
        assert told(first) == told(last)
        assert list(first.export()) == list(last.export())


def test_a_name_taken_out_of_an_actor_is_one_by_itself(new_place: Place) -> None:
    person = Actor(id="1", name="Mike Pompeo", kind=ActorKind.PERSON, acts_for="Bolivia")
    short = Actor(id="2", name="Pompeo", kind=ActorKind.PERSON, acts_for="Bolivia")
    with open_record(new_place(), create=True) as record:
        record.load([report("a", FIRST, (person,)), report("b", FIRST, (short,))], added=AT)
        (card,) = record.view().actors()
        done = record.correct(card.id, CorrectionKind.SPLIT, author="ana", at=AT, others=("Pompeo",))
        assert {c.name for c in record.view().actors()} == {"Mike Pompeo", "Pompeo"}
        record.revert(done.id)
        assert record.view().actors() == (card,)
        with pytest.raises(StoreError, match="Pomponius: no name of Mike Pompeo"):
            record.correct(card.id, CorrectionKind.SPLIT, author="ana", at=AT, others=("Pomponius",))


def test_a_record_whose_actors_are_not_kept_lists_them_all_the_same(
    new_place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(3)
    with open_record(new_place(), create=True) as record:
        record.load((report(f"r{n}", FIRST, cast(chance)) for n in range(9)), added=AT)
        record.import_people((Person(name="Ana Lopez", aliases=("Lopez",)),))
        kept = told(record)
        _forget(record)
        assert record.view().actors_at_hand()
        assert told(record) == kept  # a small record: put together at each look
        assert _count(record) == 0
        monkeypatch.setattr(actors, "BIG", 3)
        assert not record.view().actors_at_hand()
        assert told(record) == kept  # a big one: kept from now on
        assert _count(record) > 0
        agrees(record)


def _forget(record: Record) -> None:
    """As after a step to this schema, or with rules of grouping of another version."""
    with record._database.write() as conn:
        for table in (actor_cards, actor_reports, actor_names):
            conn.execute(sa.delete(table))
        conn.execute(sa.delete(facts).where(facts.c.name == ACTORS))


def _count(record: Record) -> int:
    with record._database.read() as conn:
        return conn.execute(sa.select(sa.func.count()).select_from(actor_names)).scalar_one()


def test_names_that_no_report_has_any_more_are_gone(tmp_path: Path) -> None:
    kim = Actor(id="1", name="Kim Jong-un", kind=ActorKind.PERSON)
    with open_record(tmp_path / "r.db", create=True) as record:
        record.add(report("a", FIRST, (kim,)), added=AT)
        record.add(report("a", FIRST, ()), added=AT)
        assert record.view().actors() == ()
        assert _count(record) == 0
