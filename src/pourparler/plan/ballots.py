"""The file in which a side ranks or strikes options: TOML, with all that it needs to know as comments."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pourparler.errors import PlanError
from pourparler.plan.answer import Answer, Sitting
from pourparler.plan.fields import Fields
from pourparler.plan.veil import seen_by
from pourparler.plan.words import moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """What a side says to a round: options it can live with in order of liking, and options that it strikes."""

    file: str
    side: str
    round: int
    rank: tuple[str, ...]
    strike: tuple[str, ...]


def ballot_text(answer: Answer, side: str, number: int) -> str:
    """An empty ballot for a side: only what that side may see."""
    lines = [
        f"# Round {number} of {answer.plan.name}, for {side}. Fill in the two lists and send the file back.",
        "# rank: options you can live with, best first. strike: options that are out. The rest comes last.",
        "",
        f'side = "{_escaped(side)}"',
        f"round = {number}",
        "rank = []",
        "strike = []",
        "",
    ]
    for option in seen_by(answer, side).options:
        lines.append(f"# {option.id}")
        lines += [f"#   {line}" for s in option.sittings for line in _told(s)]
    return "\n".join(lines) + "\n"


def _told(s: Sitting) -> Iterator[str]:
    clocks = " = ".join(f"{moment(m, beside=s.begin.date())} {name}" for name, m in s.clocks)
    when = f"{s.begin:%a %Y-%m-%d %H:%M} to {s.end:%Y-%m-%d %H:%M}"
    yield f"{s.meeting.title}: {s.place.name}, {when}; begins {clocks}"
    for j in s.journeys:
        times = f"leaves home {j.leave:%Y-%m-%d %H:%M}, back {j.back:%Y-%m-%d %H:%M}"
        yield f"{j.party}: {times}, {j.air:g} h in the air each way"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def read_ballot(path: Path) -> Ballot:
    """The ballot in a file.

    Raises:
        PlanError: if the file cannot be read or a key does not hold.
    """
    try:
        fields = Fields(str(path), tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as why:
        raise PlanError(f"{path}: cannot be read: {why.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as why:
        raise PlanError(f"{path}: not TOML: {why}") from None
    ballot = Ballot(
        file=str(path),
        side=fields.text("side"),
        round=fields.whole("round", least=1),
        rank=fields.texts("rank"),
        strike=fields.texts("strike"),
    )
    fields.done()
    return ballot
