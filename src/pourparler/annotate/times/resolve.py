"""Resolve: from what an expression says to its TIMEX3 value and window, seen from a day and in its context."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from pourparler.annotate.times import points
from pourparler.annotate.times.calendar import add_days
from pourparler.annotate.times.contextual import in_context
from pourparler.annotate.times.events import event
from pourparler.annotate.times.grains import at_grain, duration
from pourparler.annotate.times.meaning import Meaning
from pourparler.annotate.times.numbers import Count, full_year
from pourparler.annotate.times.windows import around, half_month, narrow, period, step, stretch
from pourparler.model.findings import TimexType
from pourparler.model.window import Window


@dataclass(slots=True)
class Context:
    """What resolving may look at outside of the expression.

    today: the day it is seen from, or None if nobody knows. last: the latest calendar value in the text before it.
    last_day: the latest value of one day. quarter: the latest quarter value. story: the text is history,
    where a bare "in June" is that of the year told of. before, after: the words around
    the expression. events: a file of more known events. direction: -1, 0, +1, on demand.
    """

    today: dt.date | None
    last: str = ""
    last_day: str = ""
    before: str = ""
    after: str = ""
    story: bool = False
    events: Path | None = None
    quarter: str = ""
    direction: Callable[[], int] = field(default=lambda: 0)


@dataclass(frozen=True, slots=True)
class Resolved:
    """TIMEX3 type, value and modifier, and the window where there is one."""

    type: TimexType
    value: str
    mod: str | None = None
    window: Window | None = None


def resolve(m: Meaning, ctx: Context) -> Resolved | None:
    """The value and window of a meaning; None for days that do not exist and other nonsense."""
    try:
        return _KINDS[m.kind](m, ctx)
    except (ValueError, OverflowError):
        return None


def _point(m: Meaning, ctx: Context) -> Resolved | None:
    if m.rule == "relative-unit" and _narrated(m, ctx):
        return _context(m, ctx)
    if isinstance(m.get("year"), int) and m.get("year") < 100:
        told = int(ctx.last[:4]) if ctx.story and ctx.last[:4].isdigit() else None
        m.fields["year"] = full_year(m.get("year"), told or (ctx.today.year if ctx.today else None))
    if ctx.story and m.get("month") and "year" not in m.fields and m.get("rel") is None and ctx.last[:4].isdigit():
        m.fields["year"] = int(ctx.last[:4])
    today, way, last = ctx.today, ctx.direction, ctx.last_day or ctx.last
    if m.follows and (begin := period(ctx.last)) is not None and begin.earliest is not None:
        today, way = begin.earliest, _onward
    if m.day_from is not None and (beside := resolve(m.day_from, ctx)) is not None:
        last = beside.value
    value = points.value(m, today, last, way)
    if value is None:
        return None
    kind = TimexType.TIME if "T" in value else TimexType.DATE
    window = period(value)
    if window is None and value[:1].isdigit() and "X" not in value:
        return None
    if window is not None:
        window = narrow(window, _edge(m, ctx), ctx.today)
        if m.get("halfof"):
            window = half_month(window, m.get("halfof"))
    mod = m.get("mod")
    return Resolved(kind, value, mod if mod != "" else None, window)


def _edge(m: Meaning, ctx: Context) -> str:
    edge = "end" if m.rule == "year-end" else m.edge
    return "late" if edge in ("end", "close") and ctx.before in _NEARING else edge


_MONTH = re.compile(r"\d{4}-\d\d")
_NEARING = frozenset("toward towards near nearing around about".split())  # "toward the end of May": its last third


def _onward() -> int:
    return 1


_FROM_NOW_ON = frozenset("in over during for within of by until till through from on to".split())


def _narrated(m: Meaning, ctx: Context) -> bool:
    """ "The next month, they signed" counts from what was told before, "over the next month" from now."""
    told = m.words["rel"][0] == "next" and m.words.get("the") and ctx.before not in _FROM_NOW_ON
    return bool(told) and period(ctx.last) is not None and ctx.direction() < 0


def _shift(m: Meaning, ctx: Context) -> Resolved | None:
    number, unit = m.count, m.get("unit")
    if m.get("n") is None:
        number = Count(None, None)
    way = _way(m)
    origin = ctx.today
    if m.get("from") == "context" and (last := period(ctx.last)) is not None:
        origin = last.earliest
    if m.rule in ("year-ago", "quarter-ago"):
        return _year_ago(m, ctx)
    mod = _mod(m)
    if (
        number.low is None
        or (number.vague and number.high != number.low)
        or m.words.get("n", ("",))[0] in ("many", "some")
    ):
        window = around(origin, unit, number, way) if origin else None
        if window is None and origin is not None:
            window = stretch(origin, unit, Count(None, None), way)
        if m.get("from") == "context" and way > 0:
            return Resolved(TimexType.DURATION, duration(None, unit), mod, window)
        return Resolved(TimexType.DATE, "PAST_REF" if way < 0 else "FUTURE_REF", mod, window)
    if origin is None:
        return Resolved(TimexType.DURATION, duration(number.low, unit), mod)
    if ctx.quarter and unit == "Y" and number.low == 1 and ctx.quarter[:4].isdigit():
        value = f"{int(ctx.quarter[:4]) - 1}{ctx.quarter[4:]}"
        return Resolved(TimexType.DATE, value, mod, period(value))
    return _shifted(m, origin, unit, number, way, mod)


def _way(m: Meaning) -> int:
    """-1 back, +1 on; of "earlier", "later" and "before" the word tells."""
    if "dir" in m.words:
        return 1 if m.words["dir"][0] in ("later", "after") else -1
    return int(m.get("dir"))


def _shifted(m: Meaning, origin: dt.date, unit: str, number: Count, way: int, mod: str | None) -> Resolved | None:
    if unit[:1] == "T":
        hours = (number.low or 0) * {"TH": 1, "TM": 1 / 60, "TS": 1 / 3600}[unit]
        if hours < 24:
            return Resolved(TimexType.DURATION, duration(number.low, unit), mod)
        unit, number = "D", Count(hours // 24, hours // 24)
    if beside := _ago_today(m, origin, unit, number, way):
        return Resolved(TimexType.DATE, beside, mod, period(beside))
    if m.get("wd"):
        day = points.weekday(origin, int(m.get("wd")), 1)
        target = step(day, unit, way * (number.low or 1))
        return Resolved(TimexType.DATE, target.isoformat(), mod, period(target.isoformat())) if target else None
    if unit == "C" and number.low == number.high == 0.5:
        unit, number = "E", Count(5, 5)  # "half a century ago" names no century
    target = step(origin, unit, way * (number.low or 0))
    if target is None:  # "66 million years ago"
        return Resolved(TimexType.DATE, "PAST_REF" if way < 0 else "FUTURE_REF", mod)
    value = at_grain(target, unit)
    if m.get("from") == "context" and unit in ("D", "W"):
        value = target.isoformat()
    exact = unit == "D" and number.high is not None and number.high < 3
    if m.get("from") == "context" and unit in ("M", "Y", "D"):
        window = period(value)
    else:
        window = period(target.isoformat()) if exact else around(origin, unit, number, way)
    return Resolved(TimexType.DATE, value, mod, window)


def _ago_today(m: Meaning, origin: dt.date, unit: str, number: Count, way: int) -> str | None:
    """ "Two years ago today", "a year ago this month": that very day, week or month, no slack."""
    moved = add_days(origin, int(m.get("deictic") or 0))
    target = step(moved, unit, way * (number.low or 0)) if moved else None
    if target is None or not (m.words.get("deictic") or m.get("this")):
        return None
    return at_grain(target, m.get("this")) if m.get("this") else target.isoformat()


def _year_ago(m: Meaning, ctx: Context) -> Resolved | None:
    if ctx.today is None:
        return Resolved(TimexType.DATE, "XXXX")
    if m.get("quarter"):
        value = f"{ctx.today.year - 1}-Q{m.get('quarter')}"
    elif ctx.quarter[:4].isdigit():
        value = f"{int(ctx.quarter[:4]) - 1}{ctx.quarter[4:]}"
    elif m.rule == "quarter-ago" and _MONTH.fullmatch(ctx.last):  # "in May, from the same period last year"
        value = f"{int(ctx.last[:4]) - 1:04d}{ctx.last[4:]}"
    else:
        value = f"{ctx.today.year - 1:04d}"
    return Resolved(TimexType.DATE, value, None, period(value))


def _mod(m: Meaning) -> str | None:
    for name in ("mod", "mod2"):
        if m.get(name) in ("APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS"):
            return str(m.get(name))
    return (
        "APPROX"
        if "so" in m.words.get("mod2", ()) or (m.count.vague and m.count.low is not None and m.get("n"))
        else None
    )


def _span(m: Meaning, ctx: Context) -> Resolved | None:
    number, unit = m.count, m.get("unit")
    if m.get("n") is None:
        number = Count(None, None, vague=True)
    if "half" in m.words.get("mod2", ()):
        number = Count((number.low or 0) + 0.5, (number.high or 0) + 0.5)
    mod = _mod(m)
    low = None if number.low is None or (number.vague and number.low != number.high) else number.low
    rough = mod == "APPROX"
    value = duration(low, unit, rough)
    if m.rule == "past-unit" and unit == "Y" and ctx.today is not None:
        past = f"{ctx.today.year - 1:04d}"  # what TimeML annotators write for "the past year"; the window runs to today
        return Resolved(TimexType.DATE, past, mod, stretch(ctx.today, unit, number, -1))
    window = None
    if m.rule == "recent-units" and ctx.today is not None:
        window = Window(earliest=None, latest=ctx.today)
    way = int(m.get("rel") or 0)
    if way and ctx.today is not None and m.words.get("rel", ("",))[0] not in ("first", "final", "remaining"):
        window = stretch(ctx.today, unit, number, way, rough)
    if window is None and ctx.today is not None and low is None and ctx.before == "in" and ctx.direction() > 0:
        window = stretch(ctx.today, unit, Count(None, None), 1)
    if window is None and ctx.today is not None and low is not None:
        window = _placed(m, ctx, ctx.today, number, rough)
    return Resolved(TimexType.DURATION, value, mod, window)


def _placed(m: Meaning, ctx: Context, today: dt.date, number: Count, rough: bool) -> Window | None:
    """Where a bare duration lies: "within a year" from today on, "in two weeks"; when an "8-month-old" truce began."""
    unit = m.get("unit")
    if unit[:1] == "T":
        return None
    if m.rule == "age-of-thing":
        return around(today, unit, number, -1)
    bounded = m.words.get("mod") and m.get("mod") != "APPROX"  # "in less than", "in more than": no point in time
    if ctx.before not in ("in", "within") or bounded or ctx.after in ("of", "after", "before", "since"):
        return None
    way = ctx.direction()
    if (ctx.before == "within" and way >= 0) or way < 0:
        return stretch(today, unit, number, way or 1, rough)
    return around(today, unit, number, 1) if way > 0 else None


def _set(m: Meaning, ctx: Context) -> Resolved | None:
    if m.get("set"):
        return Resolved(TimexType.SET, str(m.get("set")))
    if m.get("wd"):
        return Resolved(TimexType.SET, f"XXXX-WXX-{m.get('wd')}" + (f"T{m.get('part')}" if m.get("part") else ""))
    if m.get("season"):
        return Resolved(TimexType.SET, f"XXXX-{m.get('season')}")
    if m.get("month"):
        return Resolved(TimexType.SET, f"XXXX-{m.get('month'):02d}")
    if m.get("part"):
        return Resolved(TimexType.SET, f"XXXX-XX-XXT{m.get('part')}")
    return Resolved(TimexType.SET, duration(m.count.low, m.get("unit")))


def _ref(m: Meaning, ctx: Context) -> Resolved | None:
    value = str(m.get("ref"))
    today = ctx.today
    window = None
    if today is not None and value == "FUTURE_REF":
        window = Window(earliest=today, latest=None)
    elif today is not None and value == "PAST_REF":
        window = Window(earliest=None, latest=today)
    elif today is not None and value == "PRESENT_REF":
        window = Window(earliest=today, latest=today)
    return Resolved(TimexType.DATE, value, None, window)


def _context(m: Meaning, ctx: Context) -> Resolved | None:
    of_day = m.get("unit") == "D" or m.get("whole") or m.get("part")
    last = ctx.last_day if of_day and ctx.last_day else ctx.last
    if m.rule == "the-unit" and m.get("unit") == "Y" and ctx.after in ("ended", "ending"):
        return Resolved(TimexType.DURATION, "P1Y")
    value = in_context(m, ctx.today, last, ctx.quarter, ctx.direction)
    if value is None:
        return None
    window = period(value)
    if window is not None:
        window = narrow(window, m.edge, ctx.today if m.rule != "that-unit" else None)
    kind = (
        TimexType.TIME
        if "T" in value
        else TimexType.DURATION
        if value[0] == "P" and value[1] != "A"
        else TimexType.DATE
    )
    return Resolved(kind, value, m.get("mod"), window)


def _bc(m: Meaning, ctx: Context) -> Resolved | None:
    """Years before Christ have a value; their days lie outside the calendar of windows."""
    year = m.count.low
    return Resolved(TimexType.DATE, f"BC{int(year):04d}", m.get("mod")) if year and year % 1 == 0 else None


def _event(m: Meaning, ctx: Context) -> Resolved | None:
    if ctx.today is None:
        return None
    rel = m.get("rel")
    way = int(rel) if rel else -1 if ctx.before == "since" or ctx.direction() < 0 else 1
    window = event(m.get("event"), ctx.today, way, ctx.events)
    if window is None or window.earliest is None:
        return None
    return Resolved(TimexType.DATE, window.earliest.isoformat(), None, window)


_KINDS: dict[str, Callable[[Meaning, Context], Resolved | None]] = {
    "point": _point,
    "shift": _shift,
    "span": _span,
    "set": _set,
    "ref": _ref,
    "context": _context,
    "event": _event,
    "bc": _bc,
}
