"""Pages and API over a record. Nothing is computed here: words and chances come from `reason`."""
