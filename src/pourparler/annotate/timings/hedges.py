"""How sure a claim about a time is, and whether it says "then" or "not then"."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from pourparler.annotate.draft import Draft
from pourparler.annotate.rules import load_table
from pourparler.annotate.syntax import clause
from pourparler.annotate.timings.known import Event
from pourparler.model.findings import Hedge, Sense

_ORDER = (Hedge.HOPED, Hedge.POSSIBLE, Hedge.LIKELY)
_OUTSIDE = frozenset({"unlikely", "improbable", "doubt", "doubtful"})


@cache
def _table(where: str) -> dict[str, Hedge]:
    rows = load_table("timings/hedges.tsv", columns=("word", "where", "hedge"))
    return {row["word"]: Hedge(row["hedge"]) for row in rows if row["where"] == where}


def hedge_and_sense(draft: Draft, event: Event, *, approximate: bool) -> tuple[Hedge, Sense]:
    """Hedge and sense of a time on an event, from the words beside and above the event inside its own statement."""
    chain = list(_governors(draft, event.token))
    found = {hedge for node in chain for hedge in _of(node, event.token)}
    sense = Sense.OUTSIDE if _outside(chain) else Sense.INSIDE
    for hedge in _ORDER:
        if hedge in found:
            return hedge, sense
    return (Hedge.APPROXIMATE if approximate else Hedge.CERTAIN), sense


def _governors(draft: Draft, token: Token) -> list[Token]:
    """The token and what governs it, up to the edge of the statement it stands in or a cue of saying."""
    inside = draft.speaker_at(token.idx)
    out = [token]
    node = token
    while node.head != node and len(out) < 8:
        node = node.head
        cue = inside.cue_spans if inside is not None else ()
        in_cue = any(c.span.start <= node.idx < c.span.end for c in cue)  # it may have two words: "hope for"
        if inside is not draft.speaker_at(node.idx) and not in_cue:
            break
        out.append(node)
    return out


def _of(node: Token, event: Token) -> set[Hedge]:
    """Hedges that a governor itself or the adverbs and auxiliaries at it give."""
    above, beside = _table("above"), _table("beside")
    out: set[Hedge] = set()
    past = clause(node).tense == "past" if node.pos_ == "VERB" else False
    if node != event and node.lemma_ in above and not (past and node.lemma_ == "ask"):
        out.add(above[node.lemma_])
    for child in node.children:
        if child.dep_ in ("acomp", "oprd", "amod") and child.lemma_ in above:
            out.add(above[child.lemma_])
        if child.dep_ in ("aux", "advmod", "acomp") and child.lower_ in beside:
            out.add(beside[child.lower_])
    return out


def _outside(chain: list[Token]) -> bool:
    """Is the claim that the event does not fall in the window? An odd number of denials makes it so."""
    denials: set[int] = set()
    for node in chain[:4]:
        if node.pos_ in ("VERB", "AUX") and clause(node).negated:
            denials.add(node.i)
        beside = (c for c in node.children if c.dep_ in ("acomp", "oprd", "advmod", "amod"))
        denials.update(t.i for t in (node, *beside) if t.lemma_ in _OUTSIDE)
    return len(denials) % 2 == 1
