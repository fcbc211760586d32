"""Prints which tests the last pytest run of some folders saw fail, one a line; fails itself when there are none or too many."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

_REMEMBERED = Path(".pytest_cache/v/cache/lastfailed")


def failed_tests(remembered: Path, folders: list[str]) -> list[str]:
    """Node ids below ``folders``; empty where pytest remembers nothing, as when it ended before any test."""
    try:
        nodes = json.loads(remembered.read_text())
    except (OSError, ValueError):
        return []
    return sorted(node for node in nodes if any(node.startswith(f"{folder}/") for folder in folders))


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=2, help="with more than these, one cause is likelier than chance")
    parser.add_argument("folders", nargs="+")
    asked = parser.parse_args(arguments)
    failed = failed_tests(_REMEMBERED, asked.folders)
    if not 0 < len(failed) <= asked.most:
        return 1
    sys.stdout.write("".join(f"{node}\n" for node in failed))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
