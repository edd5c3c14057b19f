"""The heat map of a plan: for each meeting its places by weeks, as a grid of cells and as SVG text.

A cell holds the number of usable starts, and its shade repeats it in five steps; one that fails holds the letter of its
reason. Colours, sizes and marks are attributes, never style sheets, so that strict pages show it as it is.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from pourparler.plan.answer import Answer, Excluded, Row
from pourparler.plan.spans import shown
from pourparler.plan.words import day

_WIDTH, _HEIGHT, _LEFT, _TOP, _GAP = 44, 26, 150, 46, 34  # pixels of a cell, the names, the heading, between meetings
_LINE, _LETTER, _NARROWEST = 16, 7, 700  # pixels of a line of the legend, a letter at most, the picture at least
_SHADES = ("#eaf2fb", "#c6dcf3", "#94bfe6", "#2f77ba", "#0b4f94")  # one hue, light to dark
_INK, _PALE, _MUTED, _NONE = "#1b1f24", "#ffffff", "#57606a", "#f3f4f6"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One cell as it is shown: its text, its shade from 0 (nothing) to 5, and what it stands for in words."""

    week: dt.date
    text: str
    shade: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The cells of one place."""

    place: str
    cells: tuple[Shown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heat:
    """One meeting: its places, and the reasons by letter in the order in which they are met."""

    meeting: str
    lines: tuple[Line, ...]
    reasons: tuple[tuple[str, Excluded], ...]


def heats(answer: Answer) -> tuple[Heat, ...]:
    """A heat map for each meeting."""
    order = dict.fromkeys(row.meeting for row in answer.rows)
    return tuple(_heat(answer, [r for r in answer.rows if r.meeting == meeting]) for meeting in order)


def letter(number: int) -> str:
    """0 is "a", 26 is "aa"."""
    front, last = divmod(number, 26)
    return (letter(front - 1) if front else "") + chr(ord("a") + last)


def _heat(answer: Answer, rows: Sequence[Row]) -> Heat:
    most = max((c.usable for r in rows for c in r.cells), default=0)
    letters: dict[str, str] = {}
    told: dict[str, Excluded] = {}
    lines = []
    for row in rows:
        cells = []
        for cell in row.cells:
            if cell.excluded is None:
                words = f"{row.place}, week of {day(cell.week)}: {cell.usable} usable starts"
                cells.append(Shown(week=cell.week, text=str(cell.usable), shade=_shade(cell.usable, most), words=words))
                continue
            fails = answer.excluded[cell.excluded]
            key = _same(fails)
            letters.setdefault(key, letter(len(letters)))
            told.setdefault(letters[key], fails)
            words = f"{row.place}, week of {day(cell.week)}: {'; '.join(r.words for r in fails.reasons)}"
            cells.append(Shown(week=cell.week, text=letters[key], shade=0, words=words))
        lines.append(Line(place=row.place, cells=tuple(cells)))
    return Heat(meeting=rows[0].meeting, lines=tuple(lines), reasons=tuple(told.items()))


def _same(fails: Excluded) -> str:
    """Two exclusions have one letter where they are told in the same words."""
    return "|".join(r.words for r in fails.reasons) + "|" + fails.change


def _shade(usable: int, most: int) -> int:
    return 1 + min(4, usable * 5 // max(1, most + 1))


def svg(answer: Answer) -> str:
    """All heat maps of an answer as one SVG picture; "" where there is nothing to show."""
    maps = heats(answer)
    if not maps:
        return ""
    width = max(_LEFT + _WIDTH * max(len(line.cells) for heat in maps for line in heat.lines) + 8, _NARROWEST)
    legends = [_legend(heat, width) for heat in maps]
    tops = [0]
    for heat, legend in zip(maps, legends, strict=True):
        tops.append(tops[-1] + _TOP + _HEIGHT * len(heat.lines) + _LINE * len(legend) + _GAP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width}" height="{tops[-1]}" '
        f'viewBox="0 0 {width} {tops[-1]}" font-family="sans-serif" font-size="12">',
        f"<title>{_safe(f'{answer.plan.name}: usable starts by place and week')}</title>",
        f'<rect width="{width}" height="{tops[-1]}" fill="{_PALE}"/>',
    ]
    for heat, legend, top in zip(maps, legends, tops[:-1], strict=True):
        parts += _drawn(heat, legend, top)
    return "\n".join([*parts, "</svg>", ""])


def _drawn(heat: Heat, legend: Sequence[str], top: int) -> Iterator[str]:
    yield _text(8, top + 18, heat.meeting, _INK, weight="bold")
    months = ""
    for n, cell in enumerate(heat.lines[0].cells):
        name = f"{cell.week:%b}"
        mark = f"{cell.week.day} {name}" if name != months else str(cell.week.day)
        months = name
        yield _text(_LEFT + _WIDTH * n + _WIDTH // 2, top + 38, mark, _MUTED, anchor="middle")
    for n, line in enumerate(heat.lines):
        y = top + _TOP + _HEIGHT * n
        yield _text(8, y + 17, line.place, _INK)
        yield from (_cell(_LEFT + _WIDTH * i, y, cell) for i, cell in enumerate(line.cells))
    y = top + _TOP + _HEIGHT * len(heat.lines) + _LINE
    for n, words in enumerate(legend):
        yield _text(8 if words[:1] != " " else 24, y + _LINE * n, words.strip(), _MUTED)


def _legend(heat: Heat, width: int) -> list[str]:
    """The reasons by letter, in lines that fit; lines that go on are indented."""
    told = (
        f"{mark}  {'; '.join(r.words for r in fails.reasons)} → would work {fails.change}"
        for mark, fails in heat.reasons
    )
    return [line for words in told for line in textwrap.wrap(words, width // _LETTER, subsequent_indent="  ")]


def _safe(words: str) -> str:
    return escape(shown(words))


def _cell(x: int, y: int, cell: Shown) -> str:
    fill = _SHADES[cell.shade - 1] if cell.shade else _NONE
    ink = _PALE if cell.shade >= 4 else _INK if cell.shade else _MUTED
    text = cell.text if cell.shade else f"✕ {cell.text}"
    return (
        f"<g><title>{_safe(cell.words)}</title>"
        f'<rect x="{x}" y="{y}" width="{_WIDTH - 2}" height="{_HEIGHT - 2}" fill="{fill}"/>'
        f"{_text(x + _WIDTH // 2 - 1, y + 16, text, ink, anchor='middle')}</g>"
    )


def _text(x: int, y: int, words: str, fill: str, *, anchor: str = "start", weight: str = "normal") -> str:
    return f'<text x="{x}" y="{y}" fill="{fill}" text-anchor="{anchor}" font-weight="{weight}">{_safe(words)}</text>'
