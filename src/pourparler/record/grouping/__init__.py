"""Findings of many reports -> meetings, commitments and actors. Pure functions over the nouns: no SQL, no clock.

How a store uses it, one report at a time:

1. `signature(text)`, looked for by `signature_keys`, compared by `same_origin`: reprints share `ReportCard.origin`, the
   id of the first of them.
2. `meeting_sightings`, `commitment_sightings`, `claims_of`, `statement_cards` make of a report and its card what is
   kept. `actors`, who is who by report id, is asked for wherever parties are compared.
3. `meeting_keys` / `commitment_keys` name where to look. Among the sightings found there `neighbours` /
   `neighbouring_commitments` picks those that may be one with it; what is connected so is a block. A group never
   reaches over a block: after a new report only its block is grouped again, and grouping all sightings of the block
   gives the same as grouping the whole record.
4. A group's id is `group_id` of its first sighting. Each sighting has such an id of its own, and a correction that
   names one holds for the group in which that sighting is now. A merge joins the blocks it names.
5. `unify_actors` makes the actors of all reports of names that share `actor_keys`; `read_people` reads a list of one's
   own. What a list or a person merged goes to grouping as `names` (`same_names`).
6. `changes` tells a group as a story; to know what was known on a day, group only the sightings known by then.
"""

from pourparler.record.grouping.actors import actor_keys, same_names, unify_actors
from pourparler.record.grouping.attribution import count_origins, origin_of, repeats
from pourparler.record.grouping.changes import changes
from pourparler.record.grouping.commitments import (
    commitment_keys,
    group_commitments,
    link_counterparts,
    neighbouring_commitments,
)
from pourparler.record.grouping.corrections import group_id
from pourparler.record.grouping.life import stand_of
from pourparler.record.grouping.meetings import group_meetings, meeting_keys, neighbours
from pourparler.record.grouping.parties import Actors, Names
from pourparler.record.grouping.people import Person, read_people
from pourparler.record.grouping.set_fields import check_field
from pourparler.record.grouping.shingles import same_origin, signature, signature_keys
from pourparler.record.grouping.sight import claims_of, commitment_sightings, meeting_sightings, statement_cards

__all__ = [
    "Actors",
    "Names",
    "Person",
    "actor_keys",
    "changes",
    "check_field",
    "claims_of",
    "commitment_keys",
    "commitment_sightings",
    "count_origins",
    "group_commitments",
    "group_id",
    "group_meetings",
    "link_counterparts",
    "meeting_keys",
    "meeting_sightings",
    "neighbouring_commitments",
    "neighbours",
    "origin_of",
    "read_people",
    "repeats",
    "same_names",
    "same_origin",
    "signature",
    "signature_keys",
    "stand_of",
    "statement_cards",
    "unify_actors",
]
