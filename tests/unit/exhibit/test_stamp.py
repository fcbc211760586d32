"""Asking a time stamping service: only a stamp of our own bytes is taken, and every other answer is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.base.errors import KnownError
from console.exhibit.stamp import check_stamp, service_stamp
from console.exhibit.trust import Authority
from tests.helpers.exhibits import StampingService
from tests.helpers.served_stamps import served_stamps


def test_the_stamp_of_a_service_is_kept_as_it_came_and_holds(tmp_path: Path) -> None:
    service = StampingService.begin(tmp_path)
    with served_stamps(lambda request: (200, service.answer(request))) as url:
        stamp = service_stamp(url)(b"a seal")
    assert check_stamp(stamp, b"a seal", Authority((service.root.certificate,))).trusted
    with pytest.raises(KnownError) as caught:
        check_stamp(stamp, b"another seal", None)
    assert caught.value.code == "seal.stamp_other"


def test_an_old_stamp_given_again_is_refused(tmp_path: Path) -> None:
    """The same bytes, but not the number that was asked with: somebody plays an earlier answer."""
    service = StampingService.begin(tmp_path)
    old = service.stamp(b"a seal")
    with served_stamps(lambda _request: (200, old)) as url, pytest.raises(KnownError) as caught:
        service_stamp(url)(b"a seal")
    assert caught.value.code == "seal.stamp_refused"


@pytest.mark.parametrize("answer", [(200, b"garbage"), (200, b""), (200, b"0\x03\x02\x01\x02"), (500, b"x")])
def test_garbage_is_refused(answer: tuple[int, bytes]) -> None:
    with served_stamps(lambda _request: answer) as url, pytest.raises(KnownError) as caught:
        service_stamp(url)(b"a seal")
    assert caught.value.code == "seal.stamp_refused"


def test_a_service_that_is_away_is_told() -> None:
    with served_stamps(lambda _request: (200, b"")) as url:
        pass
    with pytest.raises(KnownError) as caught:
        service_stamp(url)(b"a seal")
    assert caught.value.code == "seal.stamp_unreachable"


@pytest.mark.parametrize("url", ["", "ftp://x/", "http://", "https://user:secret@tsa/", "tsa.example"])
def test_only_web_addresses_without_a_password_are_asked(url: str) -> None:
    with pytest.raises(KnownError) as caught:
        service_stamp(url)
    assert caught.value.code == "seal.stamp_url"
    assert "secret" not in str(caught.value)
