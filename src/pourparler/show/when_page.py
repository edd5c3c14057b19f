"""An answer of `when` on one screen of a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from pourparler.reason.answer import Answer, Counts, Outcome, Region, Weighed
from pourparler.reason.hedges import denies
from pourparler.reason.relation_types import Kind, Relation
from pourparler.reason.standing import party
from pourparler.reason.wording import days, share
from pourparler.show.belief_chart import chart
from pourparler.show.columns import wrap
from pourparler.show.output import console
from pourparler.show.words import day, plain, quoted, window

_WIDEST = 100  # columns
_GLUE = "\ue000"  # stands for a space at which no line may end; no text holds it after `plain`
_MARKS = {
    Kind.CONTRADICTS: "≠ contradicts",
    Kind.TENSION: "↯ in tension",
    Kind.WITHDRAWS: "⊖ withdraws",
    Kind.REFINES: "⊂ refines",
    Kind.REPEATS: "= repeats",
}
_REPORTED = {"certain": "said plainly", "approximate": "said plainly, rounded", "promised": "promised"}


def show_answer(answer: Answer, others: Sequence[str], *, width: int | None) -> None:
    """Print an answer. others: titles of what the words found besides."""
    out = console(width)
    room = min(out.width, _WIDEST)
    _line(out, f"{answer.title}  [{answer.status}, as of {day(answer.asof)}]", room, style="bold")
    _line(out, answer.headline, room)
    for name, lines in _parts(answer, room):
        if lines:
            out.print()
            out.print(Text(name, style="bold"))
            for text in lines:
                out.print(Text(text))
    if others:
        out.print()
        _line(out, f"Found besides: {'; '.join(others[:3])}", room, style="dim")


def _parts(answer: Answer, room: int) -> Iterator[tuple[str, list[str]]]:
    yield "Why", [line for words in answer.because for line in _hung(words, room)]
    if answer.belief is not None and answer.outcome is not Outcome.HELD:
        yield "Belief", [*chart(answer, answer.belief, room), *_regions(answer, room)]
    origins = list(dict.fromkeys(party(w.claim) for w in answer.claims))
    claims = [(n, w, origins.index(party(w.claim))) for n, w in enumerate(answer.claims, 1)]
    yield "Who says what", [line for n, w, origin in claims for line in _claim(n, w, origin, room)]
    if answer.moved_by is not None:
        yield "Moves most", _hung(answer.moved_by.words, room)
    number = {w.claim.timing.id: n for n, w in enumerate(answer.claims, 1)}
    yield "How they relate", [line for r in answer.relations for line in _relation(r, number, room)]
    yield "Changed by the last report", [line for words in answer.changed for line in _hung(words, room)]
    yield "Notes", [line for words in answer.notes for line in _hung(words, room)]


def _line(out: Console, words: str, room: int, *, style: str = "") -> None:
    for piece in _wrapped(words, room):
        out.print(Text(piece, style=style))


def _hung(words: str, room: int, *, indent: int = 2) -> list[str]:
    """Wrapped, further lines two columns deeper."""
    pieces = _wrapped(words, room - indent - 2)
    return [" " * (indent if n == 0 else indent + 2) + piece for n, piece in enumerate(pieces)]


def _wrapped(words: str, room: int) -> list[str]:
    """Wrapped so that no line begins with a per cent sign."""
    return [piece.replace(_GLUE, " ") for piece in wrap(plain(words).replace(" %", f"{_GLUE}%"), room)]


def _regions(answer: Answer, room: int) -> Iterator[str]:
    if answer.plausible is not None:
        half, most = answer.plausible.half, answer.plausible.most
        for region in (half,) if half.stretches == most.stretches else (half, most):
            yield from _hung(f"{share(region.share)} region: {_stretches(region)}", room)


def _stretches(region: Region) -> str:
    words = "; ".join(days(w.min, w.max) for w in region.stretches) or "no day"
    return f"{words}, and later or never" if region.with_never else words


def _claim(number: int, weighed: Weighed, origin: int, room: int) -> Iterator[str]:
    claim, doubt = weighed.claim, weighed.doubt
    said = f"{'NOT ' if denies(claim) else ''}{quoted(claim.timing.evidence.exact)}"
    who = " → ".join(claim.chain) or "source not named"
    first, *rest = _hung(f"{day(claim.said)}, {who}: {said}", room)
    yield f"{number:>3}{first[1:]}"
    yield from (f"  {line}" for line in rest)
    rows = [window(claim.timing.window)]
    if weighed.closed and weighed.window and weighed.window.latest:
        rows = [f"{rows[0].removesuffix(', end open')}, taken to end by {day(weighed.window.latest)}"]
    word = _REPORTED.get(doubt.label, f"“{doubt.label}”")
    rows.append(f"{word} {share(doubt.p)} ({round(doubt.low * 100)}–{round(doubt.high * 100)}, {doubt.scale})")
    rows.append(f"origin {_letters(origin)}")
    if weighed.counts is not Counts.COUNTED:
        rows.append(f"not counted: {weighed.why}")
    elif weighed.shift >= 0.005:
        rows.append(f"moves {share(weighed.shift)}")
    yield from _hung("; ".join(rows), room, indent=4)


def _letters(number: int) -> str:
    """0 is "A", 26 is "AA"."""
    high, low = divmod(number, 26)
    return (_letters(high - 1) if high else "") + chr(ord("A") + low)


def _relation(relation: Relation, number: dict[str, int], room: int) -> Iterator[str]:
    """By the numbers of its claims; in full where a side is no claim."""
    on = "" if relation.on == "date" else f" on {relation.on}"
    if any(s.id not in number for s in relation.sides):
        yield from _hung(f"{_MARKS[relation.kind]}{on}: {relation.words}; {relation.why}", room)
        return
    sides = ", ".join(str(number[s.id]) for s in relation.sides)
    yield from _hung(f"{_MARKS[relation.kind]}{on} ({sides}): {relation.why}", room)
