"""Every import contract breaks when it is violated: seen on a copy of the package with one bad import for each."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

PLANTS = (
    ("console/proof/planted.py", "console.domain.area", "console.proof.planted -> console.domain.area"),
    ("console/farm/planted_json.py", "rfc8785", "console.farm.planted_json -> rfc8785"),
    ("console/base/planted.py", "console.domain.area", "console.base is not allowed to import console.domain"),
    ("console/domain/planted.py", "console.wire.model", "console.domain is not allowed to import console.wire"),
    ("console/handoff/planted.py", "console.exhibit.seal", "console.handoff is not allowed to import console.exhibit"),
    ("console/wire/planted.py", "console.handoff.eido", "console.wire is not allowed to import console.handoff"),
    ("console/store/planted.py", "console.net", "console.store is not allowed to import console.net"),
    ("console/media/planted.py", "console.directory", "console.media is not allowed to import console.directory"),
    ("console/citymap/planted.py", "console.wall.planted", "console.citymap.planted -> console.wall"),
    ("console/attic/planted.py", "console.base.clock", "console.attic"),
    ("console/demo/planted.py", "console.server.planted", "console.demo.planted -> console.server.planted"),
    ("console/app/planted.py", "console.farm.planted", "console.app.planted -> console.farm.planted"),
    ("console/server/planted.py", "console.settings.planted", "console.server.planted -> console.settings.planted"),
    ("console/gateway/planted.py", "console.net.planted", "console.gateway.planted -> console.net.planted"),
    ("console/demo/planted_too.py", "console.gateway.planted", "console.demo.planted_too -> console.gateway.planted"),
    ("console/settings/planted.py", "sqlite3", "console.settings.planted -> sqlite3"),
    ("console/media/worker/planted.py", "console.wire.model", "console.media.worker.planted -> console.wire.model"),
    ("console/directory/planted.py", "av", "console.directory.planted -> av"),
    ("console/evidence/planted_too.py", "c2pa", "console.evidence.planted_too -> c2pa"),
    ("console/ui/planted.py", "pyqtgraph", "console.ui.planted -> pyqtgraph"),
    ("console/farm/planted.py", "vlc", "console.farm.planted -> vlc"),
    ("console/events/planted.py", "PySide6.QtCore", "console.events.planted -> PySide6"),
    ("console/health/planted.py", "requests", "console.health.planted -> requests"),
    ("console/audit/planted.py", "console.events.ledger", "console.audit.planted -> console.events.ledger"),
    ("console/ptz/planted.py", "console.wall.wall", "console.ptz.planted -> console.wall.wall"),
    (
        "console/controllers/planted.py",
        "console.ptz.planted",
        "console.controllers.planted -> console.ptz.planted",
    ),
    ("console/net/planted.py", "keyring", "console.net.planted -> keyring"),
    ("console/evidence/planted.py", "sqlalchemy", "console.evidence.planted -> sqlalchemy"),
)


@pytest.fixture(scope="module")
def verdict(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What lint-imports says about a copy of the package with all plants in it."""
    copy = tmp_path_factory.mktemp("planted")
    for folder in ("console", "scripts"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".importlinter", copy)
    for path, imported, _ in PLANTS:
        file = copy / path
        file.parent.mkdir(parents=True, exist_ok=True)
        (file.parent / "__init__.py").touch()
        file.write_text(f"import {imported}\n")
    program = "import sys; from importlinter.cli import lint_imports_command as run; sys.path.insert(0, ''); run()"
    environment = {**os.environ, "COLUMNS": "200", "PYTHONPATH": str(copy)}
    done = subprocess.run(
        [sys.executable, "-c", program, "--no-cache", "--no-logo"],
        cwd=copy,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    return done.stdout


@pytest.mark.parametrize(("path", "imported", "words"), PLANTS)
def test_a_planted_import_is_found(path: str, imported: str, words: str, verdict: str) -> None:
    assert words in verdict, f"import {imported} in {path} went unseen:\n{verdict}"


def test_no_contract_survives_the_plants(verdict: str) -> None:
    assert " KEPT" not in verdict
    assert "Contracts: 0 kept" in verdict
