"""Makes what Chromium draws or prints: the book and the card."""
