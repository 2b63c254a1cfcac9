"""Runs examples, as a reader would, and notes what they print."""
