# Two commands for a machine that has Python and Go, and nothing else done before: `make demo` and `make test`.

PYTHON ?= python3
VENV   ?= .venv

# Whatever goes into the wheel: pyorch is installed anew when one of these is younger than the installation.
SOURCES := $(shell find orchestrion_py aspects -type f -not -name '*.pyc')

.DEFAULT_GOAL := help
.PHONY: help venv demo test test-all scripts programs unit lint bench bench-runtime bench-instrument peer torture fuzz clean

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' Makefile | expand -t 20

venv: $(VENV)/installed  ## a virtual environment with pyorch and all that works on it

# The slow half, once for each change of pyproject.toml.
$(VENV)/requirements: pyproject.toml .ci/constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "pyorch needs Python 3.11 or newer; name one: make PYTHON=python3.13 ..." >&2; exit 1; }
	@echo "making a virtual environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@echo "installing pyorch, the test agent and the development tools (about half a minute)"
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -c .ci/constraints.txt '.[dev]'
	@touch $@

# The quick half, once for each change of pyorch. A real installation, as a user would have it, not an editable one.
$(VENV)/installed: $(VENV)/requirements $(SOURCES)
	@echo "installing pyorch into $(VENV)"
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps .
	@touch $@

demo: $(VENV)/installed  ## two services, traced end to end; KEEP=1 leaves them running
	@$(VENV)/bin/python examples/notes/demo.py $(if $(filter-out 0,$(KEEP)),--keep)

# What looks at single files and runs as many at a time as there are processors; and what builds programs, one after the
# other, as the Go command takes all processors by itself.
SMALL := $(addprefix tests/,test_operating_system.py aspects bench cli docs gocommand instrument peer pinning scripts/test_story_language.py toolexec traces vendors weaving) \
         tests/system/trust/test_outcomes.py
LARGE := $(addprefix tests/,system/builds scripts/test_stories.py system/conditions system/orders system/trust system/frameworks)

# Verbose, so that a plain log tells how far it is: the slow tests build real programs.
test: $(VENV)/installed  ## everything but what is slow, the end-to-end builds included
	@$(VENV)/bin/python -m pytest -v -n auto -m 'not slow' $(SMALL)
	@$(VENV)/bin/python -m pytest -v --durations=40 -m 'not slow' $(LARGE)

test-all: $(VENV)/installed  ## and what is slow: other versions of the tracing library and of Go, the race detector
	@$(VENV)/bin/python -m pytest -v -n auto $(SMALL)
	@$(VENV)/bin/python -m pytest -v --durations=40 $(LARGE) tests/programs; \
	  status=$$?; $(VENV)/bin/python -m docs.generate.compatibility; exit $$status

programs: $(VENV)/installed  ## ten programs that many know, plain and woven; the outcome goes into docs/compatibility.md
	@PYORCH_TRUST=whole $(VENV)/bin/python -m pytest -v -s tests/programs; status=$$?; $(VENV)/bin/python -m docs.generate.compatibility; exit $$status

scripts: $(VENV)/installed  ## every way that people build Go, a story each; the outcome goes into docs/compatibility.md
	@$(VENV)/bin/python -m pytest -v tests/scripts; status=$$?; $(VENV)/bin/python -m docs.generate.compatibility; exit $$status

unit: $(VENV)/installed  ## the quick half: no test that runs the Go toolchain
	@$(VENV)/bin/python -m pytest -q -n auto -m 'not build' $(SMALL)

lint: $(VENV)/installed  ## ruff, mypy --strict, and the order of the folders
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports

# The wholes of what `make test` takes samples of. With a cold build cache, the first takes a quarter of an hour on two cores.
torture: $(VENV)/installed  ## all of std and twenty modules, woven all over, must compile and pass their tests as before
	@PYORCH_TRUST=whole $(VENV)/bin/python -m pytest -v -s tests/system/trust/test_torture.py tests/system/trust/test_identity.py

fuzz: $(VENV)/installed  ## ten thousand cases each for aspect files, templates and the splicer
	@PYORCH_TRUST=whole $(VENV)/bin/python -m pytest -v tests/system/trust/test_fuzz_yaml.py tests/system/trust/test_fuzz_templates.py \
	  tests/system/trust/test_fuzz_splicer.py

# Not a test: a figure that is missed fails nothing. JSON names another file than bench.json.
bench: $(VENV)/installed  ## pyorch beside tracing by hand; PEER=1: and Orchestrion; ROUNDS=7 COLD=3: how often
	@$(VENV)/bin/python -m tests.bench $(if $(filter-out 0,$(PEER)),--peer) \
	  $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(COLD),--cold $(COLD)) $(if $(JSON),--json $(JSON))

# Needs nothing but Go: the load generator comes from the module proxy. ROUNDS=7: how often.
bench-runtime: $(VENV)/installed  ## what tracing costs a running service, by hand and woven: rate, latency, allocations
	@$(VENV)/bin/python -m tests.bench.runtime $(if $(ROUNDS),--rounds $(ROUNDS))

# go-instrument comes from the module proxy; where that does not serve it, a program that does what it is described to do stands in.
bench-instrument: $(VENV)/installed  ## `pyorch instrument` on 1,000 files beside a tool run once a file; ROUNDS=7: how often
	@$(VENV)/bin/python -m tests.bench.instrument $(if $(ROUNDS),--rounds $(ROUNDS))

# Builds are kept in the user cache, and made anew where pyorch, the program or Go has changed. OWN=1 lists what differs with
# pyorch's own aspects, and fails as long as anything does.
peer: $(VENV)/installed  ## one program built by Orchestrion and by pyorch: the same spans? FRESH=1: build both anew
	@$(VENV)/bin/python -m tests.peer $(if $(filter-out 0,$(FRESH)),--fresh) $(if $(filter-out 0,$(OWN)),--own)

docs: $(VENV)/installed  ## docs/integrations.md from the aspect files, docs/compatibility.md from the stories last played
	@$(VENV)/bin/python -m docs.generate.integrations
	@$(VENV)/bin/python -m docs.generate.compatibility

clean:  ## remove what make made
	rm -rf $(VENV) build dist
