"""Long lists of those who take part, read from left to right where parsers lose the thread.

"for President A, rebel leader B, the foreign ministers of X and Y, C and D, and minister E" is a list of five: C and D
are the ministers just told by their office.
"""

from __future__ import annotations

from spacy.tokens import Token

from pourparler.annotate.actors import Party
from pourparler.annotate.draft import Draft, Ref
from pourparler.model.findings import ActorKind

_LONGEST = 60  # tokens
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OWNED = frozenset({"of", "to", "with", "by"})
_JOINTS = frozenset({",", "and", ";", "as"})
_INSIDE = frozenset({"of", "the", "for", "-", "–"})
_WORDS = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "X"})


def listed(draft: Draft, token: Token) -> list[Party]:
    """Who is named or described by office in a list of three or more that begins at a person; [] if it is none."""
    ref = draft.ref_at.get(token.i)
    if ref is None or not _is_person(ref):
        return []
    out: list[str] = []
    group: tuple[str, ...] = ()
    names: list[str] = []
    i, joint, last = ref.start, "", ""
    end = min(i + _LONGEST, len(draft.doc))
    while i < end and _goes_on(draft, i):
        ref = draft.ref_at.get(i)
        if i in draft.groups:
            group, names, last = draft.groups[i], [], joint
            out += group
            i = _behind_owners(draft, i)
        elif ref is not None and ref.start == i and _is_person(ref):
            if draft.doc[ref.head].dep_ in _SUBJECTS or draft.doc[i - 1].lower_ in _OWNED:
                break  # somebody who says or does something; "a friend of A"
            names += [ref.entity.name] if ref.entity is not None else []
            out += names[-1:]
            last = joint
            if len(names) == len(group):  # all for whom the office stood have now their names
                out = [n for n in out if n not in group or n in names]
            i = ref.end
        else:
            joint = draft.doc[i].lower_ if draft.doc[i].lower_ in _JOINTS else joint
            i += 1
    found = list(dict.fromkeys(out))
    return [Party(name) for name in found] if last == "and" and len(found) > 2 else []


def _goes_on(draft: Draft, i: int) -> bool:
    token = draft.doc[i]
    if token.is_space or token.lower_ in _JOINTS or token.lower_ in _INSIDE:
        return True
    return token.pos_ in _WORDS and token.ent_type_ not in ("DATE", "TIME")


def _behind_owners(draft: Draft, i: int) -> int:
    """The first token behind "ministers of X and Y"."""
    i += 1
    while i < len(draft.doc):
        ref = draft.ref_at.get(i)
        state = ref is not None and ref.entity is not None and ref.entity.kind is not ActorKind.PERSON
        joint = draft.doc[i].lower_ in ("of", "the", ",", "and")
        following = draft.ref_at.get(i + 1) or draft.ref_at.get(i + 2)
        if not state and not (joint and following is not None and not _is_person(following)):
            return i
        i += 1
    return i


def _is_person(ref: Ref) -> bool:
    return ref.entity is not None and ref.entity.kind is ActorKind.PERSON
