"""Findings of many reports -> meetings, commitments and actors. Pure functions over the nouns: no SQL, no clock.

How a store uses it, one report at a time:

1. `signature(text)`, looked for by `signature_keys`, compared by `same_origin`: reprints share `ReportCard.origin`, the
   id of the first of them. `origin_of` gives the key of the origin of a statement; `repeats` who only repeats it.
2. `meeting_keys` / `commitment_keys` name where to look for sightings that can be one with a new one; `judge` on
   `traits_of` / `judge_pledges` on `pledge_of` says of two whether anything speaks for it (strength above 0). What is
   connected so is a block. A group never reaches over a block: after a new report only its block is grouped again, and
   grouping all sightings of the block gives the same as grouping the whole record. `actors`, who is who by report id,
   is asked for wherever parties are compared.
3. A group's id is `group_id` of its first sighting. Each sighting has such an id of its own, and a correction that
   names one holds for the group in which that sighting is now. A merge joins the blocks it names.
4. `unify_actors` makes the actors of all reports; `read_people` reads a list of one's own. What a list or a person
   merged goes to grouping as `names` (`same_names`).
5. `changes` tells a group as a story; to know what was known on a day, group only the sightings known by then.
"""

from pourparler.record.grouping.actors import same_names, unify_actors
from pourparler.record.grouping.attribution import origin_of, repeats
from pourparler.record.grouping.changes import changes
from pourparler.record.grouping.commitments import commitment_keys, group_commitments
from pourparler.record.grouping.corrections import group_id
from pourparler.record.grouping.judge import judge
from pourparler.record.grouping.life import stand_of
from pourparler.record.grouping.meetings import group_meetings, meeting_keys
from pourparler.record.grouping.parties import Actors, Names
from pourparler.record.grouping.people import Person, read_people
from pourparler.record.grouping.pledges import judge_pledges, pledge_of
from pourparler.record.grouping.set_fields import check_field
from pourparler.record.grouping.shingles import same_origin, signature, signature_keys
from pourparler.record.grouping.traits import traits_of

__all__ = [
    "Actors",
    "Names",
    "Person",
    "changes",
    "check_field",
    "commitment_keys",
    "group_commitments",
    "group_id",
    "group_meetings",
    "judge",
    "judge_pledges",
    "meeting_keys",
    "origin_of",
    "pledge_of",
    "read_people",
    "repeats",
    "same_names",
    "same_origin",
    "signature",
    "signature_keys",
    "stand_of",
    "traits_of",
    "unify_actors",
]
