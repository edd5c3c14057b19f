"""The working sheet of one report while it is annotated; frozen into an AnnotatedReport at the end.

Steps read what earlier steps wrote and append their own. Nothing here outlives `annotate`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Sent

from pourparler.annotate.quick import numbers
from pourparler.annotate.quotes import Quote, find_quotes
from pourparler.model.findings import ActorKind, Commitment, Event, Meeting, Office, Statement, Timex, Timing
from pourparler.model.text import Evidence, Report

_BLOCK = 512  # characters of text whose statements are looked up together


@dataclass(slots=True, eq=False)
class Entity:
    """An actor in the making: one for everything the report calls by different names.

    sex: "m" or "f" where a title, a given name or common knowledge tells.
    """

    name: str
    kind: ActorKind
    aliases: set[str] = field(default_factory=set)
    offices: list[Office] = field(default_factory=list)
    acts_for: str | None = None
    sex: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Ref:
    """Tokens [start, end) that name or stand for an entity. `head` is the index of the syntactic head token.

    entity: None where nobody can tell. rule: what decided ("gazetteer", "surname", "pronoun", "office", …).
    """

    start: int
    end: int
    head: int
    entity: Entity | None
    rule: str


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing a step found, for `explain`: which step, which rule, on which characters, and why in words."""

    step: str
    rule: str
    start: int
    end: int
    why: str


@dataclass(slots=True, eq=False)
class Draft:
    """One report with its Doc and everything found in it so far.

    `token.idx` is an offset of `report.text`. `sents` holds only sentences of the report's body (and of its title, as
    the first, when `has_title`). `meeting_heads` and `commitment_heads` map a finding's id to the indices of the head
    tokens of its mentions; of a commitment the last one is the verb or noun that binds. `meeting_times` has for the
    head token of a time that a mention's own clause gives the meeting's id and the index of the mention's anchor.
    `refs` is ordered by start; `ref_at` maps each token index inside a Ref to it; `groups` maps the head token of a
    plural phrase ("they") to the names it stands for, `places` each token of a place name to the place. `issuers`
    keeps who "we" are outside quotations, with the number of statements known when that was looked up.
    """

    report: Report
    doc: Doc
    quotes: tuple[Quote, ...] = ()
    sents: list[Sent] = field(default_factory=list)
    has_title: bool = False
    timexes: list[Timex] = field(default_factory=list)
    entities: dict[str, Entity] = field(default_factory=dict)
    refs: list[Ref] = field(default_factory=list)
    ref_at: dict[int, Ref] = field(default_factory=dict)
    groups: dict[int, tuple[str, ...]] = field(default_factory=dict)
    places: dict[int, str] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    timings: list[Timing] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    meeting_heads: dict[str, tuple[int, ...]] = field(default_factory=dict)
    commitment_heads: dict[str, tuple[int, ...]] = field(default_factory=dict)
    meeting_times: dict[int, tuple[str, int]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    traces: list[Trace] = field(default_factory=list)
    issuers: tuple[int, tuple[str, ...]] | None = None
    use_model: bool = True
    calendar: Path | None = None
    _quote_starts: list[int] = field(default_factory=list)
    _said: dict[int, list[tuple[int, int, Statement]]] = field(default_factory=dict)
    _said_until: int = 0

    @classmethod
    def open(cls, report: Report, doc: Doc) -> Draft:
        """A fresh sheet: quotation marks and body sentences are laid out, nothing is found yet."""
        draft = cls(report=report, doc=doc, quotes=find_quotes(report.text))
        draft._quote_starts = [q.start for q in draft.quotes]
        layout = report.layout
        zones = [z for z in (layout.title, *layout.body) if z is not None]
        for sent in doc.sents:
            if any(z.start < sent.end_char and sent.start_char < z.end for z in zones) and not sent.text.isspace():
                draft.sents.append(sent)
        draft.has_title = bool(layout.title and draft.sents and draft.sents[0].start_char < layout.title.end)
        return draft

    def body(self) -> Iterator[Sent]:
        """Sentences of the body, without the headline: a headline repeats, it does not report."""
        return iter(self.sents[1:] if self.has_title else self.sents)

    def among(self, words: frozenset[str]) -> Iterator[Token]:
        """Tokens of the body that are one of these words, in any case, in order.

        Looks at the numbers that stand for words: to make a token only to read it costs ten times as much.
        """
        wanted, doc = numbers(words, self.doc.vocab.strings), self.doc
        lower = doc.to_array("LOWER").tolist()
        for sent in self.body():
            for i in range(sent.start, sent.end):
                if lower[i] in wanted:
                    yield doc[i]

    def quote_at(self, char: int) -> Quote | None:
        """The quotation whose inside covers a character, or None."""
        i = bisect_right(self._quote_starts, char) - 1
        if i >= 0 and self.quotes[i].inner <= char < self.quotes[i].outer:
            return self.quotes[i]
        return None

    def evidence(self, start: int, end: int) -> Evidence:
        """Characters [start, end) of the report as evidence."""
        return self.report.evidence(start, end)

    def words(self, first: Token, last: Token) -> Evidence:
        """Tokens first..last (both inclusive) as evidence."""
        return self.report.evidence(first.idx, last.idx + len(last.text))

    def tell(self, step: str, rule: str, start: int, end: int, why: str) -> None:
        """Note for `explain` what was found and why."""
        self.traces.append(Trace(step, rule, start, end, why))

    def speaker_at(self, char: int) -> Statement | None:
        """The innermost statement whose content covers a character: whose "I" and "we" stand there."""
        if self._said_until != len(self.statements):
            self._index_statements()
        best: Statement | None = None
        size = 1 << 60
        for start, end, statement in self._said.get(char // _BLOCK, ()):
            if start <= char < end and end - start < size:
                best, size = statement, end - start
        return best

    def statements_at(self, char: int) -> list[Statement]:
        """All statements whose content covers a character, in order."""
        if self._said_until != len(self.statements):
            self._index_statements()
        known = {s.id: s for start, end, s in self._said.get(char // _BLOCK, ()) if start <= char < end}
        return list(known.values())

    def _index_statements(self) -> None:
        """Sort contents into blocks of text, so that a long report costs no more a word than a short one."""
        for statement in self.statements[self._said_until :]:
            for piece in statement.content_spans:
                start, end = piece.span.start, piece.span.end
                for block in range(start // _BLOCK, (end - 1) // _BLOCK + 1):
                    self._said.setdefault(block, []).append((start, end, statement))
        self._said_until = len(self.statements)
