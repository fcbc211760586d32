"""``ronda console key``: from a new key to a certificate of the city's authority, on a machine without a keyring."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.app import doctor
from console.cli.main import main
from console.proof import locked_key
from tests.helpers.authority import NAME, PASSPHRASE
from tests.helpers.console_keys import CONSOLE_NAME

KEY_WORDS = "lima kata untuk ruang pantau"


def test_a_console_gets_its_certificate_and_shows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(locked_key, "_ROUNDS", 1_000)
    monkeypatch.setenv("RONDA_HOME", str(tmp_path / "ronda"))
    secret, answer, request = tmp_path / "credential", tmp_path / "answer.pem", tmp_path / "request.csr"
    secret.write_text(KEY_WORDS, "utf-8")
    opened = ("--key-passphrase-file", str(secret))
    place = ("--data-folder", str(tmp_path / "centre"))

    def authority(*arguments: str) -> int:
        (tmp_path / "words").write_text(PASSPHRASE.reveal(), "utf-8")
        with (tmp_path / "words").open("rb") as words:
            return main(["centre", "ca", *arguments, "--passphrase-fd", str(words.fileno()), *place])

    assert main(["console", "key", "show"]) == 1
    assert "belum punya kunci tanda tangan" in capsys.readouterr().err
    assert main(["console", "key", "request", CONSOLE_NAME, "--out", str(request), *opened]) == 0
    assert authority("init", NAME) == 0
    issue = ("issue", CONSOLE_NAME, "--kind", "console", "--request", str(request), "--out", str(answer))
    assert authority(*issue) == 0
    assert main(["console", "key", "install", str(answer), *opened]) == 0
    assert main(["console", "key", "new", *opened]) == 0
    capsys.readouterr()
    assert main(["console", "key", "show"]) == 0
    shown = capsys.readouterr().out
    assert CONSOLE_NAME in shown
    assert "valid" in shown
    assert "Sebuah kunci menunggu sertifikatnya" in shown
    assert KEY_WORDS not in shown
    (finding,) = doctor._console_key()
    assert (finding.good, finding.details["name"]) == (True, CONSOLE_NAME)


def test_the_doctor_says_where_nothing_is_signed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RONDA_HOME", str(tmp_path / "ronda"))
    (finding,) = doctor._console_key()
    assert (finding.good, finding.needed) == (False, False)
