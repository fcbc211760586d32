"""Messages to bytes and back: four bytes of length, then one JSON object with the message's name in ``kind``."""

from __future__ import annotations

import json
import struct
from dataclasses import fields
from enum import Enum
from typing import Any, get_args, get_type_hints

from console.base.errors import BugError
from console.domain.camera import CameraId, FeedKey
from console.domain.footage import Gap, GapReason
from console.domain.source_options import SourceOptions, Transport
from console.media.protocol.messages import Message

LARGEST_BYTES = 64 * 1024
_LENGTH = struct.Struct("!I")
_KINDS: dict[str, type[Message]] = {kind.__name__: kind for kind in get_args(Message)}
_TYPES: dict[str, dict[str, Any]] = {name: get_type_hints(kind) for name, kind in _KINDS.items()}


def encode(message: Message) -> bytes:
    """One framed message."""
    body: dict[str, Any] = {field.name: _plain(getattr(message, field.name)) for field in fields(message)}
    data = json.dumps({"kind": type(message).__name__, **body}, separators=(",", ":")).encode()
    if len(data) > LARGEST_BYTES:
        raise BugError(f"{type(message).__name__} is too long")
    return _LENGTH.pack(len(data)) + data


class Decoder:
    """Cuts a byte stream into messages. One thread."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def feed(self, data: bytes) -> list[Message]:
        """The messages that ``data`` completes. Raises BugError on anything that is none."""
        self._waiting += data
        messages: list[Message] = []
        while len(self._waiting) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._waiting)
            if length > LARGEST_BYTES:
                raise BugError("a message of impossible length")
            end = _LENGTH.size + length
            if len(self._waiting) < end:
                break
            messages.append(_decode(bytes(self._waiting[_LENGTH.size : end])))
            del self._waiting[:end]
        return messages


def _decode(data: bytes) -> Message:
    try:
        body = json.loads(data)
        kind = body.pop("kind")
        types = _TYPES[kind]
        if body.keys() != types.keys():
            raise BugError(f"{kind} with wrong fields")
        values: dict[str, Any] = {name: _rich(types[name], value) for name, value in body.items()}
        return _KINDS[kind](**values)
    except (ValueError, KeyError, TypeError, AttributeError):
        # From None: the text of a JSON error may quote the message, and that may hold a password.
        raise BugError("a message that cannot be read") from None


def _plain(value: object) -> object:
    if isinstance(value, FeedKey):
        return [value.camera_id, value.quality_name]
    if isinstance(value, SourceOptions):
        return {**vars(value), "transport": value.transport.value}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Gap):
        return [value.start_unix_s, value.end_unix_s, value.reason.value]
    return value.value if isinstance(value, Enum) else value


def _rich(wanted: Any, value: Any) -> object:
    if wanted is FeedKey:
        camera_id, quality_name = value
        return FeedKey(CameraId(_checked(str, camera_id)), _checked(str, quality_name))
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return wanted(value)
    if wanted is SourceOptions:
        return _source_options(value)
    if wanted is float or (wanted == (float | None) and value is not None):
        return float(value)
    if wanted == (float | None):
        return None
    if wanted == tuple[Gap, ...]:
        return tuple(Gap(float(start_s), float(end_s), GapReason(why)) for start_s, end_s, why in value)
    # NewType over str: SurfaceId is a plain str at run time.
    return _checked(getattr(wanted, "__supertype__", wanted), value)


def _source_options(value: Any) -> SourceOptions:
    return SourceOptions(
        transport=Transport(value["transport"]),
        headers=tuple((_checked(str, name), _checked(str, text)) for name, text in value["headers"]),
        check_certificate=_checked(bool, value["check_certificate"]),
        certificate_pem=_checked(str, value["certificate_pem"]),
        file_folder=_checked(str, value["file_folder"]),
    )


def _checked(wanted: Any, value: Any) -> Any:
    if type(value) is not wanted:
        raise TypeError(wanted)
    return value
