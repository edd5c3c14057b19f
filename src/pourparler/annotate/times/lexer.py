"""From text to coded tokens: one regular expression cuts, one dict look-up classifies.

Works on plain text, for texts with and without a parse alike, so that a time reads the same in both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pourparler.annotate.times.patterns import NOTHING

# Shapes of tokens that hold digits: group name -> how its classes follow from the text, see `_shape`.
_TOKEN = re.compile(
    r"(?P<ampm>[AaPp]\.\s?[Mm]\b\.?|(?<=\d)\s?[AaPp][Mm]\b|(?<=\d\s)[AaPp][Mm]\b)"
    r"|(?P<oclock>[Oo]['’]clock\b)"
    r"|(?P<qcode>Q[1-4]\b)"
    r"|(?P<word>G(?:7|8|20)\b|(?<![\d/])9/11(?![\d/])|[^\W\d_]+)"
    r"|(?P<iso>\d{4}-[01]\d-[0-3]\d(?:T[0-2]\d:[0-5]\d(?::[0-5]\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-]))"
    r"|(?P<slash>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\w/])|[12]\d{3}/\d{1,2}/\d{1,2}(?![\w/]))"
    r"|(?P<clock>(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\w:])|(?<![\d.])[01]?\d\.[0-5]\d(?=\s?[AaPp]\.?[Mm]\b))"
    r"|(?P<decade>1[0-9]\d0s\b|20\d0s\b|1[0-9]\d0['’]s\b|['’‘]\d0s\b|(?<![\d$£€])[2-9]0s\b)"
    r"|(?P<ordinal>\d{1,3}(?:(?:st|nd|rd|th)\b|<sup>(?:st|nd|rd|th)</sup>))"
    r"|(?P<fraction>[1-9]/[1-9](?![\w/])|[½¼¾])"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?![\w])|\d+(?:\.\d+)?)"
    r"|(?P<gap>\n[^\S\n]*\n\s*)"
    r"|(?P<possessive>['’]s\b)"
    r"|(?P<mark>[^\w\s\[\]]|_)"  # square brackets are the editor's: "[Ten] years ago"
)
_MARKS = {"–": "-", "‑": "-", "‐": "-", "’": "'"}
SHAPES: dict[str, tuple[str, ...]] = {
    "ampm": ("AMPM",),
    "oclock": ("oclock",),
    "qcode": ("QCODE",),
    "iso": ("ISO",),
    "slash": ("SLASH",),
    "clock": ("CLOCKTIME",),
    "decade": ("DECADE",),
    "ordinal-day": ("ORDDAY", "ORDNUM"),
    "ordinal": ("ORDNUM",),
    "fraction": ("FRACTION",),
    "hour": ("NUM", "DAY", "HOUR"),
    "day": ("NUM", "DAY"),
    "hour-two": ("NUM", "DAY", "HOUR", "TWODIGIT"),
    "day-two": ("NUM", "DAY", "TWODIGIT"),
    "zero-two": ("NUM", "HOUR", "TWODIGIT"),
    "number-two": ("NUM", "TWODIGIT"),
    "zero": ("NUM", "HOUR"),
    "year": ("NUM", "YEAR"),
    "year-military": ("NUM", "YEAR", "MILTIME"),
    "military": ("MILTIME",),
    "number": ("NUM",),
    "possessive": ("'s",),
}


@dataclass(slots=True)
class Tokens:
    """Tokens of a text, or of one stretch of it: where each begins and ends, its lower-cased text and its code."""

    text: str
    starts: list[int]
    ends: list[int]
    codes: str

    def lower(self, i: int) -> str:
        """Text of token i in lower case; "" beyond either end."""
        return self.text[self.starts[i] : self.ends[i]].lower() if 0 <= i < len(self.starts) else ""

    def exact(self, i: int) -> str:
        """Text of token i as it stands; "" beyond either end."""
        return self.text[self.starts[i] : self.ends[i]] if 0 <= i < len(self.starts) else ""


def lex(text: str, start: int, end: int, table: Mapping[str, str], shapes: Mapping[str, str]) -> Tokens:
    """Cut `text[start:end]` and give each token its code.

    table: code of a word as it is written (all spellings that count); shapes: code of a shape of SHAPES.
    """
    starts: list[int] = []
    ends: list[int] = []
    codes: list[str] = []
    put_start, put_end, put_code, look = starts.append, ends.append, codes.append, table.get
    for m in _TOKEN.finditer(text, start, end):
        kind = m.lastgroup
        a, b = m.span()
        put_start(a)
        put_end(b)
        if kind == "word":
            put_code(look(m.group(), NOTHING))
        elif kind == "mark":
            sign = m.group()
            put_code(look(_MARKS.get(sign, sign), NOTHING))
        else:
            put_code(shapes.get(_shape(kind or "", m.group()), NOTHING))
    return Tokens(text=text, starts=starts, ends=ends, codes="".join(codes))


def _shape(kind: str, word: str) -> str:
    rule = _SIZED.get(kind)
    return rule(word) if rule else kind


def _number(word: str) -> str:
    if not word.isdigit():
        return "number"
    if len(word) == 4:
        hhmm = int(word[:2]) < 24 and int(word[2:]) < 60
        if word[0] in "12":
            return "year-military" if hhmm else "year"
        return "military" if hhmm else "number"
    n = int(word)
    kind = "number" if len(word) > 2 or n > 31 else "zero" if n == 0 else "hour" if n <= 24 else "day"
    return f"{kind}-two" if len(word) == 2 else kind


def _ordinal(word: str) -> str:
    return "ordinal-day" if 1 <= int(word.partition("<")[0].rstrip("stndrh")) <= 31 else "ordinal"


_SIZED: dict[str, Callable[[str], str]] = {"number": _number, "ordinal": _ordinal}
