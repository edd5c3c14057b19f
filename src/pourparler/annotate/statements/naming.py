"""Names for sources, statement after statement: whom "he said" and "the ministry added" go on quoting."""

from __future__ import annotations

from spacy.tokens import Token

from pourparler.annotate.actors import kind_of
from pourparler.annotate.actors.lexicon import states
from pourparler.annotate.actors.owners import owner, state_for
from pourparler.annotate.draft import Draft
from pourparler.annotate.rules import words
from pourparler.annotate.statements.channels import outlet
from pourparler.annotate.statements.find import Find
from pourparler.annotate.statements.sources import name_of
from pourparler.model.findings import ActorKind

_HE = frozenset({"he", "she"})
_THEY = frozenset({"it", "they"})
_SIGNED = frozenset({"letter", "signed", "speaker tag"})
_CERTAIN = frozenset("ministry department commission committee council bank union office government party".split())
_MEDIA = frozenset("newspaper paper daily magazine editorial broadcaster network outlet website".split())
_ASKERS = frozenset({"Q", "QUESTION", "REPORTER", "PRESS", "JOURNALIST"})
_PERSON = ActorKind.PERSON
_COURTESY = frozenset("MR MS MRS MISS DR SEN REP GOV AMB GEN SIR".split())
_EPITHETS = frozenset(
    "aide adviser advisor lawmaker legislator senator congressman congresswoman diplomat envoy negotiator lawyer "
    "author commander preacher cleric politician economist analyst professor academic scholar official activist "
    "general veteran expert campaigner billionaire businessman historian mediator parliamentarian".split()
)
_OFFICES = frozenset("the minister prime foreign defence defense moderator chair chairman operator interpreter".split())
_BACK = 400  # words within which a newspaper may have been named
_FAR = 900  # characters after which a pronoun no longer goes on with who spoke last


def name(draft: Draft, finds: list[Find]) -> None:
    """Give every attribution the name of its source, in order of the text."""
    last: Find | None = None
    for find in sorted(finds, key=_place):
        find.name = name_of(draft, find.source)
        if find.name is None and find.rule in _SIGNED and find.source_span is not None:
            written = " ".join(draft.report.text[slice(*find.source_span)].split()).rstrip(".")
            find.name = written.title() if written.isupper() and " " in written else written
        if find.rule == "speaker tag" and find.source is not None and find.source_span is not None:
            find.name = _tagged(draft, find) or find.name
        if find.rule == "speaker tag" and (find.name or "").partition(" (")[0].upper() in _ASKERS:
            find.name = "reporter (unnamed)"
        if find.name is None and find.source is not None and find.source.lemma_.lower() in _MEDIA:
            find.name = _paper(draft, find.source)
        if find.name is None and find.rule == "quoted as" and find.source is not None:
            find.name = _spoken_of(draft, find.source)
        near = last is not None and 0 <= _place(find) - last.end < _FAR
        if find.source is not None and last is not None and near and not _quoted(draft, find):
            gap = draft.report.text[last.end : _place(find)]
            find.name = _continued(draft, find.source, find.name, last, near="\n" not in gap.strip()) or find.name
        if find.name is not None and find.parent is None and not _quoted(draft, find):
            last = find


def _tagged(draft: Draft, find: Find) -> str | None:
    """Whom a tag in capitals means that no step before knew: "MS. NAUERT"; "MINISTER FOR DEFENCE" without a name."""
    written = draft.report.text[slice(*find.source_span)].strip() if find.source_span else ""
    if not written.isupper() or (find.name and not find.name.isupper() and kind_of(draft, find.name) is _PERSON):
        return None
    parts = written.replace(".", "").split()
    if parts[0].lower() in _OFFICES:
        return f"{written.removeprefix('THE ').lower()} (unnamed)"
    if parts[0] not in _COURTESY or len(parts) < 2:
        return None
    people = (n for n, e in draft.entities.items() if e.kind is _PERSON and not n.isupper())
    return next((n for n in people if n.split()[-1].upper() == parts[-1]), " ".join(parts[1:]).title())


