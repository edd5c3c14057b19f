"""Attribution by a verb and what the parse hangs on it: clauses, infinitives, objects."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from pourparler.annotate.draft import Draft
from pourparler.annotate.statements.find import Find, Piece, trim
from pourparler.annotate.statements.lexicon import Cue, verbs
from pourparler.annotate.statements.sources import source_of, words_of

_HYPOTHETICAL = frozenset({"could", "might", "may", "can", "ca", "should", "must"})
MIND = frozenset("believe know want hope expect plan fear doubt agree decide find".split())
ANYBODY = frozenset("i we you me us anyone anybody everyone everybody nobody one".split())
_IMPERSONAL = frozenset({"expect", "believe", "report", "say", "suggest", "claim", "predict", "find", "show"})


def clause_finds(draft: Draft) -> Iterator[Find]:
    """Every attribution whose content the parse gives, in order of its cue."""
    table = verbs()
    for token in draft.among(_verbs()):
        if is_verb(token) and speaks(token):
            find = read_verb(draft, token, table[token.lower_])
            if find is not None:
                yield find


@cache
def _verbs() -> frozenset[str]:
    return frozenset(verbs())


def is_verb(token: Token) -> bool:
    """A verb form used as a verb, not as an attribute before a noun."""
    if token.dep_ == "compound":  # "Said Ellis: …"
        return token.tag_ == "VBD" and bool(token.is_sent_start)
    return token.tag_[:2] == "VB" and token.dep_ not in ("amod", "aux", "auxpass")


_GOES_ON = frozenset({"go", "continue", "proceed", "come", "turn", "use", "report", "say", "allege", "quote", "hear"})
_GUESS = frozenset({"likely", "probably", "apparently", "possibly", "perhaps", "presumably", "maybe"})


_ONLY = frozenset({"only", "just", "merely", "simply"})


def speaks(verb: Token) -> bool:
    """Does the verb report an act of saying or thinking that took, takes or will take place?"""
    if guessed(verb) or (verb.head.lemma_ == "worth" and verb.dep_ in ("xcomp", "pcomp")):
        return False
    if verb.lower_ == "know" and verb.head.lemma_ == "let":
        return False  # who is let know something is told it (errands.py)
    for child in verb.children:
        if child.tag_ == "TO" and verb.head.lemma_ not in _GOES_ON:
            return False
        if child.dep_ == "aux" and child.lower_ in _HYPOTHETICAL:
            return False
        if child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether"):
            return False
    return True


def guessed(verb: Token) -> bool:
    """Is the act of saying the reporter's own guess ("was likely referring to")?"""
    return any(c.dep_ == "advmod" and c.lower_ in _GUESS and c.i < verb.i for c in verb.children)


def negated(verb: Token) -> bool:
    """Is the act of saying itself denied ("did not say when")?"""
    denials = (c for c in verb.children if c.dep_ == "neg" or c.lower_ == "never")
    if any(c.nbor(1).lower_ not in _ONLY for c in denials if c.i + 1 < len(c.doc)):
        return True
    doer = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)  # "neither X nor Y said when"
    return doer is not None and (doer.lower_ == "neither" or any(c.lower_ == "neither" for c in doer.children))


def stance_of(find: Find) -> str:
    """The stance with its denial: who "does not expect" and who "has not said" are marked so."""
    denied = find.verb is not None and find.verb.tag_[:2] == "VB" and negated(find.verb)
    return f"not {find.stance}" if denied else find.stance


def read_verb(draft: Draft, verb: Token, cues: tuple[Cue, ...]) -> Find | None:
    """The attribution a cue verb makes by its own arguments, or None if the parse shows no content."""
    no = negated(verb)
    for cue in cues:
        if no and cue.stance not in MIND:
            continue
        spans = _content(draft, verb, cue) or (_loose(draft, verb, cue) if not no else [])
        if spans:
            pieces = [p for s in spans if (p := trim(draft, *s))]
            if pieces and sourced(source_of(verb), verb, cue):
                told = verb.dep_ == "xcomp" and _passes_on(verb.head, verb)
                return make(draft, verb, cue.stance, pieces, "reported as" if told else "clause")
    return None


