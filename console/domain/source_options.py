"""How one feed's address is to be opened, beyond its address and its password: what the centre knows of the source."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum

_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_LONGEST_CERTIFICATE = 16 * 1024
_MOST_HEADERS = 8
_LONGEST_HEADER = 2048


class Transport(Enum):
    """How RTP comes: inside the RTSP connection, as datagrams, or as datagrams unless none arrive."""

    TCP = "tcp"
    UDP = "udp"
    AUTO = "auto"


@dataclass(frozen=True)
class SourceOptions:
    """Everything has the safe default; no source is trusted more than it must be. Headers may hold secrets."""

    transport: Transport = Transport.TCP
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Sent with each HTTP request to the source, ``Referer`` among them; never to another host."""
    check_certificate: bool = True
    """False takes any certificate: only for a camera in the city's own network that cannot have a good one."""
    certificate_pem: str = field(default="", repr=False)
    """A camera's own certificate, or its maker's authority: trusted for this source in place of the system's."""
    file_folder: str = ""
    """Folder of this machine from which a ``file:`` address may be played; empty lets none."""

    def __post_init__(self) -> None:
        if len(self.headers) > _MOST_HEADERS:
            raise ValueError("too many headers")
        for name, value in self.headers:
            # A line break would smuggle a second header, or a second request, into the first.
            if not _HEADER_NAME.fullmatch(name) or len(value) > _LONGEST_HEADER or not _is_one_line(value):
                raise ValueError("a header that cannot be sent")
        if len(self.certificate_pem) > _LONGEST_CERTIFICATE:
            raise ValueError("a certificate that is too long")


PLAIN_SOURCE = SourceOptions()
"""What a feed has of which nothing special is known."""


def _is_one_line(value: str) -> bool:
    return value.isprintable() and value.isascii()
