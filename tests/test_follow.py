"""`pourparler follow` against a server of the tests' own: what is fetched, what is not, and what is remembered."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from pourparler.errors import ReadError
from pourparler.model.text import Report, Skipped
from pourparler.reading.feeds import parse_feed
from pourparler.show.cli import cli
from pourparler.show.fetch import AGENT, Fetcher, LaterError
from pourparler.show.following import Memory, Wanted, load_memories, news, save_memories

WORDS = "Foreign Minister Ana Ruiz will meet her Swiss counterpart Karl Meier in Bern on March 9, a spokesman said. "
ARTICLE = (
    f"<html><head><title>Ruiz to meet Meier</title></head><body><article><p>{WORDS * 3}</p></article></body></html>"
)
ENTRY = "<item><title>{title}</title><link>{link}</link><pubDate>Wed, 03 Mar 2021 10:00:00 GMT</pubDate>{more}</item>"
FULL = f"<content:encoded><![CDATA[<p>{WORDS * 2}</p>]]></content:encoded>"
Answer = tuple[int, dict[str, str], str]


def rss(*entries: str) -> str:
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'<rss version="2.0" {space}><channel><title>Lake Post</title>{"".join(entries)}</channel></rss>'


class Site:
    """A web site: path -> answer, and what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Callable[[dict[str, str]], Answer]] = {}
        self.asked: list[str] = []
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                answer = site.answers.get(self.path, (404, {}, ""))
                status, headers, body = answer(dict(self.headers)) if callable(answer) else answer
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with httpx.Client(headers={"user-agent": AGENT}, timeout=5) as client:
        yield Fetcher(client=client, wait=lambda: None)


def follow(site: Site, memory: Memory, fetcher: Fetcher, **wanted: object) -> list[Report | Skipped]:
    return list(news(f"{site.url}/feed", memory, fetcher, Wanted(**wanted)))  # type: ignore[arg-type]


def test_what_is_new_is_read_once(site: Site, fetcher: Fetcher) -> None:
    def feed(headers: dict[str, str]) -> Answer:
        old = headers.get("If-None-Match") == '"1"'
        return (304, {}, "") if old else (200, {"ETag": '"1"'}, rss(ENTRY.format(title="A", link="/a", more="")))

    site.answers = {"/feed": feed, "/a": (200, {}, ARTICLE)}
    memory = Memory()
    (report,) = follow(site, memory, fetcher)
    assert isinstance(report, Report)
    assert report.text.startswith("Foreign Minister Ana Ruiz")
    assert (report.url, report.outlet, str(report.day)) == (f"{site.url}/a", "Lake Post", "2021-03-03")
    assert (memory.etag, len(memory.seen)) == ('"1"', 1)
    assert follow(site, memory, fetcher) == []
    assert site.asked == ["/robots.txt", "/feed", "/a", "/feed"]


def test_a_changed_entry_is_read_anew_and_the_others_are_not(site: Site, fetcher: Fetcher) -> None:
    memory = Memory()
    first, second = (ENTRY.format(title=t, link=f"/{t}", more=FULL) for t in "ab")
    site.answers = {"/feed": (200, {}, rss(second, first))}
    assert [r.url for r in follow(site, memory, fetcher)] == [f"{site.url}/a", f"{site.url}/b"]  # oldest first
    site.answers["/feed"] = (200, {}, rss(second.replace("March 9", "March 10"), first))
    assert [r.url for r in follow(site, memory, fetcher)] == [f"{site.url}/b"]
    assert "/a" not in site.asked  # the feed holds the whole text


def test_what_cannot_be_had_now_is_asked_for_again(site: Site, fetcher: Fetcher) -> None:
    memory = Memory()
    entries = [ENTRY.format(title=t, link=f"/{t}", more="") for t in "ab"]
    site.answers = {"/feed": (200, {"ETag": '"1"'}, rss(*entries)), "/a": (500, {}, ""), "/b": (404, {}, "")}
    assert [s.why for s in follow(site, memory, fetcher)] == [  # type: ignore[union-attr]
        "answers 404 Not Found",
        "answers 500 Internal Server Error",
    ]
    assert memory.etag is None  # else the feed would say that nothing has changed
    site.answers["/a"] = (200, {}, ARTICLE)
    (report,) = follow(site, memory, fetcher)
    assert isinstance(report, Report)
    assert memory.etag == '"1"'


def test_a_limit_leaves_the_rest_for_the_next_time(site: Site, fetcher: Fetcher) -> None:
    memory = Memory()
    site.answers = {
        "/feed": (200, {"ETag": '"1"'}, rss(*(ENTRY.format(title=t, link=f"/{t}", more=FULL) for t in "abc")))
    }
    assert [len(follow(site, memory, fetcher, limit=2)) for _ in range(3)] == [2, 1, 0]