def sourced(source: Token | None, verb: Token, cue: Cue) -> bool:
    """Is there somebody who says it? What "I" and "you" want or know in the writer's own voice reports nobody."""
    if source is None:
        passive = any(c.dep_ == "auxpass" for c in verb.children)
        if passive or verb.tag_ == "VBN":
            return cue.stance in _IMPERSONAL
        return verb.tag_ != "VB"
    return not (source.lower_ in ANYBODY and cue.stance in MIND)


def make(draft: Draft, verb: Token, stance: str, pieces: list[Piece], rule: str) -> Find:
    """A Find with the verb's own source and cue words."""
    source = source_of(verb)
    span = words_of(source) if source is not None else None
    if span is not None and source is not None and verb.dep_ == "compound":
        span = (verb.nbor(1).idx, source.idx + len(source.text))
    return Find(
        rule=rule,
        stance=stance,
        pieces=pieces,
        verb=verb,
        cue=[cue_words(verb)],
        source=source,
        source_span=span,
    )


def cue_words(verb: Token) -> Piece:
    """The verb with its auxiliaries, negation and particle, as far as they stand together."""
    first = last = verb
    allowed = {c.i for c in verb.children if c.dep_ in ("aux", "auxpass", "neg", "advmod", "prt") and c.n_rights == 0}
    while first.i - 1 in allowed:
        first = first.nbor(-1)
    while first.i < verb.i and first.dep_ == "advmod":
        first = first.nbor(1)
    while last.i + 1 in allowed and last.nbor(1).dep_ == "prt":
        last = last.nbor(1)
    if verb.dep_ == "xcomp" and _passes_on(verb.head, verb):
        return cue_words(verb.head)[0], last.idx + len(last.text)
    return first.idx, last.idx + len(last.text)


def _content(draft: Draft, verb: Token, cue: Cue) -> list[Piece]:
    frames = cue.frames
    if "c" in frames and (spans := _clauses(draft, verb, subjunctive=cue.stance == "call for")):
        return spans
    if "o" in frames and (spans := _urged(verb)):
        return spans
    if "t" in frames and (spans := _infinitive(verb)):
        return spans
    if "a" in frames and (spans := _small_clause(verb)):
        return spans
    if cue.preps and not any(c.dep_ == "dobj" for c in verb.rights) and (spans := _prepositional(verb, cue.preps)):
        return spans
    if "n" in frames and (spans := _object(verb, cue.preps)):
        return spans
    return []


def finite(verb: Token) -> bool:
    """Does a clause have a tense of its own?"""
    if verb.tag_ in ("VBD", "VBZ", "VBP", "MD"):
        return True
    return any(c.dep_ in ("aux", "auxpass") and c.tag_ in ("VBD", "VBZ", "VBP", "MD") for c in verb.children)


def _edge(first: Token, last: Token) -> Piece:
    return first.idx, last.idx + len(last.text)


def _resumes(verb: Token) -> bool:
    """A clause that opens with ", that": it goes on from before the aside."""
    first = verb.left_edge
    behind = first.lower_ == "that" and first.i > 0 and first.nbor(-1).text == ","
    return behind and verb.dep_ in ("ccomp", "relcl", "acl") and finite(verb)


def _bare(verb: Token) -> bool:
    """A bare verb with a subject: "demanded that Iran halt"."""
    return verb.tag_ in ("VB", "VBP", "VBN") and any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _clauses(draft: Draft, verb: Token, *, subjunctive: bool) -> list[Piece]:
    """Clauses the verb governs, and the clause it is put into ("The plan, he said, would fail")."""
    out: list[Piece] = []
    for child in verb.children:
        if child.dep_ == "ccomp" and (finite(child) or draft.quote_at(child.idx) or (subjunctive and _bare(child))):
            out += _around(child, verb)
    if not out:
        for child in verb.children:  # "reported, citing two officials, that …"
            if child.lower_ in ("citing", "quoting") and child.i > verb.i:
                out = [_edge(t.left_edge, t.right_edge) for t in child.subtree if _resumes(t)][:1]
    if not out and verb.dep_ == "parataxis" and verb.head.pos_ in ("VERB", "AUX"):
        out = _around(verb.head, verb)
    return out


