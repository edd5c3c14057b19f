"""Offices around a name: in front ("Secretary of State Mike Pompeo") and behind ("Zarif, Iran's foreign minister")."""

from __future__ import annotations

from dataclasses import dataclass

from pourparler.annotate.actors.lexicon import Rank, Sort, Title, titles
from pourparler.annotate.actors.scan import Hit, TitleHit
from pourparler.annotate.actors.sheet import Sheet
from pourparler.model.findings import Office

_MODIFIERS = frozenset(
    "acting alternate caretaker outgoing incoming late new newly embattled longtime long time current interim senior "
    "top chief special veteran the a an his her their its deputy assistant first principal next democratic republican "
    "conservative liberal elected appointed reelected powerful hardline controversial recently-elected".split()
)
_FORMER = frozenset({"former", "ex", "then", "ousted", "deposed", "erstwhile", "onetime", "late"})
_OF = frozenset({"of", "for", "to", "at", "in", "from"})
_SENT = frozenset({"to", "for"})  # an ambassador to X, a special envoy for X, is not X's
_FIELDS = frozenset({"justice"})  # words that are also the field of an office: "Commissioner for Justice"
_STYLE = frozenset({"the", "kingdom", "republic", "state", "of"})
_CLITIC = frozenset({"'s", "’s", "'", "’"})
_REACH = 12  # tokens behind a comma in which an office still belongs to the name before it
_MAY_STAND = frozenset({"DT", "JJ", "NN", "NNP", "NNPS", "NNS", "POS", "RB", "HYPH", "CD", "PRP$", "VBN", "_SP"})
_THROUGH = frozenset({"of", "the", "and", "&"})


@dataclass(frozen=True, slots=True)
class Held:
    """An office as the report gives it: whose it is, whether its holder is a former one, its tokens [start, end)."""

    title: Title
    of: str | None
    former: bool
    start: int
    end: int

    def office(self) -> Office:
        """For the record: "former president" of a state stays recognisable as one."""
        return Office(title=f"former {self.title.title}" if self.former else self.title.title, of=self.of)


def rank(office: Office) -> Rank | None:
    """How high an office stands; a former one does not count."""
    title = titles().get(office.title)
    return title.rank if title and title.kind != "courtesy" else None


def party_of(hit: Hit | None) -> str | None:
    """The state or body that a name in front of an office makes the office's."""
    if hit is None or hit.entry.sort is Sort.PERSON:
        return None
    if hit.entry.sort is Sort.PLACE:
        return None
    return hit.entry.name


def before(sheet: Sheet, start: int) -> list[Held]:
    """Offices that end right in front of token `start`, nearest first; several joined by "and" count all."""
    doc, out, at = sheet.draft.doc, [], start
    while (held := _ending_at(sheet, at, field=at == start)) is not None:
        out.append(held)
        at = held.start
        owner, at, former = _left(sheet, at)
        if owner or former:
            out = [Held(h.title, owner or h.of, former or h.former, h.start, h.end) for h in out]
        if at > 1 and doc[at - 1].lower_ in ("and", ",", "&") and _ending_at(sheet, at - 1):
            at -= 1
            continue
        if at == held.start and _ending_at(sheet, at) is None:
            break
    return out


def _ending_at(sheet: Sheet, end: int, *, field: bool = False) -> Held | None:
    """The office that ends at a token, with "of X" inside it: "President of Turkey"."""
    doc, hit = sheet.draft.doc, sheet.title_by_end.get(end)
    if hit is not None:
        field_of = hit.title.title in _FIELDS and doc[hit.start - 1].lower_ in ("for", "of")
        wider = sheet.title_by_end.get(hit.start - 1) if field_of else None
        return Held(hit.title, None, False, hit.start, hit.end) if wider is None else _held(wider, hit.end)
    owner = sheet.hit_by_end.get(end)
    if owner is None or party_of(owner) is None:
        return _with_field(sheet, end) if field else None
    at = owner.start
    while at > 0 and doc[at - 1].lower_ in _STYLE and at > owner.start - 4 and sheet.title_by_end.get(at - 1) is None:
        at -= 1
    if at > 0 and doc[at - 1].lower_ in _OF and (office := sheet.title_by_end.get(at - 1)):
        theirs = doc[at - 1].lower_ in _SENT and office.title.kind == "envoy"
        return Held(office.title, None if theirs else party_of(owner), False, office.start, end)
    return None


def _held(office: TitleHit, end: int) -> Held:
    return Held(office.title, None, False, office.start, end)


def _with_field(sheet: Sheet, end: int) -> Held | None:
    """An office with its field between it and the name: "Deputy Advisor for International Economics"."""
    doc, i = sheet.draft.doc, end - 1
    while i > 0 and end - i < 9 and (doc[i].text[:1].isupper() or doc[i].lower_ in _THROUGH or doc[i].is_space):
        if doc[i - 1].lower_ in ("for", "of", "to") and (hit := sheet.title_by_end.get(i - 1)) and not hit.title.plural:
            return _held(hit, end)
        i -= 1
    return None


