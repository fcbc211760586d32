"""Answers a WS-Discovery probe on the loopback as several devices of a network, good and bad, would."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

_MESSAGE_ID = re.compile(rb"<a:MessageID>([^<]+)</a:MessageID>")


@dataclass
class Network:
    """Where to ask, and what was asked."""

    ask: tuple[str, int]
    probes: list[bytes] = field(default_factory=list)


def match(question: str, addresses: str, scopes: str = "onvif://www.onvif.org/Profile/Streaming") -> bytes:
    """The answer of one device."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope" '
        'xmlns:wsa="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" '
        'xmlns:dn="http://www.onvif.org/ver10/network/wsdl"><env:Header><wsa:MessageID>urn:uuid:1</wsa:MessageID>'
        f"<wsa:RelatesTo>{question}</wsa:RelatesTo>"
        "<wsa:To>http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous</wsa:To>"
        "<wsa:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/ProbeMatches</wsa:Action></env:Header><env:Body>"
        "<d:ProbeMatches><d:ProbeMatch><wsa:EndpointReference><wsa:Address>urn:uuid:2</wsa:Address>"
        f"</wsa:EndpointReference><d:Types>dn:NetworkVideoTransmitter</d:Types><d:Scopes>{scopes}</d:Scopes>"
        f"<d:XAddrs>{addresses}</d:XAddrs><d:MetadataVersion>1</d:MetadataVersion></d:ProbeMatch></d:ProbeMatches>"
        "</env:Body></env:Envelope>"
    ).encode()


@contextmanager
def answering_network(answers: Callable[[str], list[bytes]]) -> Iterator[Network]:
    """``answers`` gets the question's id and gives the datagrams that come back."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listening:
        listening.bind(("127.0.0.1", 0))
        network = Network(listening.getsockname())
        thread = threading.Thread(target=_answer, args=(listening, network, answers))
        thread.start()
        try:
            yield network
        finally:
            # An empty datagram ends it; closing the socket would not wake the thread.
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ending:
                ending.sendto(b"", network.ask)
            thread.join()


def _answer(listening: socket.socket, network: Network, answers: Callable[[str], list[bytes]]) -> None:
    while True:
        probe, sender = listening.recvfrom(65_535)
        if not probe:
            return
        network.probes.append(probe)
        found = _MESSAGE_ID.search(probe)
        for datagram in answers(found.group(1).decode() if found else ""):
            listening.sendto(datagram, sender)
