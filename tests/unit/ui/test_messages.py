"""Every error becomes a sentence, also those that nobody foresaw."""

from __future__ import annotations

from console.base.errors import KnownError
from console.i18n.language import Language
from console.qt.resources import load_translator
from console.ui.messages import message_for, message_key, short_message
from tests.helpers.logfail import ExpectLog


def test_message_says_what_happened_what_ronda_does_and_what_to_do() -> None:
    message = message_for(load_translator(Language.ENGLISH), KnownError("disk.full", path="/data"))

    assert message.whole == (
        "This computer's disk is full. Nothing was saved; what was saved before is safe. "
        "Free some disk space, then try again."
    )


def test_key_of_a_code() -> None:
    assert message_key("auth.too_many_tries") == "error-auth-too-many-tries"


def test_unknown_code_is_shown_with_its_code_and_logged(expect_log: ExpectLog) -> None:
    expect_log("ronda.ui", "ERROR", "no sentence for nothing.known")

    message = message_for(load_translator(), KnownError("nothing.known"))

    assert "nothing.known" in message.happened
    assert short_message(load_translator(), "nothing.known") == "Terjadi masalah (nothing.known)."


def test_missing_parameter_is_not_shown_to_the_operator(expect_log: ExpectLog) -> None:
    expect_log("ronda.ui", "ERROR", "option.bad")

    assert "option.bad" in message_for(load_translator(), KnownError("option.bad")).happened


def test_our_own_faults_say_so() -> None:
    assert message_for(load_translator(), RuntimeError("x")).happened == "Ada kesalahan di dalam Ronda."
