"""The base of every message: unknown fields are ignored on reading (older consoles meet newer centres), values are frozen."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict


class Message(BaseModel):
    """A frozen message; ``model_validate_json`` raises pydantic's ValidationError, mapped at the door that reads it."""

    model_config = ConfigDict(frozen=True, extra="ignore")


def _to_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        # The first or last hours that there are, in a zone where UTC's are beyond them.
        raise ValueError("no moment that UTC has") from error


UtcTime = Annotated[AwareDatetime, AfterValidator(_to_utc)]
"""A moment with its zone, kept in UTC; ISO 8601 on the wire."""
