"""Words that look like times and are none: "may" the verb, "a second summit", ages, "USA Today", bare numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from pourparler.annotate.times.contexts import near
from pourparler.annotate.times.lexer import Tokens
from pourparler.annotate.times.meaning import Meaning
from pourparler.annotate.times.shortyears import year_bare, year_short

_MODALS = frozenset("will would could may might can".split())


def is_time(meaning: Meaning, tokens: Tokens) -> bool:
    """Is this match a time in its context? Every rule without a check of its own is."""
    check = _CHECKS.get(meaning.rule)
    return check is None or check(meaning, tokens)


def _year(m: Meaning, t: Tokens) -> bool:
    year = m.get("year")
    if year is None:
        return False
    before, after = t.lower(m.first - 1), t.lower(m.last)
    joined = before == "-" and t.starts[m.first] == t.ends[m.first - 1]
    if joined and t.lower(m.first - 2).isalpha():  # part of an address or a name: "AS-2036"
        return False
    if before in near("before-number") or after in near("counted"):
        return False
    if before == "-" and t.lower(m.first - 2).isdigit() and len(t.lower(m.first - 2)) != 4:
        return False
    if 1900 <= year <= 2060:
        return True
    if 1700 <= year < 1900 and not (after.endswith("s") and len(after) > 3):
        return True
    return 1000 <= year <= 2200 and before in near("before-old-year")


def _this_years(m: Meaning, t: Tokens) -> bool:
    """ "This years festival" for "this year's"; not "they did this years ago"."""
    after = t.lower(m.last)
    return m.get("unit") in ("W", "M", "Y") and after.isalpha() and after not in near("after-years")


def _this_day(m: Meaning, t: Tokens) -> bool:
    """ "On this day", when the words are spoken; not "to this day", "on this day in 1994"."""
    return t.lower(m.first - 1) == "on" and t.lower(m.last) not in ("in", "of", "and", "-")


def _unit_before(m: Meaning, t: Tokens) -> bool:
    """ "From the year before, …"; not "the year before the war"."""
    after = t.lower(m.last)
    return not after.isalpha() or after in near("after-beside")


def _month(m: Meaning, t: Tokens) -> bool:
    """No "may" the verb, "Mrs. May", "April Ryan", "Jan Nowak"."""
    word = m.words.get("month", ("",))[0]
    if m.words.get("year") or m.get("rel") is not None or m.get("mod"):
        return True
    at = next(i for i in range(m.first, m.last) if t.lower(i) == word)
    announced = t.lower(at - 1) in near("before-month")
    if word in ("may", "march"):
        noun = t.exact(m.last)  # "the March accord", not "the march of history", "the March for Life"
        return announced and (t.lower(at - 1) != "the" or (noun.islower() and noun not in near("after-day")))
    if len(word) <= 4 and word not in ("june", "july"):
        return t.lower(at + 1) == "." and not t.exact(at - 1)[:1].isupper()
    if announced or word == "july":
        return True
    first_name = word in ("april", "june", "august") and t.exact(at + 1)[:1].isupper()
    return not first_name and not (at > 1 and t.exact(at - 1)[:1].isupper())


def _clock(m: Meaning, t: Tokens) -> bool:
    words = m.words.get("clock", ("",))
    if "ap" in m.words or "part" in m.words:
        return True
    if words[0] in ("noon", "midday", "midnight"):
        return t.lower(m.first - 1) != "high"
    if t.lower(m.last - 1) == "time" or any(
        t.exact(i).isupper() and len(t.exact(i)) >= 3 for i in range(m.first, m.last)
    ):
        return True
    if any(w.endswith("clock") for w in _all(m, t)):
        return True
    return ":" in words[0] and t.lower(m.first - 1) in near("before-clock")


def _all(m: Meaning, t: Tokens) -> list[str]:
    return [t.lower(i) for i in range(m.first, m.last)]


def _duration(m: Meaning, t: Tokens) -> bool:
    """No ages, no rates ("$3 a year"), no "a second" (the ordinal), no "three-quarters"."""
    if t.lower(m.first - 1) == "as" and t.lower(m.first) == "many":
        return False
    if _age(m, t) or _title(m, t) or t.lower(m.last) == "-":
        return False
    unit, n = m.words.get("unit", ("",))[0], m.words.get("n", ())
    if n and len(n[-1]) == 4 and n[-1].isdigit() and not unit.endswith("s"):
        return False
    if m.get("unit") == "WE" and n == ("a",):
        return False
    if unit == "quarters" and "-" in n + tuple(_all(m, t)):
        return False
    if unit in ("second", "quarter") or (unit == "minute" and n == ("a",) and "mod2" not in m.words):
        return False
    if t.lower(m.last) in ("a", "per") and t.lower(m.last + 1) in ("day", "week", "month", "year"):
        return False
    if t.lower(m.last) in ("after", "before"):  # "the move comes a day after the vote" is no rate
        return True
    return not (n in (("a",), ("an",)) and m.first and _rate(t, m.first - 1))


def _title(m: Meaning, t: Tokens) -> bool:
    """ "60 Minutes", "This Week": a name of a broadcast or paper, in quotation marks or behind a name."""
    if not t.exact(m.last - 1).istitle():
        return False
    before = t.exact(m.first - 1)
    if m.last - m.first > 1 and t.exact(m.first).istitle() and before.isalpha() and before.islower():
        return True
    return before in ('"', "“", "''", "‘", "'", "`") or before[:1].isupper()


def _not_title(m: Meaning, t: Tokens) -> bool:
    return not _title(m, t)


def _age_of_thing(m: Meaning, t: Tokens) -> bool:
    """The "8-month-old truce"; not "the 50-year-old alliance", which dates nothing, and no persons."""
    if m.get("unit") not in ("D", "W", "M"):
        return False
    return t.lower(m.last) in near("thing-with-age") or t.lower(m.last + 1) in near("thing-with-age")


def _rate(t: Tokens, i: int) -> bool:
    """Is what stands in front of "a year" counted or measured by it: "$3 million a year", "flights a week"?"""
    word = t.lower(i)
    if word[:1].isdigit() or word in (
        "million",
        "billion",
        "thousand",
        "hundred",
        "cents",
        "once",
        "twice",
        "times",
        "half",
    ):
        return True
    return (
        len(word) > 3
        and word.endswith("s")
        and word not in ("this", "less", "does", "lasts", "takes", "perhaps", "spends")
    )


def _age(m: Meaning, t: Tokens) -> bool:
    i = m.last + (t.lower(m.last) == "-")
    return t.lower(m.first - 1) in ("aged", "age") or t.lower(i) in ("old", "olds", "older", "younger")


def _units(m: Meaning, t: Tokens) -> bool:
    """Bare plurals: only "for years", "in the days before", "years of war"."""
    before, after = t.lower(m.first - 1), t.lower(m.last)
    if m.words["unit"][0] in ("seconds", "quarters", "minutes"):
        soon = before in ("in", "within", "just") and after not in ("of", "apart")
        return m.words["unit"][0] != "quarters" and (soon or after == "later")
    if (before == "of" and t.lower(m.first - 2) == "matter") or before in ("early", "late", "small", "wee"):
        return False
    if t.lower(m.first) == "the" and after in ("before", "after"):
        return False
    return before in near("before-units") or after in near("after-units")


def _season(m: Meaning, t: Tokens) -> bool:
    """Seasons by themselves stand behind a preposition; "fall" and "spring" need an article or a full stop as well."""
    word, before, after = m.words["season"][0], t.lower(m.first - 1), t.lower(m.last)
    if m.get("year") is not None:
        return True
    if t.exact(m.last)[:1].isupper() or after in ("olympics", "games", "camp", "school", "-"):
        return False
    if m.get("mod"):
        return word != "fall" or after != "in"
    if before not in near("before-season"):
        return False
    the = t.lower(m.first) == "the"
    return (
        word in ("summer", "winter", "autumn")
        or (the and after != "of" and after != "in")
        or after in (",", ".", "and", "but")
    )


def _known_event(m: Meaning, t: Tokens) -> bool:
    """A landmark only: behind a preposition of order."""
    before = t.lower(m.first - 1)
    return before in near("order") or (before == "of" and t.lower(m.first - 2) == "ahead")


def _that_month(m: Meaning, t: Tokens) -> bool:
    """ "That September, …" or "in that year's", not "said that April"."""
    if m.get("part") or m.get("whole"):
        return True
    return t.exact(m.first) == "That" or t.lower(m.first - 1) in ("in", "by", "until", "since", "of")


def _season_relative(m: Meaning, t: Tokens) -> bool:
    """No "This fall in prices" at the head of a sentence."""
    head = t.lower(m.first - 1) in ("", ".", '"', "“") or t.lower(m.first - 1).isspace()
    return not (head and m.words["season"][0] in ("fall", "spring") and t.lower(m.last) in ("in", "of"))


def _deictic(m: Meaning, t: Tokens) -> bool:
    """No "USA Today", no "today's youth"."""
    if t.lower(m.last) in ("'s", "’s") and t.lower(m.last + 1) in near("of-today"):
        return False
    return not (t.exact(m.last - 1).istitle() and m.last - m.first == 1 and t.exact(m.first - 1)[:1].isupper())


def _date(m: Meaning, t: Tokens) -> bool:
    """A weekday on one line and another day on the next ("Friday", "September 18, 2008") are two times."""
    if (
        not all(m.get(name) for name in ("wd", "year", "month", "day"))
        or "\n" not in t.text[t.starts[m.first] : t.ends[m.first + 1]]
    ):
        return True
    try:
        return dt.date(m.get("year"), m.get("month"), m.get("day")).isoweekday() == int(m.get("wd"))
    except ValueError:
        return False


def _later(m: Meaning, t: Tokens) -> bool:
    if m.words["dir"][0] in ("before", "after"):
        return _unit_before(m, t)
    return t.lower(m.last) != "than"


def _one_day(m: Meaning, t: Tokens) -> bool:
    """ "It will one day be free": some day to come, not how long."""
    beside = (t.lower(m.first - 1), t.lower(m.last))
    return t.lower(m.first) == "someday" or any(word in _MODALS for word in beside)


def _soon(m: Meaning, t: Tokens) -> bool:
    """No "soon after", "as soon as", "no sooner", "was soon released"."""
    before, after = t.lower(m.first - 1), t.lower(m.last)
    if after in near("after-soon") or before in near("before-soon"):
        return False
    return not after.endswith("ed") or before in ("be", "will")


def _nth_day_today(m: Meaning, t: Tokens) -> bool:
    """ "It is the second day", "for a second straight day", "for the third day in a row"."""
    if t.lower(m.first - 1) == "for":
        return t.lower(m.last - 1) in ("row", "running") or t.lower(m.last - 2) in ("straight", "consecutive")
    return t.lower(m.first) == "the" and t.lower(m.first - 1) in ("is", "'s", "’s")


def _the_day(m: Meaning, t: Tokens) -> bool:
    """ "Shares ended the day lower": the day that is told of."""
    return t.lower(m.first - 1) in near("before-the-day")


def _now(m: Meaning, t: Tokens) -> bool:
    if t.exact(m.first) == "Now" and t.lower(m.last) == ",":
        return False
    return t.lower(m.last) not in ("famous", "infamous", "-")


def _refnoun(m: Meaning, t: Tokens) -> bool:
    """ "in the future", "in the very near future"; not "the future of the treaty", "the past president"."""
    if m.last - m.first > 2:
        return True
    return t.lower(m.first - 1) in ("in", "into", "for", "and") and t.lower(m.last) not in ("president", "leader", "-")


def _set(m: Meaning, t: Tokens) -> bool:
    if t.exact(m.last)[:1].isupper() and t.exact(m.first - 1)[:1].isupper():  # "the Communist Party daily Granma"
        return False
    return not t.exact(m.first)[:1].isupper() or t.exact(m.first - 1) in ("", ".", '"', "“")


def _weekday(m: Meaning, t: Tokens) -> bool:
    """No "friday-like", no "Bloody Sunday", no "Good Friday Agreement"."""
    if t.exact(m.last - 1)[:1].islower() and t.lower(m.last) == "-":
        return False
    return not (t.exact(m.first - 1).istitle() and t.lower(m.first - 1) in near("before-named-day"))


def _the_unit(m: Meaning, t: Tokens) -> bool:
    """ "The weekend", "the quarter", "the year"; "the week" behind a preposition only; no "the year before"."""
    after = t.lower(m.last)
    if after in ("-", "before", "after", "ahead") or after[:1].isdigit() or t.exact(m.last - 1)[:1].isupper():
        return False
    unit = m.get("unit")
    return unit in ("WE", "Q", "Y") or (unit == "W" and t.lower(m.first - 1) in ("of", "for", "during", "in", "over"))


def _the_part(m: Meaning, t: Tokens) -> bool:
    if m.get("mod"):
        return m.get("mod") == "MID" or t.lower(m.first - 1) in ("the", "in", "by")
    return t.lower(m.first - 1) in ("in", "during") and m.get("part") != "NI" and t.lower(m.last) in near("after-part")


def _day_only(m: Meaning, t: Tokens) -> bool:
    """The second day of "May 12 and 13", "May 12-13": right behind a joined day of a named month."""
    at = m.first
    if t.lower(at - 1) not in ("and", "or", "to", "-", "–", "through", ",") or not t.lower(at - 2)[:1].isdigit():
        return False
    month = at - 4 if t.lower(at - 3) == "." else at - 3
    if t.lower(month)[:3] not in near("month-stem") or not t.exact(month)[:1].isupper():
        return False
    after = t.lower(m.last)
    return not after.isalpha() or after in near("after-day") or m.get("year") is not None


def _day_ahead(m: Meaning, t: Tokens) -> bool:
    """The first day of "3-5 November", "3 and 4 June"."""
    month = m.last + 2 + (t.lower(m.last + 2) == "of")
    if t.lower(m.last) not in near("joiner") or not t.lower(m.last + 1)[:1].isdigit():
        return False
    return (
        t.lower(month)[:3] in near("month-stem")
        and t.exact(month)[:1].isupper()
        and t.lower(m.first - 1)[:1] not in ("$", "£")
    )


def _decade(m: Meaning, t: Tokens) -> bool:
    """ "the 80s" and "the forties" are decades, "in his forties" an age, "the mid-30s" a temperature."""
    word = m.words["decade"][0]
    if word[:1].isdigit() and len(word) == 3:
        joined = t.lower(m.first - 1) == "and" and t.lower(m.first - 2).endswith("0s")  # "the 70s and 80s"
        return (joined or t.lower(m.first) == "the") and word[0] in "56789"
    return word[:1].isdigit() or not word.isalpha() or t.lower(m.first) == "the"


def _holiday(m: Meaning, t: Tokens) -> bool:
    """No "Easter Island", no "Good Friday Agreement"."""
    return t.lower(m.last) not in near("named-after-day")


def _past_unit(m: Meaning, t: Tokens) -> bool:
    if m.words["rel"][0] == "past":
        return t.lower(m.last) != "-"
    return t.lower(m.first) == "the" and t.lower(m.first - 1) in ("in", "over", "during", "for", "within", "of")


_CHECKS: dict[str, Callable[[Meaning, Tokens], bool]] = {
    "date": _date,
    "earlier-later": _later,
    "year": _year,
    "year-short": year_short,
    "year-bare": year_bare,
    "this-years": _this_years,
    "this-day": _this_day,
    "unit-before": _unit_before,
    "part-before": _unit_before,
    "one-day-ahead": _one_day,
    "nth-day-today": _nth_day_today,
    "the-day": _the_day,
    "before-last": _unit_before,
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
    "future-noun": _refnoun,
    "set-adverb": _set,
    "weekday": _weekday,
    "the-unit": _the_unit,
    "relative-unit": _not_title,
    "age-of-thing": _age_of_thing,
    "day-only": _day_only,
    "day-ahead": _day_ahead,
    "decade": _decade,
    "holiday": _holiday,
    "past-unit": _past_unit,
    "the-part": _the_part,
}
