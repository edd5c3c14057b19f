"""TimeML is well-formed, keeps the text and says what was found."""

from __future__ import annotations

import datetime as dt
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from pourparler.annotate.times import times
from pourparler.show.exports.timeml import timeml

FRIDAY = dt.date(2018, 10, 19)


def test_times_stand_inline_with_type_value_and_modifier() -> None:
    text = "Kim & Moon met about two weeks ago; they meet on <Nov. 6>."
    tree = ElementTree.fromstring(timeml(text, times(text, published=FRIDAY), published=FRIDAY, id="r1").encode())
    marked = [(x.text, x.get("type"), x.get("value"), x.get("mod")) for x in tree.iterfind("TEXT/TIMEX3")]
    assert marked == [("about two weeks ago", "DATE", "2018-W40", "APPROX"), ("Nov. 6", "DATE", "2018-11-06", None)]
    assert "".join(tree.find("TEXT").itertext()) == text  # type: ignore[union-attr]
    assert tree.findtext("DCT/TIMEX3") == "2018-10-19"


def test_an_unknown_day_of_publication_is_not_written() -> None:
    assert "<DCT>" not in timeml("They met on Friday.", times("They met on Friday."))


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff")))
def test_any_text_survives(text: str) -> None:
    tree = ElementTree.fromstring(timeml(text, times(text, published=FRIDAY)).encode())
    assert "".join(tree.find("TEXT").itertext()) == text  # type: ignore[union-attr]


@given(st.text())
def test_any_text_at_all_gives_well_formed_xml(text: str) -> None:
    ElementTree.fromstring(timeml(text, times(text, published=FRIDAY), published=FRIDAY).encode())
