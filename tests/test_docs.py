"""The pages tell the truth: what they show is what happens, and nothing public goes untold."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path
from types import ModuleType

import click
import pytest

import pourparler
from pourparler.model import codec
from pourparler.settings import Settings
from pourparler.show.cli import cli
from tests.test_cli_page import RECORD

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = "\n".join(page.read_text(encoding="utf-8") for page in sorted((ROOT / "docs").glob("*.md")))
CONTEXT = click.Context(cli)


def _refresh() -> ModuleType:
    spec = importlib.util.spec_from_file_location("refresh", ROOT / "docs/refresh.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


REFRESH = _refresh()


@pytest.mark.parametrize("path", REFRESH.PAGES, ids=lambda path: path.name)
def test_pages_show_what_commands_print(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    assert REFRESH.renewed(page) == page, "outputs have changed: look at them, then `make docs`"


@pytest.mark.parametrize("path", REFRESH.PAGES, ids=lambda path: path.name)
def test_python_on_the_pages_runs(path: Path) -> None:
    assert REFRESH.failures(path.read_text(encoding="utf-8"), path.name) == ""


def test_every_command_and_option_is_documented() -> None:
    for name in cli.list_commands(CONTEXT):
        command = cli.get_command(CONTEXT, name)
        assert command is not None
        assert f"\n## {name}\n" in COMMANDS, name
        for option in (p for p in command.params if isinstance(p, click.Option)):
            assert any(f"`{flag}" in COMMANDS for flag in option.opts), f"{name} {option.opts}"
            assert option.help, f"{name} {option.opts} has no help"
        assert command.help and "pourparler " in command.help, f"{name} has no example"


def test_every_setting_is_documented() -> None:
    for setting in fields(Settings):
        assert f"`POURPARLER_{setting.name.upper()}`" in COMMANDS


def test_every_public_name_is_there_and_documented() -> None:
    page = (ROOT / "docs/library.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`(\w+)[`(]", page))
    for name in pourparler.__all__:
        assert getattr(pourparler, name).__doc__, name
        assert name in told, name
    assert pourparler.__all__ == sorted(pourparler.__all__)


def test_every_key_of_the_record_is_documented() -> None:
    told = set(re.findall(r"`(\w+)`", (ROOT / "docs/record-format.md").read_text(encoding="utf-8")))

    def keys(value: object) -> set[str]:
        if isinstance(value, dict):
            return set(value).union(*(keys(v) for v in value.values()))
        return set().union(*(keys(v) for v in value)) if isinstance(value, list) else set()

    assert keys(codec.to_dict(RECORD)) - told == set()


def test_version_is_told_once() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["dynamic"] == ["version"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", pourparler.__version__)


def test_links_between_pages_lead_somewhere() -> None:
    for path in (*REFRESH.PAGES, ROOT / "CONTRIBUTING.md", ROOT / "examples/README.md"):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_lock_file_names_no_addresses_and_hashes_everything() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if "://" in line or line.startswith("-")]
    pinned = [line for line in lines if "==" in line]
    assert all(line.endswith("\\") for line in pinned)
    names = {re.split("[ =]", line)[0] for line in pinned}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert {re.split(r"[<>=\[]", need)[0] for need in wanted} <= names, "run `make lock`"


def test_every_library_has_its_licence_told() -> None:
    notices = (ROOT / "THIRD_PARTY_NOTICES.md").read_text(encoding="utf-8").lower()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needs = [*project["dependencies"], *project["optional-dependencies"]["ray"]]
    assert not [name for need in needs if (name := re.split(r"[<>=\[]", need)[0]) not in notices]


def test_quality_gate_without_gold_measures_nothing_and_says_so(tmp_path: Path) -> None:
    call = [sys.executable, ROOT / "benchmarks/quality.py", tmp_path]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("quality: no gold here")


def test_layers_hold() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_COLOR": "1"},
    )
    assert done.returncode == 0, done.stdout
