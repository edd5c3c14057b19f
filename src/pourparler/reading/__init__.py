"""Text, pages and JSON lines -> `Report`."""

from pourparler.reading.compose import Given, Source
from pourparler.reading.dates import parse_published
from pourparler.reading.sources import read_sources, read_text

__all__ = ["Given", "Source", "parse_published", "read_sources", "read_text"]
