"""A plan file that does not hold ends in one line that names the file, the table and the key."""

from __future__ import annotations

from pathlib import Path

import pytest

from pourparler.errors import PlanError
from pourparler.plan import load_plan, solve
from pourparler.plan.places import _table, air_hours, country_code, find_place, journey_hours, same_place
from pourparler.plan.zones import zone_of
from tests.plan_kit import HEAD, ONE, TWO, plan

PAD = ", ".join(f'"{p.name}, {p.country}"' for p, _ in _table()[:60]) + "]"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "plan: is missing"),
        (HEAD + TWO, "at least one"),
        (HEAD.replace("2018-12-16", "2018-11-01") + TWO + ONE, "on or after 2018-11-05"),
        (HEAD.replace("2018-12-16", "2031-12-16") + TWO + ONE, "at most 1100 days later"),
        (HEAD + "stepp = 30\n" + TWO + ONE, "no such key here; did you mean 'step'"),
        (HEAD + "step = 45\n" + TWO + ONE, "15, 30 or 60"),
        (HEAD + 'differ = "month"\n' + TWO + ONE, "one of week, day, start"),
        (HEAD + TWO + 'home = "San Jose"\n' + ONE, r"which one\? Write .San Jose, CR. .SJO. or .San Jose, US. .SJC."),
        (HEAD + TWO + 'home = "Genva"\n' + ONE, "Did you mean 'Geneva'"),
        (HEAD + TWO.replace('country = "KP"\n', ""), "home: is missing"),
        (HEAD + TWO + "travel = { limit = -1 }\n" + ONE, "from 0 to 40"),
        (HEAD + TWO + "travel = { limits = 3 }\n" + ONE, "did you mean 'limit'"),
        (HEAD + TWO + 'hours = "9 to 5"\n' + ONE, "09:00-18:00"),
        (HEAD + TWO + 'avoid = ["the elections"]\n' + ONE, "no known event"),
        (HEAD + TWO + "avoid = [{ from = 2018-11-09, to = 2018-11-08 }]\n" + ONE, "lies before"),
        (HEAD + TWO + "wish = [{ weight = 1 }]\n" + ONE, "places or weekdays"),
        (HEAD + TWO + 'wish = [{ weekdays = ["someday"] }]\n' + ONE, "no weekday: 'someday'"),
        (HEAD + TWO + ONE + 'parties = ["US", "PRK"]\n', "no party 'PRK'"),
        (HEAD + TWO + ONE + ONE, "'m' stands twice"),
        (HEAD + TWO + '[[meeting]]\nid = "m"\n', "no place to meet"),
        (HEAD + TWO + ONE + "hours = 11\n", "longer than the venue is open"),
        (HEAD + TWO + ONE + 'after = [{ meeting = "n" }]\n', "no meeting 'n'"),
        (HEAD + TWO + ONE + 'after = [{ meeting = "m" }]\n', "after itself"),
        (HEAD + '[[place]]\nname = "Camp"\nzone = "Mars/Base"\nlat = 1\nlon = 2\n' + TWO + ONE, "no zone 'Mars/Base'"),
        (HEAD + TWO.replace('"KP"\n', '"XX"\n') + ONE, "no country 'XX'"),
        (HEAD.replace('"t"', '"a\\u0007"') + TWO + ONE, "cannot be shown"),
        (
            HEAD.replace("2018-12-16", "2021-10-16") + "step = 15\n" + TWO + ONE.replace('"Geneva"]', PAD),
            "fewer days or places",
        ),
        (HEAD.replace('"t"', "3") + TWO + ONE, "words in quotation marks"),
    ],
)
def test_mistakes_are_told_in_one_line(text: str, words: str) -> None:
    with pytest.raises(PlanError, match=words) as why:
        plan(text)
    assert str(why.value).startswith("plan.toml")
    assert "\n" not in str(why.value)


