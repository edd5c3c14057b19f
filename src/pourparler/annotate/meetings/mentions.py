"""Mentions of meetings: each word that a frame claims, with its roles, status and time. No mention knows of another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from pourparler.annotate.actors import Party, place_of
from pourparler.annotate.draft import Draft
from pourparler.annotate.meetings.frames import Frame, entries, frames, lands
from pourparler.annotate.meetings.roles import is_press, parties_of, places, role
from pourparler.annotate.meetings.spans import noun_span, purpose, talks_purpose, verb_span
from pourparler.annotate.meetings.status import Reading, happening, noun_status, verb_status
from pourparler.annotate.meetings.windows import Times, window_of
from pourparler.annotate.syntax import clause, prep_objects, subject
from pourparler.model.findings import ActorKind, Timex
from pourparler.model.window import Window

_ORDINALS = {
    w: n for n, ws in enumerate(("first 1st inaugural", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th",
    "sixth 6th", "seventh 7th", "eighth 8th", "ninth 9th", "tenth 10th"), start=1) for w in ws.split()
}  # fmt: skip
_ANCHORS = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "such"})
_OFTEN = frozenset({"often", "regularly", "frequently", "usually", "sometimes", "rarely", "routinely", "annually"})
_MANY = frozenset(
    {
        "regular",
        "frequent",
        "routine",
        "numerous",
        "many",
        "countless",
        "daily",
        "weekly",
        "monthly",
        "previous",
        "various",
    }
)


@dataclass(slots=True, eq=False)
class Mention:
    """One mention. `heads`: anchor and verbs that carry it; `definite`: speaks of an occasion as already known."""

    frame: Frame
    anchor: Token
    heads: tuple[int, ...]
    start: int
    end: int
    reading: Reading
    parties: list[Party] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    ordinal: int | None = None
    definite: bool = False
    times: list[tuple[Timex, Token]] = field(default_factory=list)
    window: Window | None = None
    purpose: tuple[int, int] | None = None


def find_mentions(draft: Draft) -> list[Mention]:
    """All mentions of a report's body, in order."""
    known, times = frames(), Times(draft)
    out: list[Mention] = []
    for sent in draft.body():
        for token in sent:
            if (found := known.get(token.lemma_.lower())) and token.pos_ in _ANCHORS:
                out += _claim(draft, token, found, times)
    return out


def _claim(draft: Draft, token: Token, candidates: tuple[Frame, ...], times: Times) -> Iterator[Mention]:
    verbal = token.pos_ in ("VERB", "AUX")
    for frame in candidates:
        if frame.verbal is verbal:
            mention = _verbal(draft, token, frame, times) if verbal else _nominal(draft, token, frame, times)
            if mention is not None:
                yield mention
                return


def _verbal(draft: Draft, verb: Token, frame: Frame, times: Times) -> Mention | None:
    if not _verb_fits(verb, frame):
        return None
    roles = {path: list(role(verb, path)) for path in frame.parties}
    if any(is_press(t) for path in frame.counter or ("with", "to", "object") for t in roles.get(path, ())):
        return None
    parties, parts = _cast(draft, roles, frame)
    if frame.counter and not _counterpart(draft, roles, frame):
        return None
    spots = places(draft, verb, (), frame.place)
    if frame.visit and not spots:
        return None
    if frame.visit:
        parties = _with_host(draft, parties, spots)
    reading = Reading(frame.status, verb.text) if frame.status else verb_status(verb)
    when = times.on(verb, ())
    first, last = verb_span(verb, [*parts, *spots, *(root for _, root in when)])
    aim = purpose([verb])
    return Mention(
        frame=frame,
        anchor=verb,
        heads=(verb.i,),
        start=first.idx,
        end=last.idx + len(last.text),
        reading=reading,
        parties=parties,
        places=_names(draft, spots),
        times=when,
        window=window_of(when),
        purpose=(aim[0].idx, aim[1].idx + len(aim[1].text)) if aim else None,
        definite=any(c.dep_ == "advmod" and c.lower_ == "when" for c in verb.children),
    )


def _verb_fits(verb: Token, frame: Frame) -> bool:
    children = {c.lower_ for c in verb.children}
    if children & _OFTEN or (frame.particle and not children & frame.particle):
        return False
    if frame.only_with and not any(True for _ in prep_objects(verb, *frame.only_with)):
        return False
    return not frame.purpose or talks_purpose(verb)


def _counterpart(draft: Draft, roles: dict[str, list[Token]], frame: Frame) -> bool:
    """Does somebody of the right kind stand where the other side has to stand?"""
    for path in frame.counter:
        for token in roles.get(path, ()):
            for party in parties_of(draft, token, describe=True):
                entity = draft.entities.get(party.name)
                kind = entity.kind if entity else ActorKind.UNNAMED
                if not frame.kinds or kind.value in frame.kinds or kind is ActorKind.UNNAMED:
                    return True
    return False


