"""Leads that tell an office before its holder: "…, the army's spokesman said. … The spokesman, X, …"."""

from __future__ import annotations

from spacy.tokens import Token

from pourparler.annotate.actors.owners import owner
from pourparler.annotate.actors.sheet import Sheet
from pourparler.annotate.draft import Ref
from pourparler.model.findings import ActorKind

_WITHIN = 8  # sentences
_AGAIN = frozenset({"same noun", "office"})
_POINTING = frozenset({"the", "his", "her", "its", "their"})


def find_named_later(sheet: Sheet) -> None:
    """Give the name to an unnamed holder of a definite office whom the report names under the same noun further on."""
    doc = sheet.draft.doc
    open_ones: dict[str, list[Ref]] = {}
    for ref in list(sheet.refs):
        entity = ref.entity
        if entity is None or ref.start == ref.end:
            continue
        noun = doc[ref.head] if ref.rule != "apposition" else _title_head(doc[ref.end - 1], ref)
        word = noun.lemma_.lower()
        if ref.rule == "unnamed" and noun.tag_ == "NN":
            open_ones[word] = [ref] if _pointed(noun) else []
        elif not (waiting := open_ones.get(word)):
            continue
        elif ref.rule in _AGAIN and entity is waiting[0].entity:
            waiting.append(ref)
        elif ref.rule == "apposition" and entity.kind is ActorKind.PERSON and _the(noun):
            theirs, whose = owner(sheet.draft, doc[waiting[0].head]), owner(sheet.draft, noun)
            near = sheet.sentence(ref.start) - sheet.sentence(waiting[0].start) <= _WITHIN
            open_ones[word] = []
            if near and whose in (None, theirs):
                for one in waiting:
                    sheet.drop(one)
                    sheet.add(one.start, one.end, entity, "named later")


def _title_head(last: Token, ref: Ref) -> Token:
    return last if last.pos_ in ("NOUN", "PROPN") else last.doc[ref.head]


def _pointed(noun: Token) -> bool:
    """Is it a certain one: "the spokesman", "the army's spokesman"?"""
    return any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ == "the") for c in noun.children)


def _the(noun: Token) -> bool:
    return any(c.lower_ in _POINTING for c in noun.lefts)
