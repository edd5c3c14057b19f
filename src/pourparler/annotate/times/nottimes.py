"""Words that look like times and are none: "may" the verb, "a second summit", ages, "USA Today", bare numbers."""

from __future__ import annotations

from collections.abc import Callable

from pourparler.annotate.times.lexer import Tokens
from pourparler.annotate.times.meaning import Meaning

_BEFORE_YEAR = frozenset(
    "in since by until till of from to through during before after for late early mid between and the or around about "
    "- , ( fiscal year a its his their this that 's dated circa was".split()
)
_BEFORE_MONTH = frozenset(
    "in since by until till of from to through during before after for late early mid between and last next this "
    "around about - / every each the".split()
)
_BEFORE_CLOCK = frozenset("at by around about until till from to before after since between and , ( past".split())


def is_time(meaning: Meaning, tokens: Tokens) -> bool:
    """Is this match a time in its context? Every rule without a check of its own is."""
    check = _CHECKS.get(meaning.rule)
    return check is None or check(meaning, tokens)


def _year(m: Meaning, t: Tokens) -> bool:
    year = m.get("year")
    if year is None:
        return False
    before, after = t.lower(m.first - 1), t.lower(m.last)
    if before in ("$", "£", "€", "#", "no", "/", "no.") or after in ("%", "percent", "people", "miles", "km", "feet", "meters"):
        return False
    if 1900 <= year <= 2060:
        return not (before == "-" and t.lower(m.first - 2).isdigit()) or t.starts[m.first] == t.ends[m.first - 1]
    return 1000 <= year <= 2200 and t.lower(m.first - 1) in ("in", "since", "of", "until", "by", "year", "from", "between")


def _month(m: Meaning, t: Tokens) -> bool:
    word = m.words.get("month", ("",))[0]
    if len(m.words.get("year", ())) or m.get("rel") is not None or m.get("mod"):
        return True
    at = next(i for i in range(m.first, m.last) if t.lower(i) == word)
    if word in ("may", "march"):
        exact = t.exact(at)
        return exact[:1].isupper() and t.lower(at - 1) in _BEFORE_MONTH and t.lower(at - 1) != "the"
    if len(word) <= 4 and word not in ("june", "july"):
        return t.lower(at + 1) == "." and not t.exact(at - 1)[:1].isupper()
    if word in ("april", "june", "august") and t.exact(at + 1)[:1].isupper() and t.lower(at - 1) not in _BEFORE_MONTH:
        return False
    return not (t.exact(at - 1)[:1].isupper() and t.lower(at - 1) not in _BEFORE_MONTH and at > 1 and word != "july")


def _clock(m: Meaning, t: Tokens) -> bool:
    words = m.words.get("clock", ("",))
    if "ap" in m.words or "part" in m.words or "oclock" in t.codes:
        return True
    if words[0] in ("noon", "midday", "midnight"):
        return t.lower(m.first - 1) != "high"
    if t.lower(m.last - 1) == "time" or any(t.exact(i).isupper() and len(t.exact(i)) >= 3 for i in range(m.first, m.last)):
        return True
    return ":" in words[0] and t.lower(m.first - 1) in _BEFORE_CLOCK or "o'clock" in [w.replace("’", "'") for w in _all(m, t)]


def _all(m: Meaning, t: Tokens) -> list[str]:
    return [t.lower(i) for i in range(m.first, m.last)]


def _duration(m: Meaning, t: Tokens) -> bool:
    """No ages, no rates ("$3 a year"), no "a second" (the ordinal), no "three-quarters"."""
    if _age(m, t) or _title(m, t):
        return False
    unit, n = m.words.get("unit", ("",))[0], m.words.get("n", ())
    if m.get("unit") == "WE" and n == ("a",):
        return False
    if unit == "quarters" and "-" in n + tuple(_all(m, t)):
        return False
    if unit in ("second", "quarter") or (unit == "minute" and n == ("a",) and "mod2" not in m.words):
        return False
    if t.lower(m.last) in ("a", "per") and t.lower(m.last + 1) in ("day", "week", "month", "year"):
        return False
    return not (n in (("a",), ("an",)) and m.first and _rate(t, m.first - 1))


