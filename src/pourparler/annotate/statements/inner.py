"""Quotations within what others report: "He told me, 'Wait,'" she said; they chanted "Wait!", the paper reports."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Token

from pourparler.annotate.draft import Draft
from pourparler.annotate.statements.clauses import is_verb, make, speaks
from pourparler.annotate.statements.find import Find, trim
from pourparler.annotate.statements.lexicon import verbs
from pourparler.annotate.statements.quoted import BESIDE, Run, Tokens, cue_beside, speech

_INNER = re.compile(r"(?<![\w’'])['‘](?=[A-Z“])((?:[^'‘’\n]|\b['’]\b){6,600}?)['’](?!\w)")
_OPENS = 3  # characters into a content, behind which a quotation has words before it
_REACH = 8  # tokens between the cue and the inner quotation


def inner_finds(draft: Draft, finds: list[Find], runs: list[Run]) -> Iterator[Find]:
    """Attributions inside the content of others that only their quotation marks tell."""
    known = {f.verb.i for f in finds if f.verb is not None}
    for find in (*_single(draft, runs), *_beside(draft, finds, runs)):
        if find.verb is not None and find.verb.i not in known:
            known.add(find.verb.i)
            yield find


def _beside(draft: Draft, finds: list[Find], runs: list[Run]) -> Iterator[Find]:
    """Quotations that an attribution at the end of the sentence holds together with their own cue."""
    starts, tokens = [r.start for r in runs], Tokens(draft.doc)
    for outer in finds:
        if outer.rule in BESIDE or (outer.cue and outer.cue[0][0] >= outer.end):
            for run in runs[bisect_left(starts, outer.start + _OPENS) : bisect_left(starts, outer.end)]:
                found = _just_before(draft, run, tokens) or cue_beside(draft, run, runs, starts, tokens)
                if found is not None and outer.covers(found[0].idx, found[0].idx + 1) and found[0] != outer.verb:
                    pieces = [p for s in run.pieces if (p := trim(draft, *s))]
                    if pieces and speech(draft, run, found[0]):
                        yield make(draft, found[0], found[1], pieces, "inner quotation")


def _just_before(draft: Draft, run: Run, tokens: Tokens) -> tuple[Token, str] | None:
    """The cue verb that nothing but a comma or colon parts from a quotation behind it."""
    token = draft.doc[tokens.at(len(draft.report.text[: run.start].rstrip(" \n\xa0,:")) - 1)]
    cue = next((c for c in verbs().get(token.lower_, ()) if "q" in c.frames), None)
    return (token, cue.stance) if cue is not None and is_verb(token) and speaks(token) else None


def _single(draft: Draft, runs: list[Run]) -> Iterator[Find]:
    """Content set in single marks inside double ones."""
    text, tokens, table = draft.report.text, Tokens(draft.doc), verbs()
    for run in runs:
        for match in _INNER.finditer(text, run.start + 1, run.end):
            piece = trim(draft, match.start(1), match.end(1))
            if piece is None or " " not in text[slice(*piece)]:
                continue
            first, last = tokens.at(run.start), tokens.after(match.start())
            for token in reversed(draft.doc[max(first, last - _REACH) : last]):
                if token.text in (".", "?", "!") or (token.i < last - 1 and token.text == "'"):
                    break
                cue = next((c for c in table.get(token.lower_, ()) if "q" in c.frames), None)
                if cue is not None and is_verb(token) and speaks(token):
                    yield make(draft, token, cue.stance, [piece], "inner quotation")
                    break
