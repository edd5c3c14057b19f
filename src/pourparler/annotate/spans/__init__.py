"""The learned span model: who said (source), by which words (cue), what (content)."""

from pourparler.annotate.spans.model import Attribution, SpanModel, load_model

__all__ = ["Attribution", "SpanModel", "load_model"]
