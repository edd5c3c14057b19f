"""Renew what the pages show: every command in a ```console block is run and its output put under it.

usage: python docs/refresh.py            rewrite README.md and docs/*.md (make docs)

tests/test_docs.py fails where a page shows something else than the command prints. Commands run in the root of the
repository as on a terminal of 88 columns; behind a pipe the shell goes on. The commands of one page share an empty
record of their own. Python blocks hold >>> examples.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PYTHON = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TERMINAL = {"POURPARLER_WIDTH": "88", "TERM": "dumb", "NO_COLOR": "1"}


def renewed(page: str) -> str:
    """The page with the output of each command as it is now."""
    with tempfile.TemporaryDirectory() as folder, mock.patch.dict(os.environ, POURPARLER_RECORD=f"{folder}/record.db"):
        return _BLOCK.sub(lambda block: f"```console\n{_run_block(block[1])}```", page)


def failures(page: str, name: str) -> str:
    """What the >>> examples of a page print that the page does not show; "" if all is well."""
    told = io.StringIO()
    examples = "\n".join(block[1] for block in _PYTHON.finditer(page))
    test = doctest.DocTestParser().get_doctest(examples, {}, name, name, 0)
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    with contextlib.chdir(ROOT):
        doctest.DocTestRunner(optionflags=flags, verbose=False).run(test, out=told.write)
    return told.getvalue()


def _run_block(block: str) -> str:
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    return "\n".join(f"{command}\n{_output(command[2:])}" for command in commands)


def _output(command: str) -> str:
    """What a command prints on a terminal, stderr after stdout."""
    from pourparler.show import cli

    front, _, rest = command.partition(" | ")
    program, *arguments = shlex.split(front)
    if program != "pourparler":
        raise ValueError(f"only pourparler is run here: {command}")
    out, err = _Terminal(bool(rest)), io.StringIO()
    with (
        contextlib.chdir(ROOT),
        mock.patch.dict(os.environ, TERMINAL),
        mock.patch.object(sys, "argv", ["pourparler", *arguments]),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        contextlib.suppress(SystemExit),
    ):
        cli.main()
    out.flush()
    told = out.buffer.getvalue().decode() + err.getvalue()
    if rest:
        told = subprocess.run(["bash", "-c", rest], input=told, capture_output=True, text=True, check=True).stdout
    return told


class _Terminal(io.TextIOWrapper):
    """Standard output that takes itself for a terminal unless it is piped on."""

    def __init__(self, piped: bool) -> None:
        self.piped = piped
        super().__init__(io.BytesIO(), encoding="utf-8", write_through=True)

    def isatty(self) -> bool:
        return not self.piped


if __name__ == "__main__":
    for path in PAGES:
        before = path.read_text(encoding="utf-8")
        if (after := renewed(before)) != before:
            path.write_text(after, encoding="utf-8")
            print(f"renewed {path.relative_to(ROOT)}")
