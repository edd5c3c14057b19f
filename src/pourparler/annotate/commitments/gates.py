"""Which candidates are no commitments: hopes, predictions, calls upon others, questions, suppositions, done acts."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spacy.tokens import Token

from pourparler.annotate.commitments.candidates import Candidate, passive
from pourparler.annotate.commitments.finders import is_noun, no_plan
from pourparler.annotate.commitments.frames import TERM, UNDER, WILL, frames, kind
from pourparler.annotate.commitments.parties import ahead, of_his_own, predicate
from pourparler.annotate.draft import Draft
from pourparler.annotate.syntax import Mood, Tense, clause, prep_objects
from pourparler.model.findings import Force

_SUPPOSED = frozenset({Mood.MAY, Mood.OUGHT, Mood.WOULD})
_FAR = 30  # words between a denial and what it may deny
_CONTENT = frozenset({"ccomp", "xcomp", "acl", "acomp", "conj", "relcl"})
_PRO = frozenset({"so", "that", "this", "it", "which"})
_SMALL = frozenset({"aux", "neg", "punct", "dep", "advmod", "nsubj"})
_TAKEN = frozenset("time place effect shape year month week day hour minute form toll".split())
_SUPPOSING = frozenset({"if", "whether", "unless", "lest"})
_BE = frozenset({"is", "are", "'s", "’s", "'re", "’re", "am", "'m", "’m"})
_STATES = frozenset({"be", "have"})
_ASKING = frozenset({"who", "whom", "whose", "what", "when", "where", "why", "how", "which", "whether"})


def stands(draft: Draft, candidate: Candidate, meetings: Collection[int]) -> str | None:
    """None if the candidate may stand, else the reason why it is none. `meetings`: tokens that head meetings."""
    deed, promise = candidate.deed, candidate.promise
    if deed.i in meetings:
        return "a meeting"
    if _in_question(deed):
        return "a question"
    if _supposed_above(promise):
        return "supposed"
    if _denied_above(promise):
        return "denied"
    if any(t.lower_ == "following" for t in deed.subtree):
        return "a heading"
    if deed.lemma_ == "do" and all(c.lower_ in _PRO or c.dep_ in _SMALL for c in deed.children):
        return "no deed"
    if candidate.frame.force is Force.INTENDED and _holds_meeting(deed, meetings):
        return "a meeting"
    if candidate.place in ("modal", "clause", "is to"):
        return _future(draft, candidate)
    if candidate.place == "there":
        return None
    if is_noun(promise):
        return _noun(candidate)
    if candidate.frame.dated and (why := _scheduled(draft, candidate)) is not None:
        return why
    return _verb(candidate)


def _in_question(deed: Token) -> bool:
    """Does the sentence ask, or does the clause ("how soon they will leave")?"""
    tail = deed.sent[-1]
    while tail.i > deed.sent.start and (tail.is_quote or tail.is_space):
        tail = tail.nbor(-1)
    if tail.text == "?":
        return True
    aux = next((c for c in deed.children if c.dep_ == "aux"), None)
    if any(c.dep_ == "nsubj" and aux is not None and aux.i < c.i < deed.i for c in deed.children):
        return True
    edge = deed.left_edge
    return edge.lower_ in _ASKING and edge.dep_ != "nsubj"


def _supposed_above(promise: Token) -> bool:
    """Does it stand inside an "if", "whether", "unless": not done, but supposed or asked?"""
    node = promise
    for _ in range(8):
        if any(c.lower_ in _SUPPOSING and c.dep_ in ("mark", "advmod") for c in node.lefts):
            return True
        if node.head.i == node.i:
            return False
        node = node.head
    return False


def _denied_above(promise: Token) -> bool:
    """Denied by a word above: "no reason to believe that they plan", "doesn't think they will"."""
    for node in _content_path(promise):
        if promise.i - node.i > _FAR:
            return False
        if node.pos_ in ("VERB", "AUX", "ADJ") and any(c.dep_ == "neg" for c in node.children):
            return True
        if node.pos_ == "NOUN" and any(c.lower_ == "no" for c in node.lefts):
            return True
    return False


def _content_path(promise: Token) -> Iterator[Token]:
    node = promise
    while node.dep_ in _CONTENT and node.head.i < node.i:
        beside = node.dep_ == "conj"
        node = node.head
        if not beside:
            yield node


def _future(draft: Draft, candidate: Candidate) -> str | None:
    deed, frame = candidate.deed, candidate.frame
    lemma = deed.lemma_.lower()
    if any(c.lower_ in kind("hedge") for c in deed.children):
        return "hedged"
    if deed.dep_ in ("relcl", "advcl", "acl") and candidate.place == "modal" and frame is not UNDER:
        return "in passing"
    if deed.dep_ == "ccomp" and frame is WILL and deed.head.lemma_.lower() not in frames():
        return "not said"
    if _next_word(deed.right_edge) == ":" or deed.right_edge.text == ":":
        return "a heading"
    if frame.own and passive(deed) and deed.lower_ != "headed":
        ordered = candidate.place == "clause" and of_his_own(draft, candidate)
        return None if ordered else "done by others"
    if frame is TERM and not (_is_term(candidate) if passive(deed) else _is_reported(draft, candidate)):
        return "no deed"
    if frame.own and _mood_would(deed) and (candidate.actor is None or candidate.actor.lower_ in ("i", "we")):
        return "supposed"
    if frame is UNDER and lemma in kind("receiving"):
        return "done by others"
    if lemma in kind("speech") and clause(deed).negated:
        return "speech"
    if lemma == "take" and any(c.dep_ == "dobj" and c.lemma_ in _TAKEN for c in deed.rights):
        return "no deed"
    if lemma in (
        kind("undeed") if frame.own else _STATES if frame.force in (Force.AGREED, Force.INTENDED) else ()
    ) and not (passive(deed) and lemma in _STATES):
        return "no deed"
    return None


def _is_reported(draft: Draft, candidate: Candidate) -> bool:
    """Is a "would" the "will" of what was said or agreed, not the "would" of who only muses: "I would like"?"""
    lemma = candidate.deed.lemma_.lower()
    return draft.quote_at(candidate.deed.idx) is None and lemma not in kind("undeed")


def _is_term(candidate: Candidate) -> bool:
    """May what is done be a term of an accord? A bare "will be" may as well tell of a funeral or a feast."""
    actor, deed = candidate.actor, candidate.deed
    if actor is None or actor.pos_ == "PRON":
        return False
    free = candidate.promise.lower_ in ("would", "'d", "’d")
    thing = free or actor.lemma_.lower() in kind("term")
    return thing and deed.lemma_.lower() in kind("official act")


def _next_word(token: Token) -> str:
    at = token
    while at.i + 1 < len(at.doc) and (at.i == token.i or at.is_space):
        at = at.nbor(1)
    return str(at.text)


def _holds_meeting(deed: Token, meetings: Collection[int]) -> bool:
    """The meetings step keeps "host the talks", "convene leaders", "resume negotiations"."""
    lemma = deed.lemma_.lower()
    if lemma == "negotiate" and _never(deed) and any(True for _ in prep_objects(deed, "on", "over", "about")):
        return False  # "will not negotiate over its missiles"
    if lemma == "host" and any(c.dep_ == "dobj" and c.lemma_ in kind("hosted thing") for c in deed.rights):
        return False
    if lemma in kind("meeting"):
        return not (lemma == "meet" and _thing_met(deed))
    return any(c.dep_ == "dobj" and c.i in meetings for c in deed.rights)


def _never(deed: Token) -> bool:
    return clause(deed).negated or any(o.lemma_ == "circumstance" for o in prep_objects(deed, "under", "in"))


def _thing_met(deed: Token) -> bool:
    return any(
        c.dep_ == "dobj" and c.pos_ == "NOUN" and c.lemma_ in ("target", "goal", "deadline", "demand", "need")
        for c in deed.rights
    )


def _mood_would(deed: Token) -> bool:
    return clause(deed).mood is Mood.WOULD


def _verb(candidate: Candidate) -> str | None:
    promise = candidate.promise
    copula = predicate(promise)
    finite = clause(_first_conjunct(copula))
    if clause(copula).negated or any(c.dep_ == "neg" or c.lower_ == "not" for c in promise.lefts):
        return "denied"
    if promise.pos_ == "ADJ" and candidate.deed.lemma_ in _STATES | {"see", "get"}:
        return "no deed"
    offered = finite.mood is Mood.WOULD and candidate.frame.force is Force.OFFERED  # "would be willing to"
    if finite.mood in _SUPPOSED and not offered:
        return "supposed"
    if promise.pos_ == "ADJ" and copula.dep_ == "ccomp" and copula.head.lemma_ not in frames():
        return "not said"
    if _wished(copula) or _in_infinitive(copula):
        return "wished"
    if candidate.place == "object" and candidate.frame.force is Force.AGREED and _to_come(copula):
        return "to come"
    return _refusal(candidate) if candidate.frame.whole else None


def _scheduled(draft: Draft, candidate: Candidate) -> str | None:
    """What somebody is set to do by a day to come is a plan; "set to work" is none, nor what he was due to do."""
    promise, deed = candidate.promise, candidate.deed
    if candidate.place == "object":
        verb = promise.head.head if promise.dep_ == "acl" else promise
        return None if ahead(draft, verb, verb.left_edge) else "no day"
    if predicate(promise).lower_ not in _BE and not any(c.lower_ in _BE for c in promise.lefts):
        return "not said"
    if deed.lemma_.lower() in kind("undeed") or passive(deed):
        return "no deed"
    return None if ahead(draft, deed) else "no day"


def _to_come(verb: Token) -> bool:
    """An accord that is yet to be signed or kept is no accord."""
    finite = clause(_first_conjunct(verb))
    return finite.mood is Mood.WILL or any(c.tag_ == "TO" for c in verb.lefts)


def _refusal(candidate: Candidate) -> str | None:
    """A refusal is a firm no for the future only where it lasts; "refused to comment" is an act of the past."""
    lasting = any(c.dep_ == "aux" and c.lower_ in ("has", "have", "'s", "’ve", "'ve") for c in candidate.promise.lefts)
    if candidate.place == "infinitive" and clause(candidate.promise).tense is not Tense.PRESENT and not lasting:
        return "done"
    return "speech" if candidate.deed.lemma_.lower() in kind("speech") else None


def _first_conjunct(verb: Token) -> Token:
    """Of "could waive and implement" the verb that has the "could"."""
    node = verb
    while node.dep_ == "conj" and node.head.pos_ in ("VERB", "AUX") and not any(c.dep_ == "aux" for c in node.lefts):
        if node.tag_ != "VB":
            break
        node = node.head
    return node


def _in_infinitive(verb: Token) -> bool:
    """A promise in an infinitive ("hard for them to agree") is not made, unless somebody went on to make it."""
    node = _first_conjunct(verb)
    return any(c.tag_ == "TO" for c in node.lefts) and node.head.lemma_ not in ("go", "continue", "proceed")


def _wished(verb: Token) -> bool:
    """Is it only wished or asked for: "hopes to agree", "was asked to promise"?"""
    if verb.tag_ == "VBG" and any(c.dep_ == "nsubj" for c in verb.lefts):
        return False  # "concern about Oslo signing the treaty"
    node = verb
    while node.dep_ in ("xcomp", "ccomp", "conj", "advcl", "pcomp", "prep", "acl") and node.head != node:
        to = any(c.tag_ == "TO" for c in node.lefts)
        bare = to or node.tag_ in ("VB", "VBG")
        asserted = node.dep_ == "advcl" and not to  # "…, promising to leave", "as it has promised"
        if (node.dep_ in ("ccomp", "conj") and not bare) or asserted:
            return False
        node = node.head
        lemma = node.lemma_.lower()
        if lemma in kind("wish") or (bare and lemma == "have") or (bare and node.pos_ in ("ADJ", "NOUN", "AUX")):
            return True
    return False


def _noun(candidate: Candidate) -> str | None:
    noun, verb = candidate.promise, candidate.promise.head
    if any(c.lower_ in ("no", "any") and c.dep_ == "det" for c in noun.lefts) and not no_plan(noun):
        return "denied"
    if noun.dep_ in ("dobj", "pobj") and verb.pos_ == "VERB":
        finite = clause(verb)
        if finite.negated or finite.mood in _SUPPOSED:
            return "supposed"
        if verb.lemma_.lower() in kind("wish") or _wished(verb):
            return "wished"
    return None
