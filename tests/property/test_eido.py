"""Every flag that can be gives a valid EIDO, small enough for a webhook, that reads back as it was."""

from __future__ import annotations

import json
from datetime import datetime
from xml.etree import ElementTree

from hypothesis import given, settings

from console.handoff.eido import Eido
from console.handoff.eido_writer import write_eido
from console.handoff.incident import Incident, Issuer
from tests.helpers.eido_schema import eido_faults
from tests.helpers.incidents import INCIDENTS

_MOST_BYTES = 20_000


@settings(max_examples=300)
@given(INCIDENTS)
def test_any_flag_gives_a_valid_document(incident: Incident) -> None:
    document = write_eido(incident, Issuer()).to_json()
    assert eido_faults(document) == []
    assert len(json.dumps(document, ensure_ascii=False).encode()) < _MOST_BYTES


@given(INCIDENTS)
def test_a_document_reads_back_as_it_was_written(incident: Incident) -> None:
    written = write_eido(incident, Issuer())
    assert Eido.model_validate(written.to_json()).to_json() == written.to_json()


@given(INCIDENTS)
def test_times_carry_the_offset_of_the_city_and_are_the_same_moment(incident: Incident) -> None:
    document = write_eido(incident, Issuer()).to_json()
    stamp = str(document["lastUpdateTimeStamp"])
    assert stamp.endswith("+07:00")
    told = datetime.fromisoformat(stamp)
    assert abs((told - incident.changed_utc).total_seconds()) < 0.001


@given(INCIDENTS)
def test_a_place_is_well_formed_xml_with_latitude_first(incident: Incident) -> None:
    location = write_eido(incident, Issuer()).location_component[0]
    placed = incident.latitude is not None and incident.longitude is not None
    assert (location.location_by_value is not None) == placed
    if location.location_by_value is not None and incident.latitude is not None:
        presence = ElementTree.fromstring(location.location_by_value)  # noqa: S314  our own
        position = presence.find(".//{http://www.opengis.net/gml}pos")
        assert position is not None
        assert float((position.text or "").split()[0]) == round(incident.latitude, 6)
