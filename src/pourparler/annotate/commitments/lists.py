"""Items of a list under one promise: "The two sides agreed to:" and then a line for each deed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span, Token

from pourparler.annotate.commitments.candidates import Candidate
from pourparler.annotate.commitments.frames import WILL, Frame, frames
from pourparler.annotate.commitments.parties import predicate
from pourparler.annotate.draft import Draft
from pourparler.annotate.syntax import subject

_ITEM = re.compile(r"(?m)^[ \t\xa0]*(?:[-•*–·]|\(?\d{1,2}[.)]|\([a-z]\))[ \t\xa0]+")
_BREAK = re.compile(r"\n[ \t\xa0]*\n(?=\S)")
_WORDS = re.compile(
    r"(?:\*\*)?(?P<deed>[^\W\d].*?)(?=\*\*|[.;:]\s|[.;:]?\s*\Z|, including\b|\n[ \t\xa0]*\n)", re.DOTALL
)
_MOST = 40  # items: a longer list is no declaration


def listed(draft: Draft, sent: Span) -> Iterator[tuple[Candidate, Token, Token]]:
    """Candidates for the items of the list that `sent` opens, with first and last token of each deed."""
    colon = _last(sent)
    if colon.text != ":" or colon.i < 2 or colon.nbor(-1).lower_ != "to":
        return
    binding = _binding(sent)
    if binding is None:
        return
    frame, promise = binding
    actor = subject(predicate(promise.head if frame is WILL else promise))
    for start, end in _items(draft.report.text, colon.idx + 1):
        words = draft.doc.char_span(start, end, alignment_mode="contract")
        if words is not None and len(words) > 1:
            yield Candidate(frame=frame, promise=promise, deed=words[0], place="item", actor=actor), words[0], words[-1]


def _last(sent: Span) -> Token:
    token = sent[-1]
    while token.i > sent.start and token.is_space:
        token = token.nbor(-1)
    return token


def _binding(sent: Span) -> tuple[Frame, Token] | None:
    """The last binding word of the sentence and its frame."""
    for token in reversed(list(sent)):
        if token.tag_ == "MD" and token.lower_ in ("will", "shall"):
            return WILL, token
        for frame in frames().get(token.lemma_.lower(), ()):
            if "infinitive" in frame.takes and token.pos_ in frame.pos and not frame.whole:
                return frame, token
    return None


def _items(text: str, at: int) -> Iterator[tuple[int, int]]:
    """Where the deeds of a list stand that begins right behind `at`; the list ends with the first line not indented."""
    marks: list[re.Match[str]] = []
    end = len(text)
    for mark in _ITEM.finditer(text, at):
        between = text[marks[-1].end() if marks else at : mark.start()]
        if (not marks and between.strip()) or len(marks) == _MOST:
            break
        stop = _BREAK.search(between)
        if marks and stop is not None:
            break
        marks.append(mark)
    for i, mark in enumerate(marks):
        limit = marks[i + 1].start() if i + 1 < len(marks) else end
        found = _WORDS.match(text, mark.end(), limit)
        if found is not None:
            yield found.span("deed")
