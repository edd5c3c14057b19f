"""The record: many reports, one memory. The only place with SQL."""

from pourparler.record.grouping import Person, read_people
from pourparler.record.query import ALL, Added, Query
from pourparler.record.store import Record, open_record
from pourparler.record.view import View

__all__ = ["ALL", "Added", "Person", "Query", "Record", "View", "open_record", "read_people"]
