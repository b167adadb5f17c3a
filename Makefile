# `make run` and `make test` set up everything they need in .venv, with nothing but Python 3.11 and its venv module.
PYTHON ?= python3
# tests of the screen wait for half of their time: two at once on each of two cores
WORKERS ?= 4
BIN := .venv/bin

.PHONY: run test test-all bench picture formats pins clean

run: .venv/installed
	$(BIN)/briefreader sample_articles

test: .venv/tested
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest -n $(WORKERS) --dist worksteal

# the tests too that need a large library
test-all: test .venv/heavy
	$(BIN)/pytest -m heavy

# SEED is the news article of benchmarks/seed.toml, whose text is not ours to give on; without it a sample stands in
SEED ?= ../shared/seed_article.txt
bench: .venv/tested
	SEED=$(SEED) $(BIN)/python -m benchmarks

# the README's picture, made from the program itself
picture: .venv/tested
	$(BIN)/python docs/picture.py

# the page of formats, made from what they say of themselves
formats: .venv/tested
	$(BIN)/python docs/formats.py

# the versions that everything here was tested with, without the address they came from
pins: .venv/tested
	$(BIN)/pip freeze --exclude-editable --exclude briefreader > pins.txt

clean:
	rm -rf .venv

.venv/bin/pip:
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/pip pyproject.toml pins.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint pins.txt --editable .
	touch $@

.venv/tested: .venv/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint pins.txt --editable '.[dev]'
	touch $@

.venv/heavy: .venv/tested
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint pins.txt --editable '.[dev,spacy,label-studio,datasette,markdown]'
	touch $@
