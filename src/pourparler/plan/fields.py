"""Reading a TOML table key by key, so that every mistake is one clear line: file, key, what is wrong."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

from pourparler.errors import PlanError
from pourparler.plan.model import Hours

E = TypeVar("E", bound=StrEnum)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)\s*[-–]\s*(\d{1,2}):(\d\d)")
_WEIGHTIEST = 1000.0  # points: sums of costs stay far below the largest whole number that the tables hold
_NOTHING: Any = object()


class Fields:
    """The keys of one table; `done()` complains of those that nobody asked for."""

    def __init__(self, where: str, table: object) -> None:
        if not isinstance(table, Mapping):
            raise PlanError(f"{where}: write a table of keys")
        self.where, self._table, self._asked = where, table, set[str]()

    def fail(self, key: str, why: str) -> PlanError:
        """The error that names this table and the key."""
        return PlanError(f"{self.where}: {key}: {why}")

    def get(self, key: str, kind: type | tuple[type, ...], wanted: str, default: Any = _NOTHING) -> Any:
        """The value of a key, checked for its type; the default where the key is absent."""
        self._asked.add(key)
        if key not in self._table:
            if default is _NOTHING:
                raise self.fail(key, f"is missing: write {wanted}")
            return default
        value = self._table[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.fail(key, f"write {wanted}, not {value!r}")
        return value

    def text(self, key: str, default: Any = _NOTHING) -> Any:
        """A text that is not empty; its blanks at both ends do not count."""
        value = self.get(key, str, "words in quotation marks", default)
        if isinstance(value, str) and not (value := value.strip()) and default is _NOTHING:
            raise self.fail(key, "is empty")
        if isinstance(value, str) and not value.isprintable():
            raise self.fail(key, "holds a character that cannot be shown")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, () where the key is absent. One text alone is a list of one."""
        value = self.get(key, (list, str), 'a list of names: ["A", "B"]', [])
        values = [value] if isinstance(value, str) else value
        if not all(isinstance(v, str) and v.strip() for v in values):
            raise self.fail(key, 'write a list of names: ["A", "B"]')
        return tuple(v.strip() for v in values)

    def number(self, key: str, default: Any = _NOTHING, *, least: float = 0, most: float = _WEIGHTIEST) -> Any:
        """A number between two bounds."""
        value = self.get(key, (int, float), "a number", default)
        if value is not default and not least <= value <= most:
            raise self.fail(key, f"write a number from {least:g} to {most:g}, not {value:g}")
        return value

    def whole(self, key: str, default: Any = _NOTHING, *, least: int = 0, most: int = 1000) -> Any:
        """A whole number between two bounds."""
        value = self.get(key, int, "a whole number", default)
        if value is not default and not least <= value <= most:
            raise self.fail(key, f"write a whole number from {least} to {most}, not {value}")
        return value

    def flag(self, key: str) -> bool:
        """true or false; false where the key is absent."""
        return bool(self.get(key, bool, "true or false", False))

    def day(self, key: str, default: Any = _NOTHING) -> Any:
        """A day: 2019-01-07, with or without quotation marks."""
        value = self.get(key, (dt.date, str), "a day: 2019-01-07", default)
        if isinstance(value, dt.datetime):
            raise self.fail(key, "write a day without a time: 2019-01-07")
        if not isinstance(value, str):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise self.fail(key, f"write a day: 2019-01-07, not {value!r}") from None

    def hours(self, key: str, *, weight: float = 0.0, firm: bool = False) -> Hours | None:
        """Hours of the clock, "09:00-18:00"; None where the key is absent."""
        value = self.text(key, None)
        if value is None:
            return None
        found = _CLOCK.fullmatch(value)
        begin, end = (60 * int(found[i]) + int(found[i + 1]) for i in (1, 3)) if found else (0, 0)
        if not found or not begin < end <= 1440 or int(found[2]) > 59 or int(found[4]) > 59:
            raise self.fail(key, f'write hours of one day: "09:00-18:00", not {value!r}')
        return Hours(begin=begin, end=end, weight=weight, firm=firm)

    def weekdays(self, key: str) -> tuple[int, ...]:
        """Names of weekdays as numbers, Monday 0; () where the key is absent."""
        names = self.texts(key)
        if wrong := [n for n in names if _weekday(n) is None]:
            raise self.fail(key, f"no weekday: {wrong[0]!r}")
        return tuple(sorted({d for n in names if (d := _weekday(n)) is not None}))

    def choice(self, key: str, kind: type[E], default: Any = _NOTHING) -> Any:
        """One of a closed set of words."""
        value = self.text(key, default)
        if isinstance(value, kind):
            return value
        try:
            return kind(value)
        except ValueError:
            raise self.fail(key, f"write one of {', '.join(kind)}, not {value!r}") from None

    def tables(self, key: str) -> list[Any]:
        """A list of tables or texts; [] where the key is absent."""
        value: list[Any] = self.get(key, list, "a list", [])
        return value

    def each(self, key: str, make: Callable[[Fields], Any]) -> tuple[Any, ...]:
        """What `make` reads from each table of a list."""
        return tuple(make(Fields(f"{self.where}: {key} {n}", t)) for n, t in enumerate(self.tables(key), 1))

    def done(self) -> None:
        """Complain of the first key that nobody asked for."""
        for key in self._table:
            if key not in self._asked:
                raise self.fail(key, "no such key here" + did_you_mean(key, sorted(self._asked)))


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """ "; did you mean …?" where something known is near."""
    near = get_close_matches(word, known, n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def _weekday(name: str) -> int | None:
    found = [n for n, word in enumerate(WEEKDAYS) if len(name) >= 2 and word.startswith(name.lower())]
    return found[0] if len(found) == 1 else None
