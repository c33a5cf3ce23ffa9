# The commands of the guide. Each works in a fresh clone on a machine with Python 3.11 or newer, git and make.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes
export NO_MKDOCS_2_WARNING := 1

.PHONY: setup serve site test check preview bench convert lock clean

setup: .venv/.test        ## the environment for everything below (once, about two minutes)

serve: .venv/.site        ## live site on 127.0.0.1:8000 that follows every edit
	$(BIN)/python scripts/serve.py

site: convert             ## the finished site in site/
	$(BIN)/python scripts/cards.py
	$(BIN)/mkdocs build

convert: .venv/.site      ## the topic pages, from the list and the answers
	$(BIN)/python scripts/convert.py

check: .venv/.test        ## the fast part of the tests: everything about the text, and advice
	$(BIN)/python scripts/check.py
	$(BIN)/python scripts/permalinks.py --check

preview: .venv/.site      ## the site as an archive that opens from disk
	$(BIN)/python scripts/preview.py

test: .venv/.test         ## everything that CI checks
	@echo "== style and types"
	$(BIN)/ruff check scripts tests
	$(BIN)/ruff format --check scripts tests
	$(BIN)/mypy
	@echo "== workflows"
	$(BIN)/zizmor --offline --quiet --strict-collection .github
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@echo "== text"
	$(BIN)/python scripts/check.py
	@echo "== samples"
	$(BIN)/python scripts/samples.py
	@echo "== site"
	$(BIN)/python scripts/convert.py
	$(BIN)/python scripts/permalinks.py --check
	$(BIN)/python scripts/cards.py
	$(BIN)/mkdocs build
	@echo "== tests"
	$(BIN)/pytest

bench: .venv/.test        ## speed and size, printed as a table
	$(BIN)/python scripts/bench.py
	$(BIN)/python scripts/bench_serve.py
	$(BIN)/python scripts/bench_search.py
	$(BIN)/python scripts/bench_pages.py

lock: .venv/.test         ## new lock files from requirements*.in
	$(BIN)/python scripts/lock.py

.venv/.site: requirements.txt
	@echo "== environment for the site (once, about a minute)"
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) -r requirements.txt
	touch $@

.venv/.test: requirements-test.txt .venv/.site
	@echo "== environment for the checks (once, about a minute)"
	$(PIP) -r requirements.txt -r requirements-test.txt
	touch $@

clean:                    ## takes away everything that is made, but not the environment
	rm -rf site dist .cache docs/topics docs/questions.json docs/search-docs.js docs/assets/cards