def _around(head: Token, verb: Token) -> list[Piece]:
    """The words of a content clause without those of the attribution, as one or two pieces."""
    inside = {t.i for t in head.subtree}
    if any(t.tag_ in ("WDT", "WP") and t.i == min(inside) for t in head.children):
        inside.remove(min(inside))  # "a summit, which he said will take place": the content opens behind "which"
    governed = head.i in {t.i for t in verb.children}
    block = _attribution(verb, head) if governed else {t.i for t in verb.subtree} - inside
    keep = sorted(inside - block)
    doc = head.doc
    while keep and (doc[keep[0]].is_space or doc[keep[0]].dep_ == "cc"):
        keep.pop(0)
    if not keep:
        return []
    first, last = keep[0], keep[-1]
    cut = sorted(i for i in block if first < i < last)
    if not cut:
        return [_edge(doc[first], doc[last])]
    return [_edge(doc[first], doc[cut[0] - 1]), _edge(doc[cut[-1] + 1], doc[last])]


def _attribution(verb: Token, head: Token) -> set[int]:
    """Token indexes of the verb with everything of its own except the content clause."""
    out = {verb.i}
    for child in verb.children:
        if child is not head and child.i != head.i and child.dep_ != "ccomp" and not _of_content(child, head, verb):
            out |= {t.i for t in child.subtree}
    return out


def _of_content(child: Token, head: Token, verb: Token) -> bool:
    """Does a phrase that the parse gives to the verb follow the content without a comma ("met on Monday, X said")?"""
    if child.dep_ != "prep" or not head.i < child.i < verb.i:
        return False
    before, after = child.left_edge.nbor(-1), child.right_edge.nbor(1)
    return (before == head or head.is_ancestor(before)) and before.pos_ != "PUNCT" and after.text == ","


_PLAIN = frozenset({"say", "tell", "add", "inform", "assure", "insist"})
_ASIDE = frozenset({"--", "—", "–", "―", "---"})


def _loose(draft: Draft, verb: Token, cue: Cue) -> list[Piece]:
    """Content that the parse hung elsewhere: the rest of the sentence behind a plain verb of saying, or what stands
    behind an aside between dashes."""
    doc, sent = verb.doc, verb.sent
    quote = draft.quote_at(verb.idx)
    stop = next((t.i for t in doc[verb.i + 1 : sent.end] if quote and t.idx >= quote.outer), sent.end)
    if (cue.word in _PLAIN and finite(verb)) or (cue.word in ("say", "tell") and verb.tag_ == "VBG"):
        start = _behind(verb, addressee=cue.word not in ("say", "add", "insist"))
        tail = [t for t in doc[start:stop] if not t.is_space]
        verbs_there = [t for t in tail if t.pos_ in ("VERB", "AUX") and finite(t) and t.dep_ not in ("aux", "auxpass")]
        if verbs_there and tail[0].tag_ in ("DT", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "IN", "EX", "JJ", "CD"):
            own = [v for v in verbs_there if any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in v.children)]
            if own or tail[0].dep_ == "dobj":
                return [_edge(tail[0], tail[-1])]
        return []
    if "n" in cue.frames and finite(verb) and not any(c.dep_ in ("dobj", "ccomp", "prep") for c in verb.children):
        dashes = [t.i for t in doc[verb.i + 1 : stop] if t.text in _ASIDE]
        if len(dashes) >= 2 and doc[dashes[1] + 1].tag_ in ("DT", "PRP$"):
            head = doc[dashes[1] + 1].head
            return [_edge(doc[dashes[1] + 1], _until_first_person(head))] if head.pos_ == "NOUN" else []
    return []


def _until_first_person(head: Token) -> Token:
    """Last token under a noun before the speaker comes back to himself (", and we will …")."""
    for token in head.doc[head.i + 1 : head.right_edge.i + 1]:
        if token.dep_ == "cc" and token.nbor(1).lower_ in ("i", "we") and token.nbor(-1).text == ",":
            return token.nbor(-2)
    return head.right_edge


def _behind(verb: Token, *, addressee: bool) -> int:
    """Index behind the verb's addressee and its times and places."""
    at = verb.i + 1
    for child in verb.rights:
        if child.i < at:
            continue
        if child.left_edge.i > at or child.dep_ not in ("advmod", "npadvmod", "prep", "dative", "dobj", "prt"):
            break
        if child.dep_ == "dobj" and not addressee:
            break
        if child.dep_ == "dobj":
            last = child.i
            for part in child.rights:
                clausal = any(finite(t) for t in part.subtree if t.pos_ == "VERB")
                if clausal or part.dep_ not in ("prep", "compound", "appos", "cc", "conj"):
                    break
                last = part.right_edge.i
            return last + 1
        if any(t.pos_ in ("VERB", "AUX") and finite(t) for t in child.subtree):
            break
        at = child.right_edge.i + 1
    return at


