"""Whom a reader leaves out, and whom he trusts less."""

from __future__ import annotations

from dataclasses import dataclass

from pourparler.model.groups import Claim, Sighting
from pourparler.reason.answer import Discounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Whom the reader leaves out, and whom he trusts less: names, 0 to 1."""

    without: frozenset[str] = frozenset()
    discounts: Discounts | None = None

    def drops(self, claim: Claim) -> str | None:
        """The source for which the claim is left out, or None."""
        return next((s for s in sorted(self.without) if _comes_from(claim, s)), None)

    def factor(self, claim: Claim) -> float:
        """What the reader's discounts leave of it, 0 to 1."""
        left = 1.0
        for source, share in sorted((self.discounts or {}).items()):
            left *= share if _comes_from(claim, source) else 1.0
        return left


TRUSTING = Trust()


def named(source: str, name: str) -> bool:
    """Is `source` the name, or some whole words of it ("Pompeo" for "Mike Pompeo")?"""
    asked, full = source.casefold().split(), name.casefold().split()
    return asked == full or (bool(asked) and set(asked) <= set(full))


def _comes_from(claim: Claim, source: str) -> bool:
    if source in (claim.timing.id, claim.report.id, claim.origin):
        return True
    names = (*claim.chain, claim.report.outlet or "", claim.report.agency or "")
    return any(named(source, name) for name in names if name)


def left_out(sighting: Sighting, trust: Trust) -> bool:
    """Does the sighting rest on nothing but sources that are left out?"""
    names = [{*chain, sighting.report.id} for chain in sighting.chains]
    return bool(names) and all(any(named(s, n) for s in trust.without for n in chain) for chain in names)
