"""Question and answer: "Asked if he expects …, he replied, 'I do.'" """

from __future__ import annotations

from spacy.tokens import Token

from pourparler.annotate.draft import Draft
from pourparler.annotate.statements.find import Find, Piece, trim

_SHORT = 4  # an answer of so few words says nothing without its question
_WHETHER = frozenset({"if", "whether", "that"})


def answers(draft: Draft, finds: list[Find]) -> list[Find]:
    """Give short answers the question they affirm; drop the bare questions of nobody ("Asked if …")."""
    out = []
    for find in finds:
        if find.verb is not None and bare_question(find.verb):
            continue
        question = _question(find.verb) if find.verb is not None else None
        if question is not None:
            asked = _asked(draft, question)
            if asked is not None:
                find.rule = "answer"
                answer = [p for p in find.pieces if not asked[0] <= p[0] < asked[1]]
                short = sum(len(draft.report.text[a:b].split()) for a, b in answer) <= _SHORT
                find.pieces = [asked, *answer] if short or not answer else answer
        out.append(find)
    return out


def bare_question(verb: Token) -> bool:
    """ "Asked if …": whoever answers is named, whoever asked is not."""
    return verb.lower_ in ("asked", "pressed", "questioned") and _participle(verb)


def _participle(verb: Token) -> bool:
    return (
        verb.tag_ == "VBN"
        and verb.dep_ in ("advcl", "acl", "ccomp", "dep", "csubj")
        and not any(c.dep_ in ("nsubj", "nsubjpass", "auxpass", "agent") for c in verb.children)
    )


def _question(answer: Token) -> Token | None:
    """The "asked" that an answering verb depends on."""
    return next((c for c in answer.children if c.lower_ == "asked" and c.i < answer.i and _participle(c)), None)


def _asked(draft: Draft, question: Token) -> Piece | None:
    """The words of what was asked, without "if"."""
    clause = next((c for c in question.children if c.dep_ in ("ccomp", "advcl") and c.i > question.i), None)
    if clause is None:
        return None
    first, last = clause.left_edge, clause.right_edge
    while first.lower_ in _WHETHER or (first.is_punct and first.tag_ != "``"):
        first = first.nbor(1)
    end = last.idx + len(last.text)
    quote = draft.quote_at(last.idx)
    if quote is not None and quote.start > first.idx:
        end = max(end, quote.end)
    return trim(draft, first.idx, end)
