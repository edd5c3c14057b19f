"""Terminal, pages and exports; computes nothing of its own."""
