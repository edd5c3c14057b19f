"""What keeps strangers out and hostile texts inert: hosts, tokens, sessions, forms, limits, headers, errors."""
