"""How a device is reached; what it tells of itself is brought to the same host, since behind NAT it knows only its own."""

from __future__ import annotations

import hashlib
import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit, urlunsplit

from console.base.errors import KnownError

_DEVICE_PATH = "/onvif/device_service"
_USUAL_PORTS = {"http": 80, "https": 443}
_STREAM_SCHEMES = {"rtsp", "rtsps", "http", "https"}
_LONGEST = 2048
_PLAIN_HOST = re.compile(r"[a-z0-9.-]{1,20}(:[0-9]{1,5})?", re.ASCII)
_PLAIN_KEY = re.compile(r"[A-Za-z0-9._:-]{1,39}", re.ASCII)


@dataclass(frozen=True)
class DeviceAddress:
    """Where one device is."""

    scheme: str
    host: str
    """Without brackets."""
    port: int
    path: str = _DEVICE_PATH
    """Of its device service."""

    @classmethod
    def of(cls, text: str) -> DeviceAddress:
        """From a host, ``host:port`` or a whole address. Raises KnownError ``source.bad_address``."""
        text = text.strip()
        text = f"[{text}]" if _is_bare_ipv6(text) else text
        parts = _split(text if "://" in text else f"http://{text}")
        if parts is None or parts.scheme not in _USUAL_PORTS or not parts.hostname or "@" in parts.netloc:
            raise KnownError("source.bad_address")
        port = parts.port or _USUAL_PORTS[parts.scheme]
        return cls(parts.scheme, parts.hostname, port, parts.path if len(parts.path) > 1 else _DEVICE_PATH)

    @property
    def key(self) -> str:
        """What people call it: the host, and the port where it is not the usual one."""
        return _netloc(self.host, None if self.port == _USUAL_PORTS[self.scheme] else self.port)

    @property
    def beginning(self) -> str:
        """What the keys of all its cameras begin with, in letters that an id of the directory takes over as they are."""
        own = self.key if _PLAIN_HOST.fullmatch(self.key) else f"x{_digits(self.key, 16)}"
        return f"{own}_"

    def camera_key(self, source_token: str) -> str:
        """Of one of its video sources, for as long as the device stays at its address and calls the source so."""
        plain = self.beginning + source_token
        return plain if _PLAIN_KEY.fullmatch(plain) else self.beginning + _digits(source_token, 12)

    @property
    def base_url(self) -> str:
        return f"{self.scheme}://{_netloc(self.host, self.port)}"

    @property
    def device_url(self) -> str:
        return self.base_url + self.path

    def service_url(self, told: str) -> str:
        """Where a service is that the device says is at ``told``; empty for no address.

        Never another host, and never without TLS where the device was reached by it: whoever is elsewhere gets
        nothing of ours to try passwords on.
        """
        parts = _split(told)
        if parts is None or not parts.path.startswith("/"):
            return ""
        mine = parts.scheme == self.scheme and parts.hostname == self.host and "@" not in parts.netloc
        base = f"{parts.scheme}://{parts.netloc}" if mine else self.base_url
        return base + urlunsplit(("", "", parts.path, parts.query, ""))

    def stream_url(self, told: str) -> str:
        """The same for a feed, whose port and login stay as told; empty for what is none."""
        parts = _split(told)
        if parts is None or parts.scheme not in _STREAM_SCHEMES:
            return ""
        login = parts.netloc.rpartition("@")
        return urlunsplit((parts.scheme, login[0] + login[1] + _netloc(self.host, parts.port), *parts[2:4], ""))


def _digits(text: str, count: int) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:count]


def _netloc(host: str, port: int | None) -> str:
    shown = f"[{host}]" if ":" in host else host
    return shown if port is None else f"{shown}:{port}"


def _is_bare_ipv6(text: str) -> bool:
    try:
        return ipaddress.ip_address(text).version == 6  # noqa: PLR2004  IPv6
    except ValueError:
        return False


def _split(text: str) -> SplitResult | None:
    """None for what is no address at all: a port that is no number, a bracket too many, a line break."""
    if len(text) > _LONGEST or any(letter <= " " for letter in text):
        return None
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return None
    return parts if parts.hostname else None
