"""Requests for a certificate: ours, openssl's, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.base.errors import KnownError
from console.proof.certificates import request_pem
from console.proof.locked_key import new_key
from console.server.authority.requests import requested_key
from tests.helpers.authority import openssl

_KEY = new_key()


def test_a_request_gives_its_key_and_openssl_agrees(tmp_path: Path) -> None:
    path = tmp_path / "pusat.csr"
    path.write_bytes(request_pem(_KEY, "Pusat"))
    assert requested_key(path) == _KEY.public_key()
    assert openssl("req", "-in", path, "-noout", "-verify")[0] == 0


def test_a_request_that_openssl_made_is_taken(tmp_path: Path) -> None:
    path, key = tmp_path / "konsol.csr", tmp_path / "konsol.key"
    new = ("req", "-new", "-newkey", "rsa:3072", "-nodes", "-keyout", key, "-subj", "/CN=Konsol", "-out", path)
    assert openssl(*new)[0] == 0
    assert requested_key(path).key_size == 3072


@pytest.mark.parametrize(
    "content", [b"", b"no request", request_pem(_KEY, "Pusat")[:400]], ids=["empty", "words", "cut off"]
)
def test_what_is_no_request_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.csr").write_bytes(content)
    with pytest.raises(KnownError, match=r"authority\.request_bad"):
        requested_key(tmp_path / "bad.csr")


def test_a_request_for_a_key_that_did_not_sign_it_is_refused(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours.der", tmp_path / "other.der"
    for path, key in ((ours, _KEY), (theirs, new_key())):
        path.with_suffix(".pem").write_bytes(request_pem(key, "Pusat"))
        assert openssl("req", "-in", path.with_suffix(".pem"), "-outform", "DER", "-out", path)[0] == 0
    # The signature is the last part: another one's in its place.
    forged = ours.read_bytes()[:-384] + theirs.read_bytes()[-384:]
    code, _ = openssl("req", "-inform", "DER", "-out", tmp_path / "forged.csr", given=forged)
    assert code == 0
    with pytest.raises(KnownError, match=r"authority\.request_bad"):
        requested_key(tmp_path / "forged.csr")


def test_a_request_for_another_kind_of_key_is_refused(tmp_path: Path) -> None:
    path, key = tmp_path / "ec.csr", tmp_path / "ec.key"
    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256")
    assert openssl("req", "-new", *curve, "-nodes", "-keyout", key, "-subj", "/CN=Konsol", "-out", path)[0] == 0
    with pytest.raises(KnownError, match=r"authority\.request_bad"):
        requested_key(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"disk\.io"):
        requested_key(tmp_path / "none.csr")
