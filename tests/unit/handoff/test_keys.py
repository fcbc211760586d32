"""Keys are read strictly, and none of them is shown by accident."""

from __future__ import annotations

import base64

import pytest

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.handoff.keys import (
    new_private_key,
    new_shared_key,
    read_private_key,
    read_public_key,
    read_shared_key,
)


def test_keys_read_back_as_they_were_written() -> None:
    shared, private = new_shared_key(), new_private_key()
    assert read_shared_key(shared.text()).sign(b"x") == shared.sign(b"x")
    assert read_private_key(private.text()).sign(b"x") == private.sign(b"x")
    assert read_public_key(private.public().text()) == private.public()


def test_a_private_key_may_come_as_its_seed_alone() -> None:
    private = new_private_key()
    whole = base64.b64decode(private.text().reveal().removeprefix("whsk_"))
    seed = Secret("whsk_" + base64.b64encode(whole[:32]).decode())
    assert read_private_key(seed).public() == private.public()


def test_a_private_key_whose_halves_do_not_belong_together_is_refused() -> None:
    halves = [base64.b64decode(new_private_key().text().reveal().removeprefix("whsk_")) for _ in range(2)]
    mixed = Secret("whsk_" + base64.b64encode(halves[0][:32] + halves[1][32:]).decode())
    with pytest.raises(KnownError, match=r"handoff\.key_malformed"):
        read_private_key(mixed)


@pytest.mark.parametrize(
    "text", ["", "whsec_", "whsec_!!!!", "whsec_" + base64.b64encode(b"short").decode(), "whpk_AAAA", "x" * 40]
)
def test_a_malformed_shared_key_is_refused_without_being_told(text: str) -> None:
    with pytest.raises(KnownError) as caught:
        read_shared_key(Secret(text))
    assert caught.value.params == {"kind": "whsec_"}
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("text", ["", "whpk_", "whpk_" + base64.b64encode(b"x" * 31).decode(), "whsk_AAAA"])
def test_a_malformed_public_key_is_refused(text: str) -> None:
    with pytest.raises(KnownError, match=r"handoff\.key_malformed"):
        read_public_key(text)


def test_secrets_are_not_in_what_is_printed() -> None:
    shared, private = new_shared_key(), new_private_key()
    printed = f"{shared!r} {shared} {private!r} {private} {shared.text()} {private.text()}"
    assert shared.text().reveal() not in printed
    assert private.text().reveal() not in printed
    assert "b'" not in printed
