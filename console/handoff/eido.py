"""NENA's EIDO 1.0 (STA-021.1b): the components that we write, as frozen models that make the standard's JSON.

Names and required fields follow ``Schema/openapi.yaml`` of NENA911/EIDO-JSON; ours are stricter where they can be: what that
schema leaves as free text but says to come from a registry is an enumeration here.
"""

from __future__ import annotations

from enum import Enum
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, PlainSerializer
from pydantic.alias_generators import to_camel

LocalTime = Annotated[AwareDatetime, PlainSerializer(lambda moment: moment.isoformat(timespec="milliseconds"))]
"""RFC 3339 with milliseconds and the offset that it was given with."""


class IncidentStatus(Enum):
    """Values of the registry of incident statuses that we use."""

    ACTIVE = "Active"
    RESOURCES_ASSIGNED = "ResourcesAssigned"
    RESOURCES_ENROUTE = "ResourcesEnroute"
    RESOURCES_ONSCENE = "ResourcesOnscene"
    CLOSED = "Closed"
    CANCELLED = "Cancelled"
    REOPENED = "ReOpened"


class AgencyRole(Enum):
    """Values of the registry of agency roles that we use."""

    INFORMATIONAL = "Informational"
    DISPATCHING = "Dispatching"


class ReportNumber(Enum):
    """Whether a receiver has heard of the incident before."""

    NEW = "New"
    ONGOING = "Ongoing"
    REOPENED = "Reopened"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, alias_generator=to_camel, populate_by_name=True, extra="ignore")


class Reference(_Part):
    """Points at a component of the same document."""

    ref: str = Field(alias="$ref", min_length=1)


class Component(_Part):
    """The prologue that every component begins with."""

    id: str = Field(alias="$id", min_length=1)
    last_update_time_stamp: LocalTime
    updated_by_agency_reference: Reference
    updated_by_agent_reference: Reference | None = None
    media_references: tuple[Reference, ...] | None = None


class Agency(Component):
    """The city's office that watches, or the police that it tells."""

    agency_role_description_registry_text: tuple[AgencyRole, ...]
    agency_type: tuple[str, ...]


class Agent(Component):
    """The operator who flagged."""

    agent_role_registry_text: tuple[str, ...] = Field(min_length=1)
    agency_reference: Reference


class Location(Component):
    """Where the camera stands."""

    location_type_description_registry_text: str = "InitialIncident"
    location_by_value: str | None = None
    """A PIDF-LO document."""
    location_description_text: str
    local_identifier: tuple[str, ...]


class Notes(Component):
    """What people wrote; the standard wants HTML5, so it is escaped."""

    notes_action_comments: str


class Media(Component):
    """A still, a clip or the live feed, by its address."""

    uri: str
    content_type: str
    label: str


class Disposition(Component):
    """How the incident ended, by the codes of APCO ANS 1.111.2."""

    disposition_common_registry_code: str = Field(pattern="^[0-9]{2}$")
    disposition_description_text: str


class IncidentPart(Component):
    """The incident itself."""

    incident_type_common_registry_text: str = Field(min_length=1)
    incident_type_internal_code: str
    incident_type_internal_text: str
    incident_status_common_registry_text: tuple[IncidentStatus, ...]
    incident_status_internal_text: tuple[str, ...]
    internal_incident_id: str
    report_number_type: ReportNumber
    incident_common_priority_number: int
    incident_priority_internal_text: str
    beat_or_dispatch_group_text: str | None = None
    location_reference: tuple[Reference, ...]
    notes_reference: tuple[Reference, ...] | None = None
    agent_reference: tuple[Reference, ...]
    disposition_component: tuple[Disposition, ...] | None = None


class Eido(Component):
    """One whole document."""

    eido_version: str = Field(default="1.0", pattern=r"^1\.0$")
    issuing_element_identification: str = Field(min_length=1)
    incident_component: IncidentPart
    agency_component: tuple[Agency, ...] = Field(min_length=1)
    agent_component: tuple[Agent, ...]
    location_component: tuple[Location, ...]
    notes_component: tuple[Notes, ...] | None = None
    media_component: tuple[Media, ...] | None = None

    def to_json(self) -> dict[str, object]:
        """The standard's names; what is absent is left out."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)
