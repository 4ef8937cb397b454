# The commands a user and a developer need. Each sets up .venv by itself; all it takes is Python 3.11 to 3.13 and make.
#   make crawl              crawl the bundled demo site
#   make crawl URL=https://news.example
#   make test | lint | bench

PYTHON ?=
URL ?=
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin/python
PIP := $(BIN) -m pip --quiet --disable-pip-version-check install
RUN_STAMP := $(VENV)/.run-installed
DEV_STAMP := $(VENV)/.dev-installed

define FIND_PYTHON
for candidate in $(PYTHON) python3 python3.13 python3.12 python3.11 python; do \
	if "$$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then \
		echo "$$candidate"; exit 0; \
	fi; \
done
endef

# A virtual environment whose interpreter is gone is of no use: make it anew.
ifneq ($(wildcard $(VENV)),)
ifneq ($(shell $(BIN) -c 'print("works")' 2>/dev/null),works)
$(shell rm -rf $(VENV))
endif
endif

.PHONY: crawl test lint format bench clean

crawl: $(RUN_STAMP)
	@$(BIN) -m scrapy $(if $(URL),crawl news -a url='$(URL)',demo) $(ARGS)

test: $(DEV_STAMP)
	@$(BIN) -m pytest --numprocesses auto --dist loadscope $(ARGS)

lint: $(DEV_STAMP)
	@$(BIN) -m ruff check .
	@$(BIN) -m ruff format --check .
	@$(BIN) -m mypy

format: $(DEV_STAMP)
	@$(BIN) -m ruff check --fix .
	@$(BIN) -m ruff format .

bench: $(RUN_STAMP)
	@$(BIN) benchmarks/crawl.py $(ARGS)
	@$(BIN) benchmarks/extraction.py

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache

$(BIN):
	@python="$$($(FIND_PYTHON))"; \
	if [ -z "$$python" ]; then \
		echo "newscrawl needs Python 3.11, 3.12 or 3.13, and none was found: install one, or name it: make PYTHON=/path/to/python3.12" >&2; \
		exit 1; \
	fi; \
	echo "Setting up $(VENV) with $$("$$python" --version)"; \
	"$$python" -m venv $(VENV) && $(BIN) -m pip --version >/dev/null || { \
		rm -rf $(VENV); \
		echo "$$python cannot make a virtual environment with pip: install its venv and pip packages (python3-venv on Debian and Ubuntu)" >&2; \
		exit 1; \
	}

$(RUN_STAMP): requirements.txt | $(BIN)
	@$(PIP) --requirement requirements.txt
	@touch $@

$(DEV_STAMP): requirements.txt pyproject.toml | $(BIN)
	@$(PIP) --editable '.[warc,dev]'
	@touch $@ $(RUN_STAMP)
