"""How fast are the pages over a big record? Several clients ask at once for overview, timeline and meeting pages.

usage: python benchmarks/web_speed.py RECORD [--clients 8] [--seconds 20]

RECORD is a file or URL, such as `python benchmarks/record_speed.py … --keep` leaves behind. The server is a process of
its own (`pourparler serve`); each client waits for its answer before it asks again. Meeting pages are picked at random
over the whole record, so that hardly one is asked for twice. Prints milliseconds for each kind of page, and the size
of the largest.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path

import httpx

SERVE = ("serve", "--port", "0", "--rate", "0")
PARTIES = ("", "Obama", "Putin", "Kerry", "Merkel", "Iran", "Israel", "Russia")
OTHERS = {
    "commitments": "/commitments",
    "conflicts": "/conflicts",
    "reports": "/reports",
    "review": "/review",
    "search": "/search?q=peace",
}
Times = dict[str, list[float]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=20)
    asked = parser.parse_args()
    server, address = begin(asked.record)
    try:
        ids, days = sample(address)
        once(address, ids, days)
        before = busy(server.pid)
        count = together(address, ids, days, clients=asked.clients, seconds=asked.seconds)
        print(f"processor time of the server: {(busy(server.pid) - before) / count * 1000:.0f} ms a page")
    finally:
        server.terminate()
        server.wait(10)


def begin(record: str) -> tuple[subprocess.Popen[str], str]:
    """A server, and its address once it listens."""
    program = Path(sys.executable).with_name("pourparler")
    server = subprocess.Popen([program, *SERVE, "--record", record], stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    found = re.search(r"http://\S+", server.stderr.readline())
    assert found is not None
    return server, found[0].rstrip("/")


def busy(process: int) -> float:
    """Processor time that a process has used, in seconds (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def sample(address: str) -> tuple[list[str], list[str]]:
    """Ids of meetings, and days, from all over the record."""
    ids: list[str] = []
    days: list[str] = []
    with httpx.Client(base_url=address, timeout=60) as client:
        for year in range(2006, 2200, 3):
            got = client.get("/api/v1/meetings", params={"limit": 60, "between": f"{year}-01-01..{year}-12-31"}).json()
            ids += [m["id"] for m in got["items"]]
            days += [m["window"]["earliest"] for m in got["items"] if m["window"] and m["window"]["earliest"]]
    return sorted(set(ids)), sorted(set(days))


def paths(ids: list[str], days: list[str], chance: random.Random) -> dict[str, str]:
    """One address of each kind."""
    return {
        "overview": "/",
        "timeline": f"/timeline?start={chance.choice(days)}&party={chance.choice(PARTIES)}",
        "meeting": f"/meetings/{chance.choice(ids)}",
    }


def once(address: str, ids: list[str], days: list[str]) -> None:
    """Each kind alone, the first time."""
    with httpx.Client(base_url=address, timeout=60) as client:
        for name, path in (paths(ids, days, random.Random(1)) | OTHERS).items():
            begun = time.perf_counter()
            got = client.get(path)
            print(f"{name} alone: {(time.perf_counter() - begun) * 1000:.0f} ms, {len(got.content) // 1000} kB")


def together(address: str, ids: list[str], days: list[str], *, clients: int, seconds: float) -> int:
    spent: Times = defaultdict(list)
    sizes: list[int] = []
    until = time.monotonic() + seconds

    def ask(number: int) -> None:
        chance = random.Random(number)
        with httpx.Client(base_url=address, timeout=60) as client:
            while time.monotonic() < until:
                name, path = chance.choice(list(paths(ids, days, chance).items()))
                begun = time.perf_counter()
                got = client.get(path)
                spent[name].append((time.perf_counter() - begun) * 1000)
                sizes.append(len(got.content))
                got.raise_for_status()

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tell(spent, sizes, clients, seconds)
    return len(sizes)


def tell(spent: Times, sizes: list[int], clients: int, seconds: float) -> None:
    every = [ms for kind in spent.values() for ms in kind]
    for name, times in [*sorted(spent.items()), ("all", every)]:
        times.sort()
        p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95)]
        print(f"{name}: median {p50:.0f} ms, 95 % within {p95:.0f} ms, worst {times[-1]:.0f} ms ({len(times)} asked)")
    print(f"{clients} clients, {len(every) / seconds:.0f} pages a second; the largest page has {max(sizes) // 1000} kB")


if __name__ == "__main__":
    main()
