"""Channels: the newspaper, agency or broadcaster somebody spoke to ("told Reuters", "in an interview with the BBC")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from pourparler.annotate.actors import denote, source_name
from pourparler.annotate.actors.lexicon import bodies
from pourparler.annotate.draft import Draft
from pourparler.annotate.quick import numbers
from pourparler.annotate.rules import load_table, words
from pourparler.annotate.statements.find import Find, Piece
from pourparler.annotate.statements.sources import phrase, source_of
from pourparler.annotate.syntax import prep_objects
from pourparler.model.findings import ActorKind

_GENERIC = re.compile(
    r"\b(?:News|Times|Post|Journal|Tribune|Herald|Gazette|Daily|Telegraph|Guardian|Chronicle|Observer|Globe|Courier|Mail|"
    r"Sentinel|Examiner|Inquirer|Informer|Advocate|Standard|Independent|Weekly|Magazine|Review|Reporter|Press|Radio|TV|"
    r"Television|Broadcasting|Sunday|Today|Nation|Zeitung|Presse|Monde|Figaro|Pa[ií]s|Repubblica|Nemzet|[KW][A-Z]{2,3})\b"
    r"|\w(?:TV|[Nn]ews|Radio)\b|\w\.(?:com|net|org|info|ru|ua|uk|cn|kr|ir|il|de|fr|in|tv|gr)\b"
)
_MEDIUM = re.compile(r"\b(?:media|television|radio|newspaper|daily|agency|broadcaster)\b")
_OWNS = re.compile(r"['’]s\b")
_OUTLET_NOUNS = frozenset(
    "newspaper paper daily weekly magazine radio television tv broadcaster channel network website agency "
    "station outlet".split()
)
_MEDIA = frozenset({"agencies", "media", "newspapers", "broadcasters", "television", "radio", "tv"})
_STATE = frozenset("state state-run state-owned state-controlled state-backed official".split())
_INTERVIEW = frozenset(
    "interview appearance broadcast programme program podcast op-ed column essay editorial article commentary "
    "piece".split()
)
_CARRIED = re.compile(
    r"\b(?:remarks?|comments?|statement|speech|address|message|letter|interview|briefing|conference|text|video|footage|"
    r"article|commentary|transcript|memo|cable|email|recording|document)\b[^.,;:\n]{0,40}?\b(?:carried|broadcast|published|"
    r"aired|televised|shown|distributed|reported|released|posted|quoted|transmitted|relayed|printed|read|seen|obtained|"
    r"reviewed)\b[^.,;:\n]{0,30}?\b(?:by|on|in)\b"
)
_GO_ON = frozenset({"add", "continue", "go"})
_SPOKEN_BEFORE = 2  # statements, after which an interview is no longer what the report is about
_BETWEEN = 100  # characters of the words that attribute, at most
_SOON = 400  # characters from a statement to the interview that it turns out to come from
_TELL = frozenset({"tell", "inform", "address"})
_SPEAK = frozenset({"speak", "talk", "write", "email"})
_PREPS = frozenset({"with", "to", "on", "for", "by", "of", "in", "from"})
_PUBLISH = frozenset({"publish", "air", "broadcast", "run", "carry", "release", "post", "print"})
_SENT = frozenset("statement comment comments remark remarks email e-mail message letter text answer response".split())
_SHOW = re.compile(r"\b(?:[Oo]n|told|to|with|by) (?:the )?((?:[A-Z][\w.]*[ -]){0,3}[A-Z][\w.]*)['’]s? [\"“]")
_ISSUE = frozenset({"issue", "edition", "website", "site"})
_STAFF = frozenset(
    "reporter correspondent journalist host anchor board editor columnist presenter programme program show "
    "service".split()
)
_ARGUMENT = frozenset({"nsubj", "nmod", "pobj", "dobj", "dative", "poss", "compound", "iobj"})
_THROUGH = frozenset({"prep", "pobj", "acl", "compound", "poss", "nmod", "agent"})


@dataclass(frozen=True, slots=True)
class Channel:
    """Where words were given to an outlet.

    whole: it is an occasion (an interview) whose other words in the report came the same way. event: the report tells
    of it by itself ("spoke with X"), not beside a remark.
    """

    name: str
    speaker: str | None
    start: int
    whole: bool
    occasion: Piece | None = None
    event: bool = False


@cache
def outlets() -> frozenset[str]:
    """Names and aliases of the news media we know."""
    rows = [r for r in load_table("actors/bodies.tsv", columns=("name", "aliases", "sort")) if r["sort"] == "media"]
    return frozenset(n for r in rows for n in (r["name"], *r["aliases"].split("|")) if n) | words(
        "statements/outlets.tsv"
    )


def is_outlet(name: str) -> bool:
    """Is a canonical name that of a news medium, as far as the name tells?"""
    return name in outlets() or bool(_GENERIC.search(name) or _MEDIUM.search(name))


def outlet(draft: Draft, token: Token, *, told: bool = False) -> str | None:
    """Name of the news outlet a noun phrase stands for, or None. The report's own outlet is none.

    told: somebody spoke to it, so that an unknown "The Hindu" with its capital article is one too.
    """
    names = [c.i for c in token.children if c.dep_ in ("compound", "nmod", "poss") and c.pos_ == "PROPN"]
    left = min(names, default=token.i)
    text = " ".join(draft.doc[left : token.i + 1].text.split()).removeprefix("the ").removeprefix("The ")
    if token.i + 1 < len(draft.doc) and token.nbor(1).dep_ == "nummod" and token.nbor(1).head == token:
        text = f"{text} {token.nbor(1).text}"  # "Rossiya 24"
    name = next((p.name for p in denote(draft, token)), text)
    if _OWNS.search(name) and not _OWNS.search(text):
        name = text  # "BlazeTV's Glenn Beck", taken for one name
    media = name in outlets() or text in outlets()
    if not media:
        dated = token.ent_type_ in ("PERSON", "DATE", "TIME")
        called = token.is_upper and any(c.lower_ in _OUTLET_NOUNS for c in token.lefts)  # "the Turkish channel NTV"
        capital = token.pos_ == "PROPN" or left < token.i or called
        capital = capital or not (token.is_lower or token.is_upper or token.is_sent_start)
        media = capital and not dated and name[:1].isupper() and bool(_GENERIC.search(name))
    if not media and told and token.pos_ == "PROPN" and token.i not in draft.places and _unknown(draft, token):
        article = next((c for c in token.children if c.text == "The"), None)
        media = article is not None and not article.is_sent_start
    inner = None
    common = token.lower_ in _OUTLET_NOUNS or (token.lower_ == "service" and token.nbor(-1).lower_ == "news")
    if name not in outlets() and (common or (not media and token.lower_ == "media")):
        inner = next((c for c in token.children if c.dep_ in ("appos", "compound") and _named(c)), None)
        if inner is not None and token.lower_ != "media":
            known = next((p.name for p in denote(draft, inner)), None)
            name, media = known if known in outlets() else _whole(draft, inner), True
        elif any(c.lower_ in _STATE for c in token.lefts):  # "on state television", whose name nobody gives
            name, media = source_name(draft, token) or name, True
    if not media and told and token.lower_ in _MEDIA and any(c.dep_ == "amod" and c.is_title for c in token.lefts):
        name, media = source_name(draft, token) or name, True  # "Russian news agencies"
    if (
        media
        and not (inner is not None and token.is_lower)
        and name not in outlets()
        and name in (whole := _whole(draft, token))
    ):
        name = whole  # "the News Agency of Nigeria"
    own = {draft.report.outlet, draft.report.agency}
    return name if media and name not in own else None


def _named(token: Token) -> bool:
    return token.pos_ == "PROPN" or (token.is_upper and len(token) > 1)


def _whole(draft: Draft, name: Token) -> str:
    """A name with what belongs to it: "Echo of Moscow"."""
    first, last = phrase(name)
    parts = draft.doc[first.i + (first.pos_ == "DET") : last.i + 1]
    return (
        " ".join(parts.text.split())
        if all(t.pos_ in ("PROPN", "ADP", "DET") or t.text == "-" for t in parts)
        else name.text
    )


def _unknown(draft: Draft, token: Token) -> bool:
    """Is a name nobody's, or that of a body we know nothing of?"""
    ref = draft.ref_at.get(token.i)
    entity = ref.entity if ref is not None else None
    return entity is None or (entity.kind is ActorKind.ORGANISATION and entity.name not in bodies())