def _title(m: Meaning, t: Tokens) -> bool:
    """ "60 Minutes", "This Week": a name of a broadcast or paper, in quotation marks or behind a name."""
    if not t.exact(m.last - 1).istitle():
        return False
    before = t.exact(m.first - 1)
    return before in ('"', "“", "''", "‘", "'", "`") or before[:1].isupper()


def _not_title(m: Meaning, t: Tokens) -> bool:
    return not _title(m, t)


def _age_of_thing(m: Meaning, t: Tokens) -> bool:
    return t.lower(m.last) in _THINGS or t.lower(m.last + 1) in _THINGS


_THINGS = frozenset(
    "truce war conflict agreement deal ceasefire cease government coalition siege crisis embargo dispute treaty alliance "
    "regime campaign strike talks peace pact blockade policy program programme law uprising insurgency occupation ban "
    "rebellion standoff stalemate offensive negotiations process union partnership accord plan".split()
)


def _rate(t: Tokens, i: int) -> bool:
    """Is what stands in front of "a year" counted or measured by it: "$3 million a year", "flights a week"?"""
    word = t.lower(i)
    if word[:1].isdigit() or word in ("million", "billion", "thousand", "hundred", "cents", "once", "twice", "times", "half"):
        return True
    return len(word) > 3 and word.endswith("s") and word not in ("this", "less", "does", "lasts", "takes", "perhaps", "spends")


def _age(m: Meaning, t: Tokens) -> bool:
    i = m.last
    if t.lower(i) == "-":
        i += 1
    return t.lower(i) in ("old", "olds", "older", "younger", "sentence", "prison")  and t.lower(i) in ("old", "olds", "older", "younger")


def _units(m: Meaning, t: Tokens) -> bool:
    """Bare plurals: only "for years", "in the days before", "years of war"."""
    unit = m.words["unit"][0]
    if unit in ("seconds", "quarters", "minutes"):
        return False
    before, after = t.lower(m.first - 1), t.lower(m.last)
    if before == "of" and t.lower(m.first - 2) == "matter" or before in ("early", "late"):
        return False
    if t.lower(m.first) == "the" and after in ("before", "after"):
        return False
    return before in ("for", "in", "over", "within", "after", "of", "few", "through") or after in ("before", "after", "of", "later", "ahead")


def _season(m: Meaning, t: Tokens) -> bool:
    """Seasons by themselves stand behind a preposition; "fall" and "spring" need an article or a full stop as well."""
    word, before, after = m.words["season"][0], t.lower(m.first - 1), t.lower(m.last)
    if m.get("year") is not None:
        return True
    if t.exact(m.last)[:1].isupper() or after in ("olympics", "games", "camp", "school", "-"):
        return False
    if m.get("mod"):
        return word != "fall" or after != "in"
    if before not in _BEFORE_SEASON:
        return False
    the = t.lower(m.first) == "the"
    return word in ("summer", "winter", "autumn") or (the and after != "of" and after != "in") or after in (",", ".", "and", "but")


def _known_event(m: Meaning, t: Tokens) -> bool:
    """A landmark only: behind a preposition of order, and not one of several ("the 2016 …" has its own year)."""
    return t.lower(m.first - 1) in ("after", "before", "until", "till", "since", "by", "of", "following") and (
        t.lower(m.first - 1) != "of" or t.lower(m.first - 2) == "ahead"
    )


def _that_month(m: Meaning, t: Tokens) -> bool:
    """ "That September, …" or "in that year's", not "said that April"."""
    return t.exact(m.first) == "That" or t.lower(m.first - 1) in ("in", "by", "until", "since", "of")


def _season_relative(m: Meaning, t: Tokens) -> bool:
    """No "This fall in prices" at the head of a sentence."""
    head = t.lower(m.first - 1) in ("", ".", '"', "“") or t.lower(m.first - 1).isspace()
    return not (head and m.words["season"][0] in ("fall", "spring") and t.lower(m.last) in ("in", "of"))


_BEFORE_SEASON = frozenset("in by since until during of over for through into throughout before after".split())


def _deictic(m: Meaning, t: Tokens) -> bool:
    """No "USA Today", no "today's youth"."""
    if t.lower(m.last) in ("'s", "’s") and t.lower(m.last + 1) in _MODERN:
        return False
    return not (t.exact(m.last - 1).istitle() and m.last - m.first == 1 and t.exact(m.first - 1)[:1].isupper())


_MODERN = frozenset("world youth society standards technology generation young children kids women personal politics".split())


