"""What the span model finds, joined with what the rules found.

The model is better at where a content begins and ends and at unusual cues; the rules know who "he" is, through whom
the words came, and never cut a quotation. So the model corrects the edges of the rules' attributions and adds its own;
attributions within attributions, which it was never shown, are left to the rules.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from functools import cache

from spacy.tokens import Token

from pourparler.annotate.draft import Draft
from pourparler.annotate.spans import Attribution, SpanModel, load_model
from pourparler.annotate.statements.clauses import ANYBODY, MIND, finite, guessed, negated
from pourparler.annotate.statements.find import Find, Nearby, Piece, trim
from pourparler.annotate.statements.gate import openings, wanted
from pourparler.annotate.statements.lexicon import attitudes, nouns, part_of, verbs
from pourparler.annotate.statements.quoted import Tokens
from pourparler.annotate.statements.relays import relay
from pourparler.errors import SettingsError

SURE = 0.1  # least score of an attribution that the model alone finds, by a cue word we know
STRANGE = 0.4  # the same by any other cue
NAMELESS = 0.7  # the same where nobody is named who says it
# Rules that know better than the model.
_OURS = frozenset({"quoted as", "reported as", "letter", "signed", "speaker tag"})
# Rules that see no more than the parse, which is often wrong; alone they are not believed.
_DOUBTFUL = frozenset({"clause", "as said", "noun"})
# Rules whose content the model often narrows: it holds other attributions, or hangs on a noun.
_WHOLE = frozenset({"tail", "according to", "noun"})
_ANSWERING = frozenset({"respond", "reply", "answer", "comment", "return"})
_AUTHOR = frozenset({"i", "we"})  # whoever writes: the model knows when what they think is told for its own sake
_WRITER = frozenset({"I", "and I"})  # "he said, and I quote, …"
# What somebody does is told, not said: "cancelled his summit", "met virtually with the envoys".
_DEEDS = frozenset(
    "cancel postpone meet enjoy hold sign attend host visit welcome launch send travel receive begin end join".split()
)
_SAYING = frozenset({"say", "tell", "state", "report", "announce", "make"})  # "make clear"
# What is done to somebody, who is then no source: "has been harshly criticised for", "was accused of".
_TARGETED = frozenset({"criticise", "accuse", "blame", "praise", "call", "call for", "urge"})
# What others say, though nobody is named: "came under criticism for", "reportedly".
_REPORTED = frozenset({"criticise", "accuse", "report", "warn"})
_ASIDE = frozenset({"relcl", "acl", "pcomp"})  # "from saying that …": the rest of the sentence is seldom content
_RELATIVE = frozenset({"which", "that", "who", "whom"})
_BEFORE_HEAD = frozenset({"det", "amod", "compound", "nummod"})
_REACH = 3  # tokens from a word to the head that it stands before
_BEHIND_CUE = " ,:.–—―-"
_MARKS = frozenset('"“”')


@cache
def model() -> SpanModel | None:
    """The packaged model, None if this installation has none."""
    try:
        return load_model()
    except SettingsError:
        return None


def learned(draft: Draft, reader: SpanModel) -> tuple[Attribution, ...]:
    """The model's attributions in headline and body, from the sentences worth reading and what is next to them."""
    spans = [(s.start_char, s.end_char) for s in draft.sents]
    chosen = wanted(draft, draft.sents)
    if not chosen:
        return ()
    return reader.read(draft.report.text, sentences=spans, paragraph_starts=openings(draft, spans), wanted=chosen)


def join(draft: Draft, finds: list[Find]) -> list[Find]:
    """The rules' finds with the model's edges, and the model's own."""
    reader = model() if draft.use_model else None
    if reader is None:
        return finds
    found = learned(draft, reader)
    told = sorted(piece for one in found if one.cue for piece in one.content)
    tokens = Tokens(draft.doc)
    own: list[Find] = []
    taken: set[int] = set()
    nearby = Nearby(finds)
    for one in sorted(found, key=lambda a: -a.score):
        twin = _twin(one, nearby)
        if twin is not None:
            if id(twin) not in taken:
                taken.add(id(twin))
                _correct(draft, twin, one, tokens, told)
        elif one.cue and not _tagged(draft, one, nearby) and (new := _new(draft, one, tokens, reader.name)) is not None:
            own.append(new)
    return _believed(draft, finds, taken) + own


