"""Moving cameras: ``/v1/cameras/{id}/ptz``, and what ``ptz.lock`` tells of one."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from console.wire.model import Message, UtcTime

Speed = Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)]
PresetName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]


class PtzMoveBody(Message):
    """How fast a camera is to move until the next of these; right, up and nearer are positive."""

    pan: Speed = 0.0
    tilt: Speed = 0.0
    zoom: Speed = 0.0


class PtzLockBody(Message):
    """The caller wants the camera, with ``take_over`` even where somebody else has it."""

    take_over: bool = False


class PtzLockRecord(Message):
    """Whose a camera is until when; without a holder it is free."""

    camera_id: str
    holder_id: str = ""
    holder: str = ""
    until_utc: UtcTime
    lost_by_id: str = ""
    """Whom it was taken from just now."""


class PtzMoveAnswer(Message):
    """The camera is the caller's. ``problem``: the code of what its last command failed with, empty when it was done."""

    lock: PtzLockRecord
    problem: str = ""


class PresetBody(Message):
    """What a preset is to be called."""

    name: PresetName


class PresetRecord(Message):
    """A place that the camera itself has saved; the token is the camera's own."""

    token: str
    name: str


class PresetList(Message):
    """The presets of a camera, in its order."""

    presets: tuple[PresetRecord, ...]
