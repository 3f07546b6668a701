"""Dynamic measures of the code base, each with its target: `.venv/bin/python -m tests.measure`."""
