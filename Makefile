# Everything is made from here; `make` alone says what there is.
# Each target is one command that works without make too: see README.md.

# What may be chosen on the command line: make report REPORT=fengze-2024-7 LANGUAGE=en
REPORT := $(patsubst data/raw/%/report.yml,%,$(wildcard data/raw/*/report.yml))
LANGUAGE :=
OPTIONS :=
PYTHON ?=

# An active conda environment is used as it is, and no second one is made; base is not one to
# install into.
ifneq ($(and $(CONDA_PREFIX),$(filter-out base,$(CONDA_DEFAULT_ENV))),)
ENVIRONMENT := $(CONDA_PREFIX)
else
ENVIRONMENT := .venv
endif
READY := $(ENVIRONMENT)/.fengze-ready
READY_LAB := $(ENVIRONMENT)/.fengze-ready-lab
RUN := $(ENVIRONMENT)/bin/python -m
FENGZE := $(RUN) fengze_analysis
UV := $(firstword $(wildcard $(ENVIRONMENT)/bin/uv) uv)

# The same bytes on every machine and every day: a fixed order of sets, a fixed date for what wants
# one (16 January 2024, the date of the first report), UTF-8 whatever the locale says.
export PYTHONHASHSEED := 0
export SOURCE_DATE_EPOCH := 1705363200
export PYTHONUTF8 := 1
export JUPYTER_PREFER_ENV_PATH := 1
# Compiled once, not at every start.
unexport PYTHONDONTWRITEBYTECODE

SOURCES := $(shell find data/raw notebooks fengze_analysis -type f \
	! -name '*.pyc' ! -name '* *' ! -path '*/.*' 2>/dev/null)
SCRIPTS := tests tools benchmarks

.DEFAULT_GOAL := help
.NOTPARALLEL:
.SUFFIXES:
# Each file is written whole or not at all by the command itself; make deletes none of them.
.PRECIOUS: reports/%/.made data/processed/%/datapackage.json

.PHONY: help
help: ## Say what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo '  REPORT=id or folder, LANGUAGE=zh|en|both, OPTIONS="more words for the command", PYTHON=python3.12'

.PHONY: setup
setup: $(READY) ## Make the environment (.venv, or the active conda environment)

# What was chosen is rendered as asked; without a choice, only what is older than its sources is.
CHOSEN := $(strip $(LANGUAGE)$(OPTIONS)$(findstring /,$(REPORT)))
RENDERED := $(if $(CHOSEN),,$(REPORT:%=reports/%/.made))
TABLES := $(if $(CHOSEN),,$(REPORT:%=data/processed/%/datapackage.json))

.PHONY: report as-asked
report: $(or $(strip $(RENDERED) $(TABLES)),as-asked) ## Render the reports of data/raw/ into reports/, if anything changed
	@$(foreach made,$(RENDERED),echo '$(dir $(made)) is up to date';)

as-asked: $(READY)
	$(FENGZE) report $(REPORT) $(LANGUAGE:%=--language %) $(OPTIONS)
	@rm -f $(REPORT:%=reports/%/.made)

reports/%/.made data/processed/%/datapackage.json: $(READY) $(SOURCES)
	$(FENGZE) report $*
	@touch reports/$*/.made
	@touch -c data/processed/$*/datapackage.json

.PHONY: test
test: lint unit cells check ## Run every test: lint, types, pytest with doctests, notebooks, drift

.PHONY: lint
lint: $(READY) ## Check style, format and types
	$(RUN) ruff check
	$(RUN) ruff format --check
	$(RUN) mypy

.PHONY: unit
unit: $(READY) ## Run the tests and doctests, with the coverage of the library
	$(RUN) pytest -q -n 2 --dist loadfile --cov --cov-report=term $(OPTIONS)

.PHONY: cells
cells: $(READY) ## Run the committed notebooks and compare every output (nbval)
	$(RUN) pytest -q -o addopts= -p no:cov --nbval --nbval-current-env -n 2 --dist loadfile notebooks

.PHONY: check
check: $(READY) ## Run all from data/raw/ and say which committed figure, verdict or finding moved
	$(FENGZE) check

.PHONY: refresh
refresh: $(READY) ## Accept what moved into data/processed/ and the notebooks
	$(FENGZE) refresh

.PHONY: notebooks
notebooks: $(READY) ## Run the committed notebooks again, in place
	$(FENGZE) notebooks

.PHONY: lab
lab: $(READY_LAB) ## Open the notebooks in JupyterLab
	$(RUN) jupyterlab --ServerApp.root_dir=. --LabApp.default_url=/lab/tree/notebooks $(OPTIONS)

.PHONY: bench
bench: $(READY) ## Measure reading and rendering
	$(RUN) benchmarks.extraction $(OPTIONS)
	$(RUN) benchmarks.study $(OPTIONS)
	$(RUN) benchmarks.report $(OPTIONS)

.PHONY: bench-batch
bench-batch: $(READY) ## Measure many reports at a time
	$(RUN) benchmarks.batch $(OPTIONS)

.PHONY: fuzz
fuzz: $(READY) ## Look for input that breaks the reading, for a long time
	$(RUN) tests.fuzz $(OPTIONS)

.PHONY: budget
budget: $(READY) ## Print the size of modules, functions, names and tests beside their budgets
	@$(RUN) tools.budget

.PHONY: format
format: $(READY) ## Put the code in order
	$(RUN) ruff check --fix
	$(RUN) ruff format

.PHONY: docs
docs: $(READY) ## Make the documentation in reports/docs, offline
	$(RUN) mkdocs build --quiet --strict

.PHONY: environment
environment: $(READY) ## Make environment.yml from pyproject.toml
	$(RUN) tools.environment environment

.PHONY: lock
lock: $(READY) ## Make the lock from pyproject.toml; OPTIONS=--upgrade takes newer versions
	$(call compile,lock,$(EXTRAS))
	$(call compile,lab,$(EXTRAS) --extra lab --constraint requirements/lock.txt)
	echo uv | $(LOCK) - $(OPTIONS) -o requirements/uv.txt

EXTRAS = $(addprefix --extra ,formats frames notebooks site batch cluster dev)
# For every platform and Python at once; hashes, and no address of where anything comes from.
LOCK = $(UV) pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 \
	--generate-hashes --no-emit-index-url --custom-compile-command 'make lock'
compile = $(RUN) tools.environment build | $(LOCK) pyproject.toml - $(2) $(OPTIONS) -o requirements/$(1).txt

.PHONY: clean
clean: ## Remove what make can make again; nothing that git knows
	rm -rf .venv reports build dist .coverage .coverage.* htmlcov .hypothesis .mypy_cache .pytest_cache .ruff_cache
	rm -f $(READY) $(READY_LAB)
	find $(wildcard fengze_analysis notebooks $(SCRIPTS)) \
		\( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} +

$(READY): pyproject.toml requirements/lock.txt requirements/uv.txt tools/setup.sh
	@PYTHON='$(PYTHON)' sh tools/setup.sh '$(ENVIRONMENT)' requirements/lock.txt
	@touch $@

$(READY_LAB): $(READY) requirements/lab.txt
	@PYTHON='$(PYTHON)' sh tools/setup.sh '$(ENVIRONMENT)' requirements/lab.txt
	@touch $@
