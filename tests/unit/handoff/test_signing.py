"""Signatures: ours are taken by the specification's own library and its by us; nothing else gets through."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from console.base.errors import KnownError
from console.handoff.keys import SigningKey, VerifyingKey, new_private_key, new_shared_key
from console.handoff.signing import SIGNATURE_HEADER, TIME_HEADER, TOLERANCE_S, signed_headers, verify

BODY = '{"note":"Sekitar 15 orang – utara"}'.encode()
ID = "msg_019aa0000000700080000000000000aa"
SHARED, PRIVATE = new_shared_key(), new_private_key()


def now() -> datetime:
    return datetime.now(UTC)


def test_the_library_takes_what_we_signed_and_ignores_the_v1a_beside_it() -> None:
    headers = signed_headers(ID, BODY, [PRIVATE, SHARED], now())
    peer = Webhook(SHARED.text().reveal())
    assert peer.verify(BODY.decode(), headers)
    with pytest.raises(WebhookVerificationError):
        peer.verify(BODY.decode() + " ", headers)


def test_we_take_what_the_library_signed() -> None:
    moment = now()
    signature = Webhook(SHARED.text().reveal()).sign(ID, moment, BODY.decode())
    headers = {"Webhook-Id": ID, "Webhook-Timestamp": str(int(moment.timestamp())), "Webhook-Signature": signature}
    assert verify(headers, BODY, [SHARED], moment).id == ID


def test_an_asymmetric_signature_needs_only_the_public_key() -> None:
    headers = signed_headers(ID, BODY, [PRIVATE], now())
    assert headers[SIGNATURE_HEADER].startswith("v1a,")
    assert verify(headers, BODY, [PRIVATE.public()], now()).id == ID


def test_while_keys_rotate_either_side_may_be_behind() -> None:
    old, new = new_private_key(), new_private_key()
    headers = signed_headers(ID, BODY, [new, old], now())
    for known in (old, new):
        assert verify(headers, BODY, [known.public()], now()).id == ID
    assert verify(signed_headers(ID, BODY, [old], now()), BODY, [new.public(), old.public()], now()).id == ID


@pytest.mark.parametrize("key", [SHARED, PRIVATE])
def test_a_changed_body_id_or_time_is_found(key: SigningKey) -> None:
    moment = now()
    good = signed_headers(ID, BODY, [key], moment)
    known: list[VerifyingKey] = [SHARED, PRIVATE.public()]
    later = {**good, TIME_HEADER: str(int(good[TIME_HEADER]) + 1)}
    for headers, body in ((good, BODY + b" "), ({**good, "webhook-id": ID[:-1] + "b"}, BODY), (later, BODY)):
        with pytest.raises(KnownError, match=r"handoff\.signature_wrong"):
            verify(headers, body, known, moment)


def test_a_signature_is_no_good_under_another_version() -> None:
    headers = signed_headers(ID, BODY, [SHARED], now())
    relabelled = {**headers, SIGNATURE_HEADER: headers[SIGNATURE_HEADER].replace("v1,", "v1a,")}
    with pytest.raises(KnownError, match=r"handoff\.signature_wrong"):
        verify(relabelled, BODY, [SHARED, PRIVATE.public()], now())


@pytest.mark.parametrize(
    "spoilt",
    [
        {SIGNATURE_HEADER: "v1,é"},
        {SIGNATURE_HEADER: "v1a,!!!!"},
        {SIGNATURE_HEADER: "v1a"},
        {SIGNATURE_HEADER: "v2,AAAA"},
        {"webhook-id": "a.b"},
        {"webhook-id": "x" * 129},
    ],
)
def test_nonsense_is_a_wrong_signature(spoilt: dict[str, str]) -> None:
    headers = signed_headers(ID, BODY, [SHARED], now()) | spoilt
    with pytest.raises(KnownError, match=r"handoff\.signature_wrong"):
        verify(headers, BODY, [SHARED, PRIVATE.public()], now())


@pytest.mark.parametrize(
    "spoilt", [{"webhook-id": ""}, {TIME_HEADER: "soon"}, {TIME_HEADER: "²"}, {SIGNATURE_HEADER: ""}]
)
def test_headers_that_are_missing_are_told_apart(spoilt: dict[str, str]) -> None:
    headers = signed_headers(ID, BODY, [SHARED], now()) | spoilt
    with pytest.raises(KnownError, match=r"handoff\.signature_missing"):
        verify(headers, BODY, [SHARED], now())


@pytest.mark.parametrize("apart_s", [-TOLERANCE_S - 5, TOLERANCE_S + 5])
def test_a_genuine_message_from_another_time_tells_the_difference(apart_s: int) -> None:
    moment = now()
    headers = signed_headers(ID, BODY, [SHARED], moment + timedelta(seconds=apart_s))
    with pytest.raises(KnownError) as caught:
        verify(headers, BODY, [SHARED], moment)
    assert (caught.value.code, caught.value.params) == ("handoff.clock_wrong", {"seconds": apart_s})


def test_a_stranger_is_not_told_of_our_clock() -> None:
    headers = signed_headers(ID, BODY, [new_shared_key()], now() - timedelta(days=1))
    with pytest.raises(KnownError, match=r"handoff\.signature_wrong"):
        verify(headers, BODY, [SHARED], now())


def test_no_key_verifies_nothing() -> None:
    with pytest.raises(KnownError, match=r"handoff\.signature_wrong"):
        verify(signed_headers(ID, BODY, [SHARED], now()), BODY, [], now())
