"""Tests cannot leave the machine, and what stays on it works."""

from __future__ import annotations

import socket

import pytest

from tests.helpers.network_guard import LeavesTheMachineError, is_loopback


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost", "0.0.0.0", "::", ""])  # noqa: S104  "any" is ours
def test_the_machine_itself_is_loopback(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["192.0.2.1", "10.0.0.1", "example.org", "2001:db8::1", "128.0.0.1"])
def test_everything_else_is_not(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize("method", ["connect", "connect_ex"])
def test_a_connection_to_elsewhere_fails_the_test(method: str) -> None:
    with socket.socket() as probe, pytest.raises(LeavesTheMachineError):
        getattr(probe, method)(("192.0.2.1", 80))


def test_a_name_of_elsewhere_is_not_looked_up() -> None:
    with pytest.raises(LeavesTheMachineError):
        socket.getaddrinfo("example.org", 80)


def test_a_reserved_name_is_unknown_as_in_real_life() -> None:
    with pytest.raises(socket.gaierror):
        socket.getaddrinfo("camera.invalid", 80)


def test_a_connection_on_the_loopback_works() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as client:
        client.connect(server.getsockname())
        accepted, _ = server.accept()
        accepted.close()