def _believed(draft: Draft, finds: list[Find], confirmed: Collection[int]) -> list[Find]:
    """Without those that only the parse knows, though the model has read the same words and found nothing.

    What stands in the content of another stays, since chains were never shown to the model; and so does
    "X said that …", which the parse cannot well mistake.
    """
    sure = [f for f in finds if f.rule not in _DOUBTFUL or id(f) in confirmed or _plain(draft, f)]
    nearby, known = Nearby(sure), {id(f) for f in sure}

    def within(find: Find) -> bool:
        at = find.cue[0][0]
        return any(f is not find and f.cue != find.cue and _holds(f, find) for f in nearby.about(at, at + 1))

    return [f for f in finds if id(f) in known or (f.rule != "as said" and within(f))]


def _plain(draft: Draft, find: Find) -> bool:
    """ "X said that …": a main verb of saying with its clause behind it, nothing of it in quotation marks."""
    verb = find.verb
    if verb is None or verb.lemma_ not in _SAYING or verb.dep_ in _ASIDE or draft.quote_at(verb.idx) is not None:
        return False
    return any(c.dep_ == "ccomp" and c.i > verb.i and finite(c) for c in verb.children)


def _holds(outer: Find, inner: Find) -> bool:
    """Does the cue of one attribution stand in the content of the other?"""
    return bool(outer.covers(inner.cue[0][0], inner.cue[0][0] + 1))


def _twin(one: Attribution, nearby: Nearby) -> Find | None:
    """The rules' find of the same attribution: same cue, or nearly the same content."""
    best, most = None, 0.0
    for find in nearby.about(one.content[0][0], one.content[-1][1]):
        same = any(a < d and c < b for a, b in find.cue for c, d in one.cue)
        if not same and _apart(find, one):
            continue
        shared = sum(find.covers(a, b) for a, b in one.content)
        total = sum(b - a for a, b in find.pieces) + sum(b - a for a, b in one.content) - shared
        speaker = find.source_span is not None and any(
            a < find.source_span[1] and find.source_span[0] < b for a, b in one.source
        )
        likeness = shared / total + (0.5 if same else 0) + (0.3 if speaker else 0)
        if shared and likeness > most and (same or shared / total > 0.5):
            best, most = find, likeness
    return best


def _apart(find: Find, one: Attribution) -> bool:
    """Does one of two attributions hold the cue of the other, as "X says Y promised …" holds what Y promised?"""
    within = any(a <= at < b for a, b in one.content for at, _ in find.cue)
    return within or any(find.covers(at, at + 1) for at, _ in one.cue)


def _correct(draft: Draft, find: Find, one: Attribution, tokens: Tokens, told: list[Piece]) -> None:
    """Take over the model's edges, cue and source. told: all that the model finds said, in order."""
    if find.rule in _OURS:
        return
    pieces = _pieces(draft, one)
    if find.outer and find.rule != "joint" and pieces and pieces[0][0] < find.start:
        pieces = []  # "said, citing a diplomat, that …"
    if find.rule in _WHOLE and pieces and sum(find.covers(*p) for p in pieces) < sum(b - a for a, b in find.pieces):
        pieces = []
    if pieces and not any(
        (
            _breaks(draft, find, pieces + _others(told, find, one)),
            _ragged(draft, pieces[-1][1]),
            _lost(draft, find, pieces),
        )
    ):
        find.pieces = pieces
    if find.rule in ("answer", "errand") or find.outer:
        return  # these know better who has spoken
    cue = _cue(draft, one)
    if cue is not None and find.verb is not None and cue[0] <= find.verb.idx < cue[1]:
        find.cue = [cue]
    if not one.source and cue is not None and find.source is not None and cue[0] <= find.source.idx < cue[1]:
        find.source = find.source_span = None  # "Keeps saying he never lost": the parse took a verb for somebody
    span = _source(draft, one, tokens)
    if span is None or draft.report.text[slice(*one.source[0])] in _WRITER:
        return
    if find.rule == "according to" and find.cue[0][0] < find.start and find.covers(*one.source[0]):
        return  # "according to X, Y said so" is what X says
    find.source_span = span
    named = find.source is not None and find.source.i in draft.ref_at
    head = _head(draft, span, tokens)
    if head is not None and not (named and head.i not in draft.ref_at and _within(find.source, span)):
        find.source = head


