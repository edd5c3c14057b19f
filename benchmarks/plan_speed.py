"""How long a plan takes: CPU milliseconds of the whole answer, with all reasons, after the first call.

usage: python benchmarks/plan_speed.py

Cases and what each may cost: three meetings in order, 12 places, 150 days by the hour (300 ms); two parties, 40 places,
365 days (2 s); repair after a place falls out of the first (3 s); four meetings that share people and take turns, and
an order with a ring, for which the solver is needed (no bounds). Ends with status 1 where a bound is missed.
"""

from __future__ import annotations

import sys
import time
import tomllib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pourparler.plan import Plan, parse_plan, solve
from pourparler.plan.model import Order
from pourparler.plan.repair import Kept

NEAR = "Hanoi Singapore Geneva Stockholm Helsinki Vienna Ulaanbaatar Bangkok Oslo Jakarta Doha Bern".split()
FAR = (
    "Almaty Amman Ankara Athens Auckland Baku Bali Beijing Berlin Brussels Busan Cairo Canberra Copenhagen Dakar Dubai "
    "Dublin Havana Istanbul Kathmandu Lima Lisbon London Madrid Manila Moscow Muscat Nairobi"
).split()
PARTIES = '[[party]]\nname = "A"\ncountry = "US"\ntravel = { limit = 17, nights_before = 1 }\n' + (
    '[[party]]\nname = "B"\ncountry = "KP"\ntravel = { limit = 11 }\n'
)


def main() -> None:
    three, year = _plan("2018-11-01", "2019-03-30", 3, NEAR), _plan("2018-11-01", "2019-10-31", 2, NEAR + FAR)
    agreed = solve(three).options[0]
    keep = [Kept(meeting=s.meeting.id, place=s.place.name, begin=s.begin) for s in agreed.sittings]
    lost = agreed.sittings[-1].place.name
    last = replace(three.meetings[-1], places=tuple(p for p in three.meetings[-1].places if p.name != lost))
    changed = replace(three, meetings=(*three.meetings[:-1], last))
    turns, ring = (_plan("2018-11-01", "2019-02-28", count, NEAR[:4], order="") for count in (4, 3))
    ring = replace(ring, orders=(Order(first="m0", then="m2", least=2),))
    good = [
        _case("3 meetings x 12 places x 150 days by the hour", 300, lambda: solve(three)),
        _case("2 meetings x 40 places x 365 days by the hour", 2000, lambda: solve(year)),
        _case("repair of the first after a place falls out", 3000, lambda: solve(changed, keep=keep)),
        _case("4 meetings that take turns x 4 places x 120 days", None, lambda: solve(turns)),
        _case("3 meetings in a ring x 4 places x 120 days (solver)", None, lambda: solve(ring)),
    ]
    sys.exit(0 if all(good) else 1)


def _plan(first: str, last: str, count: int, places: list[str], order: str = "least = 7, most = 60") -> Plan:
    named = ", ".join(f'"{p}"' for p in places)
    text = f"[plan]\nfrom = {first}\nto = {last}\n" + PARTIES
    for n in range(count):
        text += f'[[meeting]]\nid = "m{n}"\nplaces = [{named}]\n'
        if n and order:
            text += f'after = [{{ meeting = "m{n - 1}", {order} }}]\n'
    return parse_plan(tomllib.loads(text))


def _case(name: str, bound: int | None, run: Callable[[], Any]) -> bool:
    """Print what a run takes, the best of three after a first; is it within its bound?"""
    if not run().options:
        raise SystemExit(f"{name}: has no options, so its time says nothing")
    took = []
    for _ in range(3):
        start = time.process_time()
        run()
        took.append((time.process_time() - start) * 1000)
    told = f"bound {bound} ms" if bound else "no bound"
    print(f"{name:<52} {min(took):7.0f} ms CPU   {told}")
    return bound is None or min(took) <= bound


if __name__ == "__main__":
    main()
