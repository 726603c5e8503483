# `make demo` and `make test` do all the set-up on a fresh machine with Python 3.11 or newer.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
DEMO   := demo

.PHONY: help demo test check lint eval bench lock clean

help:
	@echo "make demo    install, read the example dossier, end with a brief to open"
	@echo "make test    install what the tests need, and run them"
	@echo "make check   everything that CI checks"
	@echo "make eval    accuracy on evaluation data, where there is any"
	@echo "make bench   speed and memory beside bare spaCy, verdicts beside a plain SQL count, linking beside Splink 5"
	@echo "make lock    choose the newest dependencies and pin them by hash"

demo: $(VENV)/.runtime
	@mkdir -p $(DEMO)
	@$(BIN)/trucewatch brief examples/syria-2016 --agreement syria-us-russia-2016-09 --as-of 2016-09-20 \
	  --out $(DEMO)/brief.html
	@echo "The brief is made.  Open it in a browser: $(DEMO)/brief.html"

test: $(VENV)/.dev
	@tools/with-postgres $(BIN)/pytest --numprocesses=auto --dist=loadfile --cov --cov-report=term:skip-covered

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint
	@$(BIN)/trucewatch agreement test
	@$(MAKE) --no-print-directory eval
	@$(MAKE) --no-print-directory test

eval: $(VENV)/.runtime
	@$(BIN)/python -m eval.run

bench: $(VENV)/.bench
	@$(BIN)/python -m eval.bench
	@$(BIN)/python -m eval.bench_terms
	@$(BIN)/python -m eval.bench_desk
	@$(BIN)/python -m eval.bench_linking

$(VENV)/.runtime: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Trucewatch needs Python 3.11 or newer: make demo PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
	  || { echo "Python cannot make a virtual environment here (Debian: apt-get install python3-venv)"; exit 1; }
	@echo "installing into $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.lock
	@touch $@

$(VENV)/.bench: $(VENV)/.runtime requirements-bench.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-bench.lock
	@touch $@

lock: $(VENV)/.runtime
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --python-version 3.11 \
	  --upgrade pyproject.toml --group build -o requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --python-version 3.11 \
	  --upgrade pyproject.toml --all-extras --group build --group dev --constraint requirements.lock -o requirements-dev.lock
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --python-version 3.11 \
	  --upgrade pyproject.toml --group bench --constraint requirements-dev.lock -o requirements-bench.lock

clean:
	rm -rf $(VENV) $(DEMO) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .coverage
