"""`pourparler follow`: what is new in feeds, read into the record."""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pourparler.show.cli import asked, common
from pourparler.show.commands.options import opened, record_name, record_option
from pourparler.show.commands.record import told_of

if TYPE_CHECKING:
    from pourparler.annotate import Options
    from pourparler.model.text import Skipped
    from pourparler.record import Record
    from pourparler.show.fetch import Fetcher
    from pourparler.show.following import Wanted

_PAUSE = 2.0


@click.command(short_help="Read what is new in RSS and Atom feeds.")
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@click.option("--no-pages", is_flag=True, help="Read only what the feed itself holds; fetch no linked page.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="New entries of a feed at most.")
@click.option(
    "--pause", type=click.FloatRange(0), default=_PAUSE, show_default=True, help="Seconds between requests to a host."
)
@click.option(
    "--state",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where it is kept what was seen.  [default: RECORD.feeds]",
)
@record_option
@common
def follow(
    feeds: Sequence[str],
    no_pages: bool,
    limit: int,
    pause: float,
    state: Path | None,
    record: str | None,
    **common_options: Any,
) -> None:
    """Fetch feeds, read the entries that are new since the last time, and keep what they say in the record.

    FEED is the address of an RSS or Atom feed. Nothing is fetched but the feeds you name and the pages they link to,
    and only where robots.txt allows it. Run it again, say from cron, to go on.

    \b
    pourparler follow https://example.org/world.rss
    pourparler follow https://example.org/atom.xml --no-pages --record summit.db
    """
    from pourparler.show.fetch import Fetcher, new_client
    from pourparler.show.following import Wanted
    from pourparler.show.output import tell_skipped

    ask = asked(**common_options)
    with opened(record, create=True) as kept, new_client() as client:
        fetcher = Fetcher(client=client, wait=lambda: time.sleep(pause))
        wanted = Wanted(pages=not no_pages, limit=limit, given=ask.given)
        path = state or Path("pourparler.feeds" if "://" in kept.where else f"{kept.where}.feeds")
        done, skipped = _follow(tuple(dict.fromkeys(feeds)), path, kept, fetcher, wanted, ask.options)
        name = record_name(kept)
    tell_skipped(done.total(), skipped)
    print(f"{name}: {told_of(done) if done else 'nothing new'}")
    if not done and any(s.url in feeds for s in skipped):
        sys.exit(2)


def _follow(
    feeds: tuple[str, ...], path: Path, kept: Record, fetcher: Fetcher, wanted: Wanted, options: Options
) -> tuple[Counter[str], list[Skipped]]:
    """Each feed in turn; what was seen is written down when its reports are kept, so that none is lost."""
    from pourparler.model.text import Skipped
    from pourparler.pipeline import run
    from pourparler.show.following import Memory, load_memories, news, save_memories

    done: Counter[str] = Counter()
    skipped: list[Skipped] = []
    memories = load_memories(path)
    for feed in feeds:
        memory = memories.setdefault(feed, Memory())
        for item in run(news(feed, memory, fetcher, wanted), options):
            if isinstance(item, Skipped):
                skipped.append(item)
            else:
                done[kept.add(item, added=dt.datetime.now(dt.UTC))] += 1
        save_memories(path, memories)
    return done, skipped
