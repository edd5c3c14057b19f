"""What goes on from words that came through an outlet: "he told the BBC. '…,' he added." """

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from pourparler.annotate.draft import Draft
from pourparler.annotate.statements.channels import at_once, is_outlet
from pourparler.annotate.statements.find import Find
from pourparler.annotate.statements.setting import event_of
from pourparler.model.findings import Statement

_TELL = frozenset({"tell", "inform"})
_THE_SAME = frozenset("paper newspaper daily magazine station channel network agency broadcaster interviewer".split())


def follow(draft: Draft, finds: Sequence[Find], statements: list[Statement]) -> list[Statement]:
    """The statements, those given the way of the one before that its speaker only goes on with.

    finds: where they come from, one each, in order of the text. Only the way through outlets is taken over: what
    officials told of one remark they need not have told of the next.
    """
    out: list[Statement] = []
    holders = {f.parent for f in finds if f.parent is not None}  # reports by which outlets give the words of others
    last: tuple[Find, Statement] | None = None
    for find, statement in zip(finds, statements, strict=True):
        if last is not None and _goes_on(draft, *last, find, statement):
            statement = replace(statement, chain=(*statement.chain, *last[1].chain[1:]))
        out.append(statement)
        if statement.source is not None and find not in holders:
            last = (find, statement)
    return out


def _goes_on(draft: Draft, before: Find, told: Statement, find: Find, statement: Statement) -> bool:
    """Does a statement follow at once on one by the same source that came through an outlet?"""
    if len(statement.chain) != 1 or find.parent is not None or find.outer or told.source != statement.source:
        return False
    if len(told.chain) < 2 or not all(is_outlet(link) for link in told.chain[1:]):
        return False
    if event_of(find) is not None or (statement.said is not None and statement.said != told.said):
        return False
    if find.verb is not None and find.verb.lemma_ in _TELL and any(_told(c) for c in find.verb.rights):
        return False  # somebody else
    return at_once(draft, before.parent or before, find)


def _told(token: Token) -> bool:
    """Is it named whom the words were told, and not just "the paper" of before?"""
    return token.dep_ in ("dobj", "dative") and token.pos_ in ("NOUN", "PROPN") and token.lower_ not in _THE_SAME
