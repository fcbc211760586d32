"""A made-up ONVIF camera on the loopback: answers as the standard's schemas want it, or as bad as a test tells it."""

from __future__ import annotations

import base64
import hashlib
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import Element, fromstring
from xml.sax.saxutils import escape

from console.base.clock import Clock, SystemClock
from tests.helpers import onvif_answers as said
from tests.helpers.onvif_answers import DEVICE, MEDIA, MEDIA2, PTZ, SimDevice

_SIGNED_FOR_S = 20.0
_OPEN_TO_ALL = {"GetSystemDateAndTime", "GetServices", "GetCapabilities"}
_REALM = "camera"
_BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><b>&c;</b>'
)


class Trouble(Enum):
    """What is wrong with an answer."""

    FAULT = "fault"
    REFUSED = "refused"
    HTML = "html"
    CUT = "cut"
    BOMB = "bomb"
    DEEP = "deep"
    OTHER_ANSWER = "other answer"
    HANG = "hang"


@dataclass(frozen=True)
class Move:
    """A movement as it was told; None where a direction was left out."""

    profile: str
    pan_tilt: tuple[float, float] | None
    zoom: float | None
    timeout: str


@dataclass(frozen=True)
class Exchange:
    """One request and its answer, as they went over the wire."""

    operation: str
    namespace: str
    path: str
    request: bytes
    answer: bytes


@dataclass
class Told:
    """What the camera was told to do."""

    moves: list[Move] = field(default_factory=list)
    stops: list[str] = field(default_factory=list)
    went_to: list[str] = field(default_factory=list)
    presets: dict[str, str] = field(default_factory=lambda: {"1": "Gerbang", "2": "Lapangan & taman"})


class OnvifCamera:
    """One camera or recorder; its attributes may be changed between requests. Any thread."""

    def __init__(self, device: SimDevice | None = None, host: str = "127.0.0.1") -> None:
        self.device = device or SimDevice()
        self.user, self.password = "ronda", "rahasia & <kuat>"
        self.ahead = timedelta()
        """How far its clock is before the machine's."""
        self.http_digest = False
        """Whether HTTP asks for the password, instead of the token in the envelope."""
        self.trouble: dict[str, Trouble] = {}
        """By operation or by the name of a service; ``*`` for everything."""
        self.told = Told()
        self.exchanges: list[Exchange] = []
        self.clock: Clock = SystemClock()
        self.closing = threading.Event()
        self._nonces: set[str] = set()
        self._lock = threading.Lock()
        self._server = _Server(self, host)
        self.port: int = self._server.server_port
        self.host = f"[{host}]" if ":" in host else host
        self.address = f"{self.host}:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def close(self) -> None:
        self.closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def base_told(self) -> str:
        return f"http://{self.device.host_told or self.address}"

    def operations(self) -> list[str]:
        return [exchange.operation for exchange in self.exchanges]

    def take(self, path: str, request: bytes, authorization: str) -> tuple[int, bytes, dict[str, str]]:
        """Status, answer and headers."""
        envelope = fromstring(request)  # noqa: S314  we sent it
        body = _child(envelope, "Body")
        namespace, _, operation = body[0].tag[1:].partition("}")
        names = (operation, path.rpartition("/")[2], "*")
        trouble = next((self.trouble[name] for name in names if name in self.trouble), None)
        if trouble is Trouble.HANG:
            self.closing.wait()
        if self.http_digest and not self._digest_fits(authorization):
            challenge = f'Digest realm="{_REALM}", qop="auth", nonce="n0nce", algorithm=MD5'
            return 401, b"<html>Sign in</html>", {"WWW-Authenticate": challenge}
        with self._lock:
            status, answer = self._answer(namespace, operation, envelope, body[0])
            if trouble is not None:
                status, answer = _spoilt(trouble, answer)
            self.exchanges.append(Exchange(operation, namespace, path, request, answer))
        return status, answer, {}

    def _answer(self, namespace: str, operation: str, envelope: Element, asked: Element) -> tuple[int, bytes]:
        if operation not in _OPEN_TO_ALL and not self.http_digest and not self._token_fits(envelope):
            return 400, said.fault("NotAuthorized", f"the password of {self.user} is wrong")
        content = self._content(namespace, operation, asked)
        if content is None:
            return 500, said.fault("ActionNotSupported")
        return 200, said.answered(namespace, operation, content)

    def _content(self, namespace: str, operation: str, asked: Element) -> str | None:
        if namespace == DEVICE:
            return self._device_content(operation)
        if namespace == MEDIA2 and not self.device.media2:
            return None
        if namespace in {MEDIA, MEDIA2}:
            return self._media_content(namespace, operation, asked)
        return self._ptz_content(operation, asked) if self.device.ptz else None

    def _device_content(self, operation: str) -> str | None:
        device, namespaces = self.device, [DEVICE, MEDIA]
        namespaces += [MEDIA2] * device.media2 + [PTZ] * device.ptz
        known = {
            "GetSystemDateAndTime": said.clock(self.clock.now_utc() + self.ahead),
            "GetServices": said.services(self.base_told, namespaces) if device.services else None,
            "GetCapabilities": said.capabilities(self.base_told, device.ptz),
            "GetDeviceInformation": said.about(device),
            "GetScopes": said.scopes(device),
        }
        return known.get(operation)

    def _media_content(self, namespace: str, operation: str, asked: Element) -> str | None:
        if operation == "GetProfiles":
            return said.profiles(self.device) if namespace == MEDIA else said.profiles2(self.device)
        token = _text(asked, "ProfileToken")
        profile = next((one for one in self.device.profiles if one.token == token), None)
        if operation != "GetStreamUri" or profile is None or token in self.device.silent:
            return None
        host = self.device.host_told.partition(":")[0] or self.host
        url = profile.stream or f"rtsp://{host}:554/{quote(profile.token)}?a=1&b=2"
        return said.media_uri(url) if namespace == MEDIA else f"<q:Uri>{escape(url)}</q:Uri>"

    def _ptz_content(self, operation: str, asked: Element) -> str | None:
        token, presets = _text(asked, "PresetToken"), self.told.presets
        if operation == "ContinuousMove":
            self.told.moves.append(_move(asked))
        elif operation == "Stop":
            self.told.stops.append(_text(asked, "ProfileToken"))
        elif operation == "GetPresets":
            return "".join(said.preset(*one) for one in presets.items())
        elif operation == "SetPreset":
            token = token or str(len(presets) + 1)
            presets[token] = _text(asked, "PresetName")
            return f"<q:PresetToken>{token}</q:PresetToken>"
        elif operation in {"GotoPreset", "RemovePreset"} and token in presets:
            if operation == "GotoPreset":
                self.told.went_to.append(token)
            else:
                del presets[token]
        else:
            return None
        return ""

    def _token_fits(self, envelope: Element) -> bool:
        header = {one.tag.rpartition("}")[2]: one.text or "" for one in _child(envelope, "Header").iter()}
        nonce, created = header.get("Nonce", ""), header.get("Created", "")
        if header.get("Username") != self.user or nonce in self._nonces:
            return False
        self._nonces.add(nonce)
        wanted = hashlib.sha1(base64.b64decode(nonce) + created.encode() + self.password.encode())  # noqa: S324
        skew = datetime.fromisoformat(created) - (self.clock.now_utc() + self.ahead)
        fits = base64.b64encode(wanted.digest()).decode() == header["Password"]
        return fits and abs(skew.total_seconds()) <= _SIGNED_FOR_S

    def _digest_fits(self, authorization: str) -> bool:
        given = dict(re.findall(r'(\w+)="?([^",]*)"?', authorization.partition(" ")[2]))
        if given.get("username") != self.user:
            return False
        first = _md5(f"{self.user}:{_REALM}:{self.password}")
        second = _md5(f"POST:{given['uri']}")
        wanted = _md5(f"{first}:n0nce:{given['nc']}:{given['cnonce']}:auth:{second}")
        return bool(given["response"] == wanted)


