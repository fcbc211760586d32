"""What goes wrong outside is said in a clear sentence, in both languages, and ends with an exit code; nothing hangs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from console.base.paths import Paths
from console.demo import credentials
from console.demo.city_services import CityServices
from console.store.folder_lock import FolderLock
from tests.helpers.ports import free_port

ROOT = Path(__file__).parents[2]
ENDS_WITHIN_S = 60


def _console(centre_url: str, language: str, password: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "console", "console", "--centre", centre_url, "--exit-after", "1"],
        cwd=ROOT,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "RONDA_LANGUAGE": language,
            "RONDA_USERNAME": credentials.OPERATOR,
            "RONDA_PASSWORD": password,
            **environment,
        },
        capture_output=True,
        text=True,
        timeout=ENDS_WITHIN_S,
        check=False,
    )


@pytest.mark.parametrize(("language", "words"), [("id", "tidak"), ("en", "not")])
def test_a_centre_that_is_not_there_is_named(language: str, words: str) -> None:
    port = free_port()

    ended = _console(f"http://127.0.0.1:{port}", language, "x")

    assert ended.returncode == 1
    assert ended.stderr.startswith("ronda: ")
    assert words in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_wrong_password_is_told_and_not_repeated_anywhere(city: CityServices, language: str) -> None:
    ended = _console(city.centre_url, language, "bukan-kata-sandinya")

    assert ended.returncode == 1
    assert ended.stderr.startswith("ronda: ")
    assert "bukan-kata-sandinya" not in ended.stderr + ended.stdout


def test_an_address_without_tls_off_this_machine_is_refused() -> None:
    ended = _console("http://ronda.invalid", "en", "x")

    assert ended.returncode == 1
    assert "TLS" in ended.stderr or "https" in ended.stderr


@pytest.mark.parametrize(("language", "words"), [("id", "sudah terbuka"), ("en", "Another Ronda")])
def test_a_second_console_on_the_same_data_is_refused(tmp_path: Path, language: str, words: str) -> None:
    paths = Paths(tmp_path / "shared" / "data", tmp_path / "shared" / "cache").ensure()
    first = FolderLock(paths.data_folder)

    ended = _console("http://127.0.0.1:9", language, "x", RONDA_HOME=str(tmp_path / "shared"))

    first.close()
    assert ended.returncode == 1
    assert words in ended.stderr


def test_a_database_from_a_newer_version_is_left_alone_and_told(city: CityServices, tmp_path: Path) -> None:
    import sqlite3  # noqa: PLC0415  only to make the bad file

    home = tmp_path / "newer"
    (home / "data").mkdir(parents=True)
    file = home / "data" / "events.sqlite"
    with sqlite3.connect(file) as database:
        database.execute(f"PRAGMA user_version = {99 << 16}")
    before = file.read_bytes()

    ended = _console(city.centre_url, "en", city.credentials.operator, RONDA_HOME=str(home))

    assert ended.returncode == 1
    assert "newer" in ended.stderr
    assert file.read_bytes() == before


def test_a_folder_that_cannot_be_written_is_told(city: CityServices, tmp_path: Path) -> None:
    blocker = tmp_path / "a-file"
    blocker.write_text("", encoding="utf-8")

    ended = _console(city.centre_url, "en", city.credentials.operator, RONDA_HOME=str(blocker / "home"))

    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
