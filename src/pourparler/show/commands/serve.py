"""`pourparler serve`: pages and API over a record."""

from __future__ import annotations

import getpass
import ipaddress
import os
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pourparler.errors import SettingsError
from pourparler.settings import load_settings
from pourparler.show.commands.options import record_option

if TYPE_CHECKING:
    from pourparler.show.web.config import WebConfig

_ANY = ("0.0.0.0", "::")


@click.command(short_help="Serve pages and API over the record.")
@record_option
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Address to listen on.")
@click.option("--port", default=8018, show_default=True, type=click.IntRange(0, 65535), help="Port to listen on.")
@click.option(
    "--token", "writers", multiple=True, metavar="TOKEN", help="Opens it for reading and writing. Repeatable."
)
@click.option("--read-token", "readers", multiple=True, metavar="TOKEN", help="Opens it for reading. Repeatable.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="A further host name it goes by. Repeatable.")
@click.option("--plan", "plans", multiple=True, type=click.Path(path_type=Path), metavar="TOML", help="A plan to show.")
@click.option("--author", metavar="NAME", help="Who corrects, unless a form says otherwise.  [default: your login]")
@click.option("--rate", type=click.FloatRange(0), help="Requests a second for each client; 0 for any.  [default: 60]")
def serve(
    record: str | None,
    host: str,
    port: int,
    writers: Sequence[str],
    readers: Sequence[str],
    names: Sequence[str],
    plans: Sequence[Path],
    author: str | None,
    rate: float | None,
) -> None:
    """Serve pages and API over the record, by default for this machine alone.

    Without a token only this machine is let in. Beyond it a token is asked for; give it plainly or as sha256:HEX, so
    that no list of processes shows it.

    \b
    pourparler serve
    pourparler serve --record summit.db --plan plan.toml
    pourparler serve --host 0.0.0.0 --token sha256:9f86d08… --name desk.example.org
    """
    from pourparler.record import open_record

    config = configured(
        record=record or load_settings(os.environ).record,
        host=host,
        writers=writers,
        readers=readers,
        names=names,
        plans=plans,
        author=author,
        rate=rate,
    )
    open_record(config.record, create=True).close()
    run(config, host, port)


def configured(
    *,
    record: str,
    host: str,
    writers: Sequence[str] = (),
    readers: Sequence[str] = (),
    names: Sequence[str] = (),
    plans: Sequence[Path] = (),
    author: str | None = None,
    rate: float | None = None,
) -> WebConfig:
    """What the options ask for.

    Raises:
        SettingsError: if it would let strangers in, or a plan is not there.
    """
    from pourparler.show.web.config import LOOPBACK, Limits, WebConfig
    from pourparler.show.web.safe.tokens import hashed

    write, read = frozenset(map(hashed, writers)), frozenset(map(hashed, readers))
    if not local(host) and not write | read:
        raise SettingsError(f"{host} lets others in: give a token with --token, or --read-token to let them only read")
    if missing := [plan for plan in plans if not plan.is_file()]:
        raise SettingsError(f"{missing[0]}: no such plan")
    limits = Limits() if rate is None else Limits(reads=rate, writes=rate / 10)
    own = {*LOOPBACK, *names, *(() if host in _ANY else (host,))}
    return WebConfig(
        record=record,
        hosts=None if host in _ANY and not names else frozenset(own),
        author=getpass_user() if author is None else author,
        plans=tuple(plans),
        limits=limits,
        writers=write,
        readers=read,
    )


def local(host: str) -> bool:
    """Can only this machine reach that address?"""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def getpass_user() -> str:
    """The login of whoever runs this, "" where the system does not tell."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def run(config: WebConfig, host: str, port: int) -> None:
    """Listen until interrupted; tells the address once it listens.

    Raises:
        SettingsError: if the address cannot be listened on.
    """
    import uvicorn

    from pourparler.show.web.app import create_app

    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family)
    except OSError as why:
        raise SettingsError(f"cannot listen on {host} port {port}: {why.strerror or why}") from None
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"pourparler: {config.record} at http://{shown}:{listening.getsockname()[1]}/ (stop: Ctrl-C)", err=True)
    server = uvicorn.Server(
        uvicorn.Config(create_app(config), log_level="warning", server_header=False, proxy_headers=False)
    )
    server.run(sockets=[listening])
