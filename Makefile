# Planpeil. `make run` opens the dashboard, `make test` proves it; both set up what they need.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup run test quick check coverage browser postgres nginx mutants screenshots bench requirements clean

BIN := .venv/bin
STAMP := .venv/.stamp
# One more than the processors CI has: half of what browser tests take is waiting.
JOBS ?= 3
# Tests start processes: each would compile every library anew.
unexport PYTHONDONTWRITEBYTECODE
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make requirements"

# uv installs in a fifth of the time; where it finds nothing (a mirror that only pip was told of) pip does.
PINS := -r requirements.txt -r requirements-dev.txt
PIP := $(BIN)/python -m pip install --quiet --no-input --disable-pip-version-check --no-compile --no-deps --require-hashes

# The oldest first: the pins are tried on 3.11. Of each version that of the system: it is compiled with optimisation,
# one that was built at home is often not, and a third slower. Without venv or ensurepip none can make the .venv.
PYTHON ?= $(shell for v in 3.11 3.12 3.13 3.14 3 ""; do for p in /usr/bin/python$$v python$$v; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break 2; \
	done; done)

help:  ## list the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 20

setup: $(STAMP)  ## make .venv with everything pinned (nothing to do when the pins have not changed)

$(STAMP): requirements.txt requirements-dev.txt
	@test -x $(BIN)/python || test -n "$(PYTHON)" || { \
		echo "Planpeil heeft Python 3.11 of nieuwer nodig, met venv (Debian/Ubuntu: apt-get install python3 python3-venv)."; \
		echo "Planpeil needs Python 3.11 or newer, with venv; or name one: make setup PYTHON=/path/to/python3"; exit 1; } >&2
	@echo "Pakketten installeren in .venv (eenmalig, een minuut of twee) / installing packages into .venv (once) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@sed -n '/^uv==/,/[^\\]$$/p' requirements-dev.txt > .venv/uv.txt && $(PIP) -r .venv/uv.txt </dev/null
	@$(BIN)/uv pip install --quiet --python .venv --no-deps --require-hashes $(PINS) 2>/dev/null || $(PIP) $(PINS) </dev/null
	@touch $@

run: setup  ## load the plans on first use and open the dashboard
	@$(BIN)/python -m kpi serve

# The checks run beside the tests, which wait half of the time. What is collected once was compiled for all who follow.
test: setup browser postgres nginx  ## everything: checks, fast tests, browser tests, both databases, replicas
	@$(MAKE) --no-print-directory check & checks=$$!; \
	$(BIN)/python -m pytest --collect-only -qq >/dev/null; \
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal; tests=$$?; \
	wait $$checks || { echo "make check found something: see above, before the tests." >&2; exit 1; }; exit $$tests

# One a processor, as these never wait.
FAST := -n logical --dist worksteal -m "not browser and not postgres and not slow" \
	--hypothesis-profile=quick --ignore=tests/browser

quick: setup  ## the fast tests: without a browser, on SQLite alone, part of the random cases
	@$(BIN)/python -m pytest $(FAST)

coverage: setup  ## which branches of kpi/core and kpi/intake tests take; 95 of every hundred is enough
	@rm -rf var/coverage && mkdir -p var/coverage
	@$(BIN)/coverage run -m pytest $(FAST)
	@$(BIN)/coverage run -m pytest -n logical --dist worksteal -m slow --hypothesis-profile=quick tests/intake
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage json --quiet -o var/coverage/report.json
	@$(BIN)/python scripts/covered.py var/coverage/report.json

check: setup  ## form, types and layers
	@$(BIN)/ruff format --check --quiet . || { $(BIN)/ruff format --check .; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

mutants: setup  ## small changes to the light and the checks of files: which of them do tests notice (some minutes)
	@$(BIN)/python scripts/mutants.py

browser: setup
	@scripts/browser.sh

postgres: setup
	@scripts/postgres.sh

nginx: setup
	@scripts/nginx.sh

screenshots: setup browser  ## pictures of every page in var/screenshots, and those of the documents
	@$(BIN)/python scripts/rule_pictures.py && $(BIN)/python scripts/screenshots.py

bench: setup browser postgres  ## the measurements of docs/performance.md
	@for bench in bench/*.py; do echo "== $$bench"; $(BIN)/python $$bench || exit 1; done

requirements: setup  ## pin anew what requirements.in and requirements-dev.in declare (UPGRADE=--upgrade for newer versions)
	@$(COMPILE) $(UPGRADE) requirements.in -o requirements.txt
	@$(COMPILE) $(UPGRADE) requirements-dev.in -o requirements-dev.txt

clean:  ## remove caches; the database in var/ and .venv stay
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis test-results
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
