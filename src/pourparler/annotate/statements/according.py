"""Attribution put beside a clause: "according to X, …", "…, as X put it", "in the words of X"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pourparler.annotate.draft import Draft
from pourparler.annotate.statements.clauses import is_verb, speaks
from pourparler.annotate.statements.find import Find, Piece, trim
from pourparler.annotate.statements.lexicon import verbs
from pourparler.annotate.statements.sources import source_of, words_of

_WORDS = frozenset({"words", "view", "opinion", "telling", "account", "eyes"})
_OPENING = _WORDS | {"according", "as"}
_CLOSING = frozenset({'"', "”", "''"})
_CLAUSAL = frozenset({"ROOT", "ccomp", "conj", "advcl", "relcl", "parataxis", "acl"})


def according_finds(draft: Draft) -> Iterator[Find]:
    """Attributions by a phrase or an "as" clause at the edge of what is attributed."""
    for token in draft.among(_OPENING):
        low = token.lower_
        if low == "according":
            yield from _according(draft, token)
        elif low in _WORDS and token.dep_ == "pobj" and token.head.lower_ in ("in", "by"):
            yield from _in_the_words(draft, token)
        elif low == "as" and token.dep_ == "mark" and is_verb(token.head):
            yield from _as_said(draft, token.head)


def _according(draft: Draft, token: Token) -> Iterator[Find]:
    to = next((c for c in token.children if c.lower_ == "to"), None)
    if to is None and token.nbor(1).lower_ == "to":
        to = token.nbor(1)
    source = next((c for c in to.children if c.dep_ in ("pobj", "dobj")), None) if to is not None else None
    bare = source is not None and source.tag_ == "NN" and not list(source.children)  # "according to plan"
    if to is not None and source is not None and not bare:
        yield from _beside(draft, token, to, source, "according to", "say")


def _in_the_words(draft: Draft, noun: Token) -> Iterator[Find]:
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is None and any(c.dep_ == "det" for c in noun.lefts):  # "in view of the crisis" quotes nobody
        of = next((c for c in noun.children if c.lower_ == "of"), None)
        owner = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if owner is not None:
        yield from _beside(draft, noun.head, noun, owner, "in the words of", "say")


def _as_said(draft: Draft, verb: Token) -> Iterator[Find]:
    """An "as" clause whose verb lacks a content of its own: the main clause is its content."""
    cue = next((c for c in verbs().get(verb.lower_, ()) if "c" in c.frames), None)
    put_it = verb.lower_ in ("put", "puts") and verb.nbor(1).lower_ == "it" if verb.i + 1 < len(verb.doc) else False
    if (cue is None and not put_it) or verb.dep_ != "advcl" or not speaks(verb):
        return
    if not put_it and any(c.dep_ in ("ccomp", "xcomp", "dobj", "acomp") for c in verb.children):
        return
    source = source_of(verb)
    if source is not None and source.head == verb:
        yield from _beside(draft, verb, verb, source, "as said", cue.stance if cue else "say")


def _closes(phrase: Token) -> bool:
    """Does an attributing phrase stand behind a comma at the end of its sentence? Then all of that is its content."""
    sent = phrase.sent
    last = max(t.i for t in phrase.subtree)
    rest = all(t.is_punct or t.is_space or t.is_quote for t in phrase.doc[last + 1 : sent.end])
    before = phrase.left_edge.nbor(-1) if phrase.left_edge.i > sent.start else None
    if before is not None and before.text in _CLOSING and before.i > sent.start:
        before = before.nbor(-1)
    return rest and before is not None and before.text == ","


def _beside(draft: Draft, phrase: Token, last: Token, source: Token, rule: str, stance: str) -> Iterator[Find]:
    """The clause that the attributing phrase is put beside, without the phrase."""
    head = phrase.sent.root if draft.quote_at(phrase.idx) is None and _closes(phrase) else phrase.head
    while head.dep_ not in _CLAUSAL or (head.dep_ == "acl" and head.tag_ == "TO"):
        if head.head == head:
            break
        head = head.head
    block = {t.i for t in phrase.subtree}
    for child in head.children:
        if child.lower_ in ("citing", "quoting") and child.i < max(block) + 4:
            block |= {t.i for t in child.subtree}
    inside = [t for t in head.subtree if t.i not in block]
    low, high = min(block), max(block)
    before = [t for t in inside if t.i < low]
    after = [t for t in inside if t.i > high and t.i not in block]
    while before and (before[0].dep_ == "cc" or before[0].is_space or before[0].lower_ in ("which", "that")):
        before.pop(0)
    pieces: list[Piece] = []
    for part in (before, after):
        if part and (piece := trim(draft, part[0].idx, part[-1].idx + len(part[-1].text))):
            pieces.append(piece)
    if pieces:
        first = phrase if phrase.i < last.i else last
        yield Find(
            rule=rule,
            stance=stance,
            pieces=pieces,
            verb=phrase if rule == "as said" else None,
            cue=[(first.idx, last.idx + len(last.text))],
            source=source,
            source_span=words_of(source),
        )
