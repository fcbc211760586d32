"""The documents keep up with the tree: every dependency has its line, every package its paragraph."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def name_of(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match
    return match.group()


def dependencies() -> list[str]:
    groups = [entry for group in PROJECT["dependency-groups"].values() for entry in group if isinstance(entry, str)]
    return sorted({name_of(requirement) for requirement in [*PROJECT["project"]["dependencies"], *groups]})


def system_packages() -> list[str]:
    source = (ROOT / "installer" / "lib.sh").read_text(encoding="utf-8")
    lists = re.findall(r"^\w+_packages=\(([^)]*)\)", source, re.MULTILINE)
    assert len(lists) == 3
    return sorted({name for names in lists for name in names.split()})


@pytest.mark.parametrize("name", [*dependencies(), *system_packages()])
def test_every_dependency_says_what_for_and_under_which_licence(name: str) -> None:
    document = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = [row for row in document.splitlines() if row.startswith("|") and f"`{name}`" in row.split("|")[1]]
    assert len(rows) == 1, f"docs/dependencies.md needs one line for {name}"
    assert all(cell.strip() for cell in rows[0].split("|")[1:5])


@pytest.mark.parametrize("name", dependencies())
def test_every_dependency_is_locked(name: str) -> None:
    lock = (ROOT / "installer" / "requirements-dev.lock").read_text(encoding="utf-8")
    wanted = re.sub(r"[-_.]+", "-", name).lower()
    assert re.search(rf"^{re.escape(wanted)}(\[\w+\])?==", lock, re.MULTILINE), (
        f"run installer/lock: {name} is not locked"
    )


def test_every_package_has_its_paragraph() -> None:
    document = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    packages = [path.parent.name for path in (ROOT / "console").glob("*/__init__.py")]
    assert [name for name in packages if f"**{name}**" not in document] == []
