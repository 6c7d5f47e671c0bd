# GNU make. `make help` lists the targets.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
PIP := $(VENV)/bin/python -m pip --disable-pip-version-check
# tools/venv.sh and tools/install.sh read these.
export PYTHON VENV

# A stamp says that its requirements are installed; touching a requirements file installs it again.
RUNTIME := $(VENV)/runtime.stamp
TESTING := $(VENV)/test.stamp
BENCHMARK := $(VENV)/bench.stamp

SEQUENCES ?= 200

.PHONY: help draft draft-all batch tools check test soak bench pictures catalogue clean

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' $(MAKEFILE_LIST) | expand -t 12

draft: $(RUNTIME) ## Draft the letter of fixtures/2022-5-thang into output/
	$(VENV)/bin/dispatch draft fixtures/2022-5-thang

draft-all: $(RUNTIME) ## Draft a letter for every folder of fixtures/ into output/
	@set -e; for folder in fixtures/*/; do \
		test -f "$$folder/dossier.toml" || continue; \
		echo "$(VENV)/bin/dispatch draft $${folder%/}"; \
		$(VENV)/bin/dispatch draft "$${folder%/}"; \
	done

batch: $(RUNTIME) ## Draft the letters to all 63 provinces into output/batch/
	$(VENV)/bin/dispatch batch fixtures/2022-5-thang

tools: $(TESTING) ## Install what the tests need (LibreOffice, fonts, validators), if it is missing
	bash tools/install.sh

check: $(TESTING) ## Lint, types, import contracts and tests
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --cache-dir .import_linter_cache
	$(VENV)/bin/python -m pytest -n 2

# Not `test: tools check`: with -j, make would run the two at once.
test: tools ## tools, then check
	@$(MAKE) --no-print-directory check

soak: tools ## Edit 200 letters in LibreOffice and correct their data (SEQUENCES=n for another number)
	$(VENV)/bin/python -m tests.pipeline.refreshing.soak $(SEQUENCES)

bench: $(RUNTIME) $(BENCHMARK) ## Measure the speed of dispatch
	$(VENV)/bin/python -m bench

pictures: tools ## Renew docs/pictures from the dossiers of fixtures/
	$(VENV)/bin/python -m tools.pictures
	$(VENV)/bin/python -m tools.tracked_picture

catalogue: $(RUNTIME) ## Renew docs/danh-muc-so-lieu.md from the catalogues of the program
	$(VENV)/bin/python -m tools.catalogue_page

clean: ## Remove all that make installed or built; letters in output/ stay
	rm -rf $(VENV) build dist tools/validators/node_modules
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

$(RUNTIME): requirements/runtime.txt pyproject.toml
	@sh tools/venv.sh $(VENV)
	$(PIP) install --quiet -r requirements/runtime.txt
	$(PIP) install --quiet --no-deps -e .
	@touch $@

$(TESTING): $(RUNTIME) requirements/test.txt requirements/cluster.txt requirements/oracle.txt
	$(PIP) install --quiet -r requirements/test.txt -r requirements/cluster.txt
	$(PIP) install --quiet --no-deps -r requirements/oracle.txt
	@touch $@

$(BENCHMARK): $(RUNTIME) requirements/bench.txt
	$(PIP) install --quiet -r requirements/bench.txt
	@touch $@
