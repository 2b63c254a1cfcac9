.PHONY: serve test site record lock
export NO_MKDOCS_2_WARNING = 1
PYTHON ?= python3

serve: .venv/ready       ## serve the site on http://127.0.0.1:8000 and reload it on every change
	.venv/bin/python -m mkdocs serve

test: .venv/ready        ## build strictly and run every test; the strict build is one of them
	.venv/bin/python -m pytest

site: .venv/ready        ## build the site into site/
	.venv/bin/python -m mkdocs build --strict --quiet

record: .venv/ready      ## run the examples and store what they print; EXAMPLE=chapter/name for one
	.venv/bin/python -m lab.record $(EXAMPLE)

lock:                    ## pin requirements.in; needs uv
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header requirements.in -o requirements.txt

.venv/ready: requirements.txt
	$(PYTHON) -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	touch $@
