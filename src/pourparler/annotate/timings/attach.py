"""Which meeting or commitment a time expression dates, by the syntax around it.

From the time one climbs: over prepositions and nouns that are no events to the first event head or verb. A verb that
only says that something happens ("take place", "be held", "is likely") hands the time on to its subject or object.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from pourparler.annotate.draft import Draft
from pourparler.annotate.rules import load_table
from pourparler.annotate.syntax import OBJECTS, SUBJECTS, conjuncts, prep_objects, subject
from pourparler.annotate.timings.beside import beside
from pourparler.annotate.timings.known import ANNOUNCING, Event, Known, above, head_of
from pourparler.annotate.timings.papers import in_exchange, papers, what_it_means
from pourparler.model.findings import Life, Timex

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
_LEAVING = frozenset(
    "ban bar eject exclude expel kick oust pull push remove shut storm suspend throw walk withdraw".split()
)
_CLAUSAL = frozenset({"xcomp", "ccomp"})


@cache
def _happening() -> dict[str, tuple[str, tuple[str, ...]]]:
    rows = load_table("timings/happening.tsv", columns=("lemma", "kind", "preps"))
    return {row["lemma"]: (row["kind"], tuple(row["preps"].split())) for row in rows}


def events(known: Known, timex: Timex) -> tuple[Event, ...]:
    """The meetings and commitments that a time dates: most often one, or what is told beside it in the same breath."""
    first = about(known, timex)
    found = (*((first,) if first else ()), *beside(known, timex), *papers(known, timex))
    both = (*found, *(other for event in found for other in in_exchange(known, event)))
    return tuple({event.id: event for event in reversed(both)}.values())[::-1]


def about(known: Known, timex: Timex) -> Event | None:
    """The meeting or commitment that a time dates first, or None."""
    span = timex.evidence.span
    draft, heads = known.draft, known.heads
    if not heads:
        return None
    token = head_of(draft, span)
    if token is None:
        return None
    if token.i and token.nbor(-1).lower_ == "between":
        token = token.nbor(-1)  # "between now and the summit" tells nothing of the summit
    return _climbed(known, timex, token) or _of_mention(draft, token)


def _of_mention(draft: Draft, token: Token) -> Event | None:
    """The meeting to whose mention the meetings step gave the time."""
    if token.i not in draft.meeting_times:
        return None
    meeting, anchor = draft.meeting_times[token.i]
    if _left(draft.doc[anchor]):
        return None
    return Event(meeting, draft.doc[anchor], "mention", f"belongs to {draft.doc[anchor].text!r}")


def _climbed(known: Known, timex: Timex, token: Token) -> Event | None:
    """What stands above the time: the first head of a finding, or what a verb hands it on to."""
    draft, heads = known.draft, known.heads
    for node, came_from in _climb(token):
        if node.i in heads:
            if heads[node.i][1] is None and _left(node):
                continue
            return _event(draft, heads[node.i], node, "direct", f"hangs on {node.text!r}")
        if node.pos_ in ("VERB", "AUX"):
            found = _through_verb(known, node, came_from)
            return found or _within(draft, timex)
    return _within(draft, timex)


def _left(noun: Token) -> bool:
    """ "Expelled from the talks in May", "walked out of them on Monday": the day is that of leaving."""
    node = noun
    while node.head.dep_ == "prep" and node.head.lower_ in ("from", "of", "out"):
        node = node.head
    return node is not noun and node.head.lemma_ in _LEAVING


def _within(draft: Draft, timex: Timex) -> Event | None:
    """A time inside the very words of a deed or of a mention belongs to it, whatever the parser made of it."""
    span = timex.evidence.span
    if timex.value == "FUTURE_REF":
        return None
    for commitment in draft.commitments:
        if span in commitment.evidence.span and commitment.id in draft.commitment_heads:
            token = draft.doc[draft.commitment_heads[commitment.id][0]]
            return Event(commitment.id, token, "within", "stands in the words of the deed", "due")
    for meeting in draft.meetings:
        if any(span in mention.span for mention in meeting.mentions) and meeting.id in draft.meeting_heads:
            token = draft.doc[draft.meeting_heads[meeting.id][0]]
            return Event(meeting.id, token, "within", "stands in the words of a mention")
    return None


def _climb(token: Token) -> Iterator[tuple[Token, Token]]:
    """From a token upwards, each node with the child it was reached from, until a verb has been reached."""
    node, below = token, token
    for _ in range(12):
        yield node, below
        head = above(node)
        if head is None:
            return
        below, node = node, head


def _through_verb(known: Known, verb: Token, below: Token) -> Event | None:
    """A time on a verb that is no event itself: it dates what happens or what the verb plans."""
    draft, heads = known.draft, known.heads
    saying = verb.idx in known.cues  # then its time is that of the saying
    for child in verb.children:
        if child.dep_ in _CLAUSAL and child.i < below.i and not saying:
            for node in (child, *(c for c in child.children if c.dep_ in _CLAUSAL)):
                if node.i in heads:
                    return _event(draft, heads[node.i], node, "complement", f"{verb.text!r} governs {node.text!r}")
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.i in heads:
        return _event(draft, heads[verb.head.i], verb, "participle", f"{verb.head.text!r} is what was {verb.text!r}")
    if saying:
        return _announced(draft, verb)
    for noun in prep_objects(verb, "for"):
        if noun.i in heads:
            return _event(draft, heads[noun.i], verb, "occasion", f"{verb.text!r} for {noun.text!r}")
    kind, preps = _happening().get(verb.lemma_, (None, ()))
    if (kind is None and not _is_copular(verb)) or (preps and below.lower_ not in preps):
        return None
    for role, node in _arguments(verb, kind or "subject"):
        found = _event_noun(draft, heads, node)
        if found is not None:
            return _event(draft, found, verb, "happening", f"{role} of {verb.text!r} is {node.text!r}")
        meant = what_it_means(known, verb, node)
        if meant is not None:
            return Event(meant, verb, "meant", f"{role} of {verb.text!r} is {node.text!r}, told before", "due")
    return None


def _announced(draft: Draft, verb: Token) -> Event | None:
    """The day of an announcement is the day on which what it newly promises was made."""
    if verb.lemma_ not in ANNOUNCING:
        return None
    for statement in draft.statements:
        if not any(c.span.start <= verb.idx < c.span.end for c in statement.cue_spans):
            continue
        for commitment in draft.commitments:
            inside = any(commitment.evidence.span in piece.span for piece in statement.content_spans)
            if inside and commitment.life is Life.NEW and statement.source in commitment.by:
                return Event(commitment.id, verb, "announced", f"announced with {verb.text!r}", "made")
    return None


def _is_copular(verb: Token) -> bool:
    return verb.lemma_ == "be" or any(c.dep_ in ("acomp", "attr") for c in verb.children)


def _arguments(verb: Token, kind: str) -> Iterator[tuple[str, Token]]:
    if kind in ("subject", "both"):
        found = subject(verb)
        if found is not None:
            yield "subject", found
    if kind in ("object", "both"):
        for child in verb.children:
            if child.dep_ in OBJECTS:
                yield "object", child
            elif child.dep_ == "nsubjpass":
                yield "object", subject(verb) or child


def _event_noun(draft: Draft, heads: dict[int, tuple[str, str | None]], node: Token) -> tuple[str, str | None] | None:
    """The event a noun phrase stands for: its head, one coordinated or linked by "of", or what "it" refers to."""
    for token in conjuncts(node):
        if token.i in heads:
            return heads[token.i]
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "for"):
                for inner in child.children:
                    if inner.i in heads:
                        return heads[inner.i]
    if node.lower_ in ("it", "that", "this") and node.dep_ in SUBJECTS:
        return _last_before(heads, node.i)
    return None


def _last_before(heads: dict[int, tuple[str, str | None]], i: int) -> tuple[str, str | None] | None:
    """The meeting mentioned last before token i, within some forty tokens: what "it" most likely dates."""
    for j in range(i - 1, max(-1, i - 40), -1):
        if j in heads and heads[j][1] is None:
            return heads[j]
    return None


def _event(draft: Draft, found: tuple[str, str | None], token: Token, rule: str, why: str) -> Event:
    return Event(id=found[0], token=token, rule=rule, why=why, of=found[1])