def test_files_that_are_no_plan(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("[plan", encoding="utf-8")
    with pytest.raises(PlanError, match="not TOML"):
        load_plan(tmp_path / "a.toml")
    with pytest.raises(PlanError, match="cannot be read"):
        load_plan(tmp_path / "none.toml")


def _three(*orders: str) -> str:
    places = 'places = ["Hanoi"]\n'
    return HEAD + TWO + "".join(f'[[meeting]]\nid = "{m}"\n{places}{o}' for m, o in zip("abc", orders, strict=True))


def test_contradictory_orders_name_the_smallest_set_that_conflicts() -> None:
    text = _three(
        "", 'after = [{ meeting = "a", least = 10 }]\n', 'after = [{ meeting = "b" }, { meeting = "a", most = 7 }]\n'
    )
    with pytest.raises(PlanError) as why:
        solve(plan(text))
    told = str(why.value)
    assert "c comes at most 7 days after a; c comes after b; b comes after a (at least 10 days after a)." in told
    assert "plan ends" not in told  # which also holds, but is not needed for the contradiction
    with pytest.raises(PlanError, match=r"(a|b) comes after (a|b); (a|b) comes after (a|b)\. Give"):
        solve(plan(_three('after = [{ meeting = "b" }]\n', 'after = [{ meeting = "a" }]\n', "")))


def test_an_order_that_does_not_fit_into_the_plan_says_so() -> None:
    with pytest.raises(PlanError, match=r"the plan ends on 16 Dec 2018.*at least 50 days"):
        solve(plan(_three("", 'after = [{ meeting = "a", least = 50 }]\n', "")))


def test_places_table_agrees_with_the_airports() -> None:
    import airportsdata

    airports = airportsdata.load("IATA")
    abroad = {"Andorra la Vella", "Vaduz", "Monaco", "Ramallah", "San Marino", "Vatican City", "Lviv"}
    for place, _ in _table():
        airport = airports[place.airport]
        assert (round(airport["lat"], 2), round(airport["lon"], 2)) == pytest.approx((place.lat, place.lon), abs=0.011)
        assert airport["country"] == place.country or place.name in abroad
        zone_of(place.zone, place.name)


def test_capitals_are_complete() -> None:
    states = {p.country for p, kind in _table() if kind == "capital"}
    assert len(states) >= 195
    assert {"KP", "US", "KR", "VN", "RU", "CN", "JP", "CH", "VA", "PS", "XK", "TW"} <= states


def test_places_are_found_by_name_alias_country_and_airport() -> None:
    assert find_place("genève").name == "Geneva"
    assert find_place("San Jose, US").airport == "SJC"
    assert find_place("GVA").country == "CH"
    assert find_place("Birmingham, GB").airport == "BHX"
    with pytest.raises(PlanError, match="Birmingham, GB"):
        find_place("Birmingham")


def test_countries_are_known_by_code_and_name() -> None:
    assert [country_code(n) for n in ("KP", "kp", "Vietnam", "North Korea", "Atlantis")] == ["KP", "KP", "VN", "KP", ""]
    assert same_place(find_place("Hanoi"), ("Vietnam",))
    assert same_place(find_place("Hanoi"), ("hanoi",))
    assert not same_place(find_place("Hanoi"), ("Laos", "Da Nang", ""))


def test_hours_are_an_estimate_by_great_circle() -> None:
    pyongyang, geneva, seoul = find_place("Pyongyang"), find_place("Geneva"), find_place("Seoul")
    assert air_hours(pyongyang, geneva) == pytest.approx(12.2, abs=0.1)
    assert air_hours(geneva, pyongyang) == air_hours(pyongyang, geneva)
    assert air_hours(pyongyang, seoul) == 0
    assert journey_hours(pyongyang, seoul) == pytest.approx(3.4, abs=0.2)


def test_the_file_that_the_docs_show_is_a_plan() -> None:
    page = (Path(__file__).parent.parent / "docs/plan.md").read_text(encoding="utf-8")
    shown = page.split("```toml\n")[1].split("```")[0]
    more = '[[party]]\nname = "United States"\ncountry = "US"\n[[meeting]]\nid = "ministers"\n'
    whole = plan(shown + more)
    assert whole.orders[0].least == 21
    assert whole.meeting("leaders").lead_why == "the advance team needs 21 days"
    assert [p.why for p in whole.party("North Korea").avoid if not p.firm] == ["G20 summit"]
