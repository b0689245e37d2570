# Peilstok. Every target installs what it needs first; `make demo` works from a bare clone.

SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 3000
POORT ?= 8000
SECONDEN ?= 300
BERICHTEN ?= 20000
ARCHIEF ?= 0
GEHEUGEN ?= 6GB
CLIENTEN ?= 300000
PY := .venv/bin/python
STAMP := .venv/.geinstalleerd
ONTWIKKEL := .venv/.ontwikkeling
PORTAAL := .venv/.portaal
BEHEER := .beheer/.geinstalleerd
MANIFEST := dbt/target/gecompileerd/manifest.json
DBT_FILES := $(shell find dbt \( -name target -o -name logs \) -prune -o -type f -print)

export DO_NOT_TRACK := 1
export DBT_SEND_ANONYMOUS_USAGE_STATS := false
export PYTHONUNBUFFERED := 1

.PHONY: help installeer demo run up doctor nachten alarm verstuur spoor verklaar peilmoment backup restore portaal vergeet opruimen raw-parquet verschil model toets test test-all bench fuzz lint types lock sbom audit conformiteit crash docs clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

demo: $(MANIFEST) ## install, write the demo region, run the night on it (REGELS=1: one that breaks every rule)
	@$(PY) -m dagster_project.nacht --demo $(if $(REGELS),--regels)

run: $(MANIFEST) ## the night, once, on the landing folder of your settings
	@$(PY) -m dagster_project.nacht

up: $(MANIFEST) ## Dagster's web UI and daemon on this machine (PORT=3000; DEMO=1 for the demo's nights)
	@$(PY) -m dagster_project.up --port $(PORT) $(if $(DEMO),--demo)

installeer: $(STAMP) ## only what the nights need: no browsers, linters or test servers

doctor: $(STAMP) ## what is missing or odd, in plain words
	@$(PY) -m dagster_project.dokter

nachten: $(STAMP) ## how the last nights went, and a page about them (DEMO=1 for the demo)
	@$(PY) -m dagster_project.nachten $(if $(DEMO),--demo)

alarm: $(STAMP) ## one round of alarms: what failed or stays away goes to PEILSTOK_ALARM_MAIL or _WEBHOOK
	@$(PY) -m dagster_project.alarm

verstuur: $(STAMP) ## the mails about the reports, on demand (OPNIEUW=party or alle after a refusal; DEMO=1 for the demo)
	@$(PY) -m dagster_project.versturen $(if $(OPNIEUW),--opnieuw $(OPNIEUW)) $(if $(DEMO),--demo)

spoor: $(STAMP) ## where a figure comes from: WET=Jw GEMEENTE=0384 NUMMER=300201 (DEMO=1 for the demo)
	@$(PY) -m dagster_project.spoor $(WET) $(GEMEENTE) $(NUMMER) $(if $(DEMO),--demo)

backup: $(STAMP) ## one file with what cannot be made again (NAAR=folder; DEMO=1 for the demo)
	@$(PY) -m dagster_project.kopie maak $(if $(NAAR),--naar "$(NAAR)") $(if $(DEMO),--demo)

restore: $(STAMP) ## put such a file back in an empty PEILSTOK_DATA (UIT=file)
	@$(PY) -m dagster_project.kopie terug "$(UIT)" $(if $(DEMO),--demo)

portaal: $(PORTAAL) ## the web portal on this machine (POORT=8000; DEMO=1 with made-up accounts)
	@$(if $(DEMO),if [ ! -e data/demo/publicatie/datateam ]; then $(MAKE) --no-print-directory demo; fi)
	@$(PY) -m portaal --poort $(POORT) $(if $(DEMO),--demo)

raw-parquet: $(STAMP) ## raw as parquet for another engine (NAAR=folder; DEMO=1 for the demo)
	@$(PY) -m dagster_project.raw_parquet $(if $(NAAR),--naar "$(NAAR)") $(if $(DEMO),--demo)

peilmoment: $(MANIFEST) ## keep the figures of a past day as they were known then: DATUM=2026-07-19 (DEMO=1 for the demo)
	@$(PY) -m dagster_project.peilmoment "$(DATUM)" $(if $(DEMO),--demo)

vergeet: $(STAMP) ## remove a person everywhere and keep them out; asks for the BSN (DEMO=1 for the demo)
	@$(PY) -m dagster_project.vergeet $(if $(DEMO),--demo)

opruimen: $(STAMP) ## count what is older than the terms of retention; DOE=ja removes it (DEMO=1 for the demo)
	@$(PY) -m dagster_project.opruimen $(if $(filter ja,$(DOE)),--doe) $(if $(DEMO),--demo)

# -n auto: a worker per core, who take over each other's tests (CONTRIBUTING.md)
TOETS := $(PY) -m pytest -q -n auto --dist worksteal

# every column=value on the command line is a choice of the cell
verklaar: $(MANIFEST) ## the cases behind one figure: KPI=uitval jaar=2026 perceel=2 (AANTAL=20; DEMO=1 for the demo)
	@$(PY) -m dagster_project.verklaar "$(KPI)" $(filter-out KPI=% DEMO=% AANTAL=% PYTHON=%,$(MAKEOVERRIDES)) \
		$(if $(AANTAL),--aantal $(AANTAL)) $(if $(DEMO),--demo)

verschil: $(STAMP) ## what would change: the definitions as they are now beside what the last night made (DEMO=1 for the demo)
	@$(PY) -m dagster_project.verschil $(if $(DEMO),--demo)

model: $(STAMP) ## build one model and what it needs on the demo, show the rows that changed (M=kpi_uitval)
	@$(PY) -m dagster_project.model $(M)

