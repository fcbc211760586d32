"""A release in plain words: every state and step has one, clocks say what is waited for, facts only what there is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from console.domain.release_state import ReleaseAction, ReleaseParty, ReleaseState, allowed
from console.i18n.language import Language
from console.qt.resources import load_translator
from console.ui.pages.release_words import ReleaseWords
from console.wire.holds import HoldRecord
from tests.helpers.clock import FakeClock
from tests.helpers.fake_releases import BODY, release
from tests.helpers.screen_fakes import START_UTC

ENGLISH = ReleaseWords(load_translator(Language.ENGLISH), FakeClock(START_UTC))
HOLD = HoldRecord(reason="sidang", by="Bu Ratna", at_utc=START_UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize("language", Language)
def test_every_state_and_step_has_its_words(language: Language) -> None:
    translator = load_translator(language)
    words = ReleaseWords(translator, FakeClock(START_UTC))
    assert all(words.state(release(1, state)) for state in ReleaseState)
    assert [one for one in (*ReleaseAction,) if words.did(one.value) == one.value] == []
    assert words.did("beamed") == "beamed"
    officers = {step for state in ReleaseState for step in allowed(state, ReleaseParty.OFFICER)}
    assert all(words.action(step) and translator.has(f"release-explain-{step.value}") for step in officers)


@pytest.mark.parametrize(
    ("state", "more", "told"),
    [
        (ReleaseState.REQUESTED, {}, "for 2 h 00 m"),
        (ReleaseState.APPROVED, {"fault": "sealing.none"}, "the package cannot be made yet"),
        (ReleaseState.PACKED, {"packed_utc": START_UTC - HOUR}, "not downloaded, 1 h 00 m"),
        (ReleaseState.RECEIVED, {}, ""),
        (ReleaseState.RETAINED, {"retention_until_utc": START_UTC + HOUR}, "kept until 23 Nov 2026"),
        (ReleaseState.RETAINED, {"retention_until_utc": START_UTC}, "its time is over"),
        (ReleaseState.RETAINED, {"retention_until_utc": START_UTC, "hold": HOLD}, "on hold"),
    ],
)
def test_a_clock_says_what_is_waited_for(state: ReleaseState, more: dict[str, object], told: str) -> None:
    assert ENGLISH.clock(release(2, state, **more)) == told


def test_facts_are_letter_report_purpose_officer_files_and_package_where_there_are_any() -> None:
    asked = dict(ENGLISH.facts(release(2)))
    assert asked["release-letter"] == "B/1204/XI/2026/Reskrim"
    assert asked["release-report"] == "LP/B/88/XI/2026/SPKT"
    assert asked["release-purpose"] == BODY.purpose
    assert asked["release-officer"] == "Aiptu Slamet (78050123), Polsek Semarang Utara"
    assert not {"release-files", "release-package", "release-held", "release-decided"} & asked.keys()
    more = {"package_bytes": 5_400_000, "package_sha256": "9f", "hold": HOLD, "approved_utc": START_UTC}
    packed = dict(ENGLISH.facts(release(2, ReleaseState.PACKED, approver="Bu Ratna", **more)))
    assert packed["release-files"] == "clip_1203.mp4 (5.1 MiB)"
    assert packed["release-package"] == "5.1 MiB, SHA-256 hash 9f"
    assert packed["release-decided"] == "23 Nov 2026 21:14:09 WIB · Bu Ratna"
    assert packed["release-held"].endswith("Bu Ratna: sidang")


def test_a_rank_that_is_not_in_the_name_stands_before_it() -> None:
    body = BODY.model_copy(update={"officer_name": "Slamet", "officer_rank": "Aiptu", "unit": ""})
    assert ENGLISH.asked_by(release(2, body=body)) == "Aiptu Slamet (78050123)"


def test_the_history_tells_each_step() -> None:
    assert ENGLISH.history(release(2)) == ["23 Nov 2026 19:14:09 WIB · asked for · Aiptu Slamet"]
