# Headgate: `make run` starts it, `make test` checks it. Neither needs another command first.
# Needs python3 (>= 3.11), node (>= 20) and npm; nothing here ever asks a question.

PYTHON ?= python3
HEADGATE_PORT ?= 8000
SKIP_WEB ?=
BIN := .venv/bin
BUNDLE := src/headgate/web_static/index.html
export HEADGATE_PORT
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

# Everything in web/ but what the tools write there.
WEB_SOURCES := $(shell find web -type f -not -path '*/node_modules/*' -not -path '*/.vite/*' \
  -not -path 'web/dist/*' -not -path 'web/coverage/*' -not -name '*.tsbuildinfo' 2>/dev/null)

# SKIP_WEB=1 leaves out all that needs node: for work on the API alone.
ifeq ($(SKIP_WEB),1)
WEB :=
TESTS := --ignore=tests/e2e
else
WEB := $(BUNDLE)
TESTS :=
endif

.PHONY: run test test-long checks checks-python checks-web dev bench web pictures lock browser clean help

run: .venv/run.stamp $(WEB) ## start Headgate on http://127.0.0.1:8000 (HEADGATE_PORT=…)
	$(BIN)/headgate up

test: checks ## everything that CI runs
	$(BIN)/pytest -n 2 $(TESTS)

test-long: checks ## the heavy tier: every test, with many more seeds
	$(BIN)/pytest -n 2 --long $(TESTS)

# Those of Python and those of the web at once: each waits for one core most of the time.
checks: .venv/dev.stamp $(WEB) $(if $(WEB),browser)
	@$(MAKE) --no-print-directory --output-sync -j2 checks-python $(if $(WEB),checks-web)
ifeq ($(SKIP_WEB),1)
	@echo "SKIP_WEB=1: the web checks and tests/e2e are left out"
endif

checks-python:
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy src tests hatch_build.py $(wildcard bench)

# The size is that of the bundle, which the make has just brought up to date.
checks-web:
	cd web && npm run check && npm run size

dev: .venv/dev.stamp web/node_modules/.stamp ## the API with reload on HEADGATE_PORT, the web application on 5173
	@$(BIN)/uvicorn headgate.app.main:app --reload --reload-dir src --port $(HEADGATE_PORT) & api=$$!; \
	trap 'kill $$api 2>/dev/null' EXIT INT TERM; \
	cd web && HEADGATE_API=http://127.0.0.1:$(HEADGATE_PORT) npm run dev

bench: .venv/dev.stamp $(WEB) ## the performance harness
	$(BIN)/python -m bench

web: $(WEB) ## the web bundle

pictures: .venv/dev.stamp $(WEB) browser ## the pictures in docs/pictures, taken from the demo workspace
	$(BIN)/python -m tests.e2e.pictures

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

# --- Python -----------------------------------------------------------------------------------------

# A virtual environment; pip arrives in it last, so that a half-made one is made again.
# Debian's python3 may come without ensurepip.
$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Headgate needs Python 3.11 or newer. Name one: make PYTHON=python3.12"; exit 1; }
	@if $(PYTHON) -c 'import ensurepip' 2>/dev/null; then \
	  $(PYTHON) -m venv .venv; \
	elif $(PYTHON) -m pip --version >/dev/null 2>&1; then \
	  echo "This Python has no ensurepip: making the environment with the pip that is there."; \
	  $(PYTHON) -m venv --without-pip .venv && $(PYTHON) -m pip --python $(BIN)/python install --quiet pip; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "This Python has no ensurepip: installing python3-venv."; \
	  export DEBIAN_FRONTEND=noninteractive; \
	  apt-get update -qq </dev/null && apt-get install -y -qq python3-venv </dev/null && $(PYTHON) -m venv .venv; \
	else \
	  echo "This Python has no ensurepip and no pip. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; \
	fi

.venv/run.stamp: requirements.lock pyproject.toml | $(BIN)/pip
	$(BIN)/python -m pip install --quiet -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps -e .
	@touch $@

# Its pins include those of requirements.lock, so it serves `make run` as well.
.venv/dev.stamp: requirements-dev.lock pyproject.toml | $(BIN)/pip
	$(BIN)/python -m pip install --quiet -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --no-deps -e .
	@touch $@ .venv/run.stamp

# No index, host or path of the machine that ran this may end up in a lock file.
COMPILE = $(BIN)/pip-compile --quiet --no-header --strip-extras --annotation-style=line --no-emit-options \
  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host

lock: | .venv/dev.stamp ## write the lock files anew (UPGRADE=--upgrade for newer versions)
	$(COMPILE) $(UPGRADE) -o requirements.lock pyproject.toml
	$(COMPILE) $(UPGRADE) --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml

# --- Web --------------------------------------------------------------------------------------------

# Not `npm ci`: it refuses a lock file without the optional binaries of other platforms, which not every
# registry has. This takes the locked versions, checks their integrity and leaves the lock file as it is.
web/node_modules/.stamp: web/package-lock.json
	@command -v npm >/dev/null || { echo "The web application needs node (>= 20) and npm; SKIP_WEB=1 leaves it out."; exit 1; }
	@node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' || \
	  { echo "Headgate needs node 20 or newer; this is $$(node --version)."; exit 1; }
	cd web && npm install --no-save --no-audit --no-fund
	@touch $@

$(BUNDLE): web/node_modules/.stamp $(WEB_SOURCES)
	cd web && npm run build
	@touch $@

# The tests in a browser drive the system's chromium; where it is missing, root may install it.
browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "No chromium: installing it."; export DEBIAN_FRONTEND=noninteractive; \
	  apt-get update -qq </dev/null && apt-get install -y -qq --no-install-recommends chromium </dev/null; \
	else \
	  echo "The tests in a browser need chromium. On Debian or Ubuntu: apt-get install chromium"; exit 1; \
	fi

# ./data stays: it may hold somebody's pipeline.
clean: ## remove what the other targets made
	rm -rf .venv web/node_modules src/headgate/web_static .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build