def channels(draft: Draft, finds: list[Find]) -> list[Channel]:
    """Every channel the report tells of, in order."""
    out: list[Channel] = []
    heads = {f.verb.i: f for f in finds if f.verb is not None}
    wanted, roles = numbers(_ARGUMENT, draft.doc.vocab.strings), draft.doc.to_array("DEP").tolist()
    for sent in draft.body():
        for token in (draft.doc[i] for i in range(sent.start, sent.end) if roles[i] in wanted):
            if token.pos_ in ("PROPN", "NOUN") or token.lower_ in ("daily", "weekly"):
                channel = _channel(draft, token, heads)
                if channel is not None:
                    out.append(channel)
    out += _carried(draft, heads, {c.start for c in out})
    out = [replace(c, whole=c.whole and not c.name.islower() and "(unnamed)" not in c.name) for c in out]
    return sorted(out, key=lambda c: c.start)


def _carried(draft: Draft, heads: dict[int, Find], known: set[int]) -> Iterator[Channel]:
    """ "In remarks carried by Xinhua", "on CBS's 'Face the Nation'", which parsers often take apart."""
    for match in _SHOW.finditer(draft.report.text):
        span = draft.doc.char_span(*match.span(1), alignment_mode="expand")
        if span is not None and span[-1].idx not in known:
            switched = match.group().startswith("On")  # from where he spoke before
            channel = _spoken(draft, span[-1], span[-1], heads, whole=not switched)
            if channel is not None:
                yield channel
    for match in _CARRIED.finditer(draft.report.text):
        span = draft.doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if span is None or span[-1].i + 1 >= len(draft.doc):
            continue
        noun, medium = span[0], span[-1].nbor(1)
        while medium.dep_ in ("det", "compound", "amod", "poss", "nmod", "punct") and medium.head.i > medium.i:
            medium = medium.head
        if medium.idx in known or medium.pos_ not in ("PROPN", "NOUN"):
            continue
        channel = _spoken(draft, medium, noun, heads, whole=noun.lower_ in _INTERVIEW)
        if channel is not None:
            yield channel


