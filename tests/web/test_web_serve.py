"""`pourparler serve` and `pourparler audit` as commands."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from pourparler.errors import SettingsError
from pourparler.record import open_record
from pourparler.show.commands.audit import audit
from pourparler.show.commands.serve import configured, run
from pourparler.show.web.config import WebConfig

PROGRAM = Path(sys.executable).with_name("pourparler")


def test_serve_tells_its_address_answers_and_ends_quietly(tmp_path: Path) -> None:
    call = [PROGRAM, "serve", "--record", tmp_path / "new.db", "--port", "0"]
    with subprocess.Popen(call, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        told = server.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/", told)
        assert found, told
        got = httpx.get(found[0])
        assert got.status_code == 200 and "server" not in got.headers
        server.send_signal(signal.SIGINT)
        rest = server.stderr.read()
        assert server.wait(10) in (0, 130)
    assert "Traceback" not in rest


def test_beyond_this_machine_without_a_token_nothing_starts(tmp_path: Path) -> None:
    call = [PROGRAM, "serve", "--record", tmp_path / "new.db", "--host", "0.0.0.0"]
    done = subprocess.run(call, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert done.stderr.startswith("pourparler: 0.0.0.0 lets others in: give a token")
    assert not (tmp_path / "new.db").exists()


def test_a_taken_port_is_told_in_one_line(own: WebConfig) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(SettingsError, match=r"cannot listen on 127\.0\.0\.1 port"),
    ):
        run(own, "127.0.0.1", taken.getsockname()[1])


def test_plans_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no such plan"):
        configured(record="r.db", host="127.0.0.1", plans=[tmp_path / "none.toml"])


def test_audit_tells_and_verifies(own: WebConfig) -> None:
    import datetime as dt

    from pourparler.model.groups import CorrectionKind

    with open_record(own.record) as record:
        target = record.view().meetings()[0].id
        record.correct(target, CorrectionKind.CONFIRM, author="Ada", at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    runner = CliRunner()
    listed = runner.invoke(audit, ["log", "--record", own.record, "--format", "table", "--width", "120"])
    assert "Ada" in listed.output and f"confirm {target}" in listed.output
    fine = runner.invoke(audit, ["verify", "--record", own.record])
    assert fine.exit_code == 0 and re.match(r"1 entries, head [0-9a-f]{64}: sound", fine.output)
    broken = runner.invoke(audit, ["verify", "--record", own.record, "--head", "0" * 64])
    assert broken.exit_code == 1 and "TAMPERED WITH" in broken.output
