"""Runs every check that needs no test run, in order of speed, and says in one line each how it went."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("format", ("ruff", "format", "--check", "--quiet", ".")),
    ("lint", ("ruff", "check", "--quiet", ".")),
    ("size budget", (sys.executable, "scripts/size_budget.py")),
    ("house rules", (sys.executable, "scripts/house_rules.py")),
    ("import contracts", ("lint-imports", "--no-logo")),
    ("types", ("mypy", "--no-error-summary")),
)


def run_check(name: str, command: tuple[str, ...]) -> bool:
    """One check in the root of the tree; its output is shown only when it fails."""
    tools = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ.get('PATH', '')}", "PYTHONPATH": str(ROOT)}
    started_s = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    passed = done.returncode == 0
    print(f"{name:<17} {'ok' if passed else 'FAILED':<7} {time.monotonic() - started_s:5.1f} s", flush=True)
    if not passed:
        print(done.stdout + done.stderr)
    return passed


def main() -> int:
    failed = [name for name, command in CHECKS if not run_check(name, command)]
    print(f"checks failed: {', '.join(failed)}" if failed else f"all {len(CHECKS)} checks passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