def _channel(draft: Draft, token: Token, heads: dict[int, Find], named: Token | None = None) -> Channel | None:
    """The channel that a noun phrase names by where it stands; the shape is looked at first, the name only then.

    named: the outlet's own token where the phrase is that of its reporter or board.
    """
    named = named or token
    node, owns = token.head, token.dep_ in ("compound", "poss", "nmod")
    if not owns and (owned := _owned(token)) is not None:
        node, owns = owned, True
    if owns and (node.lower_ in _STAFF or node.ent_type_ == "PERSON" or node.pos_ == "PROPN"):
        if node.dep_ == "nsubj" and node.head.lemma_ == "ask":
            return _spoken(draft, token, node.head, heads, whole=True, asked=True)
        if node.dep_ not in ("dobj", "dative", "pobj"):
            return None
        part = (
            token.dep_ == "compound" and outlet(draft, node, told=True) is not None
        )  # of "the News Agency of Nigeria"
        return _channel(draft, node, heads, token) if not part else None
    if token.dep_ == "nsubj":
        return _published(draft, token, node)
    if token.dep_ == "pobj" and node.head.dep_ == "nsubj" and node.head.lower_ in _ISSUE:
        return _published(draft, token, node.head.head)
    if token.dep_ in ("dobj", "dative", "iobj"):
        return _spoken(draft, named, node, heads, whole=False) if node.lemma_ in _TELL else None
    if token.dep_ == "pobj":
        prep, node = node, node.head
        if prep.lower_ not in _PREPS:
            return None
        if prep.lower_ == "to" and node.lower_ in _SENT:
            return _spoken(draft, named, node, heads, whole=False)
        if node.lemma_ in _SPEAK and prep.lower_ in ("to", "with", "for", "in"):
            return _spoken(draft, named, node, heads, whole=True)
        if node.lemma_ in ("say", "appear", "tell", "comment", "confirm") and prep.lower_ in ("on", "to"):
            return _spoken(draft, named, node, heads, whole=node.lemma_ in ("appear", "comment"))
    for _ in range(3):
        if node.lower_ in _INTERVIEW or (named != token and node.lemma_ in ("meeting", "meet", "session")):
            channel = _spoken(draft, named, node, heads, whole=True)
            if channel is None:
                return None
            first, last = phrase(node)
            last = max(last, phrase(token)[1], key=lambda t: t.i)
            return replace(channel, occasion=(first.idx, last.idx + len(last.text)))
        if node.dep_ not in _THROUGH:
            return None
        node = node.head
    return None


def _owned(token: Token) -> Token | None:
    """Whose name follows an outlet with a possessive mark, where parsers take the mark for something else."""
    doc, at = token.doc, token.i + 2
    if at >= len(doc) or doc[at - 1].tag_ != "POS":
        return None
    while at + 1 < len(doc) and doc[at].dep_ == "compound":
        at += 1
    return doc[at]


