"""Word lists of `rules/` that a plan reads: TSV with a header line; `#` starts a comment line."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from importlib.resources import files

from pourparler.errors import RuleError


@cache
def rows(file: str, columns: Collection[str]) -> tuple[dict[str, str], ...]:
    """The rows of `rules/FILE` as dicts of stripped strings; absent trailing cells are "".

    Raises:
        RuleError: if the file is missing or its header lacks one of `columns`.
    """
    try:
        lines = (files("pourparler") / "rules" / file).read_text(encoding="utf-8").splitlines()
    except OSError as why:
        raise RuleError(f"{file}: -: {why}") from None
    header, *cells = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")] or [[""]]
    if missing := [c for c in columns if c not in header]:
        raise RuleError(f"{file}: header: lacks {', '.join(missing)}")
    return tuple({h: (row[i].strip() if i < len(row) else "") for i, h in enumerate(header)} for row in cells)
