"""Which names are one actor's."""

from __future__ import annotations

import pytest

from pourparler.errors import StoreError
from pourparler.model.findings import Actor, ActorKind, Office
from pourparler.model.groups import ActorCard, Correction, CorrectionKind
from pourparler.record.grouping import read_people, same_names, unify_actors
from pourparler.record.grouping.names import Same, compare
from pourparler.record.grouping.tables import rows
from tests.sightings import ADDED, card


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Kim Jong-un", "Kim Chong-un", Same.YES),
        ("Kim Jong-un", "Kim Jong Un", Same.YES),
        ("Kim Jong-un", "Kim Jong-il", Same.NO),
        ("Kim Jong-un", "Kim Yong-un", Same.NO),
        ("Ri Yong-ho", "Lee Yong-ho", Same.YES),
        ("Sergei Lavrov", "Sergey Lavrov", Same.YES),
        ("Abdel Fattah el-Sisi", "Abdel-Fattah al-Sissi", Same.YES),
        ("Mohammad Javad Zarif", "Mohammed Javad Zarif", Same.YES),
        ("Nicolás Maduro", "Nicolas Maduro", Same.YES),
        ("Mike Pompeo", "Michael R. Pompeo", Same.YES),
        ("John F. Kerry", "John Kerry", Same.YES),
        ("George W. Bush", "George H. W. Bush", Same.NO),
        ("Donald Trump", "Donald Trump Jr.", Same.NO),
        ("Donald Trump", "Melania Trump", Same.NO),
        ("Vladimir Putin", "Volodymyr Putin", Same.NO),
        ("Tayyip Erdoğan", "Recep Tayyip Erdogan", Same.MAYBE),
        ("Pompeo", "Mike Pompeo", Same.MAYBE),
        ("Kim", "Kim Jong-un", Same.MAYBE),
        ("Hani", "Hani al-Mulki", Same.NO),
        ("Mike", "Mike Pompeo", Same.NO),
    ],
)
def test_names_of_one_person(one: str, other: str, same: Same) -> None:
    assert compare(one, other)[0] is same
    assert compare(other, one)[0] is same


def test_every_spelling_rule_does_what_it_shows() -> None:
    for row in rows("grouping/romanisation.tsv"):
        one, other = row["example"].split("|")
        assert compare(f"Ana {one} Bo", f"Ana {other} Bo")[0] is Same.YES, row


def person(name: str, side: str | None = None, *offices: str, aliases: tuple[str, ...] = ()) -> Actor:
    held = tuple(Office(title=title, of=side) for title in offices)
    return Actor(id=name, name=name, kind=ActorKind.PERSON, aliases=aliases, offices=held, acts_for=side)


def unify(*seen: tuple[str, Actor], corrections: tuple[Correction, ...] = (), people: str = "") -> dict[str, ActorCard]:
    reported = [(actor, card(f"r{n}", day)) for n, (day, actor) in enumerate(seen)]
    cards = unify_actors(reported, read_people(people) if people else (), corrections)
    assert unify_actors(reversed(reported), read_people(people) if people else (), corrections) == cards
    return {c.name: c for c in cards}


def test_a_bare_surname_is_his_who_alone_bears_it() -> None:
    full = person("Mike Pompeo", "United States", "secretary of state")
    made = unify(("2018-10-20", full), ("2018-10-21", person("Pompeo", "United States")))
    assert set(made) == {"Mike Pompeo"}
    assert [(m.name, m.why) for m in made["Mike Pompeo"].merges] == [
        ("Pompeo", "nobody else of the record is called Pompeo")
    ]
    assert made["Mike Pompeo"].reports == 2


def test_a_bare_surname_of_two_is_nobodys() -> None:
    made = unify(
        ("2016-05-01", person("Bill Clinton", "United States")),
        ("2016-05-01", person("Hillary Clinton", "United States")),
        ("2016-05-02", person("Clinton", "United States")),
    )
    assert set(made) == {"Bill Clinton", "Hillary Clinton", "Clinton"}


def test_a_bare_surname_of_another_side_is_another() -> None:
    made = unify(("2018-10-20", person("Kim Jong-un", "North Korea")), ("2018-10-20", person("Kim", "South Korea")))
    assert set(made) == {"Kim Jong-un", "Kim"}


def test_an_office_is_no_person_and_has_dates() -> None:
    made = unify(
        ("2016-03-01", person("John Kerry", "United States", "secretary of state")),
        ("2018-10-20", person("Mike Pompeo", "United States", "secretary of state")),
        ("2016-04-01", person("Ana Bo", "Germany", "envoy")),
        ("2016-09-01", person("Ana Bo", "Germany", "envoy")),
        ("2016-03-01", Actor(id="x", name="U.S. secretary of state (unnamed)", kind=ActorKind.UNNAMED)),
    )
    assert len(made) == 4
    terms = {name: [t.window.edtf for t in c.tenures if t.window] for name, c in made.items()}
    assert terms["John Kerry"] == ["2013-02-01/2017-01-31"]
    assert terms["Ana Bo"] == ["2016-04-01/2016-09-01"]


def test_a_report_that_calls_the_son_like_the_father_proves_nothing() -> None:
    father = person("Donald Trump", "United States", aliases=("Trump", "Donald Trump Jr."))
    assert [m.name for m in unify(("2018-10-20", father))["Donald Trump"].merges] == ["Trump"]


PEOPLE = """name,aliases,acts_for,office,of,since,until
Kim Jong-un,Rocket Man|Marshal Kim,North Korea,leader,North Korea,2011-12,
"""


def test_a_list_of_ones_own_names_and_dates() -> None:
    made = unify(
        ("2017-09-19", person("Rocket Man")), ("2017-09-20", person("Kim Jong Un", "North Korea")), people=PEOPLE
    )
    assert set(made) == {"Kim Jong-un"}
    assert {m.name: m.why for m in made["Kim Jong-un"].merges} == {
        "Rocket Man": "listed as another name of Kim Jong-un"
    }
    assert same_names(tuple(made.values())) == {"rocket man": "Kim Jong-un"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("person\nA\n", "no column"),
        ("name,age\nA,3\n", "unknown column age"),
        ("name,kind\nA,wizard\n", "line 2: wizard is no kind"),
        ("name,office,since\nA,envoy,spring\n", "line 2"),
        ("name,kind\n,person\n", "line 2: no name"),
    ],
)
def test_a_bad_list_is_refused_in_one_line(text: str, told: str) -> None:
    with pytest.raises(StoreError, match=told):
        read_people(text)


def test_people_put_names_together_and_apart() -> None:
    seen = (
        ("2018-10-20", person("Choe Son-hui")),
        ("2018-10-21", person("Madame Choe")),
        ("2018-10-22", person("Kim")),
    )
    ids = {name: c.id for name, c in unify(*seen).items()}
    merge = Correction(
        id="x1",
        target=ids["Choe Son-hui"],
        kind=CorrectionKind.MERGE,
        author="ana",
        at=ADDED,
        others=(ids["Madame Choe"],),
    )
    made = unify(*seen, corrections=(merge,))
    assert [m.why for m in made["Choe Son-hui"].merges] == ["put together by hand (ana)"]
    spelled = (("2018-10-20", person("Sergei Lavrov")), ("2018-10-21", person("Sergey Lavrov")))
    lone = {name: c.id for one in spelled for name, c in unify(one).items()}
    first, other = lone.values()
    split = Correction(id="x2", target=first, kind=CorrectionKind.SPLIT, author="ana", at=ADDED, others=(other,))
    assert len(unify(*spelled)) == 1
    assert len(unify(*spelled, corrections=(split,))) == 2
