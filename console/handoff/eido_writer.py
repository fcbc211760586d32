"""Writes an incident as an EIDO: pure, the same incident always gives the same document."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

from console.domain.exercise import EXERCISE_WORD
from console.domain.flag_state import ENDED, FlagState
from console.handoff.eido import (
    Agency,
    AgencyRole,
    Agent,
    Disposition,
    Eido,
    IncidentPart,
    Location,
    Media,
    Notes,
    Reference,
    ReportNumber,
)
from console.handoff.eido_codes import (
    DISPOSITION,
    DUPLICATE_DISPOSITION,
    INTERNAL_STATUS,
    PRIORITY_WORDS,
    STATUS,
    UNSAID_DISPOSITION,
)
from console.handoff.incident import UNKNOWN_KIND, Incident, Issuer, exercise_marked, place_words

_PIDF = "urn:ietf:params:xml:ns:pidf"
_GEOPRIV = "urn:ietf:params:xml:ns:pidf:geopriv10"
_GML = "http://www.opengis.net/gml"
_MOST_LATER_NOTES = 3
_NEW = frozenset({FlagState.DRAFT, FlagState.FLAGGED, FlagState.VERIFIED, FlagState.SENT, FlagState.DELIVERED})


def write_eido(incident: Incident, issuer: Issuer) -> Eido:
    """The whole document. Well under the 20 kB that a webhook should stay below, whatever the note."""
    return _Writer(incident, issuer).document()


@dataclass(frozen=True)
class _Writer:
    incident: Incident
    issuer: Issuer

    @property
    def _agent_id(self) -> str:
        name = re.sub(r"[^a-z0-9]+", ".", self.incident.operator.lower()).strip(".") or "operator"
        return f"{name}@{self.issuer.element}"

    def _prologue(self, component_id: str) -> dict[str, Any]:
        return {
            "id": component_id,
            "last_update_time_stamp": self.incident.changed_utc.astimezone(self.issuer.zone),
            "updated_by_agency_reference": Reference(ref=self.issuer.agency),
        }

    def _own_id(self, kind: str) -> str:
        return f"{kind}-{self.incident.flag_id.hex}"

    def document(self) -> Eido:
        notes = self._notes()
        media = tuple(self._medium(position) for position in range(len(self.incident.media)))
        return Eido(
            **self._prologue(f"urn:emergency:uid:incidentid:{self.incident.flag_id.hex}:{self.issuer.element}"),
            updated_by_agent_reference=Reference(ref=self._agent_id),
            issuing_element_identification=self.issuer.element,
            incident_component=self._incident(notes, media),
            agency_component=self._agencies(),
            agent_component=(
                Agent(
                    **self._prologue(self._agent_id),
                    agent_role_registry_text=("Call Taking",),
                    agency_reference=Reference(ref=self.issuer.agency),
                ),
            ),
            location_component=(self._location(),),
            notes_component=notes or None,
            media_component=media or None,
        )

    def _agencies(self) -> tuple[Agency, ...]:
        return (
            Agency(
                **self._prologue(self.issuer.agency),
                agency_role_description_registry_text=(AgencyRole.INFORMATIONAL,),
                agency_type=("other",),
            ),
            Agency(
                **self._prologue(self.issuer.police),
                agency_role_description_registry_text=(AgencyRole.DISPATCHING,),
                agency_type=("police",),
            ),
        )

    def _incident(self, notes: tuple[Notes, ...], media: tuple[Media, ...]) -> IncidentPart:
        flag = self.incident
        return IncidentPart(
            **self._prologue(self._own_id("incident")),
            media_references=tuple(Reference(ref=part.id) for part in media) or None,
            incident_type_common_registry_text=flag.eido_type or UNKNOWN_KIND,
            incident_type_internal_code=flag.category,
            incident_type_internal_text=exercise_marked(flag.category_name or flag.category, flag),
            incident_status_common_registry_text=(STATUS[flag.state],),
            incident_status_internal_text=(INTERNAL_STATUS[flag.state],),
            internal_incident_id=flag.number,
            report_number_type=_report_number(flag.state),
            incident_common_priority_number=flag.priority,
            incident_priority_internal_text=PRIORITY_WORDS[flag.priority],
            beat_or_dispatch_group_text=flag.recipient or _district_police(flag.place),
            location_reference=(Reference(ref=self._own_id("location")),),
            notes_reference=tuple(Reference(ref=part.id) for part in notes) or None,
            agent_reference=(Reference(ref=self._agent_id),),
            disposition_component=self._disposition(),
        )

    def _disposition(self) -> tuple[Disposition, ...] | None:
        if self.incident.state not in ENDED:
            return None
        code, words = DISPOSITION.get(self.incident.reason, UNSAID_DISPOSITION)
        if self.incident.state is FlagState.DUPLICATE:
            code, words = DUPLICATE_DISPOSITION
        return (
            Disposition(
                **self._prologue(self._own_id("disposition")),
                disposition_common_registry_code=code,
                disposition_description_text=words,
            ),
        )

    def _location(self) -> Location:
        flag = self.incident
        return Location(
            **self._prologue(self._own_id("location")),
            location_by_value=_pidf_lo(flag, self.issuer),
            location_description_text=f"{place_words(flag)} – {flag.camera_name} ({flag.camera_number})",
            local_identifier=(flag.area_code, f"cctv:{flag.camera_id}"),
        )

    def _notes(self) -> tuple[Notes, ...]:
        flag = self.incident
        warning = f"{EXERCISE_WORD}: bukan kejadian nyata, tidak perlu tindakan." if flag.exercise else ""
        written = [text for text in (warning, flag.note, *flag.later_notes[-_MOST_LATER_NOTES:]) if text.strip()]
        if flag.officer_name or flag.officer_number:
            written.append(f"Petugas: {flag.officer_name} (NRP {flag.officer_number})")
        return tuple(
            Notes(**self._prologue(self._own_id(f"note-{position}")), notes_action_comments=_as_html(text))
            for position, text in enumerate(written, 1)
        )

    def _medium(self, position: int) -> Media:
        file = self.incident.media[position]
        return Media(
            **self._prologue(f"media-{file.id.hex}"),
            uri=file.uri,
            content_type=file.content_type,
            label=f"{file.label} sha-256={file.sha256}",
        )


def _report_number(state: FlagState) -> ReportNumber:
    if state is FlagState.REOPENED:
        return ReportNumber.REOPENED
    return ReportNumber.NEW if state in _NEW else ReportNumber.ONGOING


def _district_police(place: tuple[str, ...]) -> str | None:
    # One Polsek for each kecamatan; a city that routes otherwise gives the recipient with the incident.
    return f"Polsek {place[1]}" if len(place) > 1 else None


def _as_html(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>")


def _pidf_lo(flag: Incident, issuer: Issuer) -> str | None:
    """None for a camera that nobody has placed."""
    if flag.latitude is None or flag.longitude is None:
        return None
    for prefix, space in (("", _PIDF), ("gp", _GEOPRIV), ("gml", _GML)):
        ElementTree.register_namespace(prefix, space)
    entity = f"pres:{quote(flag.camera_id, safe='')}@{issuer.element}"
    presence = ElementTree.Element(f"{{{_PIDF}}}presence", {"entity": entity})
    pair = ElementTree.SubElement(presence, f"{{{_PIDF}}}tuple", {"id": "camera"})
    status = ElementTree.SubElement(pair, f"{{{_PIDF}}}status")
    geopriv = ElementTree.SubElement(status, f"{{{_GEOPRIV}}}geopriv")
    info = ElementTree.SubElement(geopriv, f"{{{_GEOPRIV}}}location-info")
    point = ElementTree.SubElement(info, f"{{{_GML}}}Point", {"srsName": "urn:ogc:def:crs:EPSG::4326"})
    ElementTree.SubElement(point, f"{{{_GML}}}pos").text = f"{flag.latitude:.6f} {flag.longitude:.6f}"
    ElementTree.SubElement(geopriv, f"{{{_GEOPRIV}}}usage-rules")
    return ElementTree.tostring(presence, encoding="unicode")
