# Two commands do everything: `make run` and `make test`. The rest is for whoever changes the code.
PORT ?= 8000
DATA ?= .data
PY := .venv/bin/python
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD = 1
# To compile all sources anew in each of a hundred processes takes as long as the tests themselves.
unexport PYTHONDONTWRITEBYTECODE

# `make migration tree=tenant name="add rooms"` writes what the models changed; `make lock` renews the hashed locks.
.PHONY: migration lock run test test-long test-python test-web test-browser check bench storybook set-up api clean chromium

run: set-up web/dist/.ready
	$(PY) -m vetsync.app.cli run --demo --port $(PORT) --data-dir $(DATA)

test: set-up web/dist/.ready chromium
	$(PY) -m pytest -n 2 --dist loadfile -m "not long"
	cd web && npm test --silent
	cd web && npm run e2e --silent

test-python: set-up
	$(PY) -m pytest -n 2 --dist loadfile -m "not long"

test-web: web/node_modules/.ready
	cd web && npm test --silent

test-browser: set-up web/dist/.ready chromium
	cd web && npm run e2e --silent

test-long: set-up web/dist/.ready chromium
	$(PY) -m pytest -n 2 --dist loadfile
	cd web && npm test --silent && npm run e2e --silent

check: set-up web/node_modules/.ready
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(PY) -m pytest -q tests/architecture
	$(PY) -m vetsync.app.cli openapi | diff - openapi.json > /dev/null || { echo "openapi.json is out of date: run make api." >&2; exit 1; }
	cd web && npm run generate-api --silent -- --check > /dev/null
	cd web && npm run lint --silent && npm run typecheck --silent

api: set-up web/node_modules/.ready
	$(PY) -m vetsync.app.cli openapi > openapi.json
	cd web && npm run generate-api --silent

migration: set-up
	$(PY) -m vetsync.app.make_migration $(tree) "$(name)"

lock: set-up
	.venv/bin/uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --quiet -o requirements.txt
	.venv/bin/uv pip compile pyproject.toml --extra dev -c requirements.txt --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --quiet -o requirements-dev.txt

bench: set-up
	$(PY) -m bench

storybook: web/node_modules/.ready
	cd web && npm run storybook

set-up: .venv/.ready

.venv/.ready: requirements-dev.txt pyproject.toml
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "VetSync needs Python 3.11 or newer." >&2; exit 1; }
	test -x $(PY) || python3 -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check uv==0.13.9
	.venv/bin/uv pip install --quiet --python $(PY) --require-hashes -r requirements-dev.txt
	.venv/bin/uv pip install --quiet --python $(PY) --no-deps --editable .
	touch $@

web/node_modules/.ready: web/package-lock.json web/.npmrc
	@node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' || { echo "VetSync's client needs Node 20.19 or newer." >&2; exit 1; }
	cd web && npm ci --no-audit --no-fund --loglevel=error
	touch $@

web/dist/.ready: web/node_modules/.ready web/index.html web/vite.config.ts $(shell find web/src web/public -type f 2>/dev/null)
	cd web && npm run build --silent -- --logLevel warn
	touch $@

chromium:
	@$(PY) tests/browser.py

clean:
	rm -rf .venv .data web/node_modules web/dist
