"""A PostgreSQL server for the time of the tests: in a folder of its own, on a Unix socket, without a network port."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

_LANGUAGE = (
    "--locale=C.UTF-8",
    "--locale-provider=icu",
    "--icu-locale=en-US",
)  # orders words as people do, not as bytes
_USER = "postgres"  # who runs the server when the tests are run by root, which PostgreSQL refuses


def missing() -> str:
    """Why there can be no server here; "" if there can."""
    if _programs() is None:
        return "PostgreSQL (initdb, pg_ctl) is not installed"
    if os.geteuid() == 0 and _other_user() is None:
        return "run by root, and there is no user postgres or nobody to run PostgreSQL"
    return ""


def _programs() -> Path | None:
    found = shutil.which("pg_ctl")
    places = [Path(found).resolve().parent] if found else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").exists()), None)


def _other_user() -> str | None:
    import pwd

    names = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in (_USER, "nobody") if name in names), None)


class Postgres:
    """A running server. `fresh()` gives the URL of an empty database."""

    def __init__(self) -> None:
        programs = _programs()
        if programs is None:
            raise RuntimeError(missing())
        self._programs = programs
        self._as = ["runuser", "-u", str(_other_user()), "--"] if os.geteuid() == 0 else []
        self._folder = Path(tempfile.mkdtemp(prefix="pp-pg-", dir="/tmp"))
        if self._as:
            shutil.chown(self._folder, str(_other_user()))
        self._made = 0
        self._run("initdb", "-D", str(self.data), "-U", "me", "-A", "trust", "-E", "UTF8", *_LANGUAGE, "--no-sync")
        self.start()

    @property
    def data(self) -> Path:
        """Where its files are."""
        return self._folder / "data"

    def start(self) -> None:
        """Let it run (again)."""
        options = f"-k {self._folder} -c listen_addresses='' -c fsync=off -c max_connections=40"
        self._run("pg_ctl", "-D", str(self.data), "-w", "-l", str(self._folder / "log"), "-o", options, "start")

    def stop(self) -> None:
        """Break it off in the midst of whatever it does."""
        self._run("pg_ctl", "-D", str(self.data), "-w", "-m", "immediate", "stop")

    def fresh(self) -> str:
        """URL of a new, empty database."""
        self._made += 1
        name = f"record{self._made}"
        self._run("createdb", "-h", str(self._folder), "-U", "me", name)
        return f"postgresql://me@/{name}?host={self._folder}"

    def close(self) -> None:
        """Stop it and remove its files."""
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        command = [*self._as, str(self._programs / program), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/")
