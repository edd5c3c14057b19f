"""The nouns: reports, windows and findings. Frozen; standard library only (codec: msgspec)."""
