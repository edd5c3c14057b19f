"""Rules and word lists as data: read once, checked hard.

A rule file is TOML with one array of tables, `[[rule]]`; each has `name`, `examples` and `near_misses` and whatever its
step wants. A word list is TSV with a header line; `#` starts a comment line.
"""

from __future__ import annotations

import csv
import hashlib
import tomllib
from collections.abc import Collection
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from pourparler.errors import RuleError

ROOT = files("pourparler") / "rules"
_ALWAYS = frozenset({"name", "examples", "near_misses"})


def load_rules(file: str, *, allowed: Collection[str], required: Collection[str] = ()) -> tuple[dict[str, Any], ...]:
    """The rules of `rules/FILE`, each a dict with at least name, examples and near_misses.

    Raises:
        RuleError: if the file is not TOML, a rule has an unknown or lacks a required key, has no example or no
            near-miss, or shares its name with another of the file.
    """
    try:
        rules = tomllib.loads((ROOT / file).read_text(encoding="utf-8")).get("rule", [])
    except (OSError, tomllib.TOMLDecodeError) as why:
        raise RuleError(f"{file}: -: {why}") from None
    seen: set[str] = set()
    for rule in rules:
        name = str(rule.get("name", "-"))
        if name in seen:
            raise RuleError(f"{file}: {name}: this name stands twice")
        seen.add(name)
        if missing := sorted((_ALWAYS | set(required)) - set(rule)):
            raise RuleError(f"{file}: {name}: lacks {', '.join(missing)}")
        if unknown := sorted(set(rule) - _ALWAYS - set(allowed) - set(required)):
            raise RuleError(f"{file}: {name}: unknown key {', '.join(unknown)}")
        if not rule["examples"] or not rule["near_misses"]:
            raise RuleError(f"{file}: {name}: needs at least one example and one near-miss")
    if not rules:
        raise RuleError(f"{file}: -: holds no rule")
    return tuple(rules)


def load_table(file: str, *, columns: Collection[str]) -> tuple[dict[str, str], ...]:
    """The rows of the word list `rules/FILE` as dicts of stripped strings; absent trailing cells are "".

    Raises:
        RuleError: if the file is missing, its header lacks one of `columns`, or a row has too many cells.
    """
    try:
        lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as why:
        raise RuleError(f"{file}: -: {getattr(why, 'strerror', None) or 'is no UTF-8 text'}") from None
    kept = [line for line in lines if line.strip() and not line.startswith("#")]
    rows = list(csv.reader(kept, delimiter="\t", quoting=csv.QUOTE_NONE))
    if not rows or (missing := [c for c in columns if c not in rows[0]]):
        raise RuleError(f"{file}: header: lacks {', '.join(missing if rows else columns)}")
    header = rows[0]
    out = []
    for row in rows[1:]:
        if len(row) > len(header):
            raise RuleError(f"{file}: {row[0]}: has {len(row)} cells, the header {len(header)}")
        out.append({h: (row[i].strip() if i < len(row) else "") for i, h in enumerate(header)})
    return tuple(out)


@cache
def words(file: str) -> frozenset[str]:
    """A one-column word list `rules/FILE` (column `word`) as a set."""
    return frozenset(row["word"] for row in load_table(file, columns=("word",)))


@lru_cache(maxsize=2)
def fingerprint(more: Path | None = None) -> str:
    """SHA-256 over the names and bytes of all rule files, in order of name, and over a word list of the user's."""
    digest = hashlib.sha256()
    for name, data in [*sorted(_files(ROOT, "")), *([("", more.read_bytes())] if more else [])]:
        digest.update(name.encode() + b"\0" + data + b"\0")
    return digest.hexdigest()


def _files(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    out = []
    for entry in folder.iterdir():
        if entry.is_dir():
            out += _files(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith((".toml", ".tsv")):
            out.append((prefix + entry.name, entry.read_bytes()))
    return out
