"""TIMEX3 values of durations and of the units of the calendar."""

from __future__ import annotations

import datetime as dt


def duration(n: float | None, unit: str, rough: bool = False) -> str:
    """ISO 8601 duration of n units: P2W, PT5H30M, P20Y for two decades, PXD if n is not known."""
    unit, scale = {"E": ("Y", 10), "C": ("Y", 100), "L": ("Y", 1000), "F": ("W", 2), "WE": ("D", 2)}.get(
        unit, (unit, 1)
    )
    head, letter = ("PT", unit[1]) if unit[:1] == "T" else ("P", unit)
    if n is None:
        return f"{head}X{'C' if scale == 100 else letter}"
    whole, part = divmod(n * scale, 1)
    finer = {("P", "Y"): (12, "M"), ("PT", "H"): (60, "M"), ("PT", "M"): (60, "S"), ("P", "D"): (24, "H")}.get(
        (head, letter)
    )
    if part and finer is not None:
        tail = f"{'T' if letter == 'D' else ''}{round(part * finer[0])}{finer[1]}"
        return f"{head}{f'{int(whole)}{letter}' if whole else ''}{tail}"
    if part and not rough:
        return f"{head}{n * scale:g}{letter}"
    return f"{head}{int(whole)}{letter}"


def at_grain(day: dt.date, unit: str) -> str:
    """The value of the unit (day, week, month, …) in which a day lies."""
    if unit in ("W", "F"):
        return week(day)
    if unit == "WE":
        return f"{week(day)}-WE"
    if unit == "M":
        return f"{day.year:04d}-{day.month:02d}"
    if unit == "Q":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    size = {"Y": 4, "E": 3, "C": 2, "L": 1}.get(unit)
    return f"{day.year:04d}"[:size] if size else day.isoformat()


def week(day: dt.date) -> str:
    """ISO week of a day: 2018-W42."""
    year, number, _ = day.isocalendar()
    return f"{year:04d}-W{number:02d}"
