"""Passphrases: from a descriptor one line each, from a terminal typed, and never guessed to be empty."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.base.errors import KnownError
from console.cli.passphrases import asked_passphrase, read_passphrase_file


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    yield ends
    for end in ends:
        try:
            os.close(end)
        except OSError:
            assert end == ends[1]  # closed by the test, so that the other end sees the end


class _Terminal:
    def isatty(self) -> bool:
        return True


def _typing(monkeypatch: pytest.MonkeyPatch, *typed: str) -> None:
    words = iter(typed)
    monkeypatch.setattr(sys, "stdin", _Terminal())
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: next(words))


def test_each_who_asks_a_descriptor_gets_its_own_line(pipe: tuple[int, int]) -> None:
    os.write(pipe[1], "satu dua\r\ntiga – empat\n".encode())
    assert asked_passphrase("", pipe[0]).reveal() == "satu dua"
    assert asked_passphrase("", pipe[0]).reveal() == "tiga – empat"


def test_a_last_line_needs_no_newline(pipe: tuple[int, int]) -> None:
    os.write(pipe[1], b"satu")
    os.close(pipe[1])
    assert asked_passphrase("", pipe[0]).reveal() == "satu"


@pytest.mark.parametrize("given", [b"", b"\n", b"\xff\xfe\n"])
def test_a_descriptor_without_words_is_told(pipe: tuple[int, int], given: bytes) -> None:
    os.write(pipe[1], given)
    os.close(pipe[1])
    with pytest.raises(KnownError, match=r"authority\.passphrase_missing"):
        asked_passphrase("", pipe[0])


def test_a_descriptor_that_is_not_open_is_told() -> None:
    with pytest.raises(KnownError, match=r"authority\.passphrase_missing"):
        asked_passphrase("", 987_654)


def test_without_a_terminal_nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)
    with pytest.raises(KnownError, match=r"authority\.passphrase_missing"):
        asked_passphrase("Passphrase", None)


def test_a_new_one_is_typed_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    _typing(monkeypatch, "satu", "satu")
    assert asked_passphrase("Passphrase", None, is_new=True).reveal() == "satu"
    _typing(monkeypatch, "satu", "dua")
    with pytest.raises(KnownError, match=r"authority\.passphrase_differs"):
        asked_passphrase("Passphrase", None, is_new=True)


def test_enter_alone_is_no_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    _typing(monkeypatch, "")
    with pytest.raises(KnownError, match=r"authority\.passphrase_missing"):
        asked_passphrase("Passphrase", None)


def test_a_credential_file_gives_its_first_line(tmp_path: Path) -> None:
    (tmp_path / "word").write_text("sandi segel\nrest\n")
    assert read_passphrase_file(tmp_path / "word").reveal() == "sandi segel"


@pytest.mark.parametrize("content", [b"", b"\nsandi", b"\xff", None])
def test_a_credential_file_without_words_is_told(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "word").write_bytes(content)
    with pytest.raises(KnownError, match=r"sealing\.passphrase_file"):
        read_passphrase_file(tmp_path / "word")
