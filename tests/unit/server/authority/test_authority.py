"""The authority in its folder: what it issues openssl believes, what it revokes openssl believes no more."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.proof.locked_key import new_key
from console.server.authority.authority import Authority, make_authority
from console.server.authority.certificates import HolderKind, RevocationReason
from console.server.authority.register import read_register
from tests.helpers.authority import NAME, PASSPHRASE, copy_of, opened, openssl, verified
from tests.helpers.clock import START_UTC, FakeClock
from tests.helpers.logfail import ExpectLog

_KEY = new_key()
_PUBLIC = _KEY.public_key()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "authority"
    make_authority(folder, NAME, PASSPHRASE, FakeClock(), "siti")
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return copy_of(made, tmp_path / "authority")


def test_only_its_own_user_can_read_the_key_and_it_is_under_the_passphrase(folder: Path) -> None:
    key = folder / "root.key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert key.read_bytes().startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----")


@pytest.mark.parametrize("kind", list(HolderKind))
def test_what_it_issues_is_believed_by_openssl(folder: Path, kind: HolderKind) -> None:
    with opened(folder, FakeClock()) as authority:
        issued = authority.issue("  Pusat   CCTV ", kind, _PUBLIC, 730)
    path = folder / "issued" / f"{issued.serial}.pem"
    purposes = [("-purpose", "smimesign")] + ([("-purpose", "sslclient")] if kind is HolderKind.CONSOLE else [])
    for purpose in purposes:
        assert verified(path, folder / "ca.pem", START_UTC, purpose) == (0, f"{path}: OK\n")
    assert (issued.name, issued.kind) == ("Pusat CCTV", kind)
    code, told = openssl("x509", "-in", path, "-noout", "-serial")
    assert (code, told) == (0, f"serial={issued.serial}\n")


def test_a_certificate_of_the_centre_opens_no_door_of_tls(folder: Path) -> None:
    with opened(folder, FakeClock()) as authority:
        issued = authority.issue("Pusat", HolderKind.CENTRE, _PUBLIC, 730)
    path = folder / "issued" / f"{issued.serial}.pem"
    assert verified(path, folder / "ca.pem", START_UTC, ("-purpose", "sslclient"))[0] != 0


def test_a_holder_named_like_the_authority_is_still_another(folder: Path) -> None:
    with opened(folder, FakeClock()) as authority:
        issued = authority.issue(NAME, HolderKind.CENTRE, _PUBLIC, 730)
    assert issued.certificate.subject != issued.certificate.issuer
    assert verified(folder / "issued" / f"{issued.serial}.pem", folder / "ca.pem", START_UTC)[0] == 0


def test_what_was_revoked_is_not_believed_and_its_neighbour_still_is(folder: Path) -> None:
    clock = FakeClock()
    with opened(folder, clock) as authority:
        bad = authority.issue("Konsol 3", HolderKind.CONSOLE, _PUBLIC, 730)
        good = authority.issue("Konsol 4", HolderKind.CONSOLE, _PUBLIC, 730)
        clock.advance(3600)
        authority.revoke(bad.serial.lower(), RevocationReason.KEY_COMPROMISE)
    now_utc = clock.now_utc()
    code, told = verified(folder / "issued" / f"{bad.serial}.pem", folder / "ca.pem", now_utc)
    assert code != 0
    assert "certificate revoked" in told
    assert verified(folder / "issued" / f"{good.serial}.pem", folder / "ca.pem", now_utc)[0] == 0
    told_bad, told_good = read_register(folder)
    assert told_bad.revocation is not None
    assert (told_bad.revocation.since_utc, told_bad.revocation.reason) == (now_utc, RevocationReason.KEY_COMPROMISE)
    assert told_good.revocation is None


def test_a_key_that_was_stolen_days_ago_is_revoked_from_then_on(folder: Path) -> None:
    clock = FakeClock()
    stolen_utc = START_UTC + timedelta(days=2)
    with opened(folder, clock) as authority:
        issued = authority.issue("Konsol 3", HolderKind.CONSOLE, _PUBLIC, 730)
        clock.advance(5 * 86_400)
        authority.revoke(issued.serial, RevocationReason.KEY_COMPROMISE, stolen_utc)
        again = authority.revoke(issued.serial, RevocationReason.SUPERSEDED)
        signed = authority.sign_list()
    entry = signed.get_revoked_certificate_by_serial_number(issued.certificate.serial_number)
    assert entry is not None
    assert entry.revocation_date_utc == stolen_utc
    assert again.revocation is not None
    assert again.revocation.reason is RevocationReason.KEY_COMPROMISE


@pytest.mark.parametrize("days", [-1, 6])
def test_nothing_is_revoked_from_before_its_issue_or_from_a_time_to_come(folder: Path, days: int) -> None:
    clock = FakeClock()
    with opened(folder, clock) as authority:
        issued = authority.issue("Konsol 3", HolderKind.CONSOLE, _PUBLIC, 730)
        clock.advance(5 * 86_400)
        with pytest.raises(KnownError, match=r"authority\.since_bad"):
            authority.revoke(issued.serial, RevocationReason.SUPERSEDED, START_UTC + timedelta(days=days))
    assert read_register(folder)[0].revocation is None


def test_each_list_has_a_greater_number(folder: Path) -> None:
    numbers: list[int] = []
    for _ in range(2):
        with opened(folder, FakeClock()) as authority:
            signed = (authority.sign_list(), authority.sign_list())
        numbers += [one.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number for one in signed]
    assert numbers == sorted(set(numbers))


def test_an_unknown_serial_is_not_revoked(folder: Path) -> None:
    with (
        opened(folder, FakeClock()) as authority,
        pytest.raises(KnownError, match=r"authority\.serial_unknown"),
    ):
        authority.revoke("ABCD", RevocationReason.SUPERSEDED)


def test_a_certificate_ends_with_the_authority_at_the_latest(folder: Path) -> None:
    clock = FakeClock()
    clock.advance(19.5 * 365 * 86_400)
    with opened(folder, clock) as authority:
        issued = authority.issue("Pusat", HolderKind.CENTRE, _PUBLIC, 730)
        assert issued.certificate.not_valid_after_utc == authority.root.certificate.not_valid_after_utc
        clock.advance(365 * 86_400)
        with pytest.raises(KnownError, match=r"authority\.expired"):
            authority.issue("Pusat", HolderKind.CENTRE, _PUBLIC, 730)
        with pytest.raises(KnownError, match=r"authority\.expired"):
            authority.sign_list()


@pytest.mark.parametrize("name", ["", "   ", "x" * 65, "Pusat\x00", "Pusat\x1b[2J"])
def test_a_name_that_cannot_stand_in_a_certificate_is_refused(folder: Path, name: str) -> None:
    with opened(folder, FakeClock()) as authority, pytest.raises(KnownError, match=r"authority\.name_bad"):
        authority.issue(name, HolderKind.CENTRE, _PUBLIC, 730)
    assert read_register(folder) == ()


def test_a_short_key_gets_no_certificate(folder: Path) -> None:
    short = rsa.generate_private_key(public_exponent=65_537, key_size=2048).public_key()
    with opened(folder, FakeClock()) as authority, pytest.raises(KnownError, match=r"authority\.key_short"):
        authority.issue("Pusat", HolderKind.CENTRE, short, 730)


def test_another_passphrase_opens_nothing(folder: Path) -> None:
    with pytest.raises(KnownError, match=r"authority\.passphrase_wrong"):
        Authority(folder, Secret("lima kata untuk ujian sajo"), FakeClock(), "siti")


def test_a_short_passphrase_makes_no_authority(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"authority\.passphrase_short"):
        make_authority(tmp_path / "authority", NAME, Secret("ronda-malam"), FakeClock(), "siti")
    assert list(tmp_path.iterdir()) == []


def test_a_bad_name_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"authority\.name_bad"):
        make_authority(tmp_path / "authority", "", PASSPHRASE, FakeClock(), "siti")
    assert list(tmp_path.iterdir()) == []


def test_what_lies_there_already_is_left_alone(folder: Path) -> None:
    before = (folder / "root.key").read_bytes()
    with pytest.raises(KnownError, match=r"authority\.exists"):
        make_authority(folder, NAME, PASSPHRASE, FakeClock(), "siti")
    assert (folder / "root.key").read_bytes() == before


def test_where_none_is_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"authority\.none"):
        opened(tmp_path, FakeClock())
    with pytest.raises(KnownError, match=r"authority\.none"):
        read_register(tmp_path)


def test_two_cannot_write_at_once(folder: Path) -> None:
    with opened(folder, FakeClock()), pytest.raises(KnownError, match=r"proof\.chain_in_use"):
        opened(folder, FakeClock())


def test_a_changed_row_of_the_register_is_found(folder: Path) -> None:
    with opened(folder, FakeClock()) as authority:
        authority.issue("Pusat", HolderKind.CENTRE, _PUBLIC, 730)
        authority.issue("Konsol", HolderKind.CONSOLE, _PUBLIC, 730)
    path = folder / "register.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"reason":"centre"', b'"reason":"consol"'))
    with pytest.raises(KnownError, match=r"authority\.damaged.*register\.jsonl:3"):
        read_register(folder)


def test_another_certificate_under_the_same_number_is_found(folder: Path) -> None:
    with opened(folder, FakeClock()) as authority:
        first = authority.issue("Pusat", HolderKind.CENTRE, _PUBLIC, 730)
        second = authority.issue("Konsol", HolderKind.CONSOLE, _PUBLIC, 730)
    issued = folder / "issued"
    (issued / f"{first.serial}.pem").write_bytes((issued / f"{second.serial}.pem").read_bytes())
    with pytest.raises(KnownError, match=r"authority\.damaged"):
        read_register(folder)


def test_the_register_outlives_a_torn_line(folder: Path, expect_log: ExpectLog) -> None:
    with opened(folder, FakeClock()) as authority:
        kept = authority.issue("Pusat", HolderKind.CENTRE, _PUBLIC, 730)
    with (folder / "register.jsonl").open("ab") as file:
        file.write(b'{"action":"iss')
    assert [issued.serial for issued in read_register(folder)] == [kept.serial]
    expect_log("ronda.proof", "WARNING", "torn by a crash")
    with opened(folder, FakeClock()) as authority:
        authority.revoke(kept.serial, RevocationReason.CESSATION)
    assert [issued.revocation is not None for issued in read_register(folder)] == [True]


def test_under_a_new_passphrase_the_same_authority_goes_on(folder: Path) -> None:
    newer = Secret("enam kata lain untuk ujian saja")
    with opened(folder, FakeClock()) as authority:
        root = authority.root.certificate
        with pytest.raises(KnownError, match=r"authority\.passphrase_short"):
            authority.change_passphrase(Secret("pendek"))
        authority.change_passphrase(newer)
    with pytest.raises(KnownError, match=r"authority\.passphrase_wrong"):
        opened(folder, FakeClock())
    with Authority(folder, newer, FakeClock(), "siti") as authority:
        assert authority.root.certificate == root
        authority.issue("Pusat", HolderKind.CENTRE, _PUBLIC, 730)
    assert (folder / "root.key").stat().st_mode & 0o777 == 0o600
    assert len(read_register(folder)) == 1
