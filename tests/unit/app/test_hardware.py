"""The graphics card decodes only where doctor found that it does it right, and where nobody forbids it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from console.app.hardware import hardware_allowed, remember, try_hardware
from console.base.paths import Paths
from console.settings.file import Settings
from console.settings.options import HARDWARE_DECODING


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "data", tmp_path / "cache").ensure()


@pytest.fixture
def settings(paths: Paths) -> Settings:
    return Settings(paths.data_folder / "settings.json")


def test_a_machine_that_was_never_tried_decodes_with_the_processor(settings: Settings, paths: Paths) -> None:
    assert not hardware_allowed(settings, paths)


@pytest.mark.parametrize("found", ["none", "wrong", "broken", "works"])
def test_only_a_card_that_decodes_right_is_used(settings: Settings, paths: Paths, found: str) -> None:
    remember(paths, found)
    assert hardware_allowed(settings, paths) == (found == "works")


def test_the_setting_forbids_it(settings: Settings, paths: Paths) -> None:
    remember(paths, "works")
    settings.set(HARDWARE_DECODING, "off")
    assert not hardware_allowed(settings, paths)


def test_a_file_that_cannot_be_read_decodes_with_the_processor(settings: Settings, paths: Paths) -> None:
    (paths.data_folder / "machine.json").write_bytes(b"\xff not json")
    assert not hardware_allowed(settings, paths)


def _child(monkeypatch: pytest.MonkeyPatch, answer: str | Exception) -> None:
    def run(*_arguments: Any, **_options: Any) -> subprocess.CompletedProcess[str]:
        if isinstance(answer, Exception):
            raise answer
        return subprocess.CompletedProcess([], 0, answer, "")

    monkeypatch.setattr(subprocess, "run", run)


@pytest.mark.parametrize(
    ("used", "right", "found"), [(False, True, "none"), (True, True, "works"), (True, False, "wrong")]
)
def test_what_the_trial_says_is_one_word(monkeypatch: pytest.MonkeyPatch, used: bool, right: bool, found: str) -> None:
    _child(monkeypatch, json.dumps({"used": used, "right": right}))
    assert try_hardware() == found


@pytest.mark.parametrize(
    "answer",
    [
        subprocess.TimeoutExpired("self_check", 40),
        subprocess.CalledProcessError(-11, "self_check"),
        "",
        "[]",
        '{"used": 1}',
    ],
)
def test_a_trial_that_hangs_dies_or_says_nonsense_leaves_the_card_alone(
    monkeypatch: pytest.MonkeyPatch, answer: str | Exception
) -> None:
    _child(monkeypatch, answer)
    assert try_hardware() == "broken"


def test_the_real_trial_on_this_machine_ends_with_an_answer() -> None:
    assert try_hardware() in {"none", "works"}
