"""Settings: what holds for every command unless an option says otherwise. Read by `show` only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pourparler.errors import SettingsError

_YES, _NO = frozenset({"1", "yes", "true", "on"}), frozenset({"0", "no", "false", "off"})

RECORD = "pourparler.db"  # the record of a folder, unless another is named


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Frozen settings, each from one environment variable (docs/commands.md).

    pipeline: installed spaCy pipeline for English, None for the default (POURPARLER_PIPELINE). model: whether the
    learned span model helps (POURPARLER_MODEL). width: columns of the page, None for those of the terminal
    (POURPARLER_WIDTH). record: file or URL of the record (POURPARLER_RECORD). calendar: a file of the user's
    own known events, or None (POURPARLER_CALENDAR).
    """

    pipeline: str | None = None
    model: bool = True
    width: int | None = None
    record: str = RECORD
    calendar: Path | None = None


NARROWEST, WIDEST = 40, 400  # columns of a page


def load_settings(environ: Mapping[str, str]) -> Settings:
    """The settings that the environment gives.

    Raises:
        SettingsError: if a variable has a value that it cannot have.
    """
    return Settings(
        pipeline=environ.get("POURPARLER_PIPELINE") or None,
        model=_flag(environ, "POURPARLER_MODEL"),
        width=_width(environ, "POURPARLER_WIDTH"),
        record=environ.get("POURPARLER_RECORD") or RECORD,
        calendar=_file(environ, "POURPARLER_CALENDAR"),
    )


def _file(environ: Mapping[str, str], name: str) -> Path | None:
    value = environ.get(name)
    if value and not Path(value).is_file():
        raise SettingsError(f"{name}={value}: no such file")
    return Path(value) if value else None


def _flag(environ: Mapping[str, str], name: str) -> bool:
    value = environ.get(name, "").strip().lower() or "1"
    if value not in _YES | _NO:
        raise SettingsError(f"{name}={value}: write 1 or 0")
    return value in _YES


def _width(environ: Mapping[str, str], name: str) -> int | None:
    value = environ.get(name, "").strip()
    if not value:
        return None
    if not value.isascii() or not value.isdigit() or not NARROWEST <= int(value) <= WIDEST:
        raise SettingsError(f"{name}={value}: write a number from {NARROWEST} to {WIDEST}")
    return int(value)
