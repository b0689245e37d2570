# Peilstok. Every target installs what it needs first; `make demo` works from a bare clone.

SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 3000
SECONDEN ?= 300
BERICHTEN ?= 20000
ARCHIEF ?= 0
GEHEUGEN ?= 6GB
CLIENTEN ?= 300000
PY := .venv/bin/python
STAMP := .venv/.geinstalleerd
MANIFEST := dbt/target/manifest.json
DBT_FILES := $(shell find dbt \( -name target -o -name logs \) -prune -o -type f -print)

export DO_NOT_TRACK := 1
export DBT_SEND_ANONYMOUS_USAGE_STATS := false
export PYTHONUNBUFFERED := 1

.PHONY: help demo run up doctor verstuur spoor test test-all bench fuzz lint types lock clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

demo: $(MANIFEST) ## install, write the demo region, run the night on it (REGELS=1: one that breaks every rule)
	@$(PY) -m dagster_project.nacht --demo $(if $(REGELS),--regels)

run: $(MANIFEST) ## the night, once, on the landing folder of your settings
	@$(PY) -m dagster_project.nacht

up: $(MANIFEST) ## Dagster's web UI and daemon on this machine (PORT=3000; DEMO=1 for the demo's nights)
	@$(PY) -m dagster_project.up --port $(PORT) $(if $(DEMO),--demo)

doctor: $(STAMP) ## what is missing or odd, in plain words
	@$(PY) -m dagster_project.dokter

verstuur: $(STAMP) ## the mails about the reports, on demand (OPNIEUW=party or alle after a refusal; DEMO=1 for the demo)
	@$(PY) -m dagster_project.versturen $(if $(OPNIEUW),--opnieuw $(OPNIEUW)) $(if $(DEMO),--demo)

spoor: $(STAMP) ## where a figure comes from: WET=Jw GEMEENTE=0384 NUMMER=300201 (DEMO=1 for the demo)
	@$(PY) -m dagster_project.spoor $(WET) $(GEMEENTE) $(NUMMER) $(if $(DEMO),--demo)

# -n auto: a worker per core, who take over each other's tests (CONTRIBUTING.md)
TOETS := $(PY) -m pytest -q -n auto --dist worksteal

test: lint types ## everything that passes or fails quickly (CI runs this)
	@$(TOETS)

test-all: lint types ## also the long tests
	@$(TOETS) -m ""

bench: $(STAMP) ## benchmarks as ratios (ONDERDEEL=laden, nacht, site or jaar; BERICHTEN=20000; CLIENTEN=300000 for jaar; ARCHIEF=1000000 for memory; GEHEUGEN=6GB)
	@$(PY) -m bench $(addprefix --onderdeel ,$(ONDERDEEL)) --berichten $(BERICHTEN) --archief $(ARCHIEF) \
		--geheugen $(GEHEUGEN) --clienten $(CLIENTEN)

fuzz: $(STAMP) ## fuzz the parser and the extractor (SECONDEN=300)
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-fuzz.lock
	@mkdir -p .fuzz && $(PY) -m tests.berichten.fuzz .fuzz/corpus -max_total_time=$(SECONDEN) -max_len=20000 \
		-timeout=20 -rss_limit_mb=2000 -artifact_prefix=.fuzz/ -verbosity=0

lint: $(MANIFEST)
	@$(PY) -m ruff check --quiet .
	@$(PY) -m ruff format --check --quiet .
	@$(PY) -m sqlfluff lint --disable-progress-bar --nocolor -q dbt/models

types: $(STAMP)
	@$(PY) -m mypy --no-error-summary

lock: $(STAMP) ## renew requirements.lock from requirements.in
	@$(PY) -m pip install -qq uv
	@$(PY) -m uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-strip-extras --custom-compile-command "make lock" requirements.in -o requirements.lock
	@$(PY) -m uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command "make lock" requirements-fuzz.in -o requirements-fuzz.lock

clean: ## remove what tools made; data stays
	@rm -rf .venv dbt/target dbt/logs .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(STAMP): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Peilstok heeft Python 3.11 of nieuwer nodig; dit is: $$($(PYTHON) --version 2>&1)."; \
		echo "Installeer een nieuwere, of wijs er een aan: make $(MAKECMDGOALS) PYTHON=python3.11"; exit 1; }
	@echo "Bibliotheken installeren in .venv (een minuut of twee, alleen de eerste keer)"
	@$(PYTHON) -m venv .venv
	@$(PY) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(MANIFEST): $(STAMP) $(DBT_FILES)
	@.venv/bin/dbt --quiet parse --project-dir dbt --profiles-dir dbt
	@touch $@
