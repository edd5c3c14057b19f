"""The commands on a record, as a person or a program uses them."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest

from pourparler.show import cli

TEXT = (
    "BERN, March 3, 2021 — Foreign Minister Ana Ruiz will meet her Swiss counterpart Karl Meier in Bern on March 9, a "
    "spokesman said on Wednesday. Ruiz promised to open the border by March 20."
)
Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`run("meetings", "--party", "Ruiz")` gives what is printed; `status` is the exit status expected."""
    monkeypatch.setenv("POURPARLER_RECORD", str(tmp_path / "r.db"))
    monkeypatch.setenv("POURPARLER_WIDTH", "100")

    def call(*arguments: str, status: int = 0, typed: str = "") -> str:
        monkeypatch.setattr(sys, "argv", ["pourparler", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
        with pytest.raises(SystemExit) as ended:
            cli.main()
        told = capsys.readouterr()
        assert ended.value.code == status, told.err
        return told.err if status else told.out

    return call


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    assert run("add", str(tmp_path / "report.txt"), "--no-model") == "r.db: 1 report added\n"
    return run


def rows(printed: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed.splitlines()]


def test_what_is_added_is_listed(filled: Run) -> None:
    (meeting,) = rows(filled("meetings", "--party", "ruiz", "--between", "2021-03-01..2021-03-31"))
    assert (meeting["place"], meeting["status"]) == (["Bern"], "scheduled")
    assert meeting["sightings"][0]["finding"]["evidence"]["text"] in TEXT
    assert rows(filled("meetings", meeting["id"][:5])) == [meeting]
    assert rows(filled("meetings", "--place", "Geneva")) == []
    assert [c["stand"] for c in rows(filled("commitments", "--by", "Ruiz", "--asof", "2021-04-01"))] == ["overdue"]
    assert rows(filled("statements", "--limit", "1"))[0]["report"]["published"] == "2021-03-03"
    assert {c["timing"]["window"]["latest"] for c in rows(filled("timings"))} == {"2021-03-09", "2021-03-20"}
    assert "Karl Meier" in {a["name"] for a in rows(filled("actors"))}
    (report,) = rows(filled("reports"))
    assert rows(filled("reports", report["id"]))[0]["id"] == report["id"]
    assert [c["field"] for c in rows(filled("changes", "--party", "Meier"))] == ["new"]


def test_tables_show_entries_whole(filled: Run) -> None:
    listed = filled("meetings", "--format", "table")
    assert listed.splitlines()[0].split() == ["id", "meeting", "when", "where", "status", "origins"]
    assert "9 Mar 2021" in listed
    whole = filled("meetings", "m", "--format", "table")
    assert "Seen in (1)" in whole
    assert "first by" in whole
    assert filled("meetings", "--place", "Geneva", "--format", "table") == "No such meeting.\n"
    for command in ("commitments", "statements", "timings", "actors", "reports", "changes", "corrections"):
        assert filled(command, "--format", "table").strip()
    assert "also called" in filled("actors", "Ruiz", "--format", "table")


def test_corrections_are_made_listed_and_taken_back(filled: Run) -> None:
    (meeting,) = rows(filled("meetings"))
    printed = filled("correct", meeting["id"], "place=Basel", "status=held", "--why", "seen there", "--author", "Ann")
    assert printed.startswith(f"set {meeting['id'][:7]} place=Basel")
    assert rows(filled("meetings"))[0]["place"] == ["Basel"]
    made = rows(filled("corrections"))
    assert [(c["field"], c["author"], c["why"]) for c in made] == [
        ("place", "Ann", "seen there"),
        ("status", "Ann", "seen there"),
    ]
    assert filled("revert", made[0]["id"]).startswith("taken back: set")
    assert rows(filled("meetings"))[0]["place"] == ["Bern"]
    filled("reject", meeting["id"])
    assert rows(filled("meetings")) == []
    assert "write FIELD=VALUE" in filled("correct", meeting["id"], "place", status=2)


def test_review_asks_about_each_until_told_to_stop(filled: Run) -> None:
    listed = filled("review", "--list").splitlines()
    assert listed
    assert all("one origin only" in line for line in listed)
    filled("review", "--author", "Bo", typed="c\nlooks right\nq\n")
    (made,) = rows(filled("corrections"))
    assert (made["kind"], made["author"], made["why"]) == ("confirm", "Bo", "looks right")
    assert len(filled("review", "--list").splitlines()) == len(listed) - 1


def test_a_watch_tells_what_lapsed_as_feed_too(filled: Run) -> None:
    assert filled("watch", "bern", "--party", "Meier").startswith("watching bern: party Meier")
    assert rows(filled("changes", "--watch", "bern", "--asof", "2021-03-09")) == []
    feed = Xml.fromstring(filled("changes", "--format", "atom"))
    titles = [title.text or "" for title in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert any("Ana Ruiz" in title for title in titles)
    assert Xml.fromstring(filled("changes", "--format", "rss")).find("channel/item/guid") is not None
    assert filled("watch").startswith("bern: party Meier; looks: 1")
    assert filled("watch", "bern", "--drop") == "forgotten: bern\n"
    assert "no watch bern" in filled("changes", "--watch", "bern", status=2)


def test_export_and_import(filled: Run, tmp_path: Path) -> None:
    target = str(tmp_path / "out.jsonl")
    assert filled("export", target).endswith("out.jsonl: 2 lines\n")
    assert filled("import", target, "--record", str(tmp_path / "other.db")) == "other.db: 1 report\n"
    assert filled("export", "-", "--record", str(tmp_path / "other.db")) == Path(target).read_text(encoding="ascii")
    assert filled("import", target) == "r.db: nothing new\n"
    assert "no exported record" in filled("import", str(tmp_path / "report.txt"), status=2)
    assert "cannot be read" in filled("import", str(tmp_path / "none.jsonl"), status=2)
    assert "cannot be written" in filled("export", str(tmp_path / "no" / "out.jsonl"), status=2)


def test_people_come_in_from_a_list(filled: Run, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("name,aliases\nAna Ruiz,Ana María Ruiz\n", encoding="utf-8")
    assert filled("actors", "import", str(people)) == "r.db: list of 1 people\n"
    people.write_text("who\nAna\n", encoding="utf-8")
    assert 'no column "name"' in filled("actors", "import", str(people), status=2)


def test_faults_are_one_line(run: Run, tmp_path: Path) -> None:
    assert "no record there" in run("meetings", status=2)
    assert not (tmp_path / "r.db").exists()
    (tmp_path / "r.db").write_text("nothing of the kind " * 99, encoding="utf-8")
    said = run("meetings", status=2)
    assert said.startswith("pourparler: ")
    assert said.count("\n") == 1
    assert "ends before it begins" in run("meetings", "--between", "2021-02-01..2021-01-01", status=2)
    assert "is no day" in run("meetings", "--asof", "yesterday", status=2)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("meetings", "--status", "nice"), "'held'"),
        (("timings", "xyz"), "no id of a meeting (m…) or commitment (c…)"),
        (("reports", "xyz"), "`pourparler reports` lists them"),
        (("revert", "zz"), "no correction zz; `pourparler corrections` lists them"),
        (("changes", "--since", "2021-04-01", "--until", "2021-03-01"), "ends before it begins"),
        (("when", "no such thing"), "nothing in the record is found by 'no such thing'"),
    ],
)
def test_each_error_says_what_to_do_in_one_line(filled: Run, asked: tuple[str, ...], told: str) -> None:
    said = filled(*asked, status=2)
    assert told in said
    assert said.count("\n") == 1


def test_states_are_asked_for_as_they_are_shown(filled: Run) -> None:
    assert len(rows(filled("meetings", "--status", "scheduled"))) == 1
    assert len(rows(filled("commitments", "--life", "new"))) == 1