def _left(sheet: Sheet, at: int) -> tuple[str | None, int, bool]:
    """Whose office it is and whether it is a former one, from the words in front of it."""
    doc, owner, former, left = sheet.draft.doc, None, False, at
    while left > 0:
        word = doc[left - 1].lower_
        if word in _CLITIC and (hit := sheet.hit_by_end.get(left - 1)) and party_of(hit):
            owner, left = owner or party_of(hit), hit.start
            break
        hit = sheet.hit_by_end.get(left)
        if hit is not None and party_of(hit):
            owner, left = owner or party_of(hit), hit.start
        elif word in _FORMER:
            former, left = True, left - 1
        elif word in _MODIFIERS or (word == "-" and left > 1 and doc[left - 2].lower_ in _FORMER):
            left -= 1
        elif owner is None and (hit := _beyond_field(sheet, left)) is not None:
            owner, left = party_of(hit), hit.start
        else:
            break
    return owner, left, former


def _beyond_field(sheet: Sheet, left: int) -> Hit | None:
    """The state in front of an office whose field no list foresees: "Italian economic development minister"."""
    doc = sheet.draft.doc
    for i in range(left - 1, max(0, left - 5), -1):
        if doc[i].tag_ not in _FIELD_TAGS or not doc[i].text.islower() or i in sheet.title_at:
            return None
        hit = sheet.hit_by_end.get(i if doc[i - 1].lower_ not in _CLITIC else i - 1)
        if hit is not None and party_of(hit):
            return hit
    return None


_FIELD_TAGS = frozenset({"JJ", "NN", "NNS", "CC"})


def after(sheet: Sheet, end: int) -> list[Held]:
    """Offices in an apposition behind a name that ends at token `end`."""
    doc = sheet.draft.doc
    if end >= len(doc) or doc[end].text not in (",", "(", "–", "—", "--"):
        return []
    limit = min(len(doc), end + 1 + _REACH)
    for i in range(end + 1, limit):
        office = sheet.title_by_start.get(i)
        if office is not None:
            if office.title.plural or _starts_name(sheet, office):
                return []
            owner, _, former = _left(sheet, i)
            sent = office.title.kind == "envoy" and office.end < len(doc) and doc[office.end].lower_ in _SENT
            behind = None if sent else _owner_behind(sheet, office.end)
            held = [Held(office.title, behind or owner, former, office.start, office.end)]
            if office.end < len(doc) and doc[office.end].lower_ == "and" and (more := _second(sheet, office.end + 1)):
                theirs = behind or owner or _owner_behind(sheet, more.end)
                held = [Held(t.title, theirs, former, t.start, t.end) for t in (office, more)]
            return held
        if doc[i].tag_ not in _MAY_STAND:
            return []
    return []


def _second(sheet: Sheet, at: int) -> TitleHit | None:
    """The other office of "spokesman and chief adviser"."""
    office = sheet.title_by_start.get(at)
    return office if office is not None and not office.title.plural and not _starts_name(sheet, office) else None


def _starts_name(sheet: Sheet, office: TitleHit) -> bool:
    """Is it the title of the next person in a list: "Kerry, President Putin"?"""
    doc = sheet.draft.doc
    following = doc[office.end] if office.end < len(doc) else None
    return following is not None and following.pos_ == "PROPN" and following.text[:1].isupper()


def _owner_behind(sheet: Sheet, at: int) -> str | None:
    """X in "foreign minister of X"."""
    doc = sheet.draft.doc
    if at >= len(doc) or doc[at].lower_ not in _OF or doc[at].lower_ == "to":
        return None
    for i in range(at + 1, min(len(doc), at + 5)):
        if (hit := sheet.hit_by_start.get(i)) and party_of(hit):
            return party_of(hit)
        if doc[i].lower_ not in _STYLE:
            return None
    return None


def late_owner(sheet: Sheet, held: Held) -> str | None:
    """Whose an office is, once all organisations and persons are known: "Shell's chief executive", "aide to Merkel"."""
    doc, refs, at = sheet.draft.doc, sheet.draft.ref_at, held.start
    while at > 0 and doc[at - 1].lower_ in _MODIFIERS | _FORMER:
        at -= 1
    if at > 0 and doc[at - 1].lower_ in _CLITIC:
        at -= 1
    ref = refs.get(at - 1) if at else None
    if ref is not None and ref.entity is not None and ref.end == at and ref.rule != "apposition":
        return ref.entity.name
    sent = held.title.kind == "envoy" and held.end < len(doc) and doc[held.end].lower_ in _SENT
    if held.end < len(doc) and doc[held.end].lower_ in _OF and not sent:
        for child in doc[held.end].children:
            ref = refs.get(child.i)
            if child.dep_ == "pobj" and ref is not None and ref.entity is not None:
                return ref.entity.name
    return None


def around(sheet: Sheet, start: int, end: int) -> list[Held]:
    """Offices in front of and behind a name at tokens [start, end), and those of an apposition it is itself."""
    front = before(sheet, start)
    named_of = end < len(sheet.draft.doc) and sheet.draft.doc[end].lower_ == "of"  # "in X" is where he is, not whose
    if front and front[0].of is None and named_of and (owner := _owner_behind(sheet, end)):
        front = [Held(h.title, owner, h.former, h.start, h.end) for h in front]
    out = front + after(sheet, end)
    if not out and start > 1 and sheet.draft.doc[start - 1].text == ",":
        held = before(sheet, start - 1)
        if held and held[0].of and not held[0].title.plural:
            return held
    return out
