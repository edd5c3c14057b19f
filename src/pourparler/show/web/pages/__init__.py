"""The pages: each module makes one, from a record and a URL."""

from pourparler.show.web.frame import Maker
from pourparler.show.web.pages.actors import make_actor, make_actors
from pourparler.show.web.pages.commitments import make_commitment, make_commitments
from pourparler.show.web.pages.conflicts import make_conflicts
from pourparler.show.web.pages.meeting import make_meeting
from pourparler.show.web.pages.overview import make_overview
from pourparler.show.web.pages.plan import make_plan, make_plans
from pourparler.show.web.pages.report import make_report
from pourparler.show.web.pages.reports import make_reports
from pourparler.show.web.pages.review import make_review
from pourparler.show.web.pages.search import make_search
from pourparler.show.web.pages.timeline import make_timeline

PAGES: tuple[tuple[str, Maker], ...] = (
    ("/", make_overview),
    ("/timeline", make_timeline),
    ("/meetings/{id}", make_meeting),
    ("/commitments", make_commitments),
    ("/commitments/{id}", make_commitment),
    ("/conflicts", make_conflicts),
    ("/actors", make_actors),
    ("/actors/{id}", make_actor),
    ("/reports", make_reports),
    ("/reports/{id}", make_report),
    ("/search", make_search),
    ("/plan", make_plans),
    ("/plan/{name}", make_plan),
    ("/review", make_review),
)
