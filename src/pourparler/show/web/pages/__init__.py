"""The pages: each module makes one, from a record and a URL."""

from pourparler.show.web.frame import Maker
from pourparler.show.web.pages.commitments import make_commitment, make_commitments
from pourparler.show.web.pages.meeting import make_meeting
from pourparler.show.web.pages.report import make_report
from pourparler.show.web.pages.timeline import make_timeline

PAGES: tuple[tuple[str, Maker], ...] = (
    ("/timeline", make_timeline),
    ("/meetings/{id}", make_meeting),
    ("/commitments", make_commitments),
    ("/commitments/{id}", make_commitment),
    ("/reports/{id}", make_report),
)