def test_robots_are_obeyed(site: Site, fetcher: Fetcher) -> None:
    site.answers = {
        "/robots.txt": (200, {}, "User-agent: *\nDisallow: /a\n"),
        "/feed": (200, {}, rss(ENTRY.format(title="A", link="/a", more=""))),
        "/a": (200, {}, ARTICLE),
    }
    (skipped,) = follow(site, Memory(), fetcher)
    assert skipped == Skipped(url=f"{site.url}/a", stage="fetch", why="may not be fetched by programs (robots.txt)")
    assert "/a" not in site.asked


def test_a_busy_host_is_left_alone(site: Site, fetcher: Fetcher) -> None:
    site.answers = {"/feed": (429, {}, "")}
    with pytest.raises(LaterError, match="answers 429"):
        fetcher.get(f"{site.url}/feed")
    with pytest.raises(LaterError, match="is busy"):
        fetcher.get(f"{site.url}/other")
    assert site.asked == ["/robots.txt", "/feed"]


def test_there_is_a_pause_between_requests_to_a_host(site: Site, fetcher: Fetcher) -> None:
    pauses: list[int] = []
    site.answers = {"/feed": (200, {}, "x")}
    fetcher.wait = lambda: pauses.append(len(site.asked))
    fetcher.get(f"{site.url}/feed")
    fetcher.get(f"{site.url}/feed")
    assert pauses == [1, 2]


@pytest.mark.parametrize("host", ["127.0.0.1:1", "localhost:1", "10.0.0.7", "[::1]:1", "169.254.169.254", "intranet"])
def test_no_feed_leads_into_a_private_network(fetcher: Fetcher, host: str) -> None:
    with pytest.raises(ReadError, match="leads into a private network"):
        fetcher.get(f"http://{host}/x", near="https://example.org/feed")
    with pytest.raises(ReadError, match="is no web address"):
        fetcher.get("file:///etc/passwd", near="https://example.org/feed")


def test_redirects_are_followed_and_end(site: Site, fetcher: Fetcher) -> None:
    site.answers = {
        "/old": (301, {"Location": "/new"}, ""),
        "/new": (200, {}, "x"),
        "/r": (302, {"Location": "/r"}, ""),
    }
    assert fetcher.get(f"{site.url}/old").url == f"{site.url}/new"
    with pytest.raises(ReadError, match="leads on more than"):
        fetcher.get(f"{site.url}/r")
    site.answers["/out"] = (302, {"Location": "http://10.0.0.7/x"}, "")
    with pytest.raises(ReadError, match="private network"):
        fetcher.get(f"{site.url}/out")


def test_atom_is_read_and_other_things_are_not() -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Lake <b>Post</b></title><id>f</id><entry><id>tag:1</id>'
        f'<title>A</title><updated>2021-03-03T10:00:00Z</updated><content type="html">&lt;p>{WORDS * 2}&lt;/p>'
        "</content></entry></feed>"
    )
    (entry,) = parse_feed(atom.encode(), "https://example.org/atom").entries
    assert (entry.id, entry.link, str(entry.published)) == ("tag:1", None, "2021-03-03 10:00:00+00:00")
    assert entry.text == (WORDS * 2).strip()
    with pytest.raises(ReadError, match="is a broken feed"):
        parse_feed(rss('<x:y xmlns:x="a&#160;b"/>').encode(), "https://example.org/")
    with pytest.raises(ReadError, match="is no RSS or Atom feed"):
        parse_feed(ARTICLE.encode(), "https://example.org/")


def test_memory_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "feeds"
    kept = {"https://example.org/feed": Memory(etag='"1"', seen={"a": "0"})}
    save_memories(path, kept)
    assert load_memories(path) == kept
    assert load_memories(tmp_path / "none") == {}
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(Exception, match="is no memory of feeds"):
        load_memories(path)


def test_command_reads_into_the_record(site: Site, tmp_path: Path) -> None:
    site.answers = {"/feed": (200, {"ETag": '"1"'}, rss(ENTRY.format(title="A", link="/a", more=FULL)))}
    record = str(tmp_path / "r.db")

    def run(feed: str) -> str:
        done = CliRunner().invoke(
            cli, ["follow", f"{site.url}{feed}", "--record", record, "--no-model", "--pause", "0"]
        )
        return f"{done.exit_code}: {done.output}"

    assert run("/feed") == "0: r.db: 1 report added\n"
    assert run("/feed") == "0: r.db: nothing new\n"
    failed = run("/none")
    assert failed.startswith("2: ")
    assert f"pourparler: {site.url}/none answers 404 Not Found\n" in failed
    assert json.loads((tmp_path / "r.db.feeds").read_text())["feeds"][f"{site.url}/feed"]["etag"] == '"1"'
    listed = CliRunner().invoke(cli, ["meetings", "--record", record, "--format", "jsonl"])
    assert json.loads(listed.output)["place"] == ["Bern"]