def _within(source: Token | None, span: Piece) -> bool:
    return source is not None and span[0] <= source.idx < span[1]


def _tagged(draft: Draft, one: Attribution, nearby: Nearby) -> bool:
    """Is it what a speaker tag already gives to its speaker?"""
    if not one.content or draft.report.text[slice(*one.cue[0])].strip() != ":":
        return False
    start, end = one.content[0]
    return any(f.rule == "speaker tag" and f.covers(start, end) for f in nearby.about(start, end))


def _others(told: list[Piece], find: Find, one: Attribution) -> list[Piece]:
    """What somebody else says within the content of a find."""
    first = bisect_left(told, (find.start, 0))
    while first and told[first - 1][1] > find.start:
        first -= 1
    near = told[first : bisect_left(told, (find.end, 0))]
    return [piece for piece in near if piece not in one.content]


def _breaks(draft: Draft, find: Find, pieces: list[Piece]) -> bool:
    """Would a good part of a quotation that the rules hold whole be nobody's?"""
    for quote in draft.quotes:
        size = quote.outer - quote.inner
        held = find.covers(quote.inner, quote.outer)
        kept = sum(max(0, min(b, quote.outer) - max(a, quote.inner)) for a, b in pieces)
        if held > 0.9 * size and kept < 0.9 * size:
            return True
    return find.rule == "answer"


def _pieces(draft: Draft, one: Attribution) -> list[Piece]:
    out: list[Piece] = []
    for start, end in one.content:
        quote = draft.quote_at(end - 1)
        if quote is not None and quote.start > start:
            end = max(end, quote.outer)
        elif quote is not None and quote.start <= start <= quote.inner and quote.outer - end < 4:
            end = quote.outer
        piece = trim(draft, start, end)
        opener = piece is not None and draft.report.text[slice(*piece)].lower() in _RELATIVE
        if piece is not None and (not opener or draft.quote_at(piece[0]) is not None):
            out.append(piece)
    return out


def _lost(draft: Draft, find: Find, pieces: list[Piece]) -> bool:
    """Would the model leave a phrase in front of the attribution to nobody: "will meet Y [on Monday], X announced"?"""
    cut = draft.report.text[pieces[-1][1] : find.end]
    leads = draft.doc.char_span(pieces[-1][1], find.end, alignment_mode="expand") if cut else None
    opens = next((t for t in leads or () if not t.is_space and t.idx >= pieces[-1][1]), None)
    return find.verb is not None and find.verb.idx > find.end and opens is not None and opens.pos_ == "ADP"


def _ragged(draft: Draft, end: int) -> bool:
    """Does a piece end before the noun or verb that its last word belongs to ("while foreign" experts watch)?"""
    words = draft.doc.char_span(max(0, end - 1), end, alignment_mode="expand")
    last = words[-1] if words is not None and len(words) else None
    if last is None or last.dep_ not in _BEFORE_HEAD or not 0 < last.head.i - last.i <= _REACH:
        return False
    return not any(t.is_punct for t in last.doc[last.i + 1 : last.head.i])


def _new(draft: Draft, one: Attribution, tokens: Tokens, rule: str) -> Find | None:
    pieces = _pieces(draft, one)
    if not pieces:
        return None
    span = _source(draft, one, tokens)
    cue = _cue(draft, one)
    if cue is None:
        return None
    verb, stance = _stance(draft, cue, tokens)
    source = _head(draft, span, tokens) if span is not None else None
    if source is not None and source.dep_ == "nsubjpass" and source.head == verb and stance in _TARGETED:
        source = span = None  # "he was criticised for …" names who is criticised
    attitude = stance or _attitude(draft, cue, tokens)
    nobody = source is None and (one.score < NAMELESS or (stance is None and attitude not in _REPORTED))
    if nobody or one.score < (STRANGE if stance is None else SURE):
        return None
    if source is not None and source.lower_ in ANYBODY - _AUTHOR and stance in MIND:
        return None
    if _across(draft, cue, pieces) or (verb is not None and _does(verb, stance)):
        return None
    if verb is not None and (
        (guessed(verb) and not _hedged(draft, cue)) or _says_nothing(verb, stance, tokens.at(pieces[0][0]))
    ):
        return None
    find = Find(
        rule=f"{rule}, headline" if _headline(draft, pieces) else rule,
        stance=attitude,
        pieces=pieces,
        verb=verb,
        cue=[cue],
        source=source,
        source_span=span,
    )
    relay(draft, find)
    return find


