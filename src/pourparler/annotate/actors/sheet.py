"""What the actor step keeps beside the draft while it works on one report."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spacy.tokens import Token

from pourparler.annotate.actors.scan import Found, Hit, TitleHit
from pourparler.annotate.draft import Draft, Entity, Ref
from pourparler.model.findings import ActorKind

if TYPE_CHECKING:
    from pourparler.annotate.actors.offices import Held


@dataclass(slots=True)
class Sheet:
    """Gazetteer hits, references by token and what is known of each person, for one report."""

    draft: Draft
    found: Found
    hit_by_end: dict[int, Hit]
    hit_by_start: dict[int, Hit]
    title_by_end: dict[int, TitleHit]
    title_by_start: dict[int, TitleHit]
    title_at: dict[int, TitleHit]
    sent_starts: list[int]
    refs: list[Ref] = field(default_factory=list)
    held: list[tuple[Entity, Held]] = field(default_factory=list)
    plural: set[str] = field(default_factory=set)
    abroad: set[str] = field(default_factory=set)
    topic: str | None = None
    doubtful: frozenset[str] | None = None

    @classmethod
    def of(cls, draft: Draft, found: Found) -> Sheet:
        """A fresh sheet over what the gazetteers found."""
        sheet = cls(
            draft=draft,
            found=found,
            hit_by_end={h.end: h for h in found.hits},
            hit_by_start={h.start: h for h in found.hits},
            title_by_end={t.end: t for t in found.titles},
            title_by_start={t.start: t for t in found.titles},
            title_at={i: t for t in found.titles for i in range(t.start, t.end)},
            sent_starts=[s.start for s in draft.sents],
        )
        for hit in found.hits:  # a line may end between a title and a name
            if hit.end < len(draft.doc) and _line_end(draft.doc[hit.end]):
                sheet.hit_by_end.setdefault(hit.end + 1, hit)
        for title in found.titles:
            if title.end < len(draft.doc) and _line_end(draft.doc[title.end]):
                sheet.title_by_end.setdefault(title.end + 1, title)
        return sheet

    def sentence(self, i: int) -> int:
        """Number of the sentence that a token stands in."""
        return bisect_right(self.sent_starts, i) - 1

    def add(self, start: int, end: int, entity: Entity | None, rule: str) -> Ref:
        """Note a reference in its place in the order; tokens that already belong to one keep it."""
        ref = Ref(start, end, head_of(self.draft.doc, start, end), entity, rule)
        insort(self.refs, ref, key=lambda r: r.start)
        for i in range(start, end):
            self.draft.ref_at.setdefault(i, ref)
        return ref

    def drop(self, ref: Ref) -> None:
        """Take a reference back."""
        k = bisect_left(self.refs, ref.start, key=lambda r: r.start)
        while k < len(self.refs) and self.refs[k].start == ref.start:
            if self.refs[k] is ref:
                del self.refs[k]
                break
            k += 1
        for i in range(ref.start, ref.end):
            if self.draft.ref_at.get(i) is ref:
                del self.draft.ref_at[i]

    def people(self) -> list[Entity]:
        """The persons of the report, in order of appearance."""
        return [e for e in self.draft.entities.values() if e.kind is ActorKind.PERSON]

    def entity(self, name: str, kind: ActorKind, *, acts_for: str | None = None) -> Entity:
        """The entity of this name, made if need be."""
        entity = self.draft.entities.get(name)
        if entity is None:
            entity = self.draft.entities[name] = Entity(name=name, kind=kind, acts_for=acts_for)
        elif acts_for and entity.acts_for is None:
            entity.acts_for = acts_for
        return entity


def _line_end(token: Token) -> bool:
    """Is the token the end of a line inside a paragraph?"""
    return token.is_space and token.text.count("\n") == 1


def head_of(doc: object, start: int, end: int) -> int:
    """Index of the token in [start, end) whose head lies outside; the last one if there are several."""
    head = end - 1
    for i in range(end - 1, start - 1, -1):
        token: Token = doc[i]  # type: ignore[index]
        above = token.head.i
        if above == i or not start <= above < end:
            return i
    return head
