"""Windows of claims in words: "likely after 1 Jan 2019", "27–28 Feb 2019", "by 31 May 2018"."""

from __future__ import annotations

import datetime as dt

from pourparler.model.findings import Hedge, Sense
from pourparler.model.window import Window

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_HEDGES = {Hedge.LIKELY: "likely ", Hedge.HOPED: "hoped for ", Hedge.POSSIBLE: "possibly ", Hedge.APPROXIMATE: "about "}
_DOUBTS = {Hedge.LIKELY: "unlikely ", Hedge.POSSIBLE: "perhaps not ", Hedge.HOPED: "hoped not "}


def claim_words(window: Window, sense: Sense = Sense.INSIDE, hedge: Hedge = Hedge.CERTAIN) -> str:
    """The claim in words."""
    words = window_words(window)
    if sense is Sense.OUTSIDE:
        return f"{_DOUBTS.get(hedge, 'not ')}{words}"
    return f"{_HEDGES.get(hedge, '')}{words}"


def window_words(window: Window) -> str:
    """The window in words, its bounds as said: what begins the day after 6 November is "after 6 Nov"."""
    first, last = window.earliest, window.latest
    about = "about " if window.earliest_approximate or window.latest_approximate else ""
    if first is None:
        return f"by {about}{day_words(last)}" if last else "at an unknown time"
    if last is None:
        return f"after {about}{day_words(first - dt.timedelta(1))}"
    return f"{about}{_between(first, last)}"


def day_words(day: dt.date) -> str:
    """ "6 Nov 2018"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _between(first: dt.date, last: dt.date) -> str:
    if first == last:
        return day_words(first)
    whole = first.day == 1 and (last + dt.timedelta(1)).day == 1 if last < dt.date.max else False
    if whole and (first.year, first.month) == (last.year, last.month):
        return f"{_MONTHS[first.month - 1]} {first.year}"
    if whole and (first.month, last.month) == (1, 12) and first.year == last.year:
        return str(first.year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_words(last)}"
    begin = f"{first.day} {_MONTHS[first.month - 1]}" if first.year == last.year else day_words(first)
    return f"{begin} – {day_words(last)}"


def said_by(chain: tuple[str, ...], day: dt.date, *, own_voice: bool) -> str:
    """ "said by Mike Pompeo via Voice of America, 2018-10-20"; in a report's own voice "reported by Reuters, …"."""
    told = "reported by" if own_voice else "said by"
    via = f" via {', '.join(chain[1:])}" if len(chain) > 1 else ""
    return f"{told} {chain[0]}{via}, {day.isoformat()}"
