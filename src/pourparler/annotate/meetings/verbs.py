"""Mentions of meetings by a verb: "met with", "hosted", "was in Pyongyang to push", "when the two get together"."""

from __future__ import annotations

from spacy.tokens import Token

from pourparler.annotate.draft import Draft
from pourparler.annotate.meetings.frames import Frame
from pourparler.annotate.meetings.mention import Mention, cast, is_envoy, with_host
from pourparler.annotate.meetings.roles import is_press, names, parties_of, places, role
from pourparler.annotate.meetings.spans import purpose, talks_purpose, verb_span
from pourparler.annotate.meetings.status import OPEN, Reading, verb_status
from pourparler.annotate.meetings.windows import Times, window_of
from pourparler.annotate.syntax import prep_objects
from pourparler.model.findings import ActorKind

_OFTEN = frozenset("often regularly frequently usually sometimes rarely routinely annually daily weekly".split())
_PRONOUNS = frozenset({"it", "that", "this", "which"})


def verbal(draft: Draft, verb: Token, frame: Frame, times: Times) -> Mention | None:
    """The mention that a verb makes under a frame, or None."""
    if not _fits(verb, frame):
        return None
    if frame.anaphor:
        return _anaphor(draft, verb, frame, times)
    roles = {path: list(role(verb, path)) for path in frame.parties}
    if any(is_press(t) for path in frame.counter or ("with", "to", "object") for t in roles.get(path, ())):
        return None
    if frame.counter and not _counterpart(draft, roles, frame):
        return None
    parties, parts = cast(draft, verb, roles)
    spots = places(draft, verb, (), frame.place)
    if frame.visit:
        if not spots or not (frame.purpose or any(is_envoy(draft, p) for p in parties)):
            return None
        parties = with_host(draft, parties, spots)
    when = times.on(verb, ())
    first, last = verb_span(verb, [*parts, *spots, *(root for _, root in when)])
    return Mention(
        frame=frame,
        anchor=verb,
        heads=(verb.i,),
        start=first.idx,
        end=last.idx + len(last.text),
        reading=Reading(frame.status, verb.text) if frame.status else verb_status(verb),
        parties=parties,
        places=names(draft, spots),
        times=when,
        window=window_of(when),
        purpose=purpose([verb]),
        definite=any(c.dep_ == "advmod" and c.lower_ == "when" for c in verb.children),
        sequel=next((c.lower_ for c in verb.children if c.lower_ == "again"), None),
    )


def _anaphor(draft: Draft, verb: Token, frame: Frame, times: Times) -> Mention | None:
    """ "It will happen next week": the meeting spoken of before."""
    if not any(c.dep_ in ("nsubj", "nsubjpass") and c.lower_ in _PRONOUNS for c in verb.children):
        return None
    asked = any(c.dep_ == "advmod" and c.tag_ == "WRB" for c in verb.children)
    spots, when = places(draft, verb, (), ()), times.on(verb, ())
    return Mention(
        frame=frame,
        anchor=verb,
        heads=(verb.i,),
        start=verb.idx,
        end=verb.idx + len(verb.text),
        reading=Reading(OPEN, "") if asked else verb_status(verb),
        places=names(draft, spots),
        times=when,
        window=window_of(when),
        definite=True,
    )


def _fits(verb: Token, frame: Frame) -> bool:
    children = {c.lower_ for c in verb.children}
    if verb.dep_ in ("acl", "relcl") and any(c.lower_ in ("first", "only", "last") for c in verb.head.lefts):
        return False  # "the first president to visit Cuba" tells of the man, not of an occasion of its own
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
                if not frame.kinds or kind.value in frame.kinds:
                    return True
    return False