def _spoken_of(draft: Draft, source: Token) -> str | None:
    """Who "him" is in "KCNA quoted him as saying": the person whom the sentence before is about."""
    start = source.sent.start
    if source.lower_ not in ("him", "her"):
        return None
    paper = next((c for c in source.head.lefts if c.dep_ == "nsubj"), None)
    owner = next((c for c in paper.children if c.dep_ == "poss"), None) if paper is not None else None
    owned = name_of(draft, owner) if owner is not None and owner.pos_ == "PROPN" else None
    if owned is not None and kind_of(draft, owned) is ActorKind.PERSON:
        return owned  # "Navalny's website quoted him"
    if start == 0:
        return None
    doers = (c for c in draft.doc[start - 1].sent.root.children if c.dep_ in ("nsubj", "nsubjpass"))
    name = next((name_of(draft, doer) for doer in doers), None)
    return name if name is not None and kind_of(draft, name) is ActorKind.PERSON else None


def link_name(draft: Draft, token: Token | None) -> str | None:
    """Name of one whom words passed through: of a source, or which paper "the daily" is."""
    known = name_of(draft, token)
    if token is None or token.lemma_.lower() not in _MEDIA or (known is not None and "(unnamed)" not in known):
        return known
    return _paper(draft, token) or known


def _paper(draft: Draft, noun: Token) -> str | None:
    """Which newspaper "the newspaper" or "the editorial" is: the one named last."""
    called = next((c for c in noun.rights if c.dep_ == "appos" and c.pos_ == "PROPN"), None)
    if called is not None:
        return outlet(draft, called) or " ".join(draft.doc[called.left_edge.i : called.i + 1].text.split())
    owner = next((c for c in noun.children if c.dep_ == "poss"), noun)
    if owner.lemma_.lower() not in _MEDIA or all(c.lower_ not in ("the", "this") for c in owner.children):
        return None
    before = reversed(draft.doc[max(0, noun.i - _BACK) : noun.i])
    return next((name for t in before if t.pos_ == "PROPN" and (name := outlet(draft, t)) is not None), None)


def _continued(draft: Draft, source: Token, known: str | None, last: Find, *, near: bool) -> str | None:
    """The last speaker, if the words of this source only go on with him."""
    kind = kind_of(draft, last.name) if last.name else None
    if source.lower_ in _HE and source.head.lemma_ not in ("be", "have"):
        same = last.source is not None and last.source.lower_ in _HE and last.source.lower_ != source.lower_
        plural = last.source is not None and last.source.tag_ in ("NNS", "NNPS")
        one = kind is ActorKind.PERSON or (known is None and kind in (ActorKind.UNNAMED, None) and not plural)
        return last.name if one and not same and (known is None or near) else None
    the = any(c.lower_ == "the" for c in source.children) and source.lower_ in words("statements/bodies.tsv")
    if kind is ActorKind.PERSON and near and _epithet(draft, source, last.name or ""):
        return last.name
    if source.lower_ in _CERTAIN and source.lower_ not in (last.name or "").lower():
        return None
    if known is None and (the or source.lower_ in _THEY) and kind not in (ActorKind.PERSON, ActorKind.UNNAMED):
        return last.name
    return None


def _epithet(draft: Draft, source: Token, person: str) -> bool:
    """ "The Abbas aide", "the hardline preacher" right behind what a man said: he again, unless another nation's."""
    ref = draft.ref_at.get(source.i)
    new = ref is None or (ref.rule == "unnamed" and ref.entity is not None and ref.entity.name.endswith("(unnamed)"))
    if not new or source.tag_ != "NN" or not any(c.dep_ == "det" and c.lower_ == "the" for c in source.children):
        return False
    if source.lemma_.lower() not in _EPITHETS or any(c.dep_ in ("prep", "poss", "relcl") for c in source.children):
        return False
    whose, entity = owner(draft, source), draft.entities.get(person)
    theirs = entity.acts_for if entity is not None else None
    if whose is None or whose == theirs or (theirs is not None and state_for(draft, whose) == theirs):
        return True
    return theirs is None and whose not in states() and whose != person


def _place(find: Find) -> int:
    return find.source_span[0] if find.source_span else find.start


def _quoted(draft: Draft, find: Find) -> bool:
    return bool(find.cue) and draft.quote_at(find.cue[0][0]) is not None
