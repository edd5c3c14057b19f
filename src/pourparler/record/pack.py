"""Moved to `pourparler.model.pack`; this name goes as soon as nobody uses it."""

from pourparler.model.pack import pack, unpack

__all__ = ["pack", "unpack"]
