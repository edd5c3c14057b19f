"""Attribution by a noun or adjective: "his claim that …", "a warning from Tehran that …", "made clear that …"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from pourparler.annotate.draft import Draft
from pourparler.annotate.statements.clauses import cue_words, finite, make, negated, speaks
from pourparler.annotate.statements.find import Find, Piece, trim
from pourparler.annotate.statements.lexicon import Cue, nouns
from pourparler.annotate.statements.sources import source_of, words_of

_LIGHT = frozenset(
    "make issue express voice repeat reiterate release give have share raise reject offer send deliver lodge".split()
)


_CLEAR = frozenset({"clear", "plain", "known", "public"})


def noun_finds(draft: Draft) -> Iterator[Find]:
    """Every attribution by a noun with a clause of its own."""
    table = nouns()
    for token in draft.among(_words()):
        if token.lower_ in table and token.tag_[:2] == "NN":
            for cue in table[token.lower_]:
                if (find := _read(draft, token, cue)) is not None:
                    yield find
                    break
        elif token.lower_ in _CLEAR and token.head.lemma_ == "make" and (find := _made_clear(draft, token)) is not None:
            yield find


@cache
def _words() -> frozenset[str]:
    return frozenset(nouns()) | _CLEAR


def _made_clear(draft: Draft, adjective: Token) -> Find | None:
    """ "Francis made (it) clear that the meeting was private"."""
    verb = adjective.head
    if not speaks(verb) or negated(verb) or source_of(verb) is None:
        return None
    clauses = (c for v in (verb, adjective) for c in v.rights if c.dep_ in ("ccomp", "advcl") and c.i > adjective.i)
    content = next((c for c in clauses if finite(c) and not (c.left_edge.is_punct or c.left_edge.lower_ == "if")), None)
    piece = (
        trim(draft, content.left_edge.idx, content.right_edge.idx + len(content.right_edge.text)) if content else None
    )
    if piece is None:
        return None
    find = make(draft, verb, "say", [piece], "clause")
    find.cue = [(find.cue[0][0], adjective.idx + len(adjective.text))]
    return find


def _read(draft: Draft, noun: Token, cue: Cue) -> Find | None:
    span = _content(noun, cue)
    piece = trim(draft, *span) if span else None
    if piece is None:
        return None
    source, verb = owner(noun)
    if source is None:
        return None
    return Find(
        rule="noun",
        stance=cue.stance,
        pieces=[piece],
        verb=noun,
        cue=[(cue_words(verb)[0] if verb is not None and verb.i < noun.i else noun.idx, noun.idx + len(noun.text))],
        source=source,
        source_span=words_of(source),
    )


def _content(noun: Token, cue: Cue) -> Piece | None:
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep_ in ("acl", "ccomp", "relcl") and "c" in cue.frames and finite(child):
            that = next((c for c in child.children if c.dep_ == "mark" and c.lower_ == "that"), None)
            if that is not None and that.i <= noun.i + 6:
                return that.idx, child.right_edge.idx + len(child.right_edge.text)
        if child.dep_ == "acl" and "t" in cue.frames and child.i > noun.i:
            to = next((c for c in child.children if c.tag_ == "TO"), None)
            if to is not None and to.i == noun.i + 1:
                return to.idx, child.right_edge.idx + len(child.right_edge.text)
    return None


def owner(noun: Token) -> tuple[Token | None, Token | None]:
    """Whose word a noun is: its possessor, its "by/from" phrase, the subject of its light verb (given too)."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child, None
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from", "among"):
            found = next((g for g in child.children if g.dep_ == "pobj"), None)
            if found is not None:
                return found, None
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_ in _LIGHT:
        return source_of(verb), verb
    return None, None
