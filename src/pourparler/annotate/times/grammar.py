"""The grammar of times, loaded once from rules/times: words, parts, patterns, all checked hard."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from pourparler.annotate.rules import load_rules, load_table
from pourparler.annotate.times import calendar, events
from pourparler.annotate.times.lexer import SHAPES, Tokens, lex
from pourparler.annotate.times.patterns import NOTHING, Emitter, Node, atoms, first, parse
from pourparler.errors import RuleError

FILES = ("times/dates.toml", "times/spans.toml")
_KEYS = ("kind", "pattern")
_OPTIONAL = ("with",)


@dataclass(frozen=True, slots=True)
class TimeRule:
    """One pattern of times: what it matches, what kind of meaning it has, what it adds to what it captures."""

    name: str
    kind: str
    regex: re.Pattern[str]
    captures: dict[str, tuple[str, tuple[str, ...]]]  # regex group -> (field, classes of the words in it)
    constants: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Grammar:
    """All rules with the word table they share."""

    table: dict[str, str]  # word as written -> code
    shapes: dict[str, str]  # shape of a token with digits -> code
    values: dict[tuple[str, str], str]  # (class, lower-cased word) -> value
    starts: dict[str, tuple[TimeRule, ...]]  # code -> rules that can begin with it, in order of their files
    trigger: re.Pattern[str]  # where any rule can begin
    rules: tuple[TimeRule, ...] = field(repr=False)

    def lex(self, text: str, start: int, end: int) -> Tokens:
        """The coded tokens of a stretch of text."""
        return lex(text, start, end, self.table, self.shapes)


@lru_cache(maxsize=4)
def grammar(more_events: Path | None = None) -> Grammar:
    """The grammar, compiled at first use. more_events: the user's own known events (see events.py).

    Raises:
        RuleError: if a rule file is wrong; the message names file, rule and reason.
    """
    parts: dict[str, Node] = {}
    parts["HOLIDAY"] = parse(calendar.holiday_pattern(), {}, "times/holidays.tsv")
    parts["EVENT"] = parse(events.event_pattern(more_events), {}, "times/events.tsv")
    parts["FAMOUS"] = parse(events.event_pattern(more_events, alone=True), {}, "times/events.tsv")
    for row in load_table("times/parts.tsv", columns=("name", "pattern")):
        parts[row["name"]] = parse(row["pattern"], parts, f"times/parts.tsv: {row['name']}")
    raw = [(f, r) for f in FILES for r in load_rules(f, allowed=_OPTIONAL, required=_KEYS)]
    trees = [parse(r["pattern"], parts, f"{f}: {r['name']}") for f, r in raw]
    words = load_table("times/words.tsv", columns=("word", "class", "value", "case"))
    table, shapes, codes = _assign(words, trees)
    rules = [_compile(f, r, tree, codes) for (f, r), tree in zip(raw, trees, strict=True)]
    starts: dict[str, list[TimeRule]] = defaultdict(list)
    for rule, tree in zip(rules, trees, strict=True):
        for code in {c for atom in first(tree)[0] for c in codes.get(atom, "")}:
            starts[code].append(rule)
    return Grammar(
        table=table,
        shapes=shapes,
        values={(w["class"], w["word"]): w["value"] for w in words},
        starts={code: tuple(rs) for code, rs in starts.items()},
        trigger=re.compile(f"[{re.escape(''.join(sorted(starts)))}]"),
        rules=tuple(rules),
    )


def _compile(file: str, raw: dict[str, Any], tree: Node, codes: dict[str, str]) -> TimeRule:
    where = f"{file}: {raw['name']}"
    if first(tree)[1]:
        raise RuleError(f"{where}: the pattern matches nothing at all")
    emitter = Emitter(codes, where)
    regex = re.compile(emitter.write(tree))
    return TimeRule(raw["name"], raw["kind"], regex, emitter.captures, raw.get("with", {}))


def _assign(
    words: tuple[dict[str, str], ...], trees: list[Node]
) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Codes for written words, for shapes, and per class or literal word the codes that belong to it."""
    member: dict[str, set[str]] = defaultdict(set)
    shaped: dict[str, set[str]] = {name: set(classes) for name, classes in SHAPES.items()}
    literals = {a for tree in trees for a in atoms(tree) if not a.isupper()}
    for word in words:
        for spelling in _spellings(word["word"], word["case"]):
            member[spelling].add(word["class"])
    for literal in literals - set().union(*shaped.values()):
        for spelling in _spellings(literal, "title" if literal[:1].isupper() else ""):
            member[spelling].add(literal)
    sign: dict[frozenset[str], str] = {}
    codes: dict[str, str] = defaultdict(str)
    for classes in [*member.values(), *shaped.values()]:
        key = frozenset(classes)
        if key not in sign:
            sign[key] = chr(0x100 + len(sign))
            for name in key:
                codes[name] += sign[key]
    table = {word: sign[frozenset(classes)] for word, classes in member.items()}
    return table, {name: sign[frozenset(classes)] for name, classes in shaped.items()}, codes


def _spellings(word: str, case: str) -> tuple[str, ...]:
    if case == "upper":
        return (word.upper(),)
    if case == "title":
        return (word.title(), word.upper())
    return (word, word.capitalize(), word.upper())


__all__ = ["NOTHING", "Grammar", "TimeRule", "grammar"]
