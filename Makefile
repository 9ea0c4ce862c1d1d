# make site   build the site into site/
# make back   let the site before this one be the site again
# make serve  the same with live preview on http://127.0.0.1:8000
# make check  check all cases
# make lint   style and types
# make test   lint and the whole suite, with a browser
# make test-cases  what a change of cases alone can concern
# make test-all  the same, the data files in larger programs of their fields, and the benchmarks
# make bench  measure, and print ratios
# make lock   renew the lock of all dependencies

PYTHON ?= python3
BIN := .venv/bin

# The date of the last commit stands in for the clock: the same input gives the same bytes.
SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 0)

# A banner about the generator's future, which has nothing to do with the build.
export NO_MKDOCS_2_WARNING = 1

.PHONY: site back serve check lint test test-cases test-all bench browser lock clean
.DELETE_ON_ERROR:

# What the lock names, byte for byte, as it was built by its makers; then the project itself, of which nothing is fetched.
LOCKED := --quiet --disable-pip-version-check --require-hashes --only-binary :all:
OURS := --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation

.venv/installed: pyproject.toml .lock/requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install $(LOCKED) --requirement .lock/requirements.txt
	$(BIN)/python -m pip install $(OURS) --editable .
	@touch $@

.venv/installed-test: .venv/installed .lock/requirements-test.txt
	$(BIN)/python -m pip install $(LOCKED) --requirement .lock/requirements-test.txt
	@touch $@

.venv/installed-bench: .venv/installed-test .lock/requirements-bench.txt
	$(BIN)/python -m pip install $(LOCKED) --requirement .lock/requirements-bench.txt
	@touch $@

.venv/installed-readers: .venv/installed-test .lock/requirements-readers.txt
	$(BIN)/python -m pip install $(LOCKED) --requirement .lock/requirements-readers.txt
	@touch $@

# The newest versions that pyproject.toml allows, with the digests of their files, for every system and Python.
UV := .cache/lock/bin/uv pip compile pyproject.toml --upgrade --universal --python-version 3.11 --generate-hashes \
	--extra build --extra pictures --custom-compile-command "make lock" --quiet

lock:
	$(PYTHON) -m venv --clear .cache/lock
	.cache/lock/bin/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
	mkdir -p .lock
	$(UV) --output-file .lock/requirements.txt
	$(UV) --extra test --constraint .lock/requirements.txt --output-file .lock/requirements-test.txt
	$(UV) --extra test --extra readers --constraint .lock/requirements-test.txt --output-file .lock/requirements-readers.txt
	$(UV) --extra test --extra bench --constraint .lock/requirements-readers.txt --output-file .lock/requirements-bench.txt

# Checked first, built beside, and put in its place in one step: whatever fails, the last good site stays.
site: .venv/installed
	$(BIN)/casebook check
	SOURCE_DATE_EPOCH=$(SOURCE_DATE_EPOCH) $(BIN)/casebook release -- $(BIN)/mkdocs build --strict --site-dir

back: .venv/installed
	$(BIN)/casebook back

serve: .venv/installed
	$(BIN)/mkdocs serve --dev-addr 127.0.0.1:8000

check: .venv/installed
	$(BIN)/casebook check

browser:
	@sh tests/get-browser.sh

lint: .venv/installed-test
	$(BIN)/ruff check hooks tests .github
	$(BIN)/ruff format --check hooks tests .github
	$(BIN)/mypy

# The suite, then the same tests of the book with cases added by somebody, timed apart. Each example is in one part alone,
# and none here asks for what only test-all installs.
test: lint browser
	$(BIN)/python -m pytest -m "not lands and not browser and not readers" --numprocesses auto --dist loadfile
	$(BIN)/python -m pytest -m "browser and not readers"
	$(BIN)/python -m pytest -m "lands and not browser and not readers" --durations=3

# What a change of cases alone can concern: the tests that read the project's own book.
test-cases: .venv/installed-test
	$(BIN)/python -m pytest -m "book and not lands and not browser and not readers" --numprocesses auto --dist loadfile

# What takes longer: the data files in larger programs of their own fields, and the benchmarks of a small book.
test-all: test .venv/installed-readers .venv/installed-bench
	$(BIN)/python -m pytest -m readers
	$(MAKE) bench BENCH_CASES=200 RUNS=1

# Takes about two hours on two cores, and some 15 GB of disk; for a first look BENCH_CASES="200" RUNS=1, or ROWS="building".
# What a goal asks for is kept in docs/about/quality.json, of which the page on quality is made: commit both.
BENCH_CASES ?= 1000 5000
RUNS ?= 3
ROWS ?=

bench: .venv/installed-bench
	PYTHONPATH=tests:tests/unit $(BIN)/python -m benchmarks $(ROWS) --cases $(BENCH_CASES) --runs $(RUNS)

clean:
	rm -rf site .releases .pytest_cache