def _spoken(
    draft: Draft, token: Token, node: Token, heads: dict[int, Find], *, whole: bool, asked: bool = False
) -> Channel | None:
    """The channel with the speaker of the nearest verb above, if the phrase names an outlet."""
    name = outlet(draft, token, told=True)
    if name is None or draft.quote_at(token.idx) is not None:
        return None
    speaker: str | None = None
    while True:
        if asked:  # the one asked speaks in the clause above
            node, asked = node.head, False
        if node.i in heads:
            speaker = heads[node.i].name
            break
        if node.pos_ == "VERB" and (subject := source_of(node)) is not None:
            speaker = next((p.name for p in denote(draft, subject)), None)
            break
        if node.head == node:
            break
        node = node.head
    return Channel(name, speaker, token.idx, whole, event=node.i not in heads)


def _published(draft: Draft, token: Token, verb: Token) -> Channel | None:
    """ "The daily published an interview with …": whoever was interviewed speaks through it."""
    if verb.lemma_ not in _PUBLISH:
        return None
    interview = next((c for c in verb.children if c.dep_ == "dobj" and c.lower_ in _INTERVIEW), None)
    if interview is None or (name := outlet(draft, token)) is None:
        return None
    other = next(prep_objects(interview, "with", "of"), None)
    speaker = source_name(draft, other) if other is not None else None
    first, last = phrase(interview)
    return Channel(name, speaker, token.idx, True, (first.idx, last.idx + len(last.text)), event=True)


def channel_of(
    draft: Draft, find: Find, found: list[Channel], ordered: list[Find], *, own: bool, again: bool = False
) -> Channel | None:
    """Through which outlet a statement came: that of its own sentence, or that of the speaker's interview.

    ordered: the statements of the body in the order of the text. own: the statement has an occasion of its own, so that
    no interview told of elsewhere was where it was made. again: that occasion is "the interview" told of before.
    """
    if find.name is None or find.parent is not None or find.outer:
        return None
    mine = [c for c in found if c.speaker == find.name]
    sent = find.source.sent if find.source is not None else None
    here = [c for c in mine if sent is not None and sent.start_char <= c.start < sent.end_char]
    if here:
        same = next((c.occasion for c in mine if c.name == here[0].name and c.occasion), None)
        return replace(here[0], occasion=here[0].occasion or same)
    if again:
        return next((c for c in reversed(mine) if c.start <= find.end), None)
    held = [c for c in mine if c.whole] if not own else []
    before = [c for c in held if c.start <= find.start]
    if before:
        return before[-1] if _reaches(draft, before[-1], find, ordered) else None
    return held[0] if held and _resumed(draft, find, held[0], ordered) else None


def _reaches(draft: Draft, channel: Channel, find: Find, ordered: list[Find]) -> bool:
    """Does an interview hold what its speaker says further on?

    One that the report opens with (behind its lead at the latest), or tells of as an event, holds the rest; one that a
    single remark was made in, when he has spoken elsewhere before, holds what follows it at once.
    """
    theirs = [f for f in ordered if f.name == find.name and f.parent is None]
    earlier = [f for f in theirs if f.end < channel.start and not _about(draft, f, channel.start)]
    if channel.event or len(earlier) < _SPOKEN_BEFORE:
        return True
    last = next((f for f in theirs if _about(draft, f, channel.start)), None)
    for follower in theirs:
        if last is not None and last.end < follower.start <= find.start:
            if not at_once(draft, last, follower):
                return False
            last = follower
    return last is find


def _about(draft: Draft, find: Find, char: int) -> bool:
    """Does a statement stand in the sentence of a character?"""
    sent = find.source.sent if find.source is not None else None
    return sent is not None and sent.start_char <= char < sent.end_char


def at_once(draft: Draft, first: Find, second: Find) -> bool:
    """Does a statement follow another with nothing but the words of attribution between them?"""
    end = max([first.end, *(b for _, b in first.cue)])
    start = min([second.start, *(a for a, _ in second.cue)])
    return start - end < _BETWEEN


def _resumed(draft: Draft, find: Find, channel: Channel, ordered: list[Find]) -> bool:
    """Is the interview told of only behind the lead, or where its speaker goes on ("…," he added in a talk with X)?"""
    if channel.start - find.end >= _SOON:
        return False
    later = [f for f in ordered if f.parent is None and f.start > find.start and f.start <= channel.start]
    if any(f.name != find.name for f in later):
        return False
    first = not any(f.name == find.name and f.parent is None and f.start < find.start for f in ordered)
    if first and len(later) < _SPOKEN_BEFORE:
        return True  # the lead; where it was said comes behind it
    goes_on = any(f.verb is not None and f.verb.lemma_ in _GO_ON and _about(draft, f, channel.start) for f in later)
    return (goes_on and len(later) < 2) or "\n" not in draft.report.text[find.end : channel.start].strip()