def _infinitive(verb: Token) -> list[Piece]:
    """What the source itself is to do: "hopes to meet"."""
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp") and child.i > verb.i and not _passes_on(verb, child):
            to = next((c for c in child.children if c.tag_ == "TO"), None)
            own = any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children)
            if to is not None and not own:
                no = next((c for c in child.children if c.dep_ == "neg" and c.i == to.i - 1), to)
                return [_edge(no, child.right_edge)] if not _unnamed(child) else []
    return []


def _unnamed(verb: Token) -> bool:
    """ "Asked not to be named" tells of the source, not what it said."""
    return verb.lemma_ in ("name", "identify", "quote") and verb.tag_ == "VBN"


def _passes_on(verb: Token, inner: Token) -> bool:
    """ "Is reported to have said": the inner verb is the cue, its subject the source."""
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    return passive and any("q" in c.frames for c in verbs().get(inner.lower_, ()))


def _urged(verb: Token) -> list[Piece]:
    """What the one addressed is to do: "urged Iran to stop"."""
    for child in verb.children:
        to = any(c.tag_ == "TO" for c in child.children)
        if to and child.dep_ in ("xcomp", "ccomp", "advcl") and child.i > verb.i:
            start = next((c for c in verb.children if c.dep_ in ("dobj", "dative") and verb.i < c.i < child.i), None)
            if start is not None and verb.lemma_ == "call":  # "called his mother to thank her"
                continue
            if start is not None or any(c.dep_ == "nsubj" for c in child.children):
                return [_edge((start or child).left_edge, child.right_edge)]
    return []


def _prepositional(verb: Token, preps: frozenset[str]) -> list[Piece]:
    for child in verb.children:
        if child.dep_ in ("prep", "prt") and child.lower_ in preps and child.i > verb.i and child.n_rights:
            return [_edge(child.nbor(1), child.right_edge)]
    return []


def _small_clause(verb: Token) -> list[Piece]:
    """What somebody is called: "called the plan a mistake"."""
    parts = [c for c in verb.rights if c.dep_ in ("dobj", "oprd", "ccomp", "attr", "xcomp", "dative")]
    if any(c.dep_ in ("oprd", "ccomp", "attr", "xcomp") for c in parts) or len(parts) > 1:
        return [_edge(parts[0].left_edge, parts[-1].right_edge)]
    marks = [t for t in verb.doc[verb.i + 2 : verb.i + 12] if t.tag_ == "``" or t.text in ('"', "“")]
    if parts and marks and marks[0].i == parts[0].right_edge.i + 1:
        return [_edge(parts[0].left_edge, marks[0].nbor(1))]  # the rest of the quotation is added later
    return []


# What is claimed as one's due: "claimed a loss of a million on his returns".
_CLAIMED = frozenset(
    "loss deduction refund credit benefit compensation asylum inheritance prize title life seat exemption".split()
)


def _object(verb: Token, preps: frozenset[str]) -> list[Piece]:
    """A noun phrase as content, with the charge that follows it ("criticised the deal as a gift")."""
    thing = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
    if thing is None or _deed(verb, thing):
        return []
    if verb.lemma_ == "claim" and thing.lemma_ in _CLAIMED:
        return []
    behind = (c for c in verb.rights if c.dep_ == "prep" and c.i > thing.i and c.n_rights)
    charge = next((c for c in behind if c.lower_ in preps), None)
    bare = thing.pos_ == "PRON" or not any(c.dep_ not in ("det", "punct") for c in thing.children)
    if charge is not None:
        return [_edge(thing.left_edge, charge.right_edge)]
    return [] if bare else [_edge(thing.left_edge, thing.right_edge)]


def _deed(verb: Token, thing: Token) -> bool:
    """ "Welcomed them home", "will welcome the president to Oslo", "deny it a victory": done to somebody, not said."""
    if verb.lemma_ == "deny":
        return any(c.dep_ == "dative" for c in verb.children)
    guest = verb.lemma_ == "welcome" and thing.pos_ == "PROPN"
    return guest or any(c.lower_ in ("home", "back") for c in verb.children)
