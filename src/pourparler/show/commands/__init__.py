"""Commands that are imported only when asked for, one file a concern."""
