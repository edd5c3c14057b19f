"""An attribution at the end of a sentence holds all of it: "…, an official said, Reuters reported on Monday." """

from __future__ import annotations

from spacy.tokens import Token

from pourparler.annotate.draft import Draft
from pourparler.annotate.statements.clauses import finite, is_verb, make, speaks
from pourparler.annotate.statements.find import Find, Nearby, trim
from pourparler.annotate.statements.lexicon import verbs
from pourparler.annotate.statements.sources import RELATIVE
from pourparler.annotate.syntax import SUBJECTS

_LOOSE = frozenset({"npadvmod", "prep", "advmod", "punct", "tmod", "dobj", "dative"})


def tails(draft: Draft, finds: list[Find]) -> list[Find]:
    """Attributions behind a comma at the end of a sentence whose other words hold an attribution already."""
    out = list(finds)
    nearby = Nearby(finds)
    for sent in {f.verb.sent.start: f.verb.sent for f in finds if f.verb is not None}.values():
        verb = _last_cue(draft, sent.start, sent.end)
        if verb is None:
            continue
        subject = next(c for c in verb.children if c.dep_ in SUBJECTS)
        at = subject.left_edge.nbor(-1)
        piece = trim(draft, draft.doc[sent.start].idx, at.idx)
        before = (
            f
            for f in nearby.about(sent.start_char, sent.end_char)
            if f.verb is not None and sent.start <= f.verb.i < at.i
        )
        inner = [f for f in before if f.verb is not None and not draft.quote_at(f.verb.idx)]
        if piece is None or not inner:
            continue
        cue = next(c for c in verbs()[verb.lower_] if "c" in c.frames)
        for find in inner:
            kept = [p for a, b in find.pieces if a < at.idx and (p := trim(draft, a, min(b, at.idx)))]
            find.pieces = kept or find.pieces
        out = [f for f in out if f.verb != verb]
        out.append(make(draft, verb, cue.stance, [piece], "tail"))
    cut_before(draft, finds)
    return out


def cut_before(draft: Draft, finds: list[Find]) -> None:
    """Others' contents end where "…, according to X" begins, if that holds their attributions."""
    nearby = Nearby(finds)
    for tail in (f for f in finds if f.rule == "according to"):
        at = tail.cue[0][0]
        for find in nearby.about(at, at + 1):
            if find is not tail and find.cue and find.covers(at, at + 1) and tail.covers(*find.cue[0]):
                kept = [p for a, b in find.pieces if a < at and (p := trim(draft, a, min(b, at)))]
                find.pieces = kept or find.pieces


def _last_cue(draft: Draft, start: int, stop: int) -> Token | None:
    """The cue verb of "…, SOURCE CUE [when, where]." if the sentence ends so."""
    table = verbs()
    for token in reversed(draft.doc[start:stop]):
        if token.text in (",", ":") or draft.quote_at(token.idx) is not None:
            return None
        if not is_verb(token):
            continue
        fits = any("c" in c.frames for c in table.get(token.lower_, ())) and finite(token) and speaks(token)
        subject = next((c for c in token.children if c.dep_ in SUBJECTS and c.i < token.i), None)
        if not fits or subject is None or any(c.i > token.i and c.dep_ not in _LOOSE for c in token.children):
            return None
        first = subject.left_edge
        if first.lower_ in RELATIVE:  # "…, which reported on Friday": what stands before is no content
            return None
        return token if first.i > start + 2 and first.nbor(-1).text == "," and token.i - first.i < 12 else None
    return None
