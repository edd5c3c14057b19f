"""The record: many reports, one memory. The only place with SQL."""

from pourparler.record.grouping import Person, read_people
from pourparler.record.news import News
from pourparler.record.query import ALL, Added, Query
from pourparler.record.store import Record, open_record
from pourparler.record.view import View
from pourparler.record.watches import Watch

__all__ = ["ALL", "Added", "News", "Person", "Query", "Record", "View", "Watch", "open_record", "read_people"]
