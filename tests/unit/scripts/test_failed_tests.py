"""Which tests are run once more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.failed_tests import failed_tests, main


def remember(folder: Path, *nodes: str) -> None:
    file = folder / ".pytest_cache/v/cache/lastfailed"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps(dict.fromkeys(nodes, True)))


def test_only_failures_of_the_folders_count(tmp_path: Path) -> None:
    remember(tmp_path, "tests/unit/test_a.py::test_b", "tests/e2e/test_a.py::test_b", "tests/unitary/test_a.py::test_c")
    assert failed_tests(tmp_path / ".pytest_cache/v/cache/lastfailed", ["tests/unit"]) == [
        "tests/unit/test_a.py::test_b"
    ]


@pytest.mark.parametrize(("failures", "code"), [(0, 1), (1, 0), (2, 0), (3, 1)])
def test_a_few_failures_are_told_and_many_are_not_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], failures: int, code: int
) -> None:
    monkeypatch.chdir(tmp_path)
    nodes = [f"tests/unit/test_a.py::test_{number}" for number in range(failures)]
    remember(tmp_path, *nodes)
    assert main(["tests/unit"]) == code
    assert capsys.readouterr().out.split() == (nodes if code == 0 else [])


def test_a_run_that_left_nothing_behind_is_no_chance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["tests/unit"]) == 1
