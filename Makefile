# Two commands on a fresh machine with Python 3.11+, git and make:  make demo  ·  make test
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
LAB ?= l03_2_dropout
# two processes of tests, however many cores there are: each starts kernels and workers, as many as there are cores
TWO := -n 2 --dist worksteal

.PHONY: help demo test test-all student-check check build verify benchmark clean

help:
	@echo "make demo       build a lab, grade a made-up class of 30, say where the report lies"
	@echo "make test       run the test suite"
	@echo "make test-all   and what takes minutes more: otter's scores for every lab, weights trained anew"
	@echo "make student-check  each lab's blank notebook in a clean environment, as a student begins (half an hour)"
	@echo "make check      the quick part of it: format, lint, types"
	@echo "make build      compile all labs: student/, solutions/, dist/"
	@echo "make verify     prove the tests of all labs right"
	@echo "make benchmark  the same class by otter run and by autograder grade"
	@echo "make clean      remove the environment and all that is not committed"

$(READY): pyproject.toml
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Python 3.11 or newer is needed; name it: make PYTHON=python3.12')"
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $(READY)

demo: $(READY)
	rm -rf demo
	$(BIN)/autograder build $(LAB)
	$(BIN)/autograder sample $(LAB) -o demo/class
	$(BIN)/autograder grade $(LAB) demo/class -o demo/grades

test: $(READY)
	@$(BIN)/python -m pytest $(TWO)

test-all: $(READY)
	@$(BIN)/python -m pytest $(TWO) -m "slow or not slow"

student-check: $(READY)
	$(BIN)/autograder build
	$(BIN)/python tools/student_check.py

check: $(READY)
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy

build: $(READY)
	$(BIN)/autograder build

verify: $(READY)
	$(BIN)/autograder verify

benchmark: $(READY)
	$(BIN)/python benchmarks/grade.py

clean:
	rm -rf .venv demo dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
