"""Finds ONVIF devices of the own network by WS-Discovery: one question to all, answers for a bounded time."""

from __future__ import annotations

import socket
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from console.base.clock import Clock
from console.base.errors import KnownError
from console.server.sources.onvif.address import DeviceAddress
from console.server.sources.onvif.xml_answer import every, inside, name_in, read_xml, words

EVERYBODY = ("239.255.255.250", 3702)
_MOST_BYTES = 65_535
_PROBE = (
    '<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" '
    'xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing"><s:Header>'
    "<a:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</a:Action><a:MessageID>{id}</a:MessageID>"
    "<a:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</a:To></s:Header><s:Body>"
    '<Probe xmlns="http://schemas.xmlsoap.org/ws/2005/04/discovery">'
    '<Types xmlns:dn="http://www.onvif.org/ver10/network/wsdl">dn:NetworkVideoTransmitter</Types></Probe>'
    "</s:Body></s:Envelope>"
)


@dataclass(frozen=True)
class FoundDevice:
    """One device that answered; whether it is what it says shows when it is read."""

    address: str
    """As :class:`OnvifPlace` takes it: the host that the answer came from, whatever the answer says."""
    name: str


def discover(
    clock: Clock, seconds: float = 3.0, most: int = 2000, ask: tuple[str, int] = EVERYBODY, interface: str = ""
) -> list[FoundDevice]:
    """All that answer within ``seconds``, in the order of their addresses. ``interface``: an IPv4 address of this machine,
    where it has several networks. IPv4 alone. Raises KnownError ``source.no_network`` where nothing can be asked.

    One that does not answer may be there all the same: a list of cameras is never made shorter by this.
    """
    question = f"urn:uuid:{uuid.uuid4()}"
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            if interface:
                asking.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(interface))
            asking.sendto(_PROBE.format(id=question).encode(), ask)
            found = {one.address: one for one in _answers(asking, clock, clock.monotonic_s() + seconds, question, most)}
    except OSError as error:
        raise KnownError("source.no_network") from error
    return [found[address] for address in sorted(found)]


def _answers(asking: socket.socket, clock: Clock, until_s: float, question: str, most: int) -> Iterator[FoundDevice]:
    """At most ``most`` datagrams are looked at, so that a flood of them ends as well."""
    for _ in range(most):
        left_s = until_s - clock.monotonic_s()
        if left_s <= 0:
            return
        asking.settimeout(left_s)
        try:
            datagram, sender = asking.recvfrom(_MOST_BYTES)
        except TimeoutError:
            return
        except ConnectionError:
            continue  # a machine that says that nobody listens there
        try:
            yield from _matches(read_xml(datagram, sender[0]), question, sender[0])
        except KnownError:
            continue  # no answer of a device


def _matches(envelope: Element, question: str, host: str) -> Iterator[FoundDevice]:
    if words(envelope, "Header", "RelatesTo") != question:
        return
    for match in every(inside(envelope, "Body", "ProbeMatches"), "ProbeMatch"):
        told = next((one for one in map(_address, words(match, "XAddrs").split()) if one is not None), None)
        if told is not None:
            there = DeviceAddress(told.scheme, host, told.port, told.path)
            yield FoundDevice(there.device_url, name_in(words(match, "Scopes").split()) or there.key)


def _address(text: str) -> DeviceAddress | None:
    try:
        return DeviceAddress.of(text)
    except KnownError:
        return None
