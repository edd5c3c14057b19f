"""The record: many reports, one memory. The only place with SQL."""

from pourparler.record.query import ALL, Added, Query
from pourparler.record.store import Record, open_record
from pourparler.record.view import View

__all__ = ["ALL", "Added", "Query", "Record", "View", "open_record"]
