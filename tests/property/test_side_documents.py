"""CAP and GeoJSON of any flag: well formed, in the order of the standard, and true to the flag."""

from __future__ import annotations

import json
from xml.etree import ElementTree

from hypothesis import given

from console.handoff.cap import write_cap
from console.handoff.geojson import write_feature
from console.handoff.incident import Incident, Issuer
from tests.helpers.incidents import INCIDENTS

CAP = "{urn:oasis:names:tc:emergency:cap:1.2}"
_ALERT = ["identifier", "sender", "sent", "status", "msgType", "scope", "addresses", "incidents", "info"]
_INFO = (
    *("language", "category", "event", "urgency", "severity", "certainty", "eventCode"),
    *("senderName", "headline", "description", "parameter", "resource", "area"),
)


def names(element: ElementTree.Element) -> list[str]:
    return [child.tag.removeprefix(CAP) for child in element]


@given(INCIDENTS)
def test_any_flag_gives_a_cap_alert_in_the_order_of_its_schema(incident: Incident) -> None:
    alert = ElementTree.fromstring(write_cap(incident, Issuer()))  # noqa: S314  our own
    assert names(alert) == _ALERT
    info = alert.find(f"{CAP}info")
    assert info is not None
    places = [_INFO.index(name) for name in names(info)]
    assert places == sorted(places)
    assert (alert.findtext(f"{CAP}sent") or "").endswith("+07:00")
    assert alert.findtext(f"{CAP}status") == ("Exercise" if incident.exercise else "Actual")
    assert names(info).count("resource") == len(incident.media)


@given(INCIDENTS)
def test_any_flag_gives_a_feature_with_longitude_first(incident: Incident) -> None:
    feature = json.loads(json.dumps(write_feature(incident, Issuer())))
    assert feature["type"] == "Feature"
    if incident.latitude is None or incident.longitude is None:
        assert feature["geometry"] is None
    else:
        assert feature["geometry"]["coordinates"] == [incident.longitude, incident.latitude]
    assert feature["properties"]["number"] == incident.number
