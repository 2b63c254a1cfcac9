.PHONY: serve test tools engine site anchors evidence card book record mutate bench lock
export NO_MKDOCS_2_WARNING = 1
PYTHON ?= python3

serve: .venv/ready       ## serve the site on http://127.0.0.1:8000 and reload it on every change
	.venv/bin/python -m mkdocs serve

test: .venv/ready        ## build strictly and run every test; the strict build is one of them
	.venv/bin/python -m pytest

tools:                   ## install by name what tests need beyond Python: browsers, tshark, the dictionary; Debian, as root
	.github/tools/install

engine:                  ## fetch the engine of the search, MiniSearch, by name in the version of .github/tools/package.json; needs npm
	.github/tools/engine

site: .venv/ready        ## build the site into site/
	.venv/bin/python -m mkdocs build --strict

anchors: site            ## note the addresses of the site, all of which must stay
	.venv/bin/python -m lab.anchors site

evidence: .venv/ready    ## note the verdicts, sources and evidence of the claims, and the sources of the pages; needs Debian's doc-rfc and manuals
	.venv/bin/python -m lab.evidence

card: .venv/ready        ## draw the picture that others show beside a link; needs Chromium
	.venv/bin/python -m lab.card

book: .venv/ready        ## make the whole book for readers without a network: a zip, a PDF and an EPUB, in book/; needs Chromium
	.venv/bin/python -m lab.book

record: .venv/ready      ## run the examples and store what they print; EXAMPLE=chapter/name for one
	.venv/bin/python -m lab.record $(EXAMPLE)

mutate: .venv/ready      ## put small faults into the programs and see whether anything notices; some minutes a chapter
	.venv/bin/python -m lab.mutate $(EXAMPLE)

bench: .venv/ready       ## measure the same server in each architecture, side by side; some minutes, on a quiet machine
	.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes --requirement lab/measuring/libraries.txt
	.venv/bin/python -m lab.bench

lock:                    ## pin what the project and its workflows install; needs uv
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header requirements.in -o requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header .github/tools.in -o .github/tools.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header lab/measuring/libraries.in -o lab/measuring/libraries.txt
	sha256sum requirements.in requirements.txt .github/tools.in .github/tools.txt lab/measuring/libraries.in lab/measuring/libraries.txt > .github/locked.sha256

.venv/ready: requirements.txt
	$(PYTHON) -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	touch $@
