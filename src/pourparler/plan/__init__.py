"""Dates, times and places that work for each side: calendars, places, options and why others fail."""

from pourparler.plan.answer import Answer, Option
from pourparler.plan.model import Known, Plan
from pourparler.plan.read import load_plan, parse_plan
from pourparler.plan.solve import solve

__all__ = ["Answer", "Known", "Option", "Plan", "load_plan", "parse_plan", "solve"]
