"""Only this machine's own addresses are loopback, whatever a name looks like."""

from __future__ import annotations

import pytest

from console.base.loopback import is_loopback


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.9.9.9", "::1"])
def test_the_machine_itself_is_loopback(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["", "localhost.example", "127.0.0.1.example", "10.0.0.1", "0.0.0.0", "::", "x"])  # noqa: S104
def test_everything_else_is_not(host: str) -> None:
    assert not is_loopback(host)
