"""Who is named in a report, what else stands for whom, and who acts for whom."""

from __future__ import annotations

from pourparler.annotate.actors.denote import denote
from pourparler.annotate.actors.find import find_actors
from pourparler.annotate.actors.issuer import issuer
from pourparler.annotate.actors.lexicon import Rank
from pourparler.annotate.actors.outcome import freeze_actors, kind_of, place_of, rank_of, states_of
from pourparler.annotate.actors.party import Party
from pourparler.annotate.actors.sources import source_name

__all__ = [
    "Party",
    "Rank",
    "denote",
    "find_actors",
    "freeze_actors",
    "issuer",
    "kind_of",
    "place_of",
    "rank_of",
    "source_name",
    "states_of",
]
