# The commands of the guide. Each works in a fresh clone on a machine with Python 3.11 or newer, git and make.
PYTHON ?= python3
BIN := .venv/bin
ENGINE ?= mkdocs
PORT ?= 8000
TRIED_AT := https://guide.example/below/
# The tests build what is published: a site with an address, below a path.
ZENSICAL := .venv-zensical/bin/zensical
ifeq ($(BIN),.venv/bin)
# A Python that was named is the one to use; else any that is new enough.
SET_UP = @command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is not there: install Python 3.11 or newer" >&2; exit 1; }; \
	$(PYTHON) scripts/set_up.py $(if $(filter file,$(origin PYTHON)),,--same-python)
else
SET_UP = @: another environment:
endif
# Words that a command cannot do without, and how it is written.
need = $(foreach word,$(1),$(if $($(word)),,$(error $(word)= is missing: write `$(2)`)))
export NO_MKDOCS_2_WARNING := 1
.DEFAULT_GOAL := help

.PHONY: help setup serve site test check answer samples permalinks rename downloads preview engines bench convert lock clean .venv/.site .venv/.test .venv-zensical

help:                     ## this list
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-18s %s\n", $$1, $$2}'

setup: .venv/.test        ## the environment for everything below (once, about a minute); repairs a broken one

serve: .venv/.site        ## live site that follows every edit: make serve [PORT=8000]
	@$(BIN)/python scripts/serve.py --port $(PORT)

site: export GUIDE_ENGINE = $(ENGINE)
site: convert             ## the finished site in site/: make site [ENGINE=zensical]
	@$(BIN)/python scripts/cards.py
	@$(BIN)/python scripts/downloads.py
	@$(MAKE) --no-print-directory build-$(ENGINE)
	@$(BIN)/python scripts/finish_site.py

.PHONY: build-mkdocs build-zensical
build-mkdocs:
	@$(BIN)/mkdocs build --quiet

build-zensical: .venv-zensical
	@$(ZENSICAL) build --clean

convert: .venv/.site      ## the topic pages, from the list and the answers
	@$(BIN)/python scripts/convert.py

check: .venv/.test        ## the fast part of the tests: everything about the text, and advice
	@$(BIN)/python scripts/check.py

answer: .venv/.site       ## start an answer: make answer N=75 TOPIC=algorithms ID=bloom-filter
	@$(call need,N TOPIC ID,make answer N=75 TOPIC=algorithms ID=bloom-filter)$(BIN)/python scripts/new_answer.py "$(N)" "$(TOPIC)" "$(ID)"

samples: .venv/.test      ## run the samples; of one answer, and write its outputs: make samples [ANSWER=answers/web/cors.md]
	@$(BIN)/python scripts/samples.py $(if $(ANSWER),--update "$(ANSWER)")

permalinks: .venv/.site   ## record the addresses of new questions and follow-up questions, in permalinks.txt
	@$(BIN)/python scripts/permalinks.py

rename: .venv/.site       ## move an answer, its address kept: make rename FROM=web/cors TO=security/cors
	@$(call need,FROM TO,make rename FROM=web/cors TO=security/cors)$(BIN)/python scripts/rename_answer.py "$(FROM)" "$(TO)"

downloads: .venv/.site    ## Anki deck, EPUB, PDFs and the site as an archive, in dist/downloads/
	@$(BIN)/python scripts/downloads.py

preview: .venv/.site      ## the site as an archive that opens from disk
	@$(BIN)/python scripts/preview.py

test: .venv/.test         ## everything that CI checks
	@echo "== style and types"
	$(BIN)/ruff check scripts tests bench
	$(BIN)/ruff format --check scripts tests bench
	$(BIN)/mypy
	@echo "== workflows"
	$(BIN)/zizmor --offline --quiet --strict-collection .github
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@echo "== text"
	$(BIN)/python scripts/check.py
	@echo "== samples"
	$(BIN)/python scripts/samples.py
	@echo "== site"
	GUIDE_SITE_URL=$(TRIED_AT) $(BIN)/python scripts/convert.py
	$(BIN)/python scripts/cards.py
	GUIDE_SITE_URL=$(TRIED_AT) $(BIN)/python scripts/downloads.py
	GUIDE_SITE_URL=$(TRIED_AT) $(BIN)/mkdocs build --quiet
	$(BIN)/python scripts/finish_site.py
	@echo "== tests"
	$(BIN)/pytest

engines: .venv/.test .venv-zensical  ## what differs between the two engines' sites; blocks nothing
	@$(BIN)/pytest -n0 -m engines tests/test_engines.py

bench: export PYTHONPATH := scripts:tests
bench: .venv/.test        ## speed and size, printed as tables
	@set -e; for name in converter edits search pages; do $(BIN)/python bench/measure_$$name.py; done

# A lock serves every system and every Python from 3.11 on, and names no registry. The tests' packages are installed
# beside the site's, so their versions agree.
COMPILE = @$(BIN)/uv pip compile --quiet --universal --python-version=3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links
lock: export UV_CUSTOM_COMPILE_COMMAND := make lock
lock: .venv/.test         ## new lock files, from pyproject.toml
	$(COMPILE) pyproject.toml --output-file requirements.txt
	$(COMPILE) --group=test --constraints=requirements.txt --output-file requirements-test.txt
	$(COMPILE) --group=zensical --output-file requirements-zensical.txt

.venv/.site:
	$(SET_UP) requirements.txt

.venv/.test:
	$(SET_UP) requirements.txt requirements-test.txt

.venv-zensical:
	$(SET_UP) --folder .venv-zensical requirements-zensical.txt

clean:                    ## takes away everything that is made, but not the environments
	rm -rf site dist .cache docs/topics docs/*.js docs/*.json docs/*.xml docs/assets/cards
