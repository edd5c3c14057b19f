"""Private set intersection of the days that two sides hold open: the one that asks learns common days, nobody the rest.

usage: python psi.py ask OWN.json --key KEY --out REQUEST            the side that learns the result
       python psi.py answer OWN.json REQUEST --most N --out REPLY    the other side
       python psi.py read OWN.json REPLY --key KEY
       python psi.py seal OWN.json SALT

OWN.json is what `pourparler plan MINE.toml --format json` prints for a plan with the calendars of one side only. A slot
is a meeting, a place and a day on which it can begin there. Files are exchanged by any means.

Limits, read them first (docs/plan.md): it holds against a side that is curious but follows the protocol. A side that
claims to be free on all days learns every open day of the other; so the other sets --most, and both exchange seals
(SHA-256 of their slots and a salt) beforehand and may open them afterwards. The number of slots is not hidden.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import secrets
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import private_set_intersection.python as psi

SALT = 32  # bytes of salt in front of the key
FALSE_POSITIVES = 1e-9  # share of slots that could be shown as common by chance


def main() -> None:
    """Run one step; what cannot go on is told in one line, with status 2."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    steps = parser.add_subparsers(dest="step", required=True)
    for name, files in (("ask", ()), ("answer", ("request",)), ("read", ("reply",)), ("seal", ())):
        step = steps.add_parser(name)
        for file in ("own", *files):
            step.add_argument(file, type=Path)
        if name in ("ask", "read"):
            step.add_argument("--key", type=Path, required=True)
        if name in ("ask", "answer"):
            step.add_argument("--out", type=Path, required=True)
        if name == "answer":
            step.add_argument("--most", type=int, required=True, help="refuse a request that holds more slots")
        if name == "seal":
            step.add_argument("salt", help="in hexadecimal")
    asked = parser.parse_args()
    try:
        sys.stdout.writelines(f"{line}\n" for line in STEPS[asked.step](asked))
    except (OSError, ValueError, KeyError, TypeError, RuntimeError) as why:
        print(f"psi: {why}", file=sys.stderr)
        sys.exit(2)


def slots_of(path: Path) -> list[str]:
    """The slots that are open by an answer of the planner, in order."""
    rows = json.loads(path.read_text(encoding="utf-8"))["weeks"]
    found = {f"{r['meeting']} | {r['place']} | {day}" for r in rows for span in r["days"] for day in _days(*span)}
    if not found:
        raise ValueError(f"{path}: no day is open")
    return sorted(found)


def _days(first: str, last: str) -> Iterator[date]:
    day = date.fromisoformat(first)
    while day <= date.fromisoformat(last):
        yield day
        day += timedelta(1)


def seal_of(slots: list[str], salt: bytes) -> str:
    """What binds a side to its slots without showing them."""
    return hashlib.sha256(salt + "\n".join(slots).encode()).hexdigest()


def ask(asked: argparse.Namespace) -> Iterator[str]:
    """Make a key and a request out of one's own slots."""
    slots, salt = slots_of(asked.own), secrets.token_bytes(SALT)
    client = psi.client.CreateWithNewKey(True)
    _private(asked.key, salt + client.GetPrivateKeyBytes())
    asked.out.write_bytes(client.CreateRequest(slots).SerializeToString())
    yield f"{len(slots)} slots, sealed {seal_of(slots, salt)}"
    yield f"to open the seal afterwards: salt {salt.hex()}"


def _private(path: Path, data: bytes) -> None:
    path.touch(mode=0o600)
    path.write_bytes(data)


def answer(asked: argparse.Namespace) -> Iterator[str]:
    """Answer a request with one's own slots, unless it asks for too many."""
    request = psi.Request()
    request.ParseFromString(asked.request.read_bytes())
    count = len(request.encrypted_elements)
    if not 0 < count <= asked.most:
        raise ValueError(f"{asked.request}: asks for {count} slots, at most {asked.most} are answered")
    slots, salt = slots_of(asked.own), secrets.token_bytes(SALT)
    server = psi.server.CreateWithNewKey(True)
    setup = server.CreateSetupMessage(FALSE_POSITIVES, count, slots, psi.DataStructure.RAW).SerializeToString()
    response = server.ProcessRequest(request).SerializeToString()
    asked.out.write_bytes(len(setup).to_bytes(8, "big") + setup + response)
    yield f"{len(slots)} slots, sealed {seal_of(slots, salt)}; at most {min(count, len(slots))} are shown"
    yield f"to open the seal afterwards: salt {salt.hex()}"


def read(asked: argparse.Namespace) -> Iterator[str]:
    """The slots that both sides hold open."""
    slots, data = slots_of(asked.own), asked.reply.read_bytes()
    cut = 8 + int.from_bytes(data[:8], "big")
    setup, response = psi.ServerSetup(), psi.Response()
    setup.ParseFromString(data[8:cut])
    response.ParseFromString(data[cut:])
    client = psi.client.CreateFromKey(asked.key.read_bytes()[SALT:], True)
    yield from (slots[n] for n in sorted(client.GetIntersection(setup, response)))


def seal(asked: argparse.Namespace) -> Iterator[str]:
    """The seal of slots with a salt, to be compared with the one that was sent."""
    yield seal_of(slots_of(asked.own), bytes.fromhex(asked.salt))


STEPS = {"ask": ask, "answer": answer, "read": read, "seal": seal}

if __name__ == "__main__":
    main()
