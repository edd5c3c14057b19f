"""Where the deed stands under a binding word: finders by the places that `frames.toml` names."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from pourparler.annotate.commitments.frames import Frame, kind, noun_kinds
from pourparler.annotate.syntax import OBJECTS, prep_objects, subject
from pourparler.model.findings import Life

Finder = Callable[[Frame, Token], Iterator[tuple[Token, Token | None]]]
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "advcl", "acl", "relcl", "dobj", "pcomp", "attr"})
_FAR = 10  # tokens that the phrase between a noun and its infinitive may take
_DATELINE = 10  # tokens that place and day of an accord may take
_ASIDE = frozenset({"prep", "pobj", "npadvmod", "compound", "nummod", "amod", "det", "advmod", "punct", "acl", "agent"})
_NEAR = 4  # tokens between a word and an infinitive that the parser hung on it as an adverbial clause
_WILL = frozenset({"will", "'ll", "’ll", "wo", "shall"})
_ENDED = frozenset({Life.WITHDRAWN, Life.BROKEN, Life.KEPT})
_KNOWN = frozenset({"know", "known", "clear", "plain", "understand"})
_SMALL = frozenset({"ccomp", "xcomp", "acomp", "oprd", "advcl"})
_UNSIGNED = frozenset("draft proposed possible future any no such a an tentative planned".split())
_WOULD = frozenset({"would", "'d", "’d"})
_MODALS = _WILL | _WOULD


def accord(noun: Token) -> bool:
    """Is it a noun for an accord?"""
    return "agreement" in noun_kinds().get(noun.lemma_.lower(), ())


def is_to(token: Token) -> Token | None:
    """The infinitive after a present "be" that has a subject of its own: "Oslo is to pay"."""
    if token.lower_ not in ("is", "are", "was", "were") or token.pos_ != "AUX":
        return None
    if any(c.dep_ in ("acomp", "attr", "expl") or c.lower_ in ("yet", "still") for c in token.children):
        return None
    deed = next((c for c in token.rights if c.dep_ == "xcomp" and infinitive(c)), None)
    return deed if deed is not None and deed.left_edge.i - token.i <= 3 else None


def is_noun(word: Token) -> bool:
    """A noun; but what has a subject of its own is a verb, whatever the tagger says ("both parties plan to leave")."""
    owner = next((c for c in word.lefts if c.dep_ == "nsubj"), None)
    return word.pos_ == "NOUN" and (owner is None or any(c.dep_ == "case" for c in owner.children))


def no_plan(word: Token) -> bool:
    """In "has no plans to leave" the "no" binds as well as a plan would."""
    return word.lemma_ in ("plan", "intention") and any(c.lower_ == "no" and c.dep_ == "det" for c in word.lefts)


def infinitive(token: Token) -> bool:
    """Does a "to" stand before this verb?"""
    return any(c.tag_ == "TO" for c in token.lefts)


def _infinitive(frame: Frame, word: Token) -> Iterator[tuple[Token, Token | None]]:
    for child in word.rights:
        if child.dep_ in _COMPLEMENTS and infinitive(child):
            if child.dep_ == "advcl" and child.left_edge.i - word.i > _NEAR:
                continue
            own = next((c for c in child.children if c.dep_ == "nsubj"), None)
            yield child, own
            return
    if (deed := _next_infinitive(word) or _past_a_day(word)) is not None:
        yield deed, None


def _past_a_day(noun: Token) -> Token | None:
    """What an accord says behind the day or place of its making: "reached a deal on Sunday to share the water"."""
    verb = noun.head
    if noun.dep_ != "dobj" or not accord(noun):
        return None
    for child in verb.rights:
        if child.i > noun.i and child.dep_ in ("advcl", "xcomp") and infinitive(child):
            between = noun.doc[noun.i + 1 : child.left_edge.i]
            near = 0 < len(between) <= _DATELINE and all(t.dep_ in _ASIDE for t in between)
            return child if near else None
    return None


def _next_infinitive(word: Token) -> Token | None:
    """An infinitive right behind the word, or behind its "of" or "with" phrase, that the parser hung higher up."""
    doc = word.doc
    for i in range(word.i + 1, min(word.i + _FAR, word.sent.end)):
        token = doc[i]
        if token.tag_ == "TO":
            verb = token.head
            near = verb.i - i <= 3 and verb.tag_ == "VB"
            return verb if near and (verb.head.i == word.head.i or word.is_ancestor(verb)) else None
        if not (token.is_space or (word.pos_ == "NOUN" and word.is_ancestor(token) and token.pos_ != "VERB")):
            return None
    return None


def _clause(frame: Frame, word: Token) -> Iterator[tuple[Token, Token | None]]:
    for child in _contents(word):
        if child.tag_ != "VBG":
            modal = next((c for c in child.children if c.lower_ in _MODALS and c.dep_ == "aux"), None)
            who = next((c for c in child.children if c.dep_ in ("nsubj", "nsubjpass")), None)
            relative = who is not None and who.tag_ in ("WDT", "WP")
            will = modal is not None and modal.lower_ in _WILL
            behind = (who is not None and who.i > word.i) or (child.dep_ == "ccomp" and will)
            if modal is not None and who is not None and not relative and behind:
                yield child, who


def _contents(word: Token) -> Iterator[Token]:
    """Clauses that tell the content of a word, and those coordinated to them: "that it would sign and would pay"."""
    for child in _told_by(word):
        if child.dep_ in ("ccomp", "acl", "relcl") or child.head.i != word.i:
            yield child
            node = child
            while (more := next((c for c in node.rights if c.dep_ == "conj" and c.pos_ == "VERB"), None)) is not None:
                yield more
                node = more


def _told_by(word: Token) -> Iterator[Token]:
    """What hangs on a word; of "let it be known that", "made it clear that" what hangs on "known" and "clear"."""
    known = (c for c in word.children if word.lemma_ in ("let", "make") and c.lemma_ in _KNOWN and c.dep_ in _SMALL)
    if (state := next(known, None)) is not None:
        yield from (c for c in state.rights if c.dep_ in ("ccomp", "advcl"))
    else:
        yield from word.children


def _after(*prepositions: str) -> Finder:
    def find(frame: Frame, word: Token) -> Iterator[tuple[Token, Token | None]]:
        for prep in word.rights:
            if prep.lower_ in prepositions and prep.dep_ in ("prep", "dative", "prt", "advmod"):
                yield from ((deed, None) for deed in _governed(frame, prep))

    return find


def _governed(frame: Frame, prep: Token) -> Iterator[Token]:
    """Gerund or fitting noun after a preposition, also after a second one ("out of the treaty")."""
    for child in prep.children:
        doing = child.dep_ == "pcomp" and child.tag_ == "VBG" and frame.life not in _ENDED
        if doing:
            yield child
        elif child.dep_ == "pobj" and fits(frame, child):
            yield _content(child) or child
        elif child.dep_ == "prep" and child.lower_ in ("of", "from"):
            yield from _governed(frame, child)


def _content(noun: Token) -> Token | None:
    """What an accord says: of "a deal to share power" it is to share power."""
    said = "agreement" in noun_kinds().get(noun.lemma_.lower(), ())
    return next((c for c in noun.rights if infinitive(c) and c.dep_ in _COMPLEMENTS), None) if said else None


def fits(frame: Frame, noun: Token) -> bool:
    """Is a noun of a kind that the frame takes as its deed? "Continued work" is one wherever goods and values are."""
    if noun.tag_ == "VBG":
        return "gerund" in frame.objects
    if "good" in frame.objects and any(c.tag_ in ("VBG", "VBN") and c.dep_ == "amod" for c in noun.lefts):
        return True
    kinds = noun_kinds().get(noun.lemma_.lower())
    return kinds is not None and not kinds.isdisjoint(frame.objects)


def _object(frame: Frame, word: Token) -> Iterator[tuple[Token, Token | None]]:
    for child in word.children:
        takes = child.dep_ in OBJECTS or child.dep_ == "nsubjpass" or (child.dep_ == "xcomp" and child.tag_ == "VBG")
        if takes and _is_deed(frame, child):
            yield child, None
    if word.tag_ == "VBN" and word.dep_ in ("amod", "acl") and word.head.pos_ == "NOUN" and _is_deed(frame, word.head):
        yield word.head, None


def _is_deed(frame: Frame, noun: Token) -> bool:
    if not fits(frame, noun) or (frame.described and points_back(noun)):
        return False
    told = accord(noun) and next(_relative(frame, noun), None) is not None
    return not told and _next_infinitive(noun) is None and _past_a_day(noun) is None


def points_back(noun: Token) -> bool:
    """A bare "the agreement" only points back."""
    described = any(
        c.dep_ in ("amod", "compound", "prep", "acl", "relcl", "nmod", "poss", "nummod") for c in noun.children
    )
    return not described and any(c.lower_ in ("the", "this", "that") for c in noun.lefts)


def _ordered(frame: Frame, word: Token) -> Iterator[tuple[Token, Token | None]]:
    """Who orders his own people is bound: "The two leaders tasked their teams to work"."""
    for child in word.rights:
        if child.dep_ in ("ccomp", "xcomp", "advcl") and infinitive(child):
            people = [*word.rights, *child.lefts]
            if any(c.dep_ in ("dobj", "dative", "nsubj") and any(g.dep_ == "poss" for g in c.children) for c in people):
                yield child, None
            return


def _obliged(frame: Frame, word: Token) -> Iterator[tuple[Token, Token | None]]:
    """Whom an accord binds: "The treaty obliges both countries to destroy them", "commits Oslo to paying"."""
    maker = subject(word)
    if maker is None or not accord(maker):
        return
    for child in word.rights:
        own = next((c for c in child.lefts if c.dep_ == "nsubj"), None)
        who = own or next((c for c in word.rights if c.dep_ == "dobj"), None)
        if who is not None and child.dep_ in ("xcomp", "ccomp", "advcl") and infinitive(child):
            yield child, who
            return
        if who is not None and child.dep_ == "prep" and child.lower_ == "to":
            yield from ((deed, who) for deed in _governed(frame, child))


def _reflexive(frame: Frame, word: Token) -> Iterator[tuple[Token, Token | None]]:
    """What somebody binds himself to: "have bound themselves not to use force", "tied herself to cutting the fleet"."""
    if not any(c.dep_ == "dobj" and c.lower_.endswith(("self", "selves")) for c in word.children):
        return
    found = [c for c in word.rights if c.dep_ in _COMPLEMENTS and infinitive(c)]
    if found:
        yield found[0], None
    else:
        yield from _after("to")(frame, word)


def _given_word(frame: Frame, word: Token) -> Iterator[tuple[Token, Token | None]]:
    """What somebody gives his word on: "gave his word that he would go", "gave their word to hold fire"."""
    noun = next((c for c in word.children if c.dep_ == "dobj" and c.lower_ == "word"), None)
    if noun is None or not any(c.dep_ == "poss" for c in noun.lefts):
        return
    for holder in (word, noun):
        if found := [*_clause(frame, holder)] or [*_infinitive(frame, holder)]:
            yield from found
            return


def _relative(frame: Frame, noun: Token) -> Iterator[tuple[Token, Token | None]]:
    """What an accord is to bring, by a clause on it: "a deal that would end the blockade", "which is to end"."""
    for child in noun.rights:
        if child.dep_ != "relcl" or not any(c.dep_ == "nsubj" and c.tag_ == "WDT" for c in child.lefts):
            continue
        modal = any(c.lower_ in _MODALS and c.dep_ == "aux" for c in child.lefts)
        deed = child if modal else is_to(child)
        if deed is not None and deed.lemma_.lower() not in kind("undeed") | {"bring", "make", "allow"}:
            yield deed, None


def _provided(frame: Frame, word: Token) -> Iterator[tuple[Token, Token | None]]:
    """What an accord itself says: "the pact calls for a withdrawal", "provides for the release of"."""
    maker = subject(word)
    if maker is None or not accord(maker) or any(c.lower_ in _UNSIGNED for c in maker.lefts):
        return
    for noun in prep_objects(word, "for"):
        if fits(frame, noun):
            yield noun, maker


FINDERS: dict[str, Finder] = {
    "infinitive": _infinitive,
    "clause": _clause,
    "to": _after("to"),
    "of": _after("of"),
    "on": _after("on"),
    "over": _after("over"),
    "for": _after("for"),
    "from": _after("from"),
    "out": _after("out"),
    "into": _after("into"),
    "object": _object,
    "ordered": _ordered,
    "obliged": _obliged,
    "reflexive": _reflexive,
    "word": _given_word,
    "relative": _relative,
    "provided": _provided,
}
