"""A window as a rail: firm ends get a bracket, doubtful ends turn dotted, open ends leave the frame as an arrow."""

from __future__ import annotations

from dataclasses import dataclass

from pourparler.model.window import Window
from pourparler.show.web.svg.scale import Scale

_TAIL, _SHARE = 3.0, 0.4  # a doubtful end is dotted over this much: per cent of the width, share of the rail
_THINNEST = 0.5  # per cent: less cannot be seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A piece of a rail, from x1 to x2 per cent; dotted where the end is doubtful."""

    x1: float
    x2: float
    dotted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What stands at a place: "begin" and "end" (brackets), "before" and "after" (arrows out of the frame), "day"."""

    x: float
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rail:
    """A window as drawn. Empty where nothing of it is known or nothing lies in the picture."""

    strokes: tuple[Stroke, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def begin(self) -> float:
        """Where it begins, in per cent."""
        return self.strokes[0].x1 if self.strokes else 0.0

    @property
    def width(self) -> float:
        """How wide it is, in per cent."""
        return round(self.strokes[-1].x2 - self.strokes[0].x1, 2) if self.strokes else 0.0


def draw_rail(window: Window | None, scale: Scale) -> Rail:
    """The rail of a window on a scale. An end out of the picture is cut without a mark: the words tell it."""
    if window is None or (window.earliest is None and window.latest is None):
        return Rail()
    left = scale.left(window.earliest) if window.earliest else 0.0
    right = scale.right(window.latest) if window.latest else 100.0
    if right <= 0 or left >= 100:
        return Rail()
    x1, x2 = _visible(max(left, 0.0), min(right, 100.0))
    soft = (
        window.earliest_approximate and window.earliest is not None and left >= 0,
        window.latest_approximate and window.latest is not None and right <= 100,
    )
    return Rail(strokes=_strokes(x1, x2, soft), marks=tuple(_marks(window, (left, right), soft, (x1, x2))))


def _visible(x1: float, x2: float) -> tuple[float, float]:
    """Wide enough to be seen, and inside the frame."""
    if x2 - x1 >= _THINNEST:
        return x1, x2
    x1 = min(x1, 100 - _THINNEST)
    return x1, round(x1 + _THINNEST, 2)


def _strokes(x1: float, x2: float, soft: tuple[bool, bool]) -> tuple[Stroke, ...]:
    tail = round(min(_TAIL, (x2 - x1) * _SHARE), 2)
    a = round(x1 + tail, 2) if soft[0] else x1
    b = round(x2 - tail, 2) if soft[1] else x2
    pieces = ((x1, a, True), (a, b, False), (b, x2, True))
    return tuple(Stroke(x1=p, x2=q, dotted=dotted) for p, q, dotted in pieces if q > p)


def _marks(window: Window, ends: tuple[float, float], soft: tuple[bool, bool], seen: tuple[float, float]) -> list[Mark]:
    marks = []
    if window.earliest is None:
        marks.append(Mark(x=0.0, kind="before"))
    elif ends[0] >= 0 and not soft[0]:
        marks.append(Mark(x=seen[0], kind="begin"))
    if window.latest is None:
        marks.append(Mark(x=100.0, kind="after"))
    elif ends[1] <= 100 and not soft[1]:
        marks.append(Mark(x=seen[1], kind="end"))
    return marks
