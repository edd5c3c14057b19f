"""What shapes the output of a batch besides the texts: the recipe, whose digest is the version of the output."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import asdict, dataclass

from pourparler.annotate import Options
from pourparler.annotate import provenance as annotate_provenance
from pourparler.annotate.spans.model import PACKAGED
from pourparler.errors import BatchError
from pourparler.reading import Given

FORMAT = "pourparler-batch/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Everything that decides what comes out for a text. Equal recipes give equal bytes.

    software, language, rules: as in `Provenance`. spans: the learned span model, None without. where: RE2 pattern that
    title or text must match. about: words of which title or text must hold one. copies: are near-duplicates read too?
    fields: pairs of a field of a report and the name it goes by in the rows. published, outlet: what holds where a row
    says nothing. shard_bytes: how finely inputs are cut.
    """

    software: str
    language: str
    rules: str
    spans: str | None
    where: str | None = None
    about: tuple[str, ...] = ()
    copies: bool = False
    fields: tuple[tuple[str, str], ...] = ()
    published: str | None = None
    outlet: str | None = None
    shard_bytes: int = 2_000_000
    format: str = FORMAT

    @property
    def version(self) -> str:
        """Twelve hex digits: the digest of all that is above."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:12]

    @property
    def options(self) -> Options:
        """How `annotate` is asked."""
        return Options(pipeline=self.language.rpartition(" ")[0], model=self.spans is not None)

    @property
    def given(self) -> Given:
        """What holds where a report says nothing itself."""
        published = None
        if self.published:
            published = dt.datetime.fromisoformat(self.published)
            if len(self.published) == 10:
                return Given(published=published.date(), outlet=self.outlet)
        return Given(published=published, outlet=self.outlet)


def recipe_for(
    options: Options,
    *,
    where: str | None = None,
    about: tuple[str, ...] = (),
    copies: bool = False,
    fields: tuple[tuple[str, str], ...] = (),
    given: Given,
    shard_bytes: int,
) -> Recipe:
    """The recipe of the software, pipeline, model and rules that are installed here.

    Raises:
        SettingsError: if the language pipeline is not installed.
        BatchError: if a field is none of a report.
    """
    known = {"text", "id", "published", "title", "outlet", "url", "agency"}
    for name, _ in fields:
        if name not in known:
            raise BatchError(f"--field {name}: a report has no such field; it has {', '.join(sorted(known))}")
    made = annotate_provenance(options)
    return Recipe(
        software=made.software,
        language=made.model,
        rules=made.rules,
        spans=_span_model() if options.model else None,
        where=where,
        about=tuple(sorted(about)),
        copies=copies,
        fields=tuple(sorted(fields)),
        published=given.published.isoformat() if given.published else None,
        outlet=given.outlet,
        shard_bytes=shard_bytes,
    )


def same_makers(recipe: Recipe) -> bool:
    """Is what made the recipe's output what is installed here?"""
    made = annotate_provenance(recipe.options)
    spans = recipe.spans is None or recipe.spans == _span_model()
    return spans and (made.software, made.model, made.rules) == (recipe.software, recipe.language, recipe.rules)


def from_dict(data: dict[str, object]) -> Recipe:
    """The recipe that a manifest holds."""
    tuples = {
        "about": tuple(data["about"]),  # type: ignore[arg-type]
        "fields": tuple((a, b) for a, b in data["fields"]),  # type: ignore[attr-defined]
    }
    return Recipe(**(data | tuples))  # type: ignore[arg-type]


def _span_model() -> str | None:
    if not (PACKAGED / "meta.json").is_file():
        return None
    meta = json.loads((PACKAGED / "meta.json").read_text(encoding="utf-8"))
    return f"{meta['name']} {meta['version']}"
