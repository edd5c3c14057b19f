"""TIMEX3 values of points of the calendar: which Friday, which June, which quarter."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from pourparler.annotate.times.calendar import add_days, add_months, holiday, month_end
from pourparler.annotate.times.clock import clock_value
from pourparler.annotate.times.grains import at_grain, week
from pourparler.annotate.times.meaning import Meaning
from pourparler.annotate.times.windows import MONTHS, period

Direction = Callable[[], int]
_MONTHS_OF = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}


def weekday(today: dt.date, number: int, way: int) -> dt.date:
    """The nearest such weekday: not after today for way -1, not before today for +1."""
    off = (number - today.isoweekday()) % 7
    return today + dt.timedelta(off if way > 0 or off == 0 else off - 7)


def value(m: Meaning, today: dt.date | None, last: str, direction: Direction) -> str | None:
    """TIMEX3 value of a point; with XXXX where the day of publication would be needed and is not known.

    last: the day that a clock time without one belongs to.
    """
    base = _base(m, today, last, direction)
    if base is None:
        return None
    if m.get("clock"):
        if len(base) != 10:
            return None
        return clock_value(m, base)
    if m.get("part"):
        return f"{base}T{m.get('part')}"
    return base


def _base(m: Meaning, today: dt.date | None, last: str, direction: Direction) -> str | None:
    for name, make in _MAKERS:
        if m.get(name) is not None:
            found = make(m, today, direction)
            return (
                _beside(m, found) if found and len(found) == 10 and found.isascii() and found[:4].isdigit() else found
            )
    if m.rule == "first-of-year":
        return _first_of(m, today)
    if m.get("unit"):
        return _unit(m, today, direction)
    if m.get("clock"):
        if len(last) >= 10 and last[:4].isdigit() and last[4] == "-" and last[5:7].isdigit():
            return last[:10]
        return today.isoformat() if today else "XXXX-XX-XX"
    return None


def _beside(m: Meaning, found: str) -> str | None:
    """The day before or after a day, or the week or weekend that holds it, where the words say so."""
    day = dt.date.fromisoformat(found)
    if m.get("beside"):
        moved = add_days(day, -1 if m.get("beside") == "before" else 1)
        return moved.isoformat() if moved else None
    return at_grain(day, m.get("unit")) if m.rule == "holiday-week" else found


def _written(m: Meaning, today: dt.date | None, direction: Direction) -> str | None:
    text = m.get("written").upper()
    if re.match(r"\d{4}-", text):
        return str(text)
    a, b, c = (int(x) for x in text.split("/"))
    if a > 31:
        return f"{a:04d}-{b:02d}-{c:02d}"
    year = c if c > 99 else c + (2000 if c < 50 else 1900)
    month, day = (b, a) if a > 12 else (a, b)
    return dt.date(year, month, day).isoformat()


def _holiday(m: Meaning, today: dt.date | None, direction: Direction) -> str | None:
    name = m.get("holiday").replace("’", "'")
    if m.get("year"):
        day = holiday(name, m.get("year"))
        return day.isoformat() if day else None
    if today is None:
        return "XXXX-XX-XX"
    days = [d for y in range(today.year - 2, today.year + 3) if (d := holiday(name, y)) is not None]
    ahead = m.get("rel") is None and direction() > 0
    return _pick(days, today, m.get("rel"), direction, ahead)


NEAR, FAR = 120, 230  # days: a date without a year means the near one if the other lies this far off


def _pick(
    days: list[dt.date], today: dt.date, rel: int | None, direction: Direction, follows: bool = False
) -> str | None:
    """Of the same day in several years the one that is meant: by tense, unless one is near and the other far."""
    if not days:
        return None
    past = max((d for d in days if d <= today), default=None)
    ahead = min((d for d in days if d >= today), default=None)
    if past is None or ahead is None or past == ahead:
        return (past or ahead or days[0]).isoformat()
    back, on = (today - past).days, (ahead - today).days
    if follows:
        return ahead.isoformat()
    if rel:
        return (past if rel < 0 else ahead).isoformat()
    if min(back, on) <= NEAR and max(back, on) >= FAR:
        return (past if back < on else ahead).isoformat()
    way = direction() or (-1 if back <= on else 1)
    return (past if way < 0 else ahead).isoformat()


def _day(m: Meaning, today: dt.date | None, direction: Direction) -> str | None:
    month, day, year = m.get("month"), m.get("day"), m.get("year")
    if month is None:
        return None
    if year is None and today is not None and m.get("rel") is not None and m.rule == "date" and _rel_follows(m):
        year = today.year + int(m.get("rel"))
    if year is not None:
        found = dt.date(year, month, day).isoformat()
    elif today is None:
        dt.date(2000, month, day)
        found = f"XXXX-{month:02d}-{day:02d}"
    else:
        days = [d for y in range(today.year - 1, today.year + 2) if (d := _date(y, month, day))]
        if m.get("wd") and (fits := [d for d in days if d.isoweekday() == m.get("wd")]):
            days = fits
        picked = _pick(days, today, m.get("rel"), direction, m.follows)
        if picked is None:
            return None
        found = picked
    if m.rule == "week-of":
        return week(dt.date.fromisoformat(found)) if found[0].isdigit() else "XXXX-WXX"
    return found


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _weekday(m: Meaning, today: dt.date | None, direction: Direction) -> str | None:
    wd = m.get("wd")
    if today is None:
        return f"XXXX-WXX-{wd}"
    if m.rule == "weekday-of-week":
        day = add_days(today, 7 * m.get("rel"))
        return (day + dt.timedelta(wd - day.isoweekday())).isoformat() if day else None
    rel = m.get("rel")
    if rel and rel < 0:
        return weekday(today - dt.timedelta(1), wd, -1).isoformat()
    if rel and rel > 0:
        return weekday(today + dt.timedelta(1), wd, 1).isoformat()
    return weekday(today, wd, direction() or -1).isoformat()


def _deictic(m: Meaning, today: dt.date | None, direction: Direction) -> str | None:
    if today is None:
        return "XXXX-XX-XX"
    day = add_days(today, int(m.get("deictic")))
    return day.isoformat() if day else None


def _month(m: Meaning, today: dt.date | None, direction: Direction) -> str | None:
    month, year = m.get("month"), m.get("year")
    if year is None and today is None:
        return f"XXXX-{month:02d}"
    if year is None and today is not None:
        year = _month_year(m, today, month, direction)
    if m.get("nth"):
        return _week_of_month(dt.date(year, month, 1), m.get("nth"))
    return f"{year:04d}-{month:02d}"


def _week_of_month(first: dt.date, n: int) -> str | None:
    """The ISO week that holds most of the nth seven days of a month; n = -1 is the last."""
    if n > 5:
        return None
    middle = first + dt.timedelta(7 * n - 4) if n > 0 else month_end(first.year, first.month) - dt.timedelta(3)
    return week(middle)


def _month_year(m: Meaning, today: dt.date, month: int, direction: Direction) -> int:
    rel = m.get("rel")
    if m.words.get("rel") and "year" in m.words.get("unit", ()):
        return today.year + int(rel)
    if rel is not None and "rel" in m.words:
        after = m.words["rel"] and _rel_follows(m)
        if after:
            return today.year + int(rel)
    if rel == 0 or (month == today.month and not rel):
        return today.year
    back, ahead = (today.month - month) % 12 or 12, (month - today.month) % 12 or 12
    if rel or m.follows:
        way = int(rel or 1)
    elif min(back, ahead) <= 2:
        way = -1 if back < ahead and direction() <= 0 else 1
    else:
        way = direction() or (-1 if ahead > 3 else 1)
    return (
        today.year - (month > today.month or ahead == 12)
        if way < 0
        else today.year + (month < today.month or ahead == 12)
    )


def _rel_follows(m: Meaning) -> bool:
    """ "June last year", not "last June"."""
    return list(m.words).index("rel") > list(m.words).index("month")


def _year(m: Meaning, today: dt.date | None, direction: Direction) -> str | None:
    year = m.get("year")
    if m.get("quarter"):
        return f"{year:04d}-Q{m.get('quarter')}"
    if m.get("half"):
        return f"{year:04d}-H{min(2, m.get('half'))}"
    if m.get("season"):
        return f"{year:04d}-{m.get('season')}"
    return f"{year:04d}"


def _quarter(m: Meaning, today: dt.date | None, direction: Direction) -> str | None:
    q = int(m.get("quarter"))
    if today is None:
        return f"XXXX-Q{q}"
    if m.get("rel") is not None or m.get("fiscal"):
        return f"{today.year + int(m.get('rel') or 0):04d}-Q{q}"
    now = (today.month + 2) // 3
    if abs(q - now) == 3:
        back = q > now
        if direction() * (1 if back else -1) > 0:  # "in the fourth quarter sales will rise", said in March
            return f"{today.year:04d}-Q{q}"
    elif abs(q - now) == 2:
        back = (direction() or -1) < 0 and q > now
        return f"{today.year - back + (q < now and direction() > 0):04d}-Q{q}"
    else:
        return f"{today.year:04d}-Q{q}"
    return f"{today.year - 1 if back else today.year + 1:04d}-Q{q}"


def _half(m: Meaning, today: dt.date | None, direction: Direction) -> str | None:
    if today is None:
        return f"XXXX-H{min(2, m.get('half'))}"
    return f"{today.year + (m.get('rel') or 0):04d}-H{min(2, m.get('half'))}"


def _season(m: Meaning, today: dt.date | None, direction: Direction) -> str | None:
    season = m.get("season")
    if today is None:
        return f"XXXX-{season}"
    rel = m.get("rel")
    begins = [(y, dt.date(y, _MONTHS_OF[season][0], 1)) for y in range(max(1, today.year - 2), today.year + 3)]
    way = rel if rel else direction()
    if rel == 0:
        return f"{today.year:04d}-{season}"
    past = [y for y, d in begins if (end := add_months(d, 3)) and (end if rel else d) <= today]
    ahead = [y for y, d in begins if d > today]
    if way < 0 and past:
        return f"{max(past):04d}-{season}"
    if way > 0 and ahead:
        running = [y for y, d in begins if (end := add_months(d, 3)) and d <= today < end]
        return f"{(running if running and not rel else ahead)[0]:04d}-{season}"
    return f"{today.year:04d}-{season}"


def _decade(m: Meaning, today: dt.date | None, direction: Direction) -> str | None:
    decade = str(m.get("decade"))
    if len(decade) == 1:
        decade = f"20{decade}" if decade in "01" else f"19{decade}"
    return decade


def _century(m: Meaning, today: dt.date | None, direction: Direction) -> str | None:
    number = int(m.get("century"))
    if m.words.get("era"):
        return f"BC{number - 1:02d}" if 0 < number < 100 else None
    return f"{number - 1:02d}" if 1 < number < 32 else None


def _unit(m: Meaning, today: dt.date | None, direction: Direction) -> str | None:
    unit, rel = m.get("unit"), int(m.get("rel") or 0)
    if today is None:
        return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(
            unit, "XXXX"
        )
    if unit in MONTHS:
        first = today.replace(day=1)
        day = add_months(first, rel * MONTHS[unit])
    elif unit == "WE" and rel == 0 and today.isoweekday() <= 3 and direction() < 0:
        day = add_days(today, -7)
    else:
        day = add_days(today, rel * {"D": 1, "F": 14}.get(unit, 7))
    return at_grain(day, unit) if day else None


def _first_of(m: Meaning, today: dt.date | None) -> str | None:
    """The first day of the coming unit: "the first of the year" is said of the next one unless today is that day."""
    if today is None:
        return "XXXX-01-01" if m.get("unit") == "Y" else "XXXX-XX-01"
    span = period(at_grain(today, m.get("unit")))
    if span is None or span.earliest is None or span.latest is None:
        return None
    return (span.earliest if span.earliest == today else span.latest + dt.timedelta(1)).isoformat()


Maker = Callable[[Meaning, "dt.date | None", Direction], "str | None"]
_MAKERS: tuple[tuple[str, Maker], ...] = (
    ("written", _written),
    ("holiday", _holiday),
    ("day", _day),
    ("wd", _weekday),
    ("deictic", _deictic),
    ("month", _month),
    ("year", _year),
    ("quarter", _quarter),
    ("half", _half),
    ("season", _season),
    ("decade", _decade),
    ("century", _century),
)
