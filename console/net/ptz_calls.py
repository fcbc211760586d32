"""Moving cameras: movements, stops, presets, and whose a camera is."""

from __future__ import annotations

from urllib.parse import quote

from console.net.calls import JSON_BODY, Calls
from console.net.transport import Call
from console.wire.model import Message
from console.wire.ptz import (
    PresetBody,
    PresetList,
    PresetRecord,
    PtzLockBody,
    PtzLockRecord,
    PtzMoveAnswer,
    PtzMoveBody,
)

_MOVE_TIMEOUT_S = 3.0
"""A movement that the centre has not taken by then is not wanted any more."""


class PtzCalls(Calls):
    """``/v1/cameras/{id}/ptz``. Raises KnownError ``ptz.*`` too."""

    def move_camera(self, camera: str, body: PtzMoveBody) -> PtzMoveAnswer:
        call = Call(
            "POST",
            f"{_ptz(camera)}/move",
            body.model_dump_json().encode(),
            JSON_BODY,
            read_timeout_s=_MOVE_TIMEOUT_S,
        )
        return self.read(PtzMoveAnswer, self.transport.ask(call).content)

    def stop_camera(self, camera: str) -> None:
        self.transport.ask(Call("POST", f"{_ptz(camera)}/stop"))

    def take_camera(self, camera: str, body: PtzLockBody) -> PtzLockRecord:
        return self.read(PtzLockRecord, self._post(f"{_ptz(camera)}/lock", body))

    def release_camera(self, camera: str) -> PtzLockRecord:
        return self.read(PtzLockRecord, self._post(f"{_ptz(camera)}/lock/release"))

    def presets(self, camera: str) -> PresetList:
        return self.get(PresetList, f"{_ptz(camera)}/presets")

    def go_to_preset(self, camera: str, token: str) -> None:
        self._post(f"{_preset(camera, token)}/go")

    def save_preset(self, camera: str, body: PresetBody) -> PresetRecord:
        return self.read(PresetRecord, self._post(f"{_ptz(camera)}/presets", body))

    def delete_preset(self, camera: str, token: str) -> None:
        self.transport.ask(Call("DELETE", _preset(camera, token)))

    def _post(self, path: str, body: Message | None = None) -> bytes:
        written = b"" if body is None else body.model_dump_json().encode()
        return self.transport.ask(Call("POST", path, written, JSON_BODY if written else None)).content


def _ptz(camera: str) -> str:
    return f"/v1/cameras/{quote(camera, safe='')}/ptz"


def _preset(camera: str, token: str) -> str:
    return f"{_ptz(camera)}/presets/{quote(token, safe='')}"
