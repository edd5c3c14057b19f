"""Days that are known to everybody: public holidays by country, and dated events by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache

from pourparler.plan.model import Period
from pourparler.plan.tables import rows


@cache
def public_holidays(country: str, first: dt.date, last: dt.date) -> dict[dt.date, str]:
    """Public holidays of a country (ISO 3166-1 alpha-2) between two days, by the `holidays` package; {} if unknown."""
    import holidays

    if country not in holidays.list_supported_countries():
        return {}
    years = range(first.year, last.year + 1)
    try:
        found = holidays.country_holidays(country, years=years, language="en_US")
    except (NotImplementedError, ValueError):
        found = holidays.country_holidays(country, years=years)
    return {day: name for day, name in sorted(found.items()) if first <= day <= last}


def named_periods(name: str, first: dt.date, last: dt.date, *, weight: float, firm: bool) -> list[Period] | None:
    """When an event of that name lies between two days, often never; None for unknown names."""
    told = [row for row in _events() if row["words"].lower() == name.lower()]
    if not told:
        return None
    spans = {span for row in told for span in _spans(row, first.year - 1, last.year + 1)}
    within = sorted(s for s in spans if s[0] <= last and s[1] >= first)
    return [Period(first=a, last=b, why=name, weight=weight, firm=firm) for a, b in within]


def _events() -> tuple[dict[str, str], ...]:
    """Events of the plan's own table, and those that reports use as landmarks."""
    return rows("plan/events.tsv", ("words", "begin", "end")) + rows("times/events.tsv", ("words", "begin", "end"))


def _spans(row: dict[str, str], first_year: int, last_year: int) -> Iterator[tuple[dt.date, dt.date]]:
    """The days of an event: two dates, MM-DD each year, or a rule for elections in the United States."""
    begin, end = row["begin"], row["end"] or row["begin"]
    years = range(first_year, last_year + 1)
    if begin == "us-midterms":
        yield from ((d, d) for y in years if y % 4 == 2 and (d := _us_election(y)))
    elif begin == "us-presidential":
        yield from ((d, d) for y in years if y % 4 == 0 and (d := _us_election(y)))
    elif begin == "us-inauguration":
        yield from ((dt.date(y, 1, 20), dt.date(y, 1, 20)) for y in years if y % 4 == 1)
    elif len(begin) == 5:
        for year in years:
            a, b = (dt.date.fromisoformat(f"{year}-{day}") for day in (begin, end))
            yield (a, b) if a <= b else (a, b.replace(year=year + 1))
    else:
        yield dt.date.fromisoformat(begin), dt.date.fromisoformat(end)


def _us_election(year: int) -> dt.date:
    """Tuesday after the first Monday of November (2 U.S.C. 7, 3 U.S.C. 1)."""
    return dt.date(year, 11, 2) + dt.timedelta((1 - dt.date(year, 11, 2).weekday()) % 7)
