# 'make run' builds the graph from the five reports and opens it in the browser; 'make test' runs all checks.
# Both install what they need into .venv on first use; nothing else is touched.

PYTHON ?= python3
VENV := .venv
# Options of 'strategylinks serve' for 'make run', such as SERVE='--port 8001'.
SERVE ?=
BIN := $(VENV)/bin

.PHONY: run test install install-dev lint types imports programs unit wheel bench docs clean

run: install
	$(BIN)/strategylinks build
	@echo "The command is $(BIN)/strategylinks; 'source $(BIN)/activate' puts it on the path."
	$(BIN)/strategylinks serve --open $(SERVE)

install: $(VENV)/.installed
install-dev: $(VENV)/.installed-dev

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "strategylinks needs Python 3.11 or newer; set PYTHON=python3.12, say."; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.installed

test: lint types imports programs unit wheel

lint: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install-dev
	$(BIN)/mypy

imports: install-dev
	$(BIN)/lint-imports

# What some tests need beyond Python; they skip aloud where it cannot be installed.
programs: install-dev
	$(BIN)/python tests/install_programs.py

unit: install-dev
	$(BIN)/pytest --numprocesses auto --dist worksteal --cov --cov-report=term:skip-covered

# Builds the wheel, installs it into a fresh environment, and runs the command outside the checkout.
wheel: install-dev
	$(BIN)/python tests/wheel/try_wheel.py

bench: install-dev
	$(BIN)/python benchmarks/stages.py

# Writes the generated pages of the documentation again.
docs: install-dev
	$(BIN)/python docs/generate.py

clean:
	rm -rf $(VENV) build dist store .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage .import_linter_cache
