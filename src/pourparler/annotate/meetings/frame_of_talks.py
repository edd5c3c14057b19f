"""Between whom the negotiation goes that a report is about: the sides that a bare "the talks" leaves unsaid.

What a report says of sides elsewhere (who met, who signed an accord, between whom a war is, who accuses whom) is told
in the order of the text. A mention of talks without parties of its own takes those told in its own sentence, else those
told last before it, else those told next after it; where the whole report knows of one negotiation only, those.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from pourparler.annotate.actors import Party, denote, kind_of, states_of
from pourparler.annotate.actors.groups import high_office, holder_of, is_pair, is_side_noun, leader_of, ranks_of
from pourparler.annotate.actors.lexicon import Rank, states
from pourparler.annotate.draft import Draft
from pourparler.annotate.meetings.frames import teams
from pourparler.annotate.meetings.mention import Mention
from pourparler.annotate.meetings.occasion import family_of
from pourparler.annotate.meetings.roles import sentence
from pourparler.annotate.meetings.status import OPEN
from pourparler.annotate.rules import load_table
from pourparler.annotate.syntax import agent, clause, direct_object, prep_objects, subject
from pourparler.model.findings import ActorKind, MeetingForm

_BACK, _AHEAD = 1500, 500  # characters: how far before and after a mention its sides may be told
_KINDS = frozenset({ActorKind.STATE, ActorKind.ORGANISATION, ActorKind.GROUP})
_TALKS = frozenset({"talks", "negotiations", "discussions", "round", "dialogue", "conference", "meeting", "session"})
_OVER = frozenset({"after", "following", "since"})
_TALKS |= {"bare-round", "conference-on", "bargaining"}
_NO_TALKS = frozenset({"brief-somebody", "testify", "testimony", "ceremony", "audience"})
_TABLE = frozenset({"at-the-table", "bring-to-the-table"})
_ROUNDS = frozenset({"talks", "negotiations", "discussions", "round", "dialogue", "at-the-table", "bargaining"})
_IN_PASSING = frozenset({"before", "ahead", "prior", "until", "in", "at", "during", "on"})


@dataclass(frozen=True, slots=True)
class Told:
    """Sides that the report tells together, at a token; `weak`: set against each other without any dealing."""

    at: int
    sides: tuple[str, ...]
    weak: bool = False


@cache
def kinds() -> dict[str, str]:
    """Kind of a verb by lemma: accord, quarrel, led, hosted."""
    return {row["word"]: row["kind"] for row in load_table("meetings/sides.tsv", columns=("word", "kind"))}


class FrameOfTalks:
    """The negotiation of a report; what is told of sides is looked up once, when a mention first wants it."""

    def __init__(self, draft: Draft, mentions: list[Mention]) -> None:
        self._draft = draft
        self._mentions = mentions
        self._told: list[Told] | None = None

    def fill(self, mention: Mention) -> bool:
        """Give a mention that lacks parties those of the negotiation; was there anything to give?"""
        if not _wants(self._draft, mention):
            return False
        found = self._sides_at(mention.anchor, mention)
        if found is None:
            return False
        sides, near = found
        if not near and mention.frame.stretch:
            return False
        if not near and not (mention.window or mention.places or mention.reading.by in _OVER):
            return False
        parties = self._as_called(mention, sides, inferred=not near)
        if parties is None:
            return False
        mention.parties = parties
        return True

    def has_sides(self, mention: Mention) -> bool:
        """Do all who are said to take part speak for sides of the negotiation: does one go to the other's capital?"""
        if mention.frame.verbal and self._goes_back(mention):
            return True
        mine = set(_sides(self._draft, (p.name for p in mention.parties)))
        found = self._sides_at(mention.anchor, mention)
        hosted = mention.frame.name == "bare-round" and _leading(mention) is not None
        if (
            mention.frame.name == "bare-round"
            and not hosted
            and not any(m.frame.name in _ROUNDS for m in self._mentions)
        ):
            return False  # of voting, of drinks
        return len(mine) > 1 and found is not None and mine <= set(found[0])

    def _goes_back(self, mention: Mention) -> bool:
        """Does somebody go where he has met those who are at home there, as go-betweens do?"""
        traveller = mention.parties[0].name if len(mention.parties) > 1 else None
        hosts = {state for p in mention.parties[1:] for state in states_of(self._draft, p.name)}
        for other in self._mentions:
            names = [p.name for p in other.parties]
            met = {s for n in names if n != traveller for s in states_of(self._draft, n)}
            if (
                other.start < mention.start
                and other.frame.name != mention.frame.name
                and traveller in names
                and met & hosts
            ):
                return True
        return False

    def _sides_at(self, token: Token, mention: Mention | None) -> tuple[tuple[str, ...], bool] | None:
        """The sides told nearest to a token, and whether they are told near enough to be plain."""
        if self._told is None:
            self._told = sorted(_told(self._draft, self._mentions), key=lambda t: t.at)
        roof = {p.name for p in mention.parties} if mention is not None and _leading(mention) == "hosted" else set()
        told = [t for t in self._told if (mention is None or t.at not in mention.heads) and not roof & set(t.sides)]
        doc, (first, end) = self._draft.doc, sentence(token)
        inside = [t for t in told if first <= t.at < end]
        before = [t for t in told if t.at < first and doc[first].idx - doc[t.at].idx < _BACK]
        after = [t for t in told if t.at >= end and doc[t.at].idx - doc[end - 1].idx < _AHEAD]
        often = Counter(frozenset(t.sides) for t in told if not t.weak)
        for times in (2, 1):
            for some, near in ((inside[::-1], True), (before[::-1], True), (after, False)):
                found = next((t for t in some if often[frozenset(t.sides)] >= times and (near or times == 1)), None)
                if found is not None:
                    return found.sides, near
        weak = next((t for t in (*inside, *before[::-1], *after) if t.weak), None)
        if weak is not None:
            wrangling = mention is not None and mention.frame.stretch and weak.at < token.i
            return weak.sides, weak in inside or wrangling
        everything = {frozenset(t.sides) for t in told if not t.weak}
        return (told[0].sides, False) if len(everything) == 1 and told else None

    def _as_called(self, mention: Mention, sides: tuple[str, ...], *, inferred: bool) -> list[Party] | None:
        """The sides as the mention calls those who meet; None if somebody is said to be there who is no side."""
        draft = self._draft
        if mention.frame.verbal and mention.frame.name not in _TABLE:
            who = subject(mention.anchor)
            return [Party(n, inferred) for n in _by_office(draft, who, sides)] if who is not None else None
        own = [p for p in mention.parties if not _is_vague(p)]
        if mention.form is MeetingForm.SUMMIT or mention.frame.form is MeetingForm.SUMMIT:
            sides = tuple(leader_of(draft, s) for s in sides)
        if not own:
            return [Party(n, inferred) for n in sides]
        mine = {s for p in own for s in (states_of(draft, p.name) or (p.name,))}
        if mine & set(sides):
            return [*own, *(Party(n, inferred) for n in sides if n not in mine)]
        lead = _leading(mention)
        if lead == "hosted":
            mention.places = mention.places or [p.name for p in own if p.name in states()]
            return [Party(n, inferred) for n in sides]
        return [*(Party(n, inferred) for n in sides), *own] if lead == "led" else None


