"""Benchmarks: `.venv/bin/python -m tests.benchmarks NAME`, on servers of their own that end with them.

Figures are told with the machine that made them; a ratio within one run says more than a time.
"""

import argparse
import importlib
import os
import pkgutil
import platform
import sys
from pathlib import Path

HELPERS = {"__main__", "site", "stock", "figures", "served", "rows", "ranking_sql", "ranking_tags", "tagged", "drawing"}


def names() -> list[str]:
    return sorted({each.name for each in pkgutil.iter_modules([str(Path(__file__).parent)])} - HELPERS)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("name", choices=names())
    parser.add_argument("--companies", type=int, default=10_000)
    parser.add_argument("--challenges", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--data", help="folder with pairs that are known, for `quality`, `twins` and `mixed`")
    parser.add_argument("--here", action="store_true", help="`exposure` of the database that DATABASE_URL names")
    options = parser.parse_args()
    print(f"{options.name}: Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}")
    importlib.import_module(f"tests.benchmarks.{options.name}").run(options)


if __name__ == "__main__":
    sys.exit(main())
