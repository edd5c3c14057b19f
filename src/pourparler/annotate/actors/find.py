"""The step: gazetteers, persons, organisations, common nouns, pronouns, in this order."""

from __future__ import annotations

from pourparler.annotate.actors.later import find_named_later
from pourparler.annotate.actors.nominals import find_nominals
from pourparler.annotate.actors.organisations import find_organisations
from pourparler.annotate.actors.people import find_people
from pourparler.annotate.actors.pronouns import find_pronouns
from pourparler.annotate.actors.represent import represent
from pourparler.annotate.actors.scan import scan
from pourparler.annotate.actors.sheet import Sheet
from pourparler.annotate.draft import Draft


def find_actors(draft: Draft) -> None:
    """Fill `draft.entities`, `draft.refs`, `draft.ref_at` and `draft.places`."""
    sheet = Sheet.of(draft, scan(draft))
    draft.refs = sheet.refs  # always in order
    find_people(sheet)
    find_organisations(sheet)
    represent(sheet)
    find_nominals(sheet)
    find_named_later(sheet)
    find_pronouns(sheet)
    for ref in draft.refs:
        first, last = draft.doc[ref.start], draft.doc[ref.end - 1]
        name = ref.entity.name if ref.entity else "nobody that can be told"
        draft.tell("actors", ref.rule, first.idx, last.idx + len(last.text), f"stands for {name}")
