"""How many of those who meet must be known for a mention to count: two, or one where the words make up for the rest."""

from __future__ import annotations

from spacy.tokens import Token

from pourparler.annotate.actors import Party, denote
from pourparler.annotate.actors.lexicon import bodies
from pourparler.annotate.draft import Draft
from pourparler.annotate.meetings.frames import Frame
from pourparler.annotate.meetings.mention import is_envoy, is_several
from pourparler.annotate.meetings.roles import parties_of
from pourparler.annotate.meetings.status import spell_of
from pourparler.annotate.syntax import conjuncts
from pourparler.model.findings import ActorKind, MeetingForm

Roles = dict[str, list[Token]]
_URGENT = frozenset("emergency extraordinary urgent special".split())
_GUESTS = ("owner", "from", "by")
_NAMING = ("modifier", "owner", "of", "support")


def needed_of_noun(draft: Draft, noun: Token, frame: Frame, roles: Roles, *, place: bool, time: bool) -> int:
    """Of a noun with these roles; place, time: are they said?"""
    lefts = {t.lower_ for t in noun.lefts}
    told = place and time
    alone = [t for path in ("support", "of") for t in roles.get(path, ())]
    enough = (
        "summit" in lefts
        or (told and _names_body(draft, roles, "modifier"))
        or ((place or time) and _names_body(draft, roles, "owner"))
        or (len(alone) == 1 and is_several(alone[0]))
        or (frame.form is MeetingForm.TALKS and noun.tag_ == "NNS" and (place or time))
        or (frame.form is MeetingForm.CONFERENCE and told and noun.text[0].isupper())
        or (noun.tag_ == "NN" and (place or time or lefts & _URGENT) and _of_known_body(draft, roles))
        or sum(len(conjuncts(t)) for t in roles.get("between", ())) > 1
        or ((place or time) and _with_person(draft, roles))
        or (frame.visit and time and any(is_envoy(draft, p) for path in _GUESTS for p in _all(draft, roles, path)))
        or (_spell_of_talks(noun, frame) and bool(roles.get("support")))
        or (frame.form is MeetingForm.CALL and noun.tag_ == "NN" and time and bool(roles.get("support")))
    )
    return 1 if enough else frame.needs


def _spell_of_talks(noun: Token, frame: Frame) -> bool:
    return frame.form is MeetingForm.TALKS and not frame.stretch and spell_of(noun) is not noun


def needed_of_verb(draft: Draft, verb: Token, frame: Frame, roles: Roles, *, told: bool) -> int:
    """Of a verb with these roles; told: is a place or a time said?"""
    subjects = roles.get("subject", [])
    if frame.group and any(is_several(t) for t in subjects):
        return 1  # "NATO leaders met"
    if frame.group and told and any(_is_known_body(p) for t in subjects for p in denote(draft, t)):
        return 1  # "the Security Council will meet on Friday"
    return 1 if told and _with_person(draft, roles) else frame.needs


def _with_person(draft: Draft, roles: Roles) -> bool:
    """Is it somebody named with whom one meets? Then there was a meeting, whoever the other was."""
    return any(_kind(draft, p) is ActorKind.PERSON for t in roles.get("with", ()) for p in _who(draft, t))


def _all(draft: Draft, roles: Roles, path: str) -> list[Party]:
    return [p for t in roles.get(path, ()) for p in _who(draft, t)]


def _who(draft: Draft, token: Token) -> list[Party]:
    return parties_of(draft, token, describe=False)


def _kind(draft: Draft, party: Party) -> ActorKind | None:
    entity = draft.entities.get(party.name)
    return entity.kind if entity is not None else None


def _names_body(draft: Draft, roles: Roles, path: str) -> bool:
    """Does a body give the meeting its name ("the OPEC meeting"), or own it ("its next meeting")?"""
    found = [p for t in roles.get(path, ()) for p in denote(draft, t)]
    return any(_kind(draft, p) is ActorKind.ORGANISATION and not draft.entities[p.name].acts_for for p in found)


def _of_known_body(draft: Draft, roles: Roles) -> bool:
    return any(_is_known_body(p) for path in _NAMING for t in roles.get(path, ()) for p in denote(draft, t))


def _is_known_body(party: Party) -> bool:
    entry = bodies().get(party.name)
    return entry is not None and entry.detail == "organisation/body"
