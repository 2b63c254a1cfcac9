"""The browser that prints the book, draws the card and runs the tests: Chromium, by the names that systems give it."""

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)  # None where it is not installed
# Without a sandbox, which root cannot have, and without asking anybody anything.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
