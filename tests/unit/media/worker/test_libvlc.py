"""A machine without libVLC, or without its plugins, is told apart and by code."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from console.base.errors import KnownError
from console.media.worker import libvlc


class _WithoutPlugins:
    """A libVLC that loads and then finds nothing to work with."""

    @staticmethod
    def libvlc_new(_count: int, _options: object) -> None:
        return None


def test_a_libvlc_that_makes_no_instance_lacks_its_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    load: Callable[[], _WithoutPlugins] = _WithoutPlugins
    monkeypatch.setattr(libvlc, "_load", load)

    with pytest.raises(KnownError, match=r"worker\.no_plugins"):
        libvlc.LibVlc()


def test_a_missing_libvlc_is_its_own_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(libvlc.LIBRARY_VARIABLE, "libvlc-that-is-not-there.so")

    with pytest.raises(KnownError, match=r"worker\.no_libvlc"):
        libvlc.LibVlc()
