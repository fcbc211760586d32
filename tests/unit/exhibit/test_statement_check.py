"""What a console's signature on its recording is worth: to whom, since when, and of which file."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from console.exhibit.statement_check import Standing, find_statement
from console.exhibit.trust import Authority
from console.proof.chain_row import utc_text
from console.proof.statement import EVIDENCE_STATEMENT, HANDOVER_STATEMENT, SignedStatement
from tests.helpers.clock import START_UTC
from tests.helpers.console_keys import CONSOLE_NAME, city, root, signer

DIGEST = "ab" * 32
HOUR = timedelta(hours=1)


def signed(**changes: object) -> SignedStatement:
    said: dict[str, object] = {
        "statement": EVIDENCE_STATEMENT,
        "sha256": DIGEST,
        "user": "sari",
        "signed_utc": utc_text(START_UTC),
    }
    return signer().sign(said | changes, START_UTC)


def standing(statement: SignedStatement | None, authority: Authority | None = None) -> Standing:
    return find_statement(statement, DIGEST, authority or city(), START_UTC).standing


def test_a_statement_of_a_known_console_holds_and_says_who_recorded_it() -> None:
    found = find_statement(signed(), DIGEST, city(), START_UTC)
    assert (found.standing, found.console, found.user) == (Standing.SIGNED, CONSOLE_NAME, "sari")
    assert (found.signed_utc, found.revoked_utc) == (START_UTC, None)


def test_none_is_told_as_none() -> None:
    assert standing(None) is Standing.NOT_SIGNED


@pytest.mark.parametrize(
    "statement",
    [
        signed(sha256="cd" * 32),
        signed(statement="ronda.audit.v1"),
        signed(signed_utc="2026-11-23T14:00:00"),
        signed(signed_utc="tadi siang"),
        signed(signed_utc=None),
        replace(signed(), body=signed(user="orang lain").body),
        SignedStatement("", "", ""),
    ],
    ids=["other file", "other kind", "no zone", "no time", "null", "other text", "empty"],
)
def test_what_does_not_hold_names_nobody(statement: SignedStatement) -> None:
    found = find_statement(statement, DIGEST, city(), START_UTC)
    assert (found.standing, found.console, found.signed_utc) == (Standing.BROKEN, "", None)


def test_without_an_authority_nobody_is_vouched_for() -> None:
    assert find_statement(signed(), DIGEST, None, START_UTC).standing is Standing.NOT_ASKED
    assert standing(signed(), Authority((root("Kota Lain").certificate,))) is Standing.UNKNOWN


def test_a_statement_from_outside_of_the_certificates_time_does_not_count() -> None:
    assert standing(signed(signed_utc=utc_text(START_UTC - timedelta(days=5000)))) is Standing.EXPIRED


@pytest.mark.parametrize(
    ("received_after", "expected"), [(-HOUR, Standing.SIGNED), (HOUR, Standing.REVOKED)], ids=["before", "after"]
)
def test_what_the_centre_had_before_a_revocation_still_holds_and_later_does_not(
    received_after: timedelta, expected: Standing
) -> None:
    since_utc = START_UTC + 2 * HOUR
    found = find_statement(signed(), DIGEST, city([(signer(), since_utc)]), since_utc + received_after)
    assert (found.standing, found.revoked_utc) == (expected, since_utc)


def test_a_statement_of_a_hand_over_note_is_none_of_evidence_and_the_other_way_round() -> None:
    note = signed(statement=HANDOVER_STATEMENT)
    assert find_statement(note, DIGEST, city(), START_UTC, HANDOVER_STATEMENT).standing is Standing.SIGNED
    assert find_statement(note, DIGEST, city(), START_UTC).standing is Standing.BROKEN
    assert find_statement(signed(), DIGEST, city(), START_UTC, HANDOVER_STATEMENT).standing is Standing.BROKEN