def _wants(draft: Draft, mention: Mention) -> bool:
    """Does a mention speak of talks, as of something real, without saying between whom?"""
    frame, reading = mention.frame, mention.reading
    told = bool(mention.window or mention.places)
    if reading.status == OPEN or reading.by.startswith("if ") or (reading.by in _IN_PASSING and not told):
        return False
    if frame.name in _TABLE:
        named = sum(not _is_vague(p) for p in mention.parties)
        who = subject(mention.anchor)
        return named < mention.needs and (named > 0 or (who is not None and is_team(draft, who)))
    if frame.verbal:
        who = subject(mention.anchor)
        return who is not None and all(_is_vague(p) for p in mention.parties) and is_team(draft, who)
    if not mention.definite and _of_another_matter(draft, mention.anchor):
        return False
    known = [p for p in mention.parties if not _is_vague(p)]
    if not (frame.name in _TALKS or _of_the_same(mention.anchor)) or len(known) > 1 + (_leading(mention) == "hosted"):
        return False
    return not known or mention.needs > 1 or _leading(mention) is not None


def _of_another_matter(draft: Draft, noun: Token) -> bool:
    """Are they talks "over" something of which the report has not spoken: "negotiations over insurance took weeks"?"""
    topics = [o for o in prep_objects(noun, "over", "about", "on") if o.pos_ == "NOUN" and o.ent_type_ == ""]
    return any(all(t.lemma_ != o.lemma_ for t in draft.doc[: noun.i]) for o in topics)


