"""Words that pass through somebody: "was quoted as saying", "X quoted Y as saying", "said, citing Y"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from pourparler.annotate.actors import denote
from pourparler.annotate.draft import Draft
from pourparler.annotate.rules import words
from pourparler.annotate.statements.channels import outlet
from pourparler.annotate.statements.clauses import cue_words, make
from pourparler.annotate.statements.find import Find, Piece, trim
from pourparler.annotate.statements.sources import source_of, words_of
from pourparler.annotate.syntax import agent, prep_objects

_QUOTE = frozenset({"quote", "cite", "report", "recall", "remember"})
_HANDED = frozenset("quote cite read relay deliver convey transmit carry".split())
_BEAR = frozenset("pass relay convey deliver transmit carry bring bear transfer forward".split())
_RECALL = frozenset({"recall", "remember", "quote"})
_AS_QUOTED = re.compile(
    r"\bas (?:first |originally |also )?(quoted|reported|cited|carried|published|relayed|translated)(?: \w+)? by\b"
)
_QUOTED_TAIL = re.compile(r"\b(quoted)\b[^.\n]{1,80}?\bas (?:saying|telling|stating)\b")
_ASIDE = 6  # characters of punctuation between words and the note of who passed them on
_CITING = frozenset({"citing", "quoting"})


def relay(draft: Draft, find: Find) -> None:
    """Set the true source of an attribution whose words were passed on, and whom they came through."""
    verb = find.verb
    if verb is None:
        _citing(draft, find, _near(draft, find))
        return
    quoted = _quoting(verb)
    if quoted is not None:
        passive = any(c.dep_ == "auxpass" for c in quoted.children)
        said = _as_saying(quoted)
        subject = next((c for c in quoted.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is None and passive:
            subject = _just_before(quoted)
        inner = subject if passive or quoted.tag_ == "VBN" else _object(quoted) or _recalled_one(verb)
        outer = _by_whom(draft, [quoted, verb, *([said] if said is not None else [])]) if passive else subject
        if inner is not None:
            find.rule = "quoted as"
            find.source, find.source_span = inner, words_of(inner)
            find.outer = [(outer, outlet(draft, outer))] if outer is not None else []
            last = max((t for t in (verb, quoted, said) if t is not None), key=lambda t: t.i)
            find.cue = [(cue_words(quoted)[0], last.idx + len(last.text))]
            find.pieces = [p for p in find.pieces if not _inside(p, find.cue[0])] or find.pieces
        return
    _handed(draft, find)
    _citing(draft, find, _participles(draft, find, verb))


def quoted_tails(draft: Draft, finds: list[Find]) -> list[Find]:
    """ "The North is willing to talk, KCNA quoted him as saying": what stands in front of the comma is the content."""
    known = {f.verb.i for f in finds if f.verb is not None}
    out: list[Find] = []
    for match in _QUOTED_TAIL.finditer(draft.report.text):
        span = draft.doc.char_span(*match.span(1))
        if span is None or span[0].i in known or draft.quote_at(span[0].idx) is not None:
            continue
        verb = span[0]
        subject, said = next((c for c in verb.children if c.dep_ == "nsubj"), None), _as_saying(verb)
        if subject is None or said is None or said.i in known:
            continue
        first = min(t.i for t in subject.subtree)
        before = draft.doc[first - 1] if first > verb.sent.start else None
        if before is None or before.text != ",":
            continue
        piece = trim(draft, verb.sent.start_char, before.idx)
        if piece is not None:
            out.append(make(draft, verb, "say", [piece], "quoted as"))
    return out


def as_quoted_by(draft: Draft, finds: list[Find]) -> None:
    """Who passed words on where that is put beside them: "…," as quoted by X; he said — as reported by X — "…" """
    for match in _AS_QUOTED.finditer(draft.report.text):
        span = draft.doc.char_span(match.end(1), match.end(), alignment_mode="expand")
        outer = next((c for c in span[-1].children if c.dep_ == "pobj"), None) if span is not None else None
        if outer is None:
            continue
        note = match.start(), words_of(outer)[1]
        for find in finds:
            find.pieces = _without(draft, find.pieces, note) or find.pieces
        before = {f: max((b for _, b in (*f.pieces, *f.cue) if b < match.start()), default=0) for f in finds}
        last = max((f for f in finds if f.cue and not f.outer), key=lambda f: before[f], default=None)
        if last is not None and match.start() - before[last] < _ASIDE:
            last.outer = [(outer, outlet(draft, outer))]


def _without(draft: Draft, pieces: list[Piece], note: Piece) -> list[Piece]:
    """A content without a note that stands at the edge of one of its pieces."""
    out: list[Piece] = []
    for start, end in pieces:
        opens = start - _ASIDE < note[0] <= start + _ASIDE < note[1] <= end
        closes = start <= note[0] < end - _ASIDE < note[1] < end + _ASIDE
        kept = [(note[1], end)] if opens else [(start, note[0])] if closes else None
        out += [(start, end)] if kept is None else [p for k in kept if (p := trim(draft, *k))]
    return out


def only_cited(draft: Draft, find: Find) -> bool:
    """Is an attribution nothing but "citing two officials", whose words stand elsewhere?"""
    span = find.source_span
    if find.rule == "quoted as" and span is not None and all(_inside(p, span, *find.cue) for p in find.pieces):
        return True
    verb = find.verb
    if verb is None or verb.lower_ not in _CITING:
        return False
    inner = _object(verb)
    return inner is not None and is_who(draft, inner)


def _inside(piece: Piece, *spans: Piece) -> bool:
    return any(start <= piece[0] and piece[1] <= end for start, end in spans)


def share_relays(finds: list[Find]) -> None:
    """ "Was quoted as telling" names nobody: whoever else in the report quotes the same source has quoted here too."""
    for find in finds:
        if find.rule == "quoted as" and not find.outer and find.name is not None:
            find.outer = next((f.outer for f in finds if f.name == find.name and f.rule == "quoted as" and f.outer), [])


def _quoting(verb: Token) -> Token | None:
    """The "quoted" above "saying", or a "quoted … as saying" itself."""
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.lemma_ in _QUOTE:
        return verb.head.head
    if verb.lemma_ in _QUOTE and _as_saying(verb) is not None:
        return verb
    return verb.head if _recalled(verb) else None


def _recalled(verb: Token) -> bool:
    """ "A former aide recalled the minister saying that …": whoever stands between the two verbs has spoken."""
    above = verb.head
    if verb.tag_ != "VBG" or above.lemma_ not in _RECALL or not above.i < verb.i or verb.nbor(-1).is_punct:
        return False
    if verb.dep_ not in ("advcl", "acl", "ccomp", "xcomp") or any(c.dep_ == "auxpass" for c in above.children):
        return False
    inner = _object(above) or _recalled_one(verb)
    return inner is not None and above.i < inner.i < verb.i


def _by_whom(draft: Draft, verbs: list[Token]) -> Token | None:
    """Who is said to quote: "by Interfax", "in the Herald newspaper"."""
    for verb in verbs:
        if (doer := agent(verb)) is not None:
            return doer
    inside = (o for v in verbs for o in prep_objects(v, "in", "on"))
    return next((o for o in inside if outlet(draft, o) is not None), None)


def _just_before(quoted: Token) -> Token | None:
    """Who stands in front of "was quoted" where the parse has lost the subject to the quotation before it."""
    passive = next(c for c in quoted.children if c.dep_ == "auxpass")
    before = passive.nbor(-1) if passive.i else None
    return before if before is not None and before.pos_ in ("PROPN", "NOUN", "PRON") else None


def _as_saying(quoted: Token) -> Token | None:
    """The participle of "quoted … as saying"."""
    for child in quoted.subtree:
        if child.lower_ == "as" and child.i > quoted.i and child.i + 1 < len(child.doc):
            after = child.nbor(1)
            if after.tag_ == "VBG":
                return after
    return None


def _object(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in ("dobj", "dative", "nsubj") and c.i > verb.i), None)


def _recalled_one(inner: Token) -> Token | None:
    """Who is recalled "saying", where parsers take him for the subject of that."""
    return next((c for c in inner.lefts if c.dep_ == "nsubj"), None)


def _near(draft: Draft, find: Find) -> list[Token]:
    """ "Citing" right behind an attribution that has no verb ("according to Yonhap, citing …")."""
    if find.source is None:
        return []
    after = find.source.doc[find.source.i + 1 : find.source.i + 4]
    return [t for t in after if t.lower_ in _CITING]


def _handed(draft: Draft, find: Find) -> None:
    """ "A deputy, quoted by Beta news agency, said"; "a letter from the king, read out by his envoy, said"."""
    if find.source is None or find.outer:
        return
    bearer = _bearer(find.verb) if find.rule == "noun" and find.verb is not None else None
    if bearer is not None and bearer != find.source and is_who(draft, bearer):
        find.outer = [(bearer, None)]
        return
    for participle in find.source.rights:
        if participle.dep_ != "acl" or participle.tag_ not in ("VBN", "VBD") or participle.lemma_ not in _HANDED:
            continue
        through = agent(participle) or next(prep_objects(participle, "by"), None)
        if through is not None and is_who(draft, through):
            find.outer = [(through, outlet(draft, through))]


def _bearer(noun: Token) -> Token | None:
    """Who "passed on a message from the king that …"."""
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    return source_of(above) if noun.dep_ in ("dobj", "pobj") and above.lemma_ in _BEAR else None


def _participles(draft: Draft, find: Find, verb: Token) -> list[Token]:
    """Every "citing" that says whom a verb's source has its words from: beside the verb, behind the source ("Kyodo,
    citing two officials, said"), or at the end of what a paper says ("…, it reported, citing two officials")."""
    own = [c for c in verb.children if c.lower_ in _CITING]
    behind = verb.doc[verb.i + 1 : verb.i + 3]
    if not own and len(behind) > 1 and behind[0].text == "," and behind[1].lower_ in _CITING:
        own = [behind[1]]
    if own or find.source is None or find.source.i > verb.i:
        return own
    own = [c for c in find.source.rights if c.lower_ in _CITING and c.nbor(-1).text == ","]
    if own or verb.tag_[:2] != "VB" or verb.dep_ == "relcl" or draft.quote_at(verb.idx) is not None:
        return own
    last = next((t for t in reversed(verb.doc[verb.i + 1 : verb.sent.end]) if t.lower_ in _CITING), None)
    loose = last is not None and last.nbor(-1).text in (",", "”", '"', "''") and outlet(draft, find.source) is not None
    return [last] if loose and last is not None and draft.quote_at(last.idx) is None else []


def _citing(draft: Draft, find: Find, participles: list[Token]) -> None:
    for participle in participles:
        inner = _object(participle)
        if inner is None or find.source is None:
            continue
        if is_who(draft, inner) and participle.i != (find.verb.i if find.verb is not None else -1):
            note = participle.idx, max(t.idx + len(t.text) for t in participle.subtree)
            find.pieces = _without(draft, find.pieces, note) or find.pieces
            find.outer = [(find.source, None), *find.outer]
            find.source, find.source_span = inner, words_of(inner)
            return


def is_who(draft: Draft, token: Token) -> bool:
    """Can a noun speak: a person, a body, a paper?"""
    return token.lower_ in words("statements/who.tsv") or bool(denote(draft, token))
