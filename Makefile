# Needs Python >= 3.11, make and the package index; everything else goes into .venv.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet -c constraints.txt
FACTS ?= build/facts

.PHONY: demo test test-floors lint fuzz accuracy test-office test-browser test-ocr samples bench lock clean

demo: $(VENV)/.installed
	@status=0; $(BIN)/analyzer compare filings/*.pdf -o output/ || status=$$?; \
	if [ -f output/comparison.html ]; then \
	echo "Open output/comparison.html in a browser and output/comparison.xlsx in Excel; output/facts/ holds every figure as CSV."; fi; \
	exit $$status

# Everything that needs no browser, no office program and no filing from outside the repository.
test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -m "not real and not office and not browser and not ocr"

# The same with the oldest versions that pyproject.toml allows.
test-floors: build/floors/.installed
	build/floors/bin/python -m pytest -m "not real and not office and not browser and not ocr and not slow"

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/mypy

# Damaged and hostile PDFs: make fuzz SECONDS=600 SEED=0
fuzz: $(VENV)/.installed-dev
	$(BIN)/python tests/fuzz/run.py --seconds $(or $(SECONDS),600) --seed $(or $(SEED),0)

# Reads the real filings of ../shared and scores them against its truth tables.
accuracy: $(VENV)/.installed-dev
	$(BIN)/python bench/accuracy.py $(FACTS)

# Needs LibreOffice Calc.
test-office: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -m office

# Needs Chromium; CHROMIUM=/path/to/it where it is not on the path.
test-browser: $(VENV)/.installed-browser
	$(BIN)/python -m pytest -m browser

# Scanned pages read by the OCR extra (its models are inside the wheel, nothing is downloaded at run time).
test-ocr: $(VENV)/.installed-ocr
	$(BIN)/python -m pytest -m ocr

samples: $(VENV)/.installed-dev
	$(BIN)/python tools/samples/typeset.py

bench: $(VENV)/.installed
	$(BIN)/python bench/run

# Renews constraints.txt from what the package index has today.
lock:
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip --disable-pip-version-check install --quiet '.[dev,ocr,browser]'
	sed -n '/^#/p' constraints.txt > build/constraints.txt
	build/lock/bin/python -m pip freeze --exclude prospectus-analyzer >> build/constraints.txt
	mv build/constraints.txt constraints.txt

clean:
	rm -rf $(VENV) build .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it, or name it with make PYTHON=/path/to/python3.11"; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) -e '.[dev]'
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-browser: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) -e '.[dev,browser]'
	@touch $@ $(VENV)/.installed $(VENV)/.installed-dev

$(VENV)/.installed-ocr: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) -e '.[dev,ocr]'
	@touch $@ $(VENV)/.installed $(VENV)/.installed-dev

build/floors/.installed: pyproject.toml
	@mkdir -p build
	$(PYTHON) -m venv build/floors
	$(PYTHON) -c "import pathlib, tomllib; text = pathlib.Path('pyproject.toml').read_text(encoding='utf-8'); \
	print(*(line.replace('>=', '==') for line in tomllib.loads(text)['project']['dependencies']), sep='\n')" > build/floors.txt
	build/floors/bin/python -m pip --disable-pip-version-check install --quiet -c build/floors.txt -e . pytest hypothesis typst
	@touch $@
