"""An authority that is killed at any of its writes can be read and used afterwards, and forgets nothing that it said."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509

from console.base.clock import SystemClock
from console.proof.certificates import serial_text
from console.proof.locked_key import new_key
from console.server.authority.authority import make_authority
from console.server.authority.certificates import HolderKind, RevocationReason
from console.server.authority.register import read_register
from console.server.authority.sealing import read_sealing_key
from tests.helpers.authority import NAME, PASSPHRASE, opened

_ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "made"
    make_authority(folder, NAME, PASSPHRASE, SystemClock(), "siti")
    with opened(folder, SystemClock()) as authority:
        authority.issue("Konsol 3", HolderKind.CONSOLE, new_key().public_key(), 730)
    return folder


def _deaths(step: str, made: Path, place: Path) -> list[Path]:
    """The folders as the deaths left them; the last one is that of the run that got through."""
    (place / "made").symlink_to(made)
    run = [sys.executable, "-m", "tests.faults.server.authority_deaths", step, str(place)]
    done = subprocess.run(run, cwd=_ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return sorted((path for path in place.iterdir() if path.name != "made"), key=lambda path: int(path.name))


def test_an_authority_that_dies_while_it_is_made_is_not_there(made: Path, tmp_path: Path) -> None:
    *died, through = _deaths("init", made, tmp_path)
    assert len(died) > 8
    whole = [folder / "new" for folder in (*died, through) if (folder / "new").exists()]
    for folder in whole:
        opened(folder, SystemClock()).__exit__(None, None, None)
        assert (folder / "ca.pem").is_file()
    make_authority(died[5] / "new", NAME, PASSPHRASE, SystemClock(), "siti")
    assert sorted(path.name for path in died[5].iterdir()) == ["authority", "new"]


def test_a_certificate_that_seals_is_always_on_the_register(made: Path, tmp_path: Path) -> None:
    *died, through = _deaths("issue", made, tmp_path)
    assert len(died) > 3
    for folder in (*died, through):
        serials = {issued.serial for issued in read_register(folder / "authority")}
        assert len(serials) in (1, 2)
        if (folder / "sealing.pem").exists():
            assert serial_text(read_sealing_key(folder, None, datetime.now(UTC)).certificate) in serials
    read_sealing_key(through, None, datetime.now(UTC))


def test_what_was_revoked_is_on_the_list_as_soon_as_it_is_revoked_again(made: Path, tmp_path: Path) -> None:
    *died, through = _deaths("revoke", made, tmp_path)
    assert len(died) > 5
    for folder in (*died, through):
        home = folder / "authority"
        before = _list_of(home)
        (issued,) = read_register(home)
        if len(before):
            assert issued.revocation is not None, "the list tells what the register does not"
        with opened(home, SystemClock()) as authority:
            authority.revoke(issued.serial, RevocationReason.KEY_COMPROMISE)
        after = _list_of(home)
        assert after.get_revoked_certificate_by_serial_number(issued.certificate.serial_number) is not None
        assert _number(after) > _number(before)


def test_the_root_key_is_never_lost_while_its_passphrase_changes(made: Path, tmp_path: Path) -> None:
    *died, through = _deaths("passphrase", made, tmp_path)
    assert len(died) > 2
    for folder in (*died, through):
        opened(folder / "authority", SystemClock()).__exit__(None, None, None)


def _list_of(home: Path) -> x509.CertificateRevocationList:
    """In the file that is given out, which is whole at every moment."""
    content = (home / "ca.pem").read_bytes()
    root = x509.load_pem_x509_certificate(content)
    revoked = x509.load_pem_x509_crl(content[content.index(b"-----BEGIN X509 CRL") :])
    key = root.public_key()
    assert revoked.is_signature_valid(key)  # type: ignore[arg-type]  # an RSA key: it signs
    return revoked


def _number(revoked: x509.CertificateRevocationList) -> int:
    return revoked.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number
