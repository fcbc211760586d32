"""The EIDO of a flag: what a dispatcher reads in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from console.domain.flag_change import FlagReason
from console.domain.flag_state import FlagState
from console.handoff.eido_codes import DISPOSITION, INTERNAL_STATUS, STATUS
from console.handoff.eido_writer import write_eido
from console.handoff.incident import Issuer
from tests.helpers.eido_schema import eido_faults
from tests.helpers.incidents import PLAIN, incident


def document(**changes: object) -> dict[str, Any]:
    written: dict[str, Any] = write_eido(incident(**changes), Issuer()).to_json()
    return written


def test_a_plain_flag_names_kind_place_priority_and_unit() -> None:
    part = document()["incidentComponent"]
    assert part["incidentTypeCommonRegistryText"] == "FIGHT"
    assert part["incidentTypeInternalCode"] == "KAM-01"
    assert part["internalIncidentId"] == "SMG-20261123-0042"
    assert part["incidentCommonPriorityNumber"] == 1
    assert part["incidentPriorityInternalText"] == "P1-DARURAT"
    assert part["beatOrDispatchGroupText"] == "Polsek Semarang Utara"
    assert part["reportNumberType"] == "New"


def test_the_unit_that_the_centre_chose_beats_the_one_of_the_district() -> None:
    assert document(recipient="Polsek Tugu")["incidentComponent"]["beatOrDispatchGroupText"] == "Polsek Tugu"


def test_an_unknown_category_is_sent_as_a_suspicious_circumstance() -> None:
    written = document(eido_type="", category="BARU-9", category_name="")
    assert eido_faults(written) == []
    assert written["incidentComponent"]["incidentTypeCommonRegistryText"] == "SUSP"
    assert written["incidentComponent"]["incidentTypeInternalText"] == "BARU-9"


def test_a_note_is_html_that_cannot_carry_a_script() -> None:
    notes = document(note="<script>alert(1)</script>\nlari ke utara & timur")["notesComponent"]
    assert notes[0]["notesActionComments"] == ("&lt;script&gt;alert(1)&lt;/script&gt;<br>lari ke utara &amp; timur")


def test_no_note_leaves_the_component_out() -> None:
    written = document(note="  ")
    assert "notesComponent" not in written
    assert "notesReference" not in written["incidentComponent"]


def test_the_officer_who_took_it_is_named() -> None:
    notes = document(state=FlagState.ACKNOWLEDGED, officer_name="Budi", officer_number="88010123")["notesComponent"]
    assert notes[1]["notesActionComments"] == "Petugas: Budi (NRP 88010123)"


def test_a_closed_flag_has_its_disposition() -> None:
    part = document(state=FlagState.CLOSED, reason=FlagReason.NOT_FOUND)["incidentComponent"]
    assert part["incidentStatusCommonRegistryText"] == ["Closed"]
    assert part["dispositionComponent"][0]["dispositionCommonRegistryCode"] == "14"


def test_a_duplicate_is_cancelled_as_one() -> None:
    part = document(state=FlagState.DUPLICATE)["incidentComponent"]
    assert part["incidentStatusCommonRegistryText"] == ["Cancelled"]
    assert part["dispositionComponent"][0]["dispositionCommonRegistryCode"] == "22"


def test_evidence_goes_by_address_and_digest() -> None:
    (file,) = document()["mediaComponent"]
    assert file["uri"] == "https://pusat.example/e/aa"
    assert file["label"].endswith("sha-256=" + "9f" * 32)


def test_a_camera_without_a_place_is_described_in_words() -> None:
    (location,) = document(latitude=None)["locationComponent"]
    assert "locationByValue" not in location
    assert location["locationDescriptionText"].startswith("RT 003, RW 002, Bandarharjo, Semarang Utara")


@pytest.mark.parametrize("state", FlagState)
def test_every_state_has_its_words(state: FlagState) -> None:
    assert STATUS[state]
    assert INTERNAL_STATUS[state].isupper()


@pytest.mark.parametrize("reason", FlagReason)
def test_every_reason_has_its_code(reason: FlagReason) -> None:
    assert DISPOSITION[reason][0].isdigit()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda document: document.pop("eidoVersion"),
        lambda document: document.pop("agencyComponent"),
        lambda document: document["incidentComponent"].pop("incidentTypeCommonRegistryText"),
        lambda document: document["incidentComponent"].update(incidentStatusCommonRegistryText=["Aktif"]),
        lambda document: document["incidentComponent"].update(mediaReferences=[{"$ref": "nowhere"}]),
        lambda document: document["locationComponent"][0].update({"$id": document["$id"]}),
        lambda document: document["mediaComponent"][0].pop("uri"),
        lambda document: document.update(lastUpdateTimeStamp="2026-11-23T21:14:09"),
        lambda document: document.update(surprise=1),
    ],
)
def test_the_schema_sees_what_is_wrong(spoil: Any) -> None:
    spoilt = json.loads(json.dumps(write_eido(PLAIN, Issuer()).to_json()))
    spoil(spoilt)
    assert eido_faults(spoilt)


def test_the_schema_takes_a_document_that_others_wrote() -> None:
    sample = Path(__file__).parents[2] / "data" / "eido-sample.json"
    assert eido_faults(json.loads(sample.read_text(encoding="utf-8"))) == []