def _soon(m: Meaning, t: Tokens) -> bool:
    """No "soon after", "as soon as", "no sooner", "was soon released"."""
    before, after = t.lower(m.first - 1), t.lower(m.last)
    if after in ("after", "as", "before", "enough") or before in ("as", "how", "so", "no"):
        return False
    return not (before in ("was", "were", "had") or (after.endswith("ed") and before not in ("be", "will")) or after in ("became", "began"))


def _now(m: Meaning, t: Tokens) -> bool:
    return t.lower(m.last) not in ("famous", "infamous", "-", "-")


def _current(m: Meaning, t: Tokens) -> bool:
    word = t.lower(m.first)
    return word != "future" or t.lower(m.first - 1) not in ("the", "a", "his", "her", "their", "its", "of", "our", "my", "your")


def _refnoun(m: Meaning, t: Tokens) -> bool:
    """ "in the future", "in the very near future"; not "the future of the treaty", "the past president"."""
    if m.last - m.first > 2:
        return True
    return t.lower(m.first - 1) in ("in", "into", "for", "and") and not t.lower(m.last) in ("president", "leader", "-")


def _set(m: Meaning, t: Tokens) -> bool:
    return not t.exact(m.first)[:1].isupper() or t.exact(m.first - 1) in ("", ".", "\"", "“")


def _weekday(m: Meaning, t: Tokens) -> bool:
    return not (t.exact(m.last - 1)[:1].islower() and t.lower(m.last) == "-")


def _the_unit(m: Meaning, t: Tokens) -> bool:
    unit = m.get("unit")
    if t.lower(m.last) in ("-", "before", "after"):
        return False
    return unit in ("WE", "Q", "Y") and not t.exact(m.last - 1)[:1].isupper() or (unit == "W" and t.lower(m.first - 1) in ("of", "for", "during", "in", "over"))


def _the_part(m: Meaning, t: Tokens) -> bool:
    if m.get("mod"):
        return m.get("mod") == "MID" or t.lower(m.first - 1) in ("the", "in", "by")
    return t.lower(m.first - 1) in ("in", "during") and m.get("part") != "NI" and t.lower(m.last) in (",", ".", "and", "to", "after", "before", "with", "but", "at", "on", ";", "in", "for")


def _day_only(m: Meaning, t: Tokens) -> bool:
    """The second day of "May 12 and 13", "May 12-13": right behind a joined day of a named month."""
    at = m.first
    if t.lower(at - 1) not in ("and", "or", "to", "-", "–", "through", ",") or not t.lower(at - 2)[:1].isdigit():
        return False
    month = at - 4 if t.lower(at - 3) == "." else at - 3
    if t.lower(month)[:3] not in _MONTH_STEMS or not t.exact(month)[:1].isupper():
        return False
    after = t.lower(m.last)
    return not after.isalpha() or after in _AFTER_DAY or m.get("year") is not None


_MONTH_STEMS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
_AFTER_DAY = frozenset("in at to for and with when the of but during as after before by that which on from was were will".split())


def _decade(m: Meaning, t: Tokens) -> bool:
    """ "the 30s" is a decade, "in his 30s" an age."""
    word = m.words["decade"][0]
    return not word[:1].isdigit() or len(word) > 3 or t.lower(m.first) == "the"


def _past_unit(m: Meaning, t: Tokens) -> bool:
    if m.words["rel"][0] == "past":
        return t.lower(m.last) != "-"
    return t.lower(m.first) == "the" and t.lower(m.first - 1) in ("in", "over", "during", "for", "within", "of")


_CHECKS: dict[str, Callable[[Meaning, Tokens], bool]] = {
    "year": _year,
    "month": _month,
    "clock": _clock,
    "duration": _duration,
    "duration-hyphen": _duration,
    "duration-relative": _duration,
    "duration-bare": _units,
    "that-month": _that_month,
    "known-event": _known_event,
    "season": _season,
    "season-relative": _season_relative,
    "deictic": _deictic,
    "soon": _soon,
    "now": _now,
    "current": _current,
    "future-noun": _refnoun,
    "set-adverb": _set,
    "weekday": _weekday,
    "the-unit": _the_unit,
    "relative-unit": _not_title,
    "age-of-thing": _age_of_thing,
    "day-only": _day_only,
    "decade": _decade,
    "past-unit": _past_unit,
    "the-part": _the_part,
}
