"""Archives: the one loop over shards, exactly once."""
