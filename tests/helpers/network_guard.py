"""Keeps tests on the loopback: a connection or name look-up that would leave the machine fails at once."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

import pytest

_LOCAL_NAMES = {"", "localhost", "localhost.localdomain", "ip6-localhost"}
_ADDRESS_FAMILIES = (socket.AF_INET, socket.AF_INET6)


class LeavesTheMachineError(AssertionError):
    """A test tried to reach something that is not this machine."""


def is_loopback(host: str) -> bool:
    """True for loopback addresses and names, and for "any" addresses, which servers bind to."""
    if host.lower() in _LOCAL_NAMES:
        return True
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards ``connect``, ``connect_ex`` and ``getaddrinfo`` of this process; native code is not seen."""
    for name in ("connect", "connect_ex"):
        _guard_connect(monkeypatch, name)
    look_up = socket.getaddrinfo

    def guarded_look_up(host: Any, *rest: Any, **options: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host or ""
        if not is_loopback(name):
            _refuse_name(name)
        return look_up(host, *rest, **options)

    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)


def _guard_connect(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    original = getattr(socket.socket, name)

    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in _ADDRESS_FAMILIES and not is_loopback(str(address[0])):
            raise LeavesTheMachineError(f"the test tried to connect to {address!r}; tests use the loopback only")
        return original(self, address)

    monkeypatch.setattr(socket.socket, name, guarded)


def _refuse_name(name: str) -> None:
    # RFC 6761: nothing below .invalid ever resolves, so tests of an unknown host may use it.
    if name.endswith(".invalid"):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    raise LeavesTheMachineError(f"the test tried to look up {name!r}; tests use the loopback only (or *.invalid)")
