"""Quotations within quotations: "He told me, 'Wait,' and we waited." """

from __future__ import annotations

import re
from collections.abc import Iterator

from pourparler.annotate.draft import Draft
from pourparler.annotate.statements.clauses import is_verb, make, speaks
from pourparler.annotate.statements.find import Find, trim
from pourparler.annotate.statements.lexicon import verbs
from pourparler.annotate.statements.quoted import Run, Tokens

_INNER = re.compile(r"(?<![\w’'])['‘](?=[A-Z“])((?:[^'‘’\n]|\b['’]\b){6,600}?)['’](?!\w)")
_REACH = 8  # tokens between the cue and the inner quotation


def inner_finds(draft: Draft, runs: list[Run]) -> Iterator[Find]:
    """Attributions whose content is set in single marks inside double ones."""
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
