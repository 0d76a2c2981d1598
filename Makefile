# `make demo` and `make test` need nothing but Python 3.11 or newer and make: the environment is made when there is none.
PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11,$(shell \
	$(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $(name))))
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
SPARK := $(VENV)/.installed-spark
SHOWN := kirov-districts-list novgorod-road-safety

.PHONY: demo test check lint types fixtures floor floors bench endurance test-spark bench-spark growth wheel clean

demo: $(STAMP)  ## extract the bundled articles and show what was found in two of them
	$(BIN)/mfcx extract fixtures/articles/*.txt > demo.jsonl
	@$(BIN)/mfcx show $(SHOWN:%=fixtures/articles/%.txt)
	@echo "demo.jsonl holds the records of all $$(wc -l < demo.jsonl | tr -d ' ') articles, a line each."

test: $(STAMP)  ## all tests
	$(BIN)/python -m pytest

check: lint types test fixtures floor  ## everything that must hold before a change goes in

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

fixtures: $(STAMP)
	$(BIN)/mfcx check fixtures/articles

floor: $(STAMP)
	$(BIN)/python -m tests.floors

floors: $(STAMP)  ## raise the floors to the scores of today; refuses to lower one
	$(BIN)/python -m tests.floors --raise

bench: $(STAMP)  ## the speed beside natasha's own pipeline, on one core
	$(BIN)/python -m tests.bench

endurance: $(STAMP)  ## 10,000 articles by two processes, broken off and gone on with
	MFCX_ENDURANCE=10000 $(BIN)/python -m pytest -s tests/test_endurance.py

test-spark: $(SPARK)  ## the tests of the Spark engine, with a Java of their own where there is none
	home=$$($(BIN)/python -m tests.java $(VENV)) && JAVA_HOME=$$home $(BIN)/python -m pytest tests/test_spark.py tests/test_spark_shape.py

bench-spark: $(SPARK)  ## the speed of Spark beside --jobs 2, and that the records are the same
	home=$$($(BIN)/python -m tests.java $(VENV)) && JAVA_HOME=$$home $(BIN)/python -m tests.bench_spark

growth: $(STAMP)  ## how the time grows with the length of hostile text
	OMP_NUM_THREADS=1 $(BIN)/python -m tests.growth

wheel: $(STAMP)  ## build, and see that the data files are in
	rm -rf build/wheel && mkdir -p build/wheel
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir build/wheel .
	$(BIN)/python -m tests.packed build/wheel/*.whl

clean:
	rm -rf $(VENV) build demo.jsonl .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find mfcx tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(STAMP): pyproject.toml
	@test -n "$(PYTHON)" || { echo "mfcx needs Python 3.11 or newer; name it: make PYTHON=/path/to/python" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

$(SPARK): $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,spark]'
	@touch $@
