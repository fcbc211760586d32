"""A JSON schema of the EIDO 1.0 components that Ronda writes, and the checks that no schema language can say.

Written for these tests from the field list of ``Schema/openapi.yaml`` in NENA911/EIDO-JSON (version 1.0.0): the same names, types
and required fields. NENA's own file is not copied here because its repository states no licence. Ours is stricter: a field
that it doesn't know is refused, and values that NENA only describes as coming from a registry are enumerated.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_REFERENCE: Schema = {
    "type": "object",
    "required": ["$ref"],
    "properties": {"$ref": _TEXT},
    "additionalProperties": False,
}
_REFERENCES: Schema = {"type": "array", "items": _REFERENCE}
_TIME: Schema = {"type": "string", "format": "date-time"}


def _one_of(*values: str) -> Schema:
    return {"type": "string", "enum": list(values)}


def _component(required: tuple[str, ...], **properties: Schema) -> Schema:
    prologue: dict[str, Schema] = {
        "$id": {"type": "string", "minLength": 1},
        "lastUpdateTimeStamp": _TIME,
        "updatedByAgencyReference": _REFERENCE,
        "updatedByAgentReference": _REFERENCE,
        "externalInformationSourceReferences": _REFERENCES,
        "mediaReferences": _REFERENCES,
    }
    return {
        "type": "object",
        "required": ["$id", "lastUpdateTimeStamp", "updatedByAgencyReference", *required],
        "properties": prologue | properties,
        "additionalProperties": False,
    }


def _list(component: Schema) -> Schema:
    return {"type": "array", "items": component}


_AGENCY_ROLES = (*("Assisting", "CallReceiving", "Dispatched", "Dispatching", "Informational", "TransferredTo"),)
_STATUSES = (
    *("Active", "Cancelled", "Closed", "FireUnderControl", "NewLocation", "ReOpened"),
    *("ResourcesAssigned", "ResourcesEnroute", "ResourcesOnscene", "StructureCleared"),
)
_LOCATION_TYPES = (
    *("RoutingLocation", "Caller", "CurrentIncident", "InitialIncident", "Investigation"),
    *("Other", "Staging", "TowerLocation", "UnitLocation"),
)

_AGENCY = _component(
    ("agencyRoleDescriptionRegistryText", "agencyType"),
    agencyJcard=_TEXT,
    agencyRoleDescriptionRegistryText={"type": "array", "items": _one_of(*_AGENCY_ROLES)},
    agencyType=_TEXTS,
    notesReference=_REFERENCES,
    incidentOwningAgencyIndicator={"type": "boolean"},
)
_AGENT = _component(
    ("agentRoleRegistryText", "agencyReference"),
    agentJcard=_TEXT,
    agentWorkstationPositionIdentification=_TEXT,
    agentRoleRegistryText={"type": "array", "items": _TEXT, "minItems": 1},
    agencyReference=_REFERENCE,
    notesReference=_REFERENCES,
)
_NOTES = _component(("notesActionComments",), notesActionComments=_TEXT, agentReference=_REFERENCE)
_LOCATION = _component(
    ("locationTypeDescriptionRegistryText",),
    locationTypeDescriptionRegistryText=_one_of(*_LOCATION_TYPES),
    locationByValue=_TEXT,
    locationByReferenceUrl={"type": "string", "format": "uri"},
    locationDescriptionText=_TEXT,
    localIdentifier=_TEXTS,
    notesReference=_REFERENCES,
)
_MEDIA = _component(
    ("uri", "contentType"), uri={"type": "string", "format": "uri-reference"}, contentType=_TEXT, label=_TEXT
)
_DISPOSITION = _component(
    ("dispositionCommonRegistryCode",),
    dispositionCommonRegistryCode=_one_of(*(f"{code:02d}" for code in range(1, 46))),
    dispositionPrimaryIndicator={"type": "boolean"},
    dispositionCategoryText=_TEXT,
    dispositionDescriptionText=_TEXT,
    notesReference=_REFERENCES,
)
_INCIDENT = _component(
    ("incidentTypeCommonRegistryText",),
    incidentTypeInternalCode=_TEXT,
    incidentTypeInternalText=_TEXT,
    incidentTypeCommonRegistryText={"type": "string", "pattern": "^[A-Z0-9]{2,12}$"},
    incidentStatusInternalText=_TEXTS,
    incidentStatusCommonRegistryText={"type": "array", "items": _one_of(*_STATUSES)},
    internalIncidentId=_TEXT,
    agentReference=_REFERENCES,
    locationReference=_REFERENCES,
    personReference=_REFERENCES,
    vehicleReference=_REFERENCES,
    reportNumberType=_one_of("New", "Ongoing", "Reopened"),
    incidentPriorityInternalText=_TEXT,
    incidentCommonPriorityNumber={"type": "integer", "minimum": -(2**31), "maximum": 2**31 - 1},
    beatOrDispatchGroupText=_TEXT,
    dispositionComponent=_list(_DISPOSITION),
    notesReference=_REFERENCES,
)
EIDO_SCHEMA: Schema = _component(
    ("eidoVersion", "issuingElementIdentification", "agencyComponent"),
    eidoVersion=_one_of("1.0"),
    eidoExtensionId=_TEXTS,
    issuingElementIdentification=_TEXT,
    incidentComponent=_INCIDENT,
    agencyComponent=_list(_AGENCY),
    agentComponent=_list(_AGENT),
    locationComponent=_list(_LOCATION),
    notesComponent=_list(_NOTES),
    mediaComponent=_list(_MEDIA),
)

_FORMATS = FormatChecker(formats=())


@_FORMATS.checks("date-time", raises=ValueError)
def _is_moment(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


@_FORMATS.checks("uri-reference", raises=ValueError)
def _is_uri(value: object) -> bool:
    # A reference may also be relative, to where the document came from.
    return not isinstance(value, str) or (" " not in value and urlsplit(value).scheme in ("https", "http", ""))


_VALIDATOR = Draft202012Validator(EIDO_SCHEMA, format_checker=_FORMATS)


def eido_faults(document: dict[str, Any]) -> list[str]:
    """What is wrong with a document, empty when it is valid: the schema's faults, and references that lead nowhere."""
    faults = [f"{'/'.join(map(str, fault.path))}: {fault.message}" for fault in _VALIDATOR.iter_errors(document)]
    ids = list(_values(document, "$id"))
    faults += [f"$id {name} stands twice" for name in sorted({found for found in ids if ids.count(found) > 1})]
    return faults + [f"$ref {found} leads nowhere" for found in _values(document, "$ref") if found not in ids]


def _values(part: object, key: str) -> Iterator[str]:
    if isinstance(part, dict):
        for name, value in part.items():
            if name == key:
                yield str(value)
            yield from _values(value, key)
    elif isinstance(part, list):
        for value in part:
            yield from _values(value, key)