class _Server(ThreadingHTTPServer):
    daemon_threads = False

    def __init__(self, camera: OnvifCamera, host: str) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.camera = camera
        super().__init__((host, 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        request = self.rfile.read(int(self.headers["Content-Length"]))
        status, answer, headers = self.server.camera.take(self.path, request, self.headers.get("Authorization", ""))
        self.send_response(status)
        for name, value in {"Content-Type": "application/soap+xml", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_arguments: Any) -> None:
        """Quiet."""


def _spoilt(trouble: Trouble, answer: bytes) -> tuple[int, bytes]:
    spoilt = {
        Trouble.FAULT: (500, said.fault("InvalidArgVal", "rahasia")),
        Trouble.REFUSED: (401, b"<html>no</html>"),
        Trouble.HTML: (200, b"<html><body>Sign in<br></body></html>"),
        Trouble.CUT: (200, answer[: len(answer) // 2]),
        Trouble.BOMB: (200, _BOMB),
        Trouble.DEEP: (200, b"<a>" * 100_000),
        Trouble.OTHER_ANSWER: (200, said.answered(DEVICE, "GetHostname")),
        Trouble.HANG: (200, b""),
    }
    return spoilt[trouble]


def _move(asked: Element) -> Move:
    velocity = _child(asked, "Velocity")
    parts = {part.tag.rpartition("}")[2]: part for part in velocity}
    turned, zoomed = parts.get("PanTilt"), parts.get("Zoom")
    return Move(
        _text(asked, "ProfileToken"),
        (float(turned.attrib["x"]), float(turned.attrib["y"])) if turned is not None else None,
        float(zoomed.attrib["x"]) if zoomed is not None else None,
        _text(asked, "Timeout"),
    )


def _child(parent: Element, name: str) -> Element:
    return next(child for child in parent if child.tag.rpartition("}")[2] == name)


def _text(parent: Element, name: str) -> str:
    return next((child.text or "" for child in parent if child.tag.rpartition("}")[2] == name), "")


def _md5(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()  # noqa: S324  as HTTP digest is


@contextmanager
def running_camera(device: SimDevice | None = None, host: str = "127.0.0.1", **changes: Any) -> Iterator[OnvifCamera]:
    """``changes``: fields of the device that are otherwise."""
    camera = OnvifCamera(replace(device or SimDevice(), **changes), host)
    try:
        yield camera
    finally:
        camera.close()
