"""Archives: the loop of `pipeline.py` over shards, exactly once, on one machine or on many (docs/batch.md)."""
