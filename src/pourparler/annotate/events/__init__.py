"""Events: each meeting and commitment, and each other clear act between two actors, with a PLOVER and a CAMEO code."""

from __future__ import annotations

from pourparler.annotate.draft import Draft
from pourparler.annotate.events.acts import Found, act_of, found_acts, needs_nobody, party
from pourparler.annotate.events.lexicon import FRIENDLY, nouns, quads, records, said_of
from pourparler.annotate.syntax import clause
from pourparler.model.findings import Commitment, Event, Meeting, finding_id

_NOT = ("not ", "never ", "n't ", "no longer ")
_NAMED = {"agreement": ("SUPPORT", "", "057"), "support": ("SUPPORT", "", "051"), "aid": ("AGREE", "", "033")}
_DECIDED = frozenset({"decide", "decision"})
_SEVERAL = 3  # parties from which on a meeting is multilateral


def find_events(draft: Draft) -> None:
    """Fill `draft.events`, in order of the report. The other steps must have run."""
    events = [e for m in draft.meetings if (e := _of_meeting(draft, m)) is not None]
    events += [_of_commitment(draft, c) for c in draft.commitments]
    heads = (*draft.meeting_heads.values(), *draft.commitment_heads.values())
    taken = frozenset(i for tokens in heads for i in tokens)
    events += [e for f in found_acts(draft, taken) if (e := _of_act(draft, f)) is not None]
    draft.events = sorted(events, key=lambda e: e.evidence.span)


def _of_meeting(draft: Draft, meeting: Meeting) -> Event | None:
    table = records()
    form = meeting.form.value
    found = table.get(("meeting", meeting.status.value, form)) or table.get(("meeting", meeting.status.value, ""))
    if found is None:
        return None
    type_, mode, cameo = found
    if type_ == "CONSULT" and not mode and len(meeting.parties) >= _SEVERAL:
        mode = "multilateral"
    return Event(
        id=finding_id("event", draft.report.id, "meeting", meeting.evidence.span),
        evidence=meeting.evidence,
        type=type_,
        mode=mode or None,
        cameo=cameo,
        actor=meeting.parties[:1],
        recipient=meeting.parties[1:],
        rule=meeting.rule,
        of=meeting.id,
        window=meeting.window,
        place=meeting.place,
        grounds=meeting.grounds,
    )


def _coded(draft: Draft, commitment: Commitment) -> tuple[str, str, str]:
    """Type, mode and code of a commitment: by its life or rule, else by what is to be done."""
    table = records()
    found = table.get(("life", commitment.life.value, "")) or table.get(("rule", commitment.rule, ""))
    if found is not None:
        return found
    type_, mode, cameo = table["commitment", commitment.force.value, ""]
    deed = draft.doc[draft.commitment_heads[commitment.id][0]]
    act = act_of(deed) if deed.pos_ in ("VERB", "AUX") else None
    if clause(deed).negated or commitment.evidence.exact.lower().startswith(_NOT):
        return ("REJECT", *said_of("REJECT", act.type if act else ""))
    if act is None:
        kinds = nouns().get(deed.lemma_.lower(), frozenset())
        return next((code for kind, code in _NAMED.items() if kind in kinds), (type_, mode, cameo))
    if commitment.rule in _DECIDED:
        return act.type, act.mode, act.cameo
    if quads()[act.type] not in FRIENDLY and commitment.to:
        type_ = "THREATEN"
    return (type_, *said_of(type_, act.type))


def _of_commitment(draft: Draft, commitment: Commitment) -> Event:
    type_, mode, cameo = _coded(draft, commitment)
    return Event(
        id=finding_id("event", draft.report.id, "commitment", commitment.evidence.span),
        evidence=commitment.evidence,
        type=type_,
        mode=mode or None,
        cameo=cameo or None,
        actor=commitment.by,
        recipient=commitment.to,
        rule=f"commitment.{commitment.rule}",
        of=commitment.id,
        window=commitment.due or commitment.made,
        grounds=commitment.grounds,
    )


def _of_act(draft: Draft, found: Found) -> Event | None:
    actor, recipient = party(draft, found.actor), party(draft, found.recipient)
    recipient = tuple(name for name in recipient if name not in actor)
    if not actor or not (recipient or needs_nobody(found.type)):
        return None
    evidence = draft.words(found.verb, found.verb)
    rule = f"act.{found.verb.lemma_.lower()}"
    draft.tell("events", rule, evidence.span.start, evidence.span.end, f"{', '.join(actor)}: {found.type}")
    speaker = draft.speaker_at(found.verb.idx)
    return Event(
        id=finding_id("event", draft.report.id, rule, evidence.span),
        evidence=evidence,
        type=found.type,
        mode=found.mode or None,
        cameo=found.cameo or None,
        actor=actor,
        recipient=recipient,
        rule=rule,
        grounds=(speaker.id,) if speaker else (),
    )
