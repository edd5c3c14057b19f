"""When things can be, and why: constraint network, beliefs, disagreement. Knows groups, never text."""
