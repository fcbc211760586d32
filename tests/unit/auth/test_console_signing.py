"""Signing beside the start: nothing waits for long, and what keeps a console from signing is told once."""

from __future__ import annotations

import json
import threading
from datetime import timedelta

import pytest

from console.auth.console_key import ConsoleSigner
from console.auth.console_signing import ConsoleSigning
from console.base.errors import KnownError
from tests.helpers.clock import FakeClock
from tests.helpers.console_keys import CONSOLE_NAME, signer
from tests.helpers.waiting import wait_until


def test_what_is_signed_names_the_console_and_the_time() -> None:
    clock = FakeClock()
    signing = ConsoleSigning(signer, clock)
    signing.start()
    signed = signing.sign({"sha256": "ab"})
    signing.close()
    assert signed is not None
    said = json.loads(signed.body)
    assert (said["console"], said["sha256"]) == (CONSOLE_NAME, "ab")
    assert said["signed_utc"].endswith("Z")


def test_a_console_without_a_certificate_signs_nothing_and_has_no_trouble() -> None:
    signing = ConsoleSigning(lambda: None, FakeClock())
    told: list[KnownError] = []
    signing.failed.connect(told.append)
    signing.start()
    assert signing.sign({"sha256": "ab"}) is None
    signing.close()
    assert (told, signing.problems) == ([], ())


@pytest.mark.parametrize("code", ["console_key.keyring_closed", "console_key.passphrase_wrong"])
def test_a_key_that_stays_closed_is_told_once_and_the_work_goes_on(code: str) -> None:
    def closed() -> ConsoleSigner | None:
        raise KnownError(code)

    signing = ConsoleSigning(closed, FakeClock())
    told: list[KnownError] = []
    signing.failed.connect(told.append)
    signing.start()
    assert [signing.sign({}), signing.sign({})] == [None, None]
    signing.close()
    assert [error.code for error in told] == [error.code for error in signing.problems] == [code]


def test_a_keyring_that_keeps_asking_holds_back_no_file_for_long() -> None:
    clock, asked = FakeClock(), threading.Event()

    def unlocked() -> ConsoleSigner:
        asked.wait()
        return signer()

    signing = ConsoleSigning(unlocked, clock)
    signing.start()
    clock.advance(10)
    assert signing.sign({}) is None
    asked.set()
    wait_until(lambda: signing.is_settled)
    assert signing.sign({}) is not None
    signing.close()


def test_a_certificate_that_ends_while_the_console_runs_is_told() -> None:
    clock = FakeClock()
    signing = ConsoleSigning(signer, clock)
    signing.start()
    assert signing.sign({}) is not None
    clock.advance(timedelta(days=5000).total_seconds())
    assert signing.sign({}) is None
    signing.close()
    assert [error.code for error in signing.problems] == ["console_key.expired"]


def test_a_certificate_that_ends_soon_is_told_at_the_start_and_still_signs() -> None:
    clock = FakeClock()
    left = signer().certificate.not_valid_after_utc - clock.now_utc() - timedelta(days=12, hours=1)
    clock.advance(left.total_seconds())
    signing = ConsoleSigning(signer, clock)
    signing.start()
    assert signing.sign({}) is not None
    signing.close()
    assert [(error.code, error.params["days"]) for error in signing.problems] == [("console_key.ends_soon", 12)]
    clock.advance(timedelta(days=13).total_seconds())
    assert signing.sign({}) is None
    assert [error.code for error in signing.problems] == ["console_key.ends_soon", "console_key.expired"]
