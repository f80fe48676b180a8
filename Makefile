# `make demo` and `make test` need only Python and Go on the machine. `make help` lists all targets.

PYTHON ?= python3
VENV   ?= .venv

# The files of the wheel: make installs pyorch again when one of them is newer than the installation.
SOURCES := $(shell find orchestrion_py aspects -type f -not -name '*.pyc') docs/troubleshooting.md

.DEFAULT_GOAL := help
.PHONY: help venv demo test test-all scripts programs unit lint bench bench-back-ends bench-runtime bench-instrument peer torture fuzz kills docs screenshots clean

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' Makefile | expand -t 24

venv: $(VENV)/installed  ## create a virtual environment with pyorch and the development tools

# Slow: installs all dependencies, once for each change of pyproject.toml.
$(VENV)/requirements: pyproject.toml .ci/constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "pyorch needs Python 3.11 or newer; name one, as in: make PYTHON=python3.13 test" >&2; exit 1; }
	@echo "creating a virtual environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@echo "installing the dependencies, the test agent and the development tools (about half a minute)"
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -c .ci/constraints.txt '.[dev]'
	@touch $@

# Quick: installs pyorch, once for each change of its files, as a user would (not editable).
$(VENV)/installed: $(VENV)/requirements $(SOURCES)
	@echo "installing pyorch into $(VENV)"
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps .
	@touch $@

demo: $(VENV)/installed  ## build and trace two services that call each other; KEEP=1 leaves them running; BACKEND=otel
	@$(VENV)/bin/python examples/notes/demo.py $(if $(filter-out 0,$(KEEP)),--keep) $(if $(BACKEND),--backend $(BACKEND))

# Tests of single functions and files run in parallel, one process per processor. Tests that build whole programs run one
# after the other, because the go command uses all processors itself. Every test folder outside tests/system is PARALLEL.
PROGRAMS := tests/programs
STORIES  := tests/scripts/test_stories.py
WHOLE    := tests/system $(STORIES)
PARALLEL := tests $(addprefix --ignore=,$(WHOLE) $(PROGRAMS))

# Of WHOLE, two stories or two files at a time: builds of tiny modules, which leave a processor idle between their steps, and
# random input for the weaver. Each has folders of its own. Tests that kill or stop processes, change limits or mounts,
# start services or have a limit of time are never among them.
PAIRED   := \
  $(addprefix tests/system/builds/,test_bad_input.py test_check.py test_injected.py test_install.py test_language_aspects.py \
    test_line_directives.py test_positions.py test_types.py test_unused_directives.py test_vendored_copy.py) \
  $(addprefix tests/system/trust/,test_fuzz_positions.py test_fuzz_splicer.py test_fuzz_templates.py test_fuzz_yaml.py \
    test_outcomes.py)
SINGLE   := tests/system $(addprefix --ignore=,$(PAIRED))

PYTEST := $(VENV)/bin/python -m pytest
COMPATIBILITY := $(VENV)/bin/python -m docs.generate.compatibility

# Verbose, so that a log shows the progress: some tests build real programs for minutes.
test: $(VENV)/installed  ## run all tests but the slow ones, builds of whole programs included
	@$(PYTEST) -v -n auto -m 'not slow' $(PARALLEL)
	@$(PYTEST) -v -n 2 --durations=20 -m 'not slow' $(STORIES)
	@$(PYTEST) -v -n 2 --dist loadfile --durations=20 -m 'not slow' $(PAIRED)
	@$(PYTEST) -v --durations=40 -m 'not slow' $(SINGLE)

test-all: $(VENV)/installed  ## run all tests, with other versions of the tracing library and of Go, and the race detector
	@$(PYTEST) -v -n auto -m '' $(PARALLEL)
	@$(PYTEST) -v --durations=40 -m '' $(WHOLE) $(PROGRAMS); status=$$?; $(COMPATIBILITY); exit $$status

unit: $(VENV)/installed  ## run only the tests that do not run go
	@$(PYTEST) -q -n auto -m 'not build and not slow' $(PARALLEL)