def _cast(draft: Draft, roles: dict[str, list[Token]], frame: Frame) -> tuple[list[Party], list[Token]]:
    parties: dict[str, Party] = {}
    parts = []
    for path, tokens in roles.items():
        for token in tokens:
            found = parties_of(draft, token, describe=path != "modifier")
            for party in found:
                parties.setdefault(party.name, party)
            if found or path in ("with", "between", "object", "among"):
                parts.append(token)
    return list(parties.values()), parts


def _nominal(draft: Draft, noun: Token, frame: Frame, times: Times) -> Mention | None:
    if not _noun_fits(noun, frame):
        return None
    supports = _supports(noun)
    if frame.only_of:
        supports += tuple(o for o in prep_objects(noun, "of") if o.lemma_.lower() in frame.only_of)
    if frame.purpose and not any(talks_purpose(t) for t in (noun, *supports)):
        return None
    roles = {path: list(role(noun, path, supports)) for path in frame.parties if path != "support"}
    if any(is_press(t) for path in ("with", "between") for t in roles.get(path, ())):
        return None
    if frame.only_with and not any(roles.get(path) for path in frame.only_with):
        return None
    if "support" in frame.parties:
        roles["support"] = _takers(noun, supports, alone=not (roles.get("between") or roles.get("of")))
    parties, parts = _cast(draft, roles, frame)
    spots = places(draft, noun, supports, frame.place)
    taken = _names(draft, spots)
    parties = [
        p for p in parties if p.name not in taken or (p.name in draft.entities and not _is_modifier(noun, spots))
    ]
    if frame.visit:
        parties = _with_host(draft, parties, spots)
    when = times.on(noun, supports)
    first, last = noun_span(noun, [*parts, *(root for _, root in when)])
    aim = purpose([noun, *supports])
    return Mention(
        frame=frame,
        anchor=noun,
        heads=(noun.i, *(s.i for s in supports)),
        start=first.idx,
        end=last.idx + len(last.text),
        reading=noun_status(noun),
        parties=parties,
        places=taken,
        ordinal=next((_ORDINALS[c.lower_] for c in noun.children if c.lower_ in _ORDINALS), None),
        definite=any((c.dep_ == "det" and c.lower_ in _DEFINITE) or c.dep_ == "poss" for c in noun.children),
        times=when,
        window=window_of(when),
        purpose=(aim[0].idx, aim[1].idx + len(aim[1].text)) if aim else None,
    )


def _is_modifier(noun: Token, spots: list[Token]) -> bool:
    return any(s.head is noun and s.i < noun.i for s in spots)


def _noun_fits(noun: Token, frame: Frame) -> bool:
    if noun.dep_ == "compound" or (frame.plural and noun.tag_ not in ("NNS", "NNPS")):
        return False
    left = {c.lemma_.lower() for c in noun.children if c.dep_ in ("compound", "amod", "nmod", "poss")}
    left |= {g.lemma_.lower() for c in noun.children if c.dep_ in ("compound", "amod") for g in c.children}
    if left & frame.unless or left & _MANY:
        return False
    if frame.only and not left & frame.only:
        return False
    if frame.only_of and not any(o.lemma_.lower() in frame.only_of for o in prep_objects(noun, "of")):
        return False
    return not (noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ == "round")


def _supports(noun: Token) -> tuple[Token, ...]:
    """Verbs that carry a noun: it is their subject or object, or hangs on them by a preposition."""
    verb = happening(noun)
    if verb is not None:
        return (verb,)
    above = noun.head
    if noun.dep_ in ("dobj", "nsubjpass") and above.pos_ == "VERB":
        return (above,)
    return ()


def _takers(noun: Token, supports: tuple[Token, ...], *, alone: bool) -> list[Token]:
    """Subjects of verbs whose subject takes part: "X held talks", "X came for talks", "at a meeting with Y, X said"."""
    above = noun.head
    if noun.dep_ == "dobj" and above.pos_ == "VERB":
        entry = entries("verb").get(above.lemma_) or next(
            (e for c in above.children if c.dep_ == "prt" and (e := entries("verb").get(f"{above.lemma_} {c.lower_}"))),
            None,
        )
        found = subject(above) if entry is not None and entry.part and not clause(above).passive else None
        return [found] if found is not None else []
    if noun.dep_ == "pobj" and above.head.pos_ in ("VERB", "AUX") and alone:
        verb = above.head
        entry = entries("verb").get(f"{verb.lemma_} {above.lower_}")
        inside = above.lower_ in ("at", "in", "during", "on", "for", "after", "before") and entry is None
        if (entry is not None and entry.part) or inside:
            found = subject(verb)
            return [found] if found is not None else []
    return []


def _with_host(draft: Draft, parties: list[Party], spots: list[Token]) -> list[Party]:
    """Who visits a place visits its state, if it is not his own."""
    home = {p.name for p in parties} | {e.acts_for for p in parties if (e := draft.entities.get(p.name))}
    hosts = [state for name in _names(draft, spots) if (state := lands().get(name)) and state not in home]
    return [*parties, Party(hosts[0])] if parties and hosts else parties


def _names(draft: Draft, spots: list[Token]) -> list[str]:
    return list(dict.fromkeys(name for t in spots if (name := place_of(draft, t))))
