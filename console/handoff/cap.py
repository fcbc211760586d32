"""An incident as CAP 1.2 (OASIS), for systems that take nothing else: always of private scope, never a warning to the public."""

from __future__ import annotations

from xml.etree import ElementTree

from console.domain.flag_state import FlagState
from console.handoff.eido_codes import PRIORITY_WORDS
from console.handoff.incident import Incident, Issuer, exercise_marked, place_words

_CAP = "urn:oasis:names:tc:emergency:cap:1.2"
_CATEGORIES = {"KAM": "Security", "LAL": "Transport", "BEN": "Geo", "MED": "Health", "TIB": "Security", "SIS": "Infra"}
_URGENCY = {1: "Immediate", 2: "Expected", 3: "Expected", 4: "Future"}
_SEVERITY = {1: "Severe", 2: "Moderate", 3: "Minor", 4: "Minor"}
_CANCELLED = frozenset({FlagState.CANCELLED, FlagState.DUPLICATE})
_NEW = frozenset({FlagState.DRAFT, FlagState.FLAGGED, FlagState.VERIFIED, FlagState.SENT, FlagState.DELIVERED})
_RADIUS_KM = "0.1"


def write_cap(incident: Incident, issuer: Issuer) -> bytes:
    """The document in UTF-8. Times carry the offset: CAP forbids the ``Z``."""
    ElementTree.register_namespace("", _CAP)
    alert = ElementTree.Element(_name("alert"))
    moment = incident.changed_utc.astimezone(issuer.zone).isoformat(timespec="seconds")
    for name, value in (
        # A first alert and its update are two messages, so the moment is part of the identifier.
        ("identifier", f"{incident.number}-{int(incident.changed_utc.timestamp())}"),
        ("sender", issuer.element),
        ("sent", moment),
        ("status", "Exercise" if incident.exercise else "Actual"),
        ("msgType", _message_type(incident.state)),
        ("scope", "Private"),
        ("addresses", issuer.police),
        ("incidents", incident.number),
    ):
        _add(alert, name, value)
    _add_info(alert, incident, issuer)
    written: bytes = ElementTree.tostring(alert, encoding="utf-8", xml_declaration=True)
    return written


def _message_type(state: FlagState) -> str:
    if state in _CANCELLED:
        return "Cancel"
    return "Alert" if state in _NEW else "Update"


def _add_info(alert: ElementTree.Element, incident: Incident, issuer: Issuer) -> None:
    info = _add(alert, "info")
    for name, value in (
        ("language", "id-ID"),
        ("category", _CATEGORIES.get(incident.category.partition("-")[0], "Safety")),
        ("event", incident.category_name or incident.category),
        ("urgency", _URGENCY[incident.priority]),
        ("severity", _SEVERITY[incident.priority]),
        ("certainty", "Observed"),
    ):
        _add(info, name, value)
    _add_pair(info, "eventCode", "EIDO", incident.eido_type or incident.category)
    _add(info, "senderName", issuer.agency)
    headline = f"{PRIORITY_WORDS[incident.priority]} {incident.category_name or incident.category}"
    _add(info, "headline", exercise_marked(headline, incident))
    _add(info, "description", " ".join(text for text in (incident.note, *incident.later_notes) if text.strip()))
    for file in incident.media:
        # CAP's own digest is SHA-1, which proves nothing any more.
        _add_pair(info, "parameter", "sha256", f"{file.id} {file.sha256}")
    for file in incident.media:
        resource = _add(info, "resource")
        for name, value in (
            ("resourceDesc", file.label),
            ("mimeType", file.content_type),
            ("size", str(file.size_bytes)),
            ("uri", file.uri),
        ):
            _add(resource, name, value)
    _add_area(info, incident)


def _add_area(info: ElementTree.Element, incident: Incident) -> None:
    area = _add(info, "area")
    _add(area, "areaDesc", place_words(incident))
    if incident.latitude is not None and incident.longitude is not None:
        _add(area, "circle", f"{incident.latitude:.6f},{incident.longitude:.6f} {_RADIUS_KM}")
    _add_pair(area, "geocode", "KEMENDAGRI", incident.area_code.partition("/")[0])


def _add_pair(parent: ElementTree.Element, name: str, value_name: str, value: str) -> None:
    pair = _add(parent, name)
    _add(pair, "valueName", value_name)
    _add(pair, "value", value)


def _add(parent: ElementTree.Element, name: str, text: str | None = None) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, _name(name))
    if text is not None:
        child.text = _plain(text)
    return child


def _name(name: str) -> str:
    return f"{{{_CAP}}}{name}"


def _plain(text: str) -> str:
    """Without what XML 1.0 has no place for."""
    return "".join(sign if sign in "\t\n" or (sign >= " " and sign not in "\ufffe\uffff") else " " for sign in text)
