"""Word lists of what stands beside a time, loaded once."""

from __future__ import annotations

from functools import cache

from pourparler.annotate.rules import load_table


@cache
def near(name: str) -> frozenset[str]:
    """The words of one list of rules/times/contexts.tsv: what may or may not stand beside a time."""
    return frozenset(r["word"] for r in load_table("times/contexts.tsv", columns=("word", "list")) if r["list"] == name)
