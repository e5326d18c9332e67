# Every target but `lock` works from the lock files in requirements/, inside .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# The lock files pin every dependency with hashes, transitive ones included, so pip resolves nothing itself.
LOCKED := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes
HOST ?= 127.0.0.1
PORT ?= 7860

.PHONY: install dev chat test check format bench eval lock clean

install: $(VENV)/.base
dev: $(VENV)/.dev

chat: $(VENV)/.base
	$(BIN)/hearsay chat --demo --host $(HOST) --port $(PORT)

test: $(VENV)/.bench
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal $(ARGS)

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.bench
	$(BIN)/python -m bench

eval: $(VENV)/.base
	$(BIN)/hearsay eval $(ARGS)

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit("Hearsay needs Python 3.11 or newer; set PYTHON=/path/to/it" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.base: requirements/base.txt pyproject.toml | $(BIN)/python
	$(LOCKED) -r requirements/base.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.base
	$(LOCKED) -r requirements/dev.txt
	touch $@

# torch comes by itself: a CPU build that is already in the environment satisfies it.
$(VENV)/.bench: requirements/bench.txt requirements/torch.txt $(VENV)/.dev
	$(LOCKED) -r requirements/bench.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements/torch.txt
	touch $@

# Writes the lock files again from pyproject.toml. Needs uv on the path.
COMPILE := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command 'make lock' --quiet pyproject.toml
lock:
	$(COMPILE) --override requirements/overrides.txt -o requirements/base.txt
	$(COMPILE) --override requirements/overrides.txt --group dev -c requirements/base.txt -o requirements/dev.txt
	$(COMPILE) --override requirements/overrides-torch.txt --extra encoders --group dev --group bench -c requirements/base.txt -o requirements/bench.txt

clean:
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
