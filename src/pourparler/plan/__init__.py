"""Dates, times and places that work for each side: calendars, places, options and why others fail."""
