"""Mentions of meetings by a verb: "met with", "hosted", "was in Pyongyang to push", "when the two get together"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from pourparler.annotate.actors import Party, kind_of, states_of
from pourparler.annotate.draft import Draft
from pourparler.annotate.meetings.enough import needed_of_verb
from pourparler.annotate.meetings.frames import Frame, frames, going
from pourparler.annotate.meetings.mention import Mention, cast, has_counterpart, is_envoy, is_public, with_host
from pourparler.annotate.meetings.roles import (
    further,
    here,
    is_press,
    lost_subjects,
    names,
    parties_of,
    places,
    role,
    sentence,
)
from pourparler.annotate.meetings.spans import purpose, talks_purpose, verb_span
from pourparler.annotate.meetings.status import OPEN, Reading, verb_status
from pourparler.annotate.meetings.table import table_of
from pourparler.annotate.meetings.windows import Times, window_of
from pourparler.annotate.syntax import agent, clause, direct_object, prep_objects, subject
from pourparler.model.findings import ActorKind, MeetingForm

_OFTEN = frozenset(
    "often regularly frequently usually sometimes rarely routinely periodically annually daily weekly".split()
)
_LEVEL = {"leader": MeetingForm.SUMMIT, "minister": MeetingForm.MINISTERIAL}
_LEVEL |= dict.fromkeys(("team", "delegation", "negotiator", "envoy", "diplomat", "aide"), MeetingForm.OFFICIAL)
_OF_ALL = frozenset({"world", "foreign", "national", "other", "several", "many"})
_LINES = frozenset("phone telephone video link videolink videoconference hotline".split())
_SMALL = frozenset({"ccomp", "xcomp", "advcl"})
_SPELLS = frozenset({"minute", "hour", "day", "morning", "afternoon", "evening", "night"})
_PAPERS = frozenset("letter message note telegram cable statement interview speech email courier".split())
_CALLED = frozenset({"oprd", "ccomp", "xcomp", "attr", "prt", "acomp"})
_PRONOUNS = frozenset({"it", "that", "this", "which"})


def verbal(draft: Draft, verb: Token, frame: Frame, times: Times) -> list[Mention]:
    """The mentions that a verb makes under a frame: one, or one for each "with" of "met with X and then with Y"."""
    if not _fits(verb, frame):
        return []
    if frame.anaphor:
        return _anaphor(draft, verb, frame, times)
    later = further(verb) if "with" in frame.parties else []
    borders = [*(w.i for w in later), sentence(verb)[1]]
    first = _meeting(draft, verb, frame, times, borders[0])
    if first is None:
        return []
    return [first, *(_another(draft, first, w, times, end) for w, end in zip(later, borders[1:], strict=True))]


def _meeting(draft: Draft, verb: Token, frame: Frame, times: Times, border: int) -> Mention | None:
    """The mention of a verb from what stands before a border."""
    roles = {path: [t for t in role(verb, path) if t.i < border] for path in frame.parties}
    if frame.name == "discuss-with" and (thing := direct_object(verb)) is not None:
        roles["with"] += [t for t in prep_objects(thing, "with") if t not in roles["with"]]
    if any(is_press(t) for path in frame.counter or ("with", "to", "object") for t in roles.get(path, ())):
        return None
    if frame.counter and not has_counterpart(draft, roles, frame):
        return None
    if any(_is_crowd(t) for t in roles.get("object", ())):
        return None
    near = range(verb.i, verb.i + 9)  # what a parser calls an object farther off is none
    things = [t for t in roles.get("object", ()) if t.i in near and t.ent_type_ not in ("DATE", "TIME")]
    if not frame.counter and any(not parties_of(draft, t, describe=True) for t in things):
        return None  # "meet any challenge"
    parties, parts = cast(draft, verb, roles)
    if "subject" in frame.parties and not roles["subject"]:
        parties = [*lost_subjects(draft, verb), *parties]
    carriers = _carriers(verb)
    if frame.things and (thing := direct_object(verb)) is not None:
        carriers = (*carriers, thing)
    if frame.at_table and (table := table_of(verb)) is not None:
        carriers = (*carriers, table)
    ways = (*frame.place, "to") if verb.dep_ == "conj" and carriers else frame.place
    spots = [s for s in places(draft, verb, carriers, ways) if s.i < border]
    if frame.visit:
        if not spots or not any((is_public if frame.purpose else is_envoy)(draft, p) for p in parties):
            return None
        parties = with_host(draft, parties, spots)
    when = [(window, root) for window, root in times.on(verb, carriers) if root.i < border]
    if frame.dated and not when and (frame.placed or not frame.counter):
        return None
    if frame.dated and not when and all(t.pos_ == "PRON" for p in frame.counter for t in roles[p]):
        return None
    if frame.told and not (when or spots or _lasted(verb)):
        return None
    if frame.name == "speak-together" and (spots or not _of_two_states(draft, parties)):
        return None
    if (frame.placed and not spots) or not _of_right_kinds(draft, parties, frame):
        return None
    if frame.name == "speak" and (spots or _beside(verb)):
        frame = replace(frame, form=None)  # face to face
    first, last = verb_span(verb, [*parts, *spots, *(root for _, root in when)])
    return Mention(
        frame=frame,
        anchor=verb,
        heads=(verb.i, *(c.i for c in carriers)),
        start=first.idx,
        end=last.idx + len(last.text),
        reading=Reading(frame.status, verb.text) if frame.status else verb_status(verb),
        parties=parties,
        places=names(draft, spots) or here(draft, (verb, *carriers)),
        times=when,
        window=window_of(when),
        purpose=purpose([verb, verb.head] if verb.dep_ == "xcomp" else [verb]),
        needs=needed_of_verb(draft, verb, frame, roles, told=bool(spots or when)),
        form=_form(verb),
        definite=any(c.dep_ == "advmod" and c.lower_ == "when" for c in verb.children),
        sequel=next((c.lower_ for c in verb.children if c.lower_ == "again"), None),
    )


def _is_crowd(token: Token) -> bool:
    """Are they too many to talk to: "welcomed more than 2,000 refugees"?"""
    return any(c.dep_ == "nummod" and len(c.text) > 2 and c.text[0].isdigit() for c in token.children)


def _of_two_states(draft: Draft, parties: list[Party]) -> bool:
    """Do they speak for two states, so that they "spoke" to each other and not to a crowd?"""
    return len({state for p in parties for state in states_of(draft, p.name)[:1]}) > 1


def _of_right_kinds(draft: Draft, parties: list[Party], frame: Frame) -> bool:
    """Do they speak for two states, and are two of them people, where the frame asks for it?"""
    if frame.two_states and not _of_two_states(draft, parties):
        return False
    people = [p for p in parties if kind_of(draft, p.name) is ActorKind.PERSON]
    return not frame.persons or len(people) > 1


def _beside(verb: Token) -> bool:
    """ "On the sidelines of" something else: there they stood face to face."""
    return any(o.lemma_ in ("sideline", "margin") for o in prep_objects(verb, "on"))


def _form(verb: Token) -> MeetingForm | None:
    """What stands beside the verb says of the form: a telephone, or leaders and ministers who do it."""
    if _by_phone(verb):
        return MeetingForm.CALL
    head = subject(verb)
    if head is None or head.tag_ != "NNS" or (head.lemma_ == "leader" and not _of_states(head)):
        return None
    return _LEVEL.get(head.lemma_)


def _of_states(leaders: Token) -> bool:
    """Are they leaders of states or of all together, not "business leaders"?"""
    left = [c for c in leaders.lefts if c.dep_ in ("amod", "compound", "nmod")]
    return all(c.pos_ == "PROPN" or c.ent_type_ in ("NORP", "GPE", "ORG") or c.lower_ in _OF_ALL for c in left)


def _by_phone(verb: Token) -> bool:
    return any(o.lemma_ in _LINES for o in prep_objects(verb, "by", "over", "on", "via", "through"))


def _carriers(verb: Token) -> tuple[Token, ...]:
    """The journey made "to meet" somebody: its day and place are the meeting's."""
    above = verb.head
    if above.i == verb.i or above.pos_ != "VERB" or above.lemma_ not in going():
        return ()
    if verb.dep_ == "conj" and verb.tag_ == above.tag_ and subject(verb) == subject(above):
        return (above,)  # "flew to Bonn on Thursday and met"
    to_meet = verb.dep_ in ("advcl", "xcomp") and any(c.tag_ == "TO" for c in verb.lefts)
    return (above,) if to_meet else ()