def _of_the_same(noun: Token) -> bool:
    """Is it a summit "of the same four"?"""
    return any(o.pos_ == "NUM" or o.lower_ == "same" for o in prep_objects(noun, "of"))


def is_team(draft: Draft, noun: Token) -> bool:
    """Is a noun a bare plural of office, which can stand for the sides: "chief negotiators", "their deputies"?"""
    if noun.tag_ != "NNS" or noun.lemma_.lower() not in teams():
        return False
    if any(True for _ in prep_objects(noun, "of", "from", "for")):
        return False
    own = draft.ref_at.get(noun.i)
    return all(draft.ref_at.get(t.i) in (None, own) or t.dep_ == "poss" for t in noun.lefts)


def _is_vague(party: Party) -> bool:
    """Is a party only a description without any name: "senior commanders (unnamed)"?"""
    return party.name.endswith("(unnamed)")


def _leading(mention: Mention) -> str | None:
    """What those do whom a mention names, if they lead or host the talks of others."""
    noun = mention.anchor
    verbs = [noun.head] if noun.dep_ in ("dobj", "nsubjpass") else []
    verbs += [c for c in noun.children if c.dep_ in ("acl", "relcl")]
    found = (kinds().get(v.lemma_) for v in verbs if v.pos_ == "VERB")
    return next((k for k in found if k in ("led", "hosted")), None)


def _by_office(draft: Draft, noun: Token, sides: tuple[str, ...]) -> tuple[str, ...]:
    """Leaders and ministers of the sides, or the sides for whom their teams speak."""
    if ranks_of(noun) == (Rank.HEAD,):
        return tuple(leader_of(draft, s) for s in sides)
    title = high_office(draft, noun)
    if title is not None and title.rank is Rank.MINISTER:
        return tuple(holder_of(draft, title, s) for s in sides)
    return sides


def _told(draft: Draft, mentions: Iterable[Mention]) -> Iterator[Told]:
    for mention in mentions:
        told = family_of(mention) in ("talks", "meal") and mention.frame.name not in _NO_TALKS
        of_others = mention.frame.name in _TALKS and _leading(mention) is not None
        if told and mention.reading.status != OPEN and not of_others:
            sides = _sides(draft, (p.name for p in mention.parties))
            if len(sides) > 1:
                yield Told(mention.anchor.i, sides)
    for sent in draft.body():
        for token in sent:
            names, weak = _together(draft, token)
            sides = _sides(draft, names)
            if len(sides) > 1:
                yield Told(token.i, sides, weak)


def _together(draft: Draft, token: Token) -> tuple[Iterable[str], bool]:
    """Names that a word tells together: those who agree, those between whom something is, "the two sides"."""
    if token.pos_ == "VERB":
        kind = kinds().get(token.lemma_)
        return (_around(draft, token), kind == "quarrel") if kind in ("accord", "quarrel") else ((), False)
    if token.lower_ == "between":
        return (p.name for c in token.children if c.dep_ == "pobj" for p in denote(draft, c)), False
    if token.tag_ == "NNS" and is_side_noun(token) and is_pair(token):
        return (p.name for p in denote(draft, token)), False
    return (), False


def _around(draft: Draft, verb: Token) -> Iterator[str]:
    """Names of who does something with or to whom."""
    passive = clause(verb).passive
    doer = agent(verb) if passive else subject(verb)
    if not passive or doer is None:
        doer = doer or subject(verb)
    others = [o for holder in (verb, direct_object(verb)) if holder is not None for o in prep_objects(holder, "with")]
    if kinds()[verb.lemma_] == "quarrel" and (target := direct_object(verb)) is not None:
        others.append(target)
    for token in (doer, *others):
        if token is not None:
            yield from (p.name for p in denote(draft, token))


def _named_in(draft: Draft, description: str) -> str:
    """The state or body named in a description: "negotiators for Yemen's government (unnamed)"."""
    known = (e.name for e in draft.entities.values() if e.kind in _KINDS and e.name in description)
    return max(known, key=len, default=description)


def _sides(draft: Draft, names: Iterable[str]) -> tuple[str, ...]:
    """States and bodies for whom some names stand, without doubles."""
    out = []
    for name in names:
        entity = draft.entities.get(name)
        side = (entity.acts_for if entity is not None else None) or next(iter(states_of(draft, name)), name)
        if _is_vague(Party(side)):
            side = _named_in(draft, side)
        if side in states() or kind_of(draft, side) in _KINDS or (entity is not None and entity.offices):
            out.append(side)
    return tuple(dict.fromkeys(out))
