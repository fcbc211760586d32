"""The check command shows what failed and stays short about what passed."""

from __future__ import annotations

import sys

import pytest

from scripts.check import run_check


def test_a_check_that_passes_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_check("fine", (sys.executable, "-c", "print('much to say')"))
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("fine")
    assert " ok " in line


def test_a_check_that_fails_shows_its_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert not run_check("bad", (sys.executable, "-c", "import sys; print('why'); sys.exit(3)"))
    output = capsys.readouterr().out
    assert "FAILED" in output
    assert "why" in output
