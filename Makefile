# Everything sets itself up on a machine with Python 3.11+ and make. uv is used where it is installed.
SHELL := /bin/bash
VENV ?= .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.ready
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	if $$p -c 'import sys; sys.exit(not (3,11) <= sys.version_info[:2] < (3,14))' 2>/dev/null; then echo $$p; break; fi; done)

.PHONY: help setup demo test lint bench eval clean
help:
	@echo "make demo   set up, build the example beat and serve its briefing"
	@echo "make test   set up, check style, types and floors, run the tests"
	@echo "make lint   style, types and floors only"
	@echo "make eval   quality suites with their floors (data: LIVEBRIEF_DATA)"
	@echo "make bench  speed and memory beside a rival"
	@echo "make clean  remove the virtual environment and what was built"

setup: $(STAMP)

$(STAMP): pyproject.toml
	@test -n "$(PYTHON)" || { echo "Livebrief needs Python 3.11, 3.12 or 3.13; none was found"; exit 1; }
	@if command -v uv >/dev/null; then \
		echo "→ setting up $(VENV) with uv"; \
		uv venv --quiet --allow-existing --python $(PYTHON) $(VENV) && uv pip install --quiet --python $(PY) -e . --group dev; \
	else \
		echo "→ setting up $(VENV) with venv and pip (a minute or two, once)"; \
		test -x $(PY) || $(PYTHON) -m venv $(VENV); \
		$(PY) -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1' && \
		$(PY) -m pip install --quiet --disable-pip-version-check -e . --group dev; \
	fi
	@touch $@

demo: setup
	@$(VENV)/bin/livebrief demo $(DEMO)

lint: setup
	@echo "→ ruff, mypy, import-linter"
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports --no-cache

test: lint
	@echo "→ pytest"
	@$(PY) -m pytest

eval: setup
	@$(VENV)/bin/livebrief eval

bench: setup
	@$(VENV)/bin/livebrief bench

clean:
	rm -rf $(VENV) build dist site .pytest_cache .mypy_cache .ruff_cache .hypothesis