def _hedged(draft: Draft, cue: Piece) -> bool:
    """Do the words that attribute say themselves how far they are known: "apparently believed"?"""
    return "apparently" in draft.report.text[slice(*cue)].lower().split()


def _does(verb: Token, stance: str | None) -> bool:
    """Is a deed told rather than words: "cancelled", "called off the summit"?"""
    off = verb.lemma_ == "call" and any(c.dep_ == "prt" and c.lower_ == "off" for c in verb.rights)
    return off or (stance is None and verb.lemma_.lower() in _DEEDS)


def _across(draft: Draft, cue: Piece, pieces: list[Piece]) -> bool:
    """Does a headline's cue reach for what stands in the text, or the other way round?"""
    title = draft.report.layout.title
    return title is not None and (cue[0] < title.end) != (pieces[0][0] < title.end)


def _headline(draft: Draft, pieces: list[Piece]) -> bool:
    title = draft.report.layout.title
    return title is not None and pieces[-1][1] <= title.end


def _cue(draft: Draft, one: Attribution) -> Piece | None:
    """The words that attribute, without the marks behind them."""
    if not one.cue:
        return None
    start, end = one.cue[0][0], one.cue[-1][1]
    kept = draft.report.text[start:end].rstrip(_BEHIND_CUE)
    if kept[-1:] in _MARKS and not any(mark in kept[:-1] for mark in _MARKS):
        kept = kept[:-1].rstrip(_BEHIND_CUE)
    return start, start + len(kept) if kept else end


def _says_nothing(verb: Token, stance: str | None, first: int) -> bool:
    """Is saying itself denied ("did not name"), or does what is taken for content begin with who was asked for it?"""
    word = verb.doc[first]
    asked = stance == "ask" and word.head == verb and word.dep_ in ("dobj", "dative") and word.pos_ == "PRON"
    return (negated(verb) and verb.lemma_ in _ANSWERING) or asked


def _stance(draft: Draft, cue: Piece, tokens: Tokens) -> tuple[Token | None, str | None]:
    """The cue's head word and what it says of the speaker's attitude, None if we do not know the word."""
    verb: Token | None = None
    for token in reversed(draft.doc[tokens.at(cue[0]) : tokens.at(cue[1] - 1) + 1]):
        table = verbs() if token.tag_[:2] == "VB" else nouns()
        if token.lower_ in table:
            return token, table[token.lower_][0].stance
        if verb is None and token.tag_[:2] in ("VB", "NN"):
            verb = token
    return verb, None


def _attitude(draft: Draft, cue: Piece, tokens: Tokens) -> str:
    """The same by words that no rule reads ("is skeptical")."""
    inside = draft.doc[tokens.at(cue[0]) : tokens.at(cue[1] - 1) + 1]
    return next((s for t in reversed(inside) if (s := attitudes()[part_of(t)].get(t.lower_))), "say")


def _head(draft: Draft, span: Piece, tokens: Tokens) -> Token | None:
    """The token of a phrase whose head lies outside of it; of a phrase that holds a verb, who does what it says."""
    inside = draft.doc[tokens.at(span[0]) : tokens.at(span[1] - 1) + 1]
    if not len(inside):
        return None
    root = inside.root
    if root.pos_ in ("VERB", "AUX", "SCONJ", "ADP"):
        doers = (t for t in inside if t.pos_ in ("NOUN", "PROPN", "PRON"))
        return next((t for t in doers if t.dep_ not in _BEFORE_HEAD), root)
    return root


def _source(draft: Draft, one: Attribution, tokens: Tokens) -> Piece | None:
    """The words that stand for the source: of one sentence, where the parser took two for one ("said X. Y said")."""
    if not one.source:
        return None
    start, end = one.source[0][0], one.source[-1][1]
    inside = draft.doc[tokens.at(start) : tokens.at(end - 1) + 1]
    stops = [t for t in inside if t.text == "." or (t.text.endswith(".") and t.dep_ not in _BEFORE_HEAD)]
    for stop in stops:
        if stop.i + 1 < inside.end and stop.nbor(1).text[:1].isupper() and inside.root.pos_ != "PROPN":
            if one.cue and one.cue[0][0] < start:
                return start, stop.idx + len(stop.text) - 1
            start = stop.nbor(1).idx
    return start, end
