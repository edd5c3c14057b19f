"""Recognise: where in the coded tokens a time stands. Leftmost, longest, then first in the rule files."""

from __future__ import annotations

from collections.abc import Iterator

from pourparler.annotate.times.grammar import Grammar, TimeRule
from pourparler.annotate.times.lexer import Tokens
from pourparler.annotate.times.meaning import Meaning, read
from pourparler.annotate.times.nottimes import is_time


def find(tokens: Tokens, grammar: Grammar) -> Iterator[Meaning]:
    """All times of a stretch of text in order, not overlapping, those left out that only look like times."""
    codes, starts = tokens.codes, grammar.starts
    end = 0
    for trigger in grammar.trigger.finditer(codes):
        at = trigger.start()
        if at < end:
            continue
        for meaning in _matches(tokens, at, starts[codes[at]], grammar):
            if is_time(meaning, tokens):
                yield meaning
                end = meaning.last
                break


def _matches(tokens: Tokens, at: int, rules: tuple[TimeRule, ...], grammar: Grammar) -> Iterator[Meaning]:
    """What the rules find at a token, the longest first."""
    found = [(m.end(), rule, m) for rule in rules if (m := rule.regex.match(tokens.codes, at)) is not None]
    found.sort(key=lambda f: -f[0])
    for end, rule, match in found:
        groups = {g: span for g in rule.captures if (span := match.span(g)) != (-1, -1) and span[0] < span[1]}
        yield read(rule, tokens, at, end, groups, grammar.values)