toets: $(ONTWIKKEL) ## the unit tests, cases and checks of one model (M=kpi_uitval)
	@$(PY) -m pytest -q -p no:cacheprovider tests/dbt --model $(M)
	@if [ -f data/demo/warehouse.duckdb ]; then $(PY) -m dagster_project.model $(M); fi

test: $(ONTWIKKEL) $(MANIFEST) ## everything that passes or fails quickly (CI runs this)
	@$(MAKE) --no-print-directory -j2 lint types
	@$(TOETS)

test-all: lint types ## also the long tests
	@$(TOETS) -m ""

bench: $(ONTWIKKEL) ## benchmarks as ratios (ONDERDEEL=laden, nacht, site, heel, jaar, onderdrukking or portaal; BERICHTEN=20000; TEGEN=commit for heel; CLIENTEN=300000 for jaar; ARCHIEF=1000000 for memory; GEHEUGEN=6GB)
	@$(PY) -m bench $(addprefix --onderdeel ,$(ONDERDEEL)) --berichten $(BERICHTEN) --archief $(ARCHIEF) \
		--geheugen $(GEHEUGEN) --clienten $(CLIENTEN) $(addprefix --tegen ,$(TEGEN))

fuzz: $(ONTWIKKEL) ## fuzz the parser and the extractor (SECONDEN=300)
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-fuzz.lock
	@mkdir -p .fuzz && $(PY) -m tests.berichten.fuzz .fuzz/corpus -max_total_time=$(SECONDEN) -max_len=20000 \
		-timeout=20 -rss_limit_mb=2000 -artifact_prefix=.fuzz/ -verbosity=0

lint: $(ONTWIKKEL) $(MANIFEST)
	@$(PY) -m ruff check --quiet .
	@$(PY) -m ruff format --check --quiet .
	@$(PY) -m sqlfluff lint --disable-progress-bar --nocolor -q dbt/models

types: $(ONTWIKKEL)
	@$(PY) -m mypy --no-error-summary

UV := $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock"

lock: $(ONTWIKKEL) ## renew the locks from requirements*.in
	@$(PY) -m pip install -qq uv
	@$(UV) --upgrade --no-strip-extras requirements-dev.in -o requirements.lock
	@$(UV) --upgrade --no-strip-extras --constraints requirements.lock requirements.in -o requirements-nacht.lock
	@$(UV) --upgrade --no-strip-extras --constraints requirements.lock requirements-portaal.in -o requirements-portaal.lock
	@$(UV) --upgrade requirements-fuzz.in -o requirements-fuzz.lock
	@$(UV) --upgrade requirements-beheer.in -o requirements-beheer.lock

sbom: $(BEHEER) ## what a night is made of, as CycloneDX (NAAR=build/sbom.cdx.json)
	@mkdir -p $(dir $(or $(NAAR),build/sbom.cdx.json))
	@.beheer/bin/python -m cyclonedx_py requirements requirements-nacht.lock --pyproject pyproject.toml \
		--output-reproducible --of JSON -o $(or $(NAAR),build/sbom.cdx.json)
	@echo "De lijst van onderdelen staat in $(or $(NAAR),build/sbom.cdx.json)"

conformiteit: $(STAMP) ## the made-up region with its expected cells as a download (NAAR=file); TABELLEN=folder scores yours
	@$(PY) -m beheer.conformiteit $(if $(NAAR),--naar "$(NAAR)") $(if $(TABELLEN),--tabellen "$(TABELLEN)")

crash: $(MANIFEST) ## nights that are broken off, on a full disk, two at once ..: the next one must put all right (N=5, ZAAD=1, SOORT=dood)
	@$(PY) -m beheer.crash --keer $(or $(N),5) --zaad $(or $(ZAAD),1) $(addprefix --soort ,$(SOORT))

docs: $(BEHEER) ## the documentation as a site that needs no network (build/docs/index.html)
	@DISABLE_MKDOCS_2_WARNING=true NO_MKDOCS_2_WARNING=true .beheer/bin/python -m mkdocs build --quiet --strict
	@echo "De documentatie staat in build/docs/index.html"

audit: $(BEHEER) ## known vulnerabilities in what a night is made of (2: could not look)
	@.beheer/bin/python -m beheer.audit

clean: ## remove what tools made; data stays
	@rm -rf .venv .beheer build dbt/target dbt/logs .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# What a night needs, and beside it what development needs: two installs of one resolution.
define INSTALLEER
$(PY) -m pip install -qq --disable-pip-version-check --require-hashes -r
endef

$(STAMP): requirements-nacht.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Peilstok heeft Python 3.11 of nieuwer nodig; dit is: $$($(PYTHON) --version 2>&1)."; \
		echo "Installeer een nieuwere, of wijs er een aan: make $(MAKECMDGOALS) PYTHON=python3.11"; exit 1; }
	@echo "Bibliotheken installeren in .venv (een minuut of twee, alleen de eerste keer)"
	@$(PYTHON) -m venv .venv
	@$(INSTALLEER) $<
	@touch $@

$(ONTWIKKEL): requirements.lock | $(STAMP)
	@echo "Wat ontwikkelen en testen nodig hebben installeren in .venv"
	@$(INSTALLEER) $<
	@touch $@

# Beside what a night needs, since the demo runs both; a machine with the portal alone installs its lock alone.
$(PORTAAL): requirements-portaal.lock | $(STAMP)
	@echo "Wat het portaal nodig heeft installeren in .venv"
	@$(INSTALLEER) $<
	@touch $@

$(BEHEER): requirements-beheer.lock
	@$(PYTHON) -m venv .beheer
	@.beheer/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(MANIFEST): $(STAMP) $(DBT_FILES)
	@$(PY) -m dagster_project.gecompileerd
	@touch $@
