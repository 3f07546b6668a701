# The commands of a contributor. `python3 manage.py test --version` sets up .venv, which has `just` itself as well:
# `.venv/bin/just check` works on a machine without it.

export PATH := justfile_directory() / ".venv/bin:" + justfile_directory() / ".tools/bin:" + env("PATH")

# List the recipes.
default:
    @just --list --unsorted

# Serve the site with example data.
demo *options:
    python3 manage.py demo {{ options }}

# Run the tests; takes paths and options of pytest.
[no-exit-message]
test *options:
    python3 manage.py test {{ options }}

# Run the tests and report which lines and branches they reach; takes about twice as long.
[no-exit-message]
coverage *options:
    coverage erase
    coverage run manage.py test {{ options }}
    coverage combine --quiet
    coverage report --skip-covered

# Check format, lint, import direction, types and templates. Every check runs, also after one that fails.
[no-exit-message]
check:
    #!/usr/bin/env bash
    failed=()
    run() { echo "== $*"; "$@" </dev/null || failed+=("$*"); }
    run ruff format --check .
    run ruff check .
    run lint-imports
    run mypy
    run djlint templates --check --quiet
    run djlint templates --lint --quiet
    [ ${#failed[@]} -eq 0 ] || { printf '== FAILED: %s\n' "${failed[@]}"; exit 1; }

# Repair what ruff and djlint can repair.
fix:
    ruff check --fix .
    ruff format .
    djlint templates --reformat --quiet

# Add new messages to the Dutch catalogue, and remove unused ones.
messages:
    python -m tests.messages

# Change messages in code, templates, tests and catalogue at once, from a JSON list; tests/reword.py says how.
reword file:
    python -m tests.reword {{ file }}
    ruff format --quiet .
    djlint templates --reformat --quiet

# Lock the dependencies again after a change in pyproject.toml; `just locks --upgrade` takes newer versions.
locks *options:
    uv pip compile --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-header {{ options }} pyproject.toml -o requirements/base.txt
    uv pip compile --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-header {{ options }} pyproject.toml --group dev -c requirements/base.txt -o requirements/dev.txt
