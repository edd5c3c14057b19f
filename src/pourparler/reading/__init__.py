"""Text, HTML, JSON lines and folders become Reports."""
