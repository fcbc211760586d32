"""Demo passwords: made once, private, never shown by accident."""

from __future__ import annotations

import json
import stat
from dataclasses import asdict
from pathlib import Path

import pytest

from console.base.errors import KnownError
from console.demo.credentials import OPERATOR, load_or_make


def test_passwords_are_made_once_and_differ(tmp_path: Path) -> None:
    file = tmp_path / "passwords.json"

    made = load_or_make(file)

    assert load_or_make(file) == made
    assert len(set(asdict(made).values())) == 6


def test_a_file_of_a_demo_of_before_keeps_its_passwords_and_learns_the_others(tmp_path: Path) -> None:
    file = tmp_path / "passwords.json"
    before = {"operator": "o", "supervisor": "s", "police": "p", "cameras": "c"}
    file.write_text(json.dumps(before), encoding="utf-8")

    known = load_or_make(file)

    assert before.items() <= asdict(known).items()
    assert known.evidence != known.authority
    assert load_or_make(file) == known
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_only_the_user_may_read_them_and_no_text_shows_them(tmp_path: Path) -> None:
    file = tmp_path / "passwords.json"

    made = load_or_make(file)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert made.operator not in repr(made)
    assert made.operator not in repr(made.password(OPERATOR))


@pytest.mark.parametrize("content", ["", "[]", '{"operator": "x"}'])
def test_a_damaged_file_is_named(tmp_path: Path, content: str) -> None:
    file = tmp_path / "passwords.json"
    file.write_text(content, encoding="utf-8")

    with pytest.raises(KnownError) as caught:
        load_or_make(file)

    assert caught.value.code == "demo.bad_credentials"
    assert caught.value.params["file"] == str(file)
