# make demo   set everything up, build the graph of the sample documents into out/
# make test   set up what the tests need, run them
# make lint   formatting, linting, types
# make notebooks  run the notebooks and keep what they give; make notebook N=03 runs one
# make lab    open them in JupyterLab
# make eval   how well extraction does against the reference in ../shared   (ARGS="--errors 20")
# make bench  speed and memory; a graph of a million quads; a page of 50,000 entities (about ten minutes)
# make models train the models that the package ships                        (needs ../shared)
# make lock   pin the dependencies anew

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
OUT ?= out
ARGS ?=

.PHONY: demo test lint notebook notebooks lab eval bench models lock clean browser virtuoso
.DELETE_ON_ERROR:

demo: .venv/.user
	$(BIN)/jiepu build jiepu/sample/documents -o $(OUT)

test: .venv/.developer browser virtuoso
	$(BIN)/pytest $(ARGS)
	$(BIN)/pytest --nbmake --nbmake-timeout=120 notebooks/*.ipynb

lint: .venv/.developer
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

notebook notebooks: .venv/.notebooks
	$(BIN)/python notebooks/pair.py $(N)

lab: .venv/.notebooks
	$(BIN)/jupyter lab notebooks

eval: .venv/.developer
	$(BIN)/python -m jiepu.evaluate $(ARGS)

bench: .venv/.developer
	$(BIN)/python -m jiepu.bench $(ARGS)
	$(BIN)/python -m jiepu.million
	$(BIN)/python -m jiepu.opening

models: .venv/.developer
	$(BIN)/python -m jiepu.training $(ARGS)

# No address of a package index goes into the pinned files: pip uses the one that is configured.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links --upgrade

lock: .venv/bin/pip
	@test -x $(BIN)/uv || $(BIN)/pip install --quiet --disable-pip-version-check uv
	$(LOCK) pyproject.toml --group build -o requirements.txt
	$(LOCK) pyproject.toml --group build --group dev -c requirements.txt -o requirements-dev.txt
	$(LOCK) pyproject.toml --group build --extra notebooks -c requirements-dev.txt -o requirements-notebooks.txt

browser:
	@sh .ci/browser

virtuoso:
	@sh .ci/virtuoso

.venv/.user: requirements.txt pyproject.toml .venv/bin/pip
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/.notebooks: requirements-notebooks.txt pyproject.toml .venv/bin/pip
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-notebooks.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/.developer: requirements-dev.txt pyproject.toml .venv/bin/pip
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ .venv/.user

.venv/bin/pip:
	@sh .ci/python "$(PYTHON)"

clean:
	rm -rf $(OUT) build *.egg-info
