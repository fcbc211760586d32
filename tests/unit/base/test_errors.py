"""Known errors carry a code and parameters, and print in one readable form."""

from __future__ import annotations

from console.base.errors import BugError, KnownError


def test_a_known_error_prints_its_code_and_its_parameters_by_name() -> None:
    assert str(KnownError("net.unreachable", host="pusat", after_s=3.5)) == "net.unreachable(after_s=3.5, host='pusat')"
    assert str(KnownError("disk.full")) == "disk.full"


def test_the_two_families_are_apart() -> None:
    assert not issubclass(KnownError, BugError)
    assert not issubclass(BugError, KnownError)
