# Everything a contributor or an operator does, by one word each.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
FLASK := $(BIN)/flask
PACKAGES := app.py parts.py access.py core accounts predictions scoring dashboard reports jobs demo migrations tests

.DEFAULT_GOAL := help
.PHONY: help demo run jobs test faults fuzz machine check lint types contracts format lock clean

help: ## Say what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: export CALLEDIT_DATABASE_URL ?= sqlite:///var/demo.db
demo: $(VENV)/runtime ## Show the main job on sample commentary, then serve the dashboard
	$(FLASK) demo
	$(FLASK) serve

run: $(VENV)/runtime ## Serve pages, API and scheduler for real use (database in var/)
	$(FLASK) serve

jobs: $(VENV)/runtime ## Run the scheduler in a process of its own
	$(BIN)/python -m jobs

test: $(VENV)/dev ## Run every test: unit, SQLite, PostgreSQL, SMTP, browser
	@sh tests/support/components.sh
	$(BIN)/python -m pytest

faults: export FAULTS := full
faults: $(VENV)/dev ## Run every fault test in full, one after the other, and print its figures (under an hour)
	@sh tests/support/components.sh
	$(BIN)/python -m pytest -n 0 tests/faults
	$(BIN)/python -m pytest -n 0 -k many_readers tests/integration/reports

fuzz: export FAULTS := full
fuzz: $(VENV)/dev ## Try to break in, in full: 100,000 odd requests, 200 hostile texts on every page
	@sh tests/support/components.sh
	$(BIN)/python -m pytest -n 0 tests/security

machine: export RECORD_MACHINE_STEPS ?= 10800
machine: $(VENV)/dev ## Let over ten thousand random things happen to the record, on each database
	$(BIN)/python -m pytest -n 0 -s tests/integration/test_record_machine.py \
	    tests/integration/test_standings_from_scratch.py

check: lint types contracts ## Check style, types and import directions

lint: $(VENV)/dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/dev
	$(BIN)/mypy

contracts: $(VENV)/dev
	$(BIN)/lint-imports

format: $(VENV)/dev ## Format the code
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

lock: $(VENV)/dev ## Lock dependencies anew, with hashes (needs uv)
	uv pip compile --universal --generate-hashes --python-version 3.11 --no-annotate -q \
	    pyproject.toml -o requirements.txt
	uv pip compile --universal --generate-hashes --python-version 3.11 --no-annotate -q \
	    -c requirements.txt --group dev -o requirements-dev.txt

clean: ## Remove the environment and caches; databases in var/ stay
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(VENV)/runtime: requirements.txt
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(v < (3, 11) and "Python 3.11 or newer is needed; this is %d.%d. Say which: make PYTHON=python3.12 ..." % v[:2])'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/dev: $(VENV)/runtime requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