def _another(draft: Draft, first: Mention, word: Token, times: Times, end: int) -> Mention:
    """What a later "with" says: the same verb and subject, other counterparts, times and places."""
    verb = first.anchor
    others = [t for t in word.children if t.dep_ == "pobj"]
    own = cast(draft, verb, {"subject": list(role(verb, "subject")), "with": others})
    spots = [s for s in places(draft, verb, (word,), ()) if word.i < s.i < end]
    when = [(x, root) for x, root in times.on(verb, (word,)) if root.i < verb.i or word.i < root.i < end]
    last = verb_span(word, [*own[1], *spots])[1]
    return replace(
        first,
        heads=(word.i,),
        start=word.idx,
        end=last.idx + len(last.text),
        parties=own[0],
        places=names(draft, spots),
        times=when,
        window=window_of(when),
        purpose=purpose([word]) or None,
        sequel="another",
    )


def _anaphor(draft: Draft, verb: Token, frame: Frame, times: Times) -> list[Mention]:
    """ "It will happen next week": the meeting spoken of before."""
    if not any(c.dep_ in ("nsubj", "nsubjpass") and c.lower_ in _PRONOUNS for c in verb.children):
        return []
    asked = any(c.dep_ == "advmod" and c.tag_ == "WRB" for c in verb.children)
    spots, when = places(draft, verb, (), ()), times.on(verb, ())
    found = Mention(
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
    return [found]


def _lasted(verb: Token) -> bool:
    return any(o.lemma_ in _SPELLS for o in prep_objects(verb, "for"))


def _calls_upon(verb: Token) -> bool:
    return any(o.ent_type_ not in ("DATE", "TIME") for o in prep_objects(verb, "on", "upon", "for"))


def _behind_place(verb: Token) -> set[str]:
    """Words that parsers give to the place behind them: "brought them together in Nairobi"."""
    return {g.lower_ for c in verb.children if c.dep_ == "prep" and verb.lemma_ == "bring" for g in c.lefts}


def _fits(verb: Token, frame: Frame) -> bool:
    children = {c.lower_ for c in verb.children}
    said = clause(verb)
    if said.perfect and said.progressive:
        return False  # "has been meeting with" tells of more than one occasion
    if any(c.dep_ == "npadvmod" and c.lemma_ == "time" and c.tag_ == "NNS" for c in verb.children):
        return False  # "spoke a few times"
    if verb.dep_ in ("acl", "relcl") and any(c.lower_ in ("first", "only", "last") for c in verb.head.lefts):
        return False  # "the first president to visit Cuba" tells of the man, not of an occasion of its own
    if children & _OFTEN or (frame.particle and not frame.particle & (children | _behind_place(verb))):
        return False
    if frame.of_sides and any(c.dep_ == "conj" and c.lemma_ in frames() for c in verb.children):
        return False  # "travelled to Seoul and met": the meeting tells of itself
    if frame.at_table and table_of(verb) is None:
        return False
    if frame.parties == ("subject",) and not frame.two_states and direct_object(verb) is not None:
        return False  # "convened a meeting" is the noun's
    if said.passive and agent(verb) is not None and frame.name != "host":
        return False  # "was met at the airport by"
    if frame.name == "talk-together" and any(True for _ in prep_objects(verb, "at", "to", "with", "before")):
        return False
    if frame.name == "speak-together" and any(True for _ in prep_objects(verb, "at", "in", "to", "with", "before")):
        return False
    if frame.name == "see-somebody" and any(c.dep_ in _SMALL or c.lower_ == "as" for c in verb.children):
        return False  # "saw him leave", "sees her as a rival"
    if frame.by_phone and not _by_phone(verb):
        return False
    if frame.things and not any(c.dep_ == "dobj" and c.lemma_.lower() in frame.things for c in verb.children):
        return False
    if frame.lasting and not _lasted(verb):
        return False
    if frame.name.startswith("tell-") and any(o.lemma_ in _PAPERS for o in prep_objects(verb, "in", "by", "through")):
        return False  # "told him in a letter"
    if frame.name == "call-on-a-day" and (any(c.dep_ in _CALLED for c in verb.children) or _calls_upon(verb)):
        return False  # "called him a killer"
    if frame.only_with and not any(True for _ in prep_objects(verb, *frame.only_with)):
        return False
    return not frame.purpose or talks_purpose(verb)