scripts: $(VENV)/installed  ## run one script for each way that people build Go; updates docs/compatibility.md
	@$(PYTEST) -v -m '' tests/scripts; status=$$?; $(COMPATIBILITY); exit $$status

programs: $(VENV)/installed  ## build and test ten well-known programs, plain and woven; updates docs/compatibility.md
	@PYORCH_TRUST=whole $(PYTEST) -v -s -m '' $(PROGRAMS); status=$$?; $(COMPATIBILITY); exit $$status

lint: $(VENV)/installed  ## run ruff, mypy --strict, and import-linter on the order of the folders
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports

# `make test` takes samples of the next two. With a cold build cache, the first takes a quarter of an hour on two cores.
TRUST := tests/system/trust

torture: $(VENV)/installed  ## weave all of the standard library and twenty modules; they must still pass their tests
	@PYORCH_TRUST=whole $(PYTEST) -v -s -m '' $(TRUST)/test_torture.py $(TRUST)/test_identity.py

fuzz: $(VENV)/installed  ## run ten thousand random cases each for aspect files, templates and the weaver, and a thousand for positions
	@PYORCH_TRUST=whole $(PYTEST) -v -m '' $(TRUST)/test_fuzz_yaml.py $(TRUST)/test_fuzz_templates.py $(TRUST)/test_fuzz_splicer.py \
	  $(TRUST)/test_fuzz_positions.py

# `make test` kills twenty builds.
kills: $(VENV)/installed  ## kill a thousand builds in two pid namespaces that share a cache, and check those that follow; KILLS=1000
	@PYORCH_KILLS=$(or $(KILLS),1000) $(VENV)/bin/python -m pytest -v -s -m '' tests/system/conditions/test_kills.py

# Benchmarks report figures and never fail because of one. JSON names the result file (default: bench.json).
bench: $(VENV)/installed  ## compare build times with plain go and tracing by hand; PEER=1 adds Orchestrion; ROUNDS=7 COLD=3
	@$(VENV)/bin/python -m tests.bench $(if $(filter-out 0,$(PEER)),--peer) \
	  $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(COLD),--cold $(COLD)) $(if $(JSON),--json $(JSON))

bench-back-ends: $(VENV)/installed  ## compare programs and builds for Datadog and for OpenTelemetry with plain go; ROUNDS=5 COLD=2
	@$(VENV)/bin/python -m tests.bench.back_ends $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(COLD),--cold $(COLD))

# Needs only Go: the load generator comes from the module proxy.
bench-runtime: $(VENV)/installed  ## measure what tracing costs a running service: rate, latency, allocations; ROUNDS=7
	@$(VENV)/bin/python -m tests.bench.runtime $(if $(ROUNDS),--rounds $(ROUNDS))

# go-instrument comes from the module proxy. If the proxy does not serve it, a small program with the same job replaces it.
bench-instrument: $(VENV)/installed  ## compare `pyorch instrument` with go-instrument on 1,000 files; ROUNDS=7
	@$(VENV)/bin/python -m tests.bench.instrument $(if $(ROUNDS),--rounds $(ROUNDS))

# The user cache keeps the builds until pyorch, the program or Go changes. OWN=1 compares with pyorch's own aspects, and fails
# if the spans differ.
peer: $(VENV)/installed  ## compare the spans of one program built by Orchestrion and by pyorch; FRESH=1 builds both again
	@$(VENV)/bin/python -m tests.peer $(if $(filter-out 0,$(FRESH)),--fresh) $(if $(filter-out 0,$(OWN)),--own)

# docs/compatibility.md needs results of tests; without them, the page stays as it is.
docs: $(VENV)/installed  ## write the generated pages, and build the site, llms.txt and llms-full.txt: build/docs/site
	@$(VENV)/bin/python -m docs.generate.integrations
	@$(VENV)/bin/python -m docs.generate.reference
	@$(if $(wildcard build/compatibility.json),$(COMPATIBILITY))
	@$(VENV)/bin/python -m docs.generate.site

screenshots: $(VENV)/installed  ## make the pictures of the terminal and of the trace page; needs Chromium
	@$(VENV)/bin/python -m docs.generate.screenshots

clean:  ## remove the virtual environment and all build results
	rm -rf $(VENV) build dist
