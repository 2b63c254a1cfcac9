"""Where things lie, as absolute paths. Nothing of lab/ is imported here, so that everything may import it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
ASSETS = DOCS / "assets"
SNIPPETS = ROOT / "snippets"

DATA = ROOT / "data"
CLAIMS = DATA / "claims.yml"
GLOSSARY = DATA / "glossary.yml"
QUESTIONS = DATA / "questions.yml"
ARCHITECTURES = DATA / "architectures.yml"  # that `make bench` measures
ANCHORS = DATA / "anchors.txt"
NEVER_RUN = DATA / "never_run.yml"
SOURCES = DATA / "sources.txt"
VERDICT_LINES = DATA / "verdicts.txt"
MUTANTS = DATA / "mutants.yml"  # those that nobody can notice

RECORDINGS = ROOT / "recordings"
SUMMARY = RECORDINGS / "summary.json"
MUTATION = RECORDINGS / "mutation.json"
BENCHMARK = RECORDINGS / "benchmark.json"
PINNED = RECORDINGS / "pinned.yml"
WITHOUT = RECORDINGS / "without.yml"

BOOK = ROOT / "book"  # where `make book` puts what it makes
