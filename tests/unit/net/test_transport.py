"""Addresses, TLS and uploads."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from console.base.errors import KnownError
from console.base.ids import new_id
from console.net.addresses import checked_base_url
from console.net.client import CentreClient
from console.net.uploads import CHUNK_BYTES
from console.wire.events import EvidenceBody, EvidenceKind
from tests.helpers.clock import START_UTC
from tests.helpers.toy_centre import ToyCentre
from tests.helpers.toy_faults import FaultKind
from tests.helpers.toy_fixtures import FixedToken, centre, client, tokens

__all__ = ["centre", "client", "tokens"]


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def tls_centre(authority: trustme.CA, name: str) -> ToyCentre:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(name).configure_cert(context)
    return ToyCentre(context)


def signed_in(centre: ToyCentre, ca_file: Path | None = None) -> CentreClient:
    client = CentreClient(centre.url, ca_file)
    client.use_tokens(FixedToken(centre))
    return client


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> Path:
    path = tmp_path / "city-ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://pusat.semarangkota.go.id", "net.insecure"),
        ("http://10.0.0.1:8000", "net.insecure"),
        ("ftp://pusat", "net.bad_address"),
        ("pusat", "net.bad_address"),
        ("", "net.bad_address"),
        ("https://user:sandi@pusat", "net.bad_address"),
        ("https://pusat:notaport", "net.bad_address"),
        ("https://[::1", "net.bad_address"),
    ],
)
def test_addresses_that_are_not_safe_or_no_address(url: str, code: str) -> None:
    with pytest.raises(KnownError) as caught:
        checked_base_url(url)

    assert caught.value.code == code
    assert "sandi" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8000/", "http://localhost", "http://[::1]:1", "https://pusat/ronda/"]
)
def test_addresses_that_may_be_used(url: str) -> None:
    assert checked_base_url(url) == url.rstrip("/")


@given(st.text())
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        url = checked_base_url(text)
    except KnownError:
        return
    assert url.startswith("https://")


def test_an_unknown_authority_is_refused(authority: trustme.CA) -> None:
    with tls_centre(authority, "127.0.0.1") as centre, pytest.raises(KnownError) as caught:
        signed_in(centre).status()

    assert caught.value.code == "net.tls"
    assert caught.value.params == {"host": "127.0.0.1"}


def test_the_authority_of_the_city_is_trusted_when_it_is_given(
    authority: trustme.CA, ca_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RONDA_CA_FILE", str(ca_file))

    with tls_centre(authority, "127.0.0.1") as centre:
        assert signed_in(centre).status().cameras == {}


def test_a_certificate_for_another_name_is_refused(authority: trustme.CA, ca_file: Path) -> None:
    with tls_centre(authority, "lain.example") as centre, pytest.raises(KnownError) as caught:
        signed_in(centre, ca_file).status()

    assert caught.value.code == "net.tls"


def test_a_missing_ca_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as caught:
        CentreClient("https://pusat", tmp_path / "nowhere.pem")

    assert caught.value.code == "net.ca_file"


def clip_file(folder: Path, size: int) -> tuple[Path, EvidenceBody]:
    path = folder / "clip.mp4"
    path.write_bytes(b"x" * size)
    body = EvidenceBody(
        kind=EvidenceKind.CLIP,
        camera_id="c",
        content_type="video/mp4",
        size_bytes=size,
        sha256="0" * 64,
        start_utc=START_UTC,
        end_utc=START_UTC,
    )
    return path, body


def test_an_upload_goes_in_pieces_and_resumes_from_its_address(
    client: CentreClient, centre: ToyCentre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = CHUNK_BYTES * 2 + 5
    path, body = clip_file(tmp_path, size)
    evidence_id = new_id()
    monkeypatch.setattr(centre.records, "finish_upload", lambda _upload: None)
    centre.faults.plan(FaultKind.DROP, "HEAD", "/v1/uploads")
    urls: list[str] = []
    stopped = client.upload_evidence(
        path, evidence_id, body.content_type, on_url=urls.append, should_stop=lambda: centre.count("PATCH", "/") == 1
    )
    assert not stopped

    with pytest.raises(KnownError):
        client.upload_evidence(path, evidence_id, body.content_type, resume_url=urls[0])
    assert client.upload_evidence(path, evidence_id, body.content_type, resume_url=urls[0])

    (upload,) = centre.records.uploads.values()
    assert len(upload.content) == size
    assert centre.count("POST", "/v1/uploads") == 1
    assert centre.count("PATCH", "/v1/uploads") == 3


def test_an_upload_that_the_centre_forgot_begins_anew(
    client: CentreClient, centre: ToyCentre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, body = clip_file(tmp_path, 10)
    monkeypatch.setattr(centre.records, "finish_upload", lambda _upload: None)

    assert client.upload_evidence(path, new_id(), body.content_type, resume_url="/v1/uploads/99")
    assert len(centre.records.uploads) == 1
