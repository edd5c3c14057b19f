"""Private set intersection of two sides' days. Needs extras/psi/requirements.txt, else it is left out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("private_set_intersection", reason="pip install -r extras/psi/requirements.txt")
SCRIPT = Path(__file__).parent.parent / "extras/psi/psi.py"


def _run(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, SCRIPT, *map(str, words)], capture_output=True, text=True, check=False)


def _own(path: Path, *spans: tuple[str, str]) -> Path:
    path.write_text(json.dumps({"weeks": [{"meeting": "m", "place": "Hanoi", "days": spans}]}), encoding="utf-8")
    return path


def test_both_learn_common_days_and_a_request_for_too_many_is_refused(tmp_path: Path) -> None:
    a = _own(tmp_path / "a.json", ("2019-01-07", "2019-01-11"))
    b = _own(tmp_path / "b.json", ("2019-01-10", "2019-01-20"))
    key, request, reply = (tmp_path / name for name in ("key", "request", "reply"))
    told = _run("ask", a, "--key", key, "--out", request).stdout
    assert _run("answer", b, request, "--most", 5, "--out", reply).returncode == 0
    assert _run("read", a, reply, "--key", key).stdout == "m | Hanoi | 2019-01-10\nm | Hanoi | 2019-01-11\n"
    seal, salt = told.split("sealed ")[1].split()[0], told.split()[-1]
    assert _run("seal", a, salt).stdout.strip() == seal
    assert _run("seal", b, salt).stdout.strip() != seal
    refused = _run("answer", b, request, "--most", 4, "--out", reply)
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "asks for 5 slots" in refused.stderr
