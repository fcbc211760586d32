"""Tests of the key file, of signed text and of sealed logins."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.server.keys import Keys, Login

_KEYS = Keys(b"k" * 32)


def test_key_file_is_made_once_and_private(tmp_path: Path) -> None:
    folder = tmp_path / "centre"
    first, second = Keys.at(folder), Keys.at(folder)
    assert first.mark("x", "y") == second.mark("x", "y")
    assert (folder / "centre.key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in folder.iterdir()] == ["centre.key"]


def test_key_file_that_was_opened_to_others_is_closed_again(tmp_path: Path) -> None:
    Keys.at(tmp_path)
    (tmp_path / "centre.key").chmod(0o644)
    Keys.at(tmp_path)
    assert (tmp_path / "centre.key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", ["", "short", "=" * 44, "QUJD"])
def test_damaged_key_file_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / "centre.key").write_text(content)
    with pytest.raises(KnownError) as caught:
        Keys.at(tmp_path)
    assert caught.value.code == "centre.key_unreadable"


@given(st.dictionaries(st.text(max_size=5), st.none() | st.integers() | st.text(max_size=20), max_size=4))
def test_signed_text_comes_back_as_it_went(payload: dict[str, str | int | None]) -> None:
    assert _KEYS.open_signed("p", _KEYS.sign("p", payload)) == payload


@given(st.text(max_size=80))
def test_text_that_was_not_signed_here_is_never_opened(text: str) -> None:
    assert _KEYS.open_signed("p", text) is None


def test_signature_of_one_purpose_is_worth_nothing_for_another() -> None:
    assert _KEYS.open_signed("cursor", _KEYS.sign("token", {"a": 1})) is None
    assert Keys(b"o" * 32).open_signed("p", _KEYS.sign("p", {"a": 1})) is None


@given(st.text(max_size=20), st.text(max_size=20))
def test_sealed_login_opens_and_shows_nothing(user: str, password: str) -> None:
    sealed = _KEYS.seal(Login(user, Secret(password)))
    opened = _KEYS.unseal(sealed)
    assert (opened.user, opened.password.reveal()) == (user, password)
    assert "***" in repr(opened)
