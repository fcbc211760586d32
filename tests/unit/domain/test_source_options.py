"""Options of a source refuse what could not be sent safely."""

from __future__ import annotations

import pytest

from console.domain.source_options import SourceOptions, Transport


def test_nothing_is_trusted_by_default() -> None:
    options = SourceOptions()
    assert options.check_certificate
    assert options.transport is Transport.TCP
    assert not options.file_folder


@pytest.mark.parametrize(
    ("name", "value"),
    [("", "x"), ("A B", "x"), ("A:", "x"), ("A", "x\r\nB: y"), ("A", "\x00"), ("A", "é"), ("A", "x" * 3000)],
)
def test_a_header_that_would_become_two_is_refused(name: str, value: str) -> None:
    with pytest.raises(ValueError, match="header"):
        SourceOptions(headers=((name, value),))


def test_too_many_headers_and_too_long_certificates_are_refused() -> None:
    with pytest.raises(ValueError, match="headers"):
        SourceOptions(headers=(("A", "b"),) * 9)
    with pytest.raises(ValueError, match="certificate"):
        SourceOptions(certificate_pem="x" * 20_000)


def test_what_may_be_secret_is_not_printed() -> None:
    options = SourceOptions(headers=(("Authorization", "Bearer geheim"),), certificate_pem="geheim")
    assert "geheim" not in repr(options)
