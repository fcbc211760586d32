"""The envelope: required fields, an id without dots, and types whatever the city."""

from __future__ import annotations

import json

import pytest

from console.base.errors import KnownError
from console.handoff.cloud_event import EventType, event_type, incident_event, read_event
from console.handoff.eido_writer import write_eido
from console.handoff.incident import Issuer
from tests.helpers.incidents import MOMENT, PLAIN


def event_body() -> bytes:
    issuer = Issuer()
    document = write_eido(PLAIN, issuer).to_json()
    kind = f"{issuer.event_prefix}.{EventType.FLAGGED.value}"
    return incident_event(kind, "urn:ronda:pusat", PLAIN.number, document, MOMENT).to_bytes()


def test_an_envelope_has_what_the_specification_asks_for() -> None:
    event = json.loads(event_body())
    assert event["specversion"] == "1.0"
    assert event["type"] == "id.go.semarangkota.cctv.incident.flagged"
    assert event["subject"] == "SMG-20261123-0042"
    assert event["dataschema"] == "urn:nena:eido:1.0"
    assert event["datacontenttype"] == "application/json"
    assert "." not in event["id"]
    assert event["data"]["eidoVersion"] == "1.0"


def test_an_envelope_reads_back_byte_for_byte() -> None:
    body = event_body()
    assert read_event(body).to_bytes() == body


def test_a_type_is_known_under_any_prefix() -> None:
    event = read_event(event_body())
    assert event_type(event) is EventType.FLAGGED
    assert event_type(event.model_copy(update={"type": "id.polri.incident.onscene"})) is EventType.ONSCENE
    assert event_type(event.model_copy(update={"type": "onscene"})) is None


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{", b'{"specversion":"1.0"}', event_body().replace(b'"1.0","id"', b'"0.3","id"'), b"\xff" * 20],
)
def test_what_is_no_envelope_is_refused(body: bytes) -> None:
    with pytest.raises(KnownError, match=r"handoff\.message_malformed"):
        read_event(body)
