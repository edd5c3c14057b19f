"""How actors are coded in event data: the code of a state, and the sector of whoever acts for it or in it."""

from __future__ import annotations

from functools import cache

from pourparler.annotate.rules import load_table

UNKNOWN = "---"  # what event coders write where no state is known


@cache
def _states() -> dict[str, str]:
    return {row["name"]: row["code"] for row in load_table("events/states.tsv", columns=("name", "code"))}


@cache
def _sectors() -> dict[str, str]:
    return {row["word"]: row["sector"] for row in load_table("events/sectors.tsv", columns=("word", "sector"))}


def state_code(name: str) -> str:
    """ISO 3166-1 alpha-3 code of a state by its canonical name, `UNKNOWN` for any other name."""
    return _states().get(name, UNKNOWN)


def state_in(name: str) -> str | None:
    """The state named in a description ("foreign minister of Egypt"), None if there is none."""
    if name in _states():
        return name
    tail = name.removesuffix(" (unnamed)").rpartition(" of ")[2].removeprefix("the ")
    return tail if tail in _states() else None


def sector(words: str) -> str | None:
    """Sector code by a word in an office or description, the last such word first; None if no word tells."""
    found = (_sectors().get(word.removesuffix("s")) or _sectors().get(word) for word in reversed(words.lower().split()))
    return next((code for code in found if code), None)
