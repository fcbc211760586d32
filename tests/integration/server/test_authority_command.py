"""``ronda centre ca`` as people run it: from nothing to a centre that can seal, and to a certificate that counts no more."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.cli import centre as command
from console.server.authority.authority import make_authority
from console.server.authority.register import read_register
from console.server.authority.sealing import read_sealing_key
from tests.helpers.authority import NAME, PASSPHRASE, copy_of, openssl
from tests.helpers.clock import FakeClock

Ca = Callable[..., list[str]]


@contextmanager
def _words(*lines: str) -> Iterator[str]:
    """A descriptor that holds these lines."""
    ends = os.pipe()
    os.write(ends[1], "".join(f"{line}\n" for line in lines).encode())
    os.close(ends[1])
    try:
        yield str(ends[0])
    finally:
        os.close(ends[0])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "authority"
    make_authority(folder, NAME, PASSPHRASE, FakeClock(datetime(2026, 1, 1, tzinfo=UTC)), "siti")
    return folder


@pytest.fixture
def data_folder(made: Path, tmp_path: Path) -> Path:
    data = tmp_path / "data"
    data.mkdir()
    copy_of(made, data / "authority")
    return data


@pytest.fixture
def errors() -> list[str]:
    """What each run said on stderr."""
    return []


@pytest.fixture
def ca(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, errors: list[str]) -> Ca:
    """Runs one action on the authority of ``data_folder``; gives what it printed, split at tabs."""
    monkeypatch.chdir(tmp_path)

    def run(action: str, *arguments: str, passphrase: str = PASSPHRASE.reveal(), part: str = "ca") -> list[str]:
        parser = argparse.ArgumentParser()
        command.add_parser(parser.add_subparsers())
        with _words(passphrase) as descriptor:
            given = ["--passphrase-fd", descriptor] if part == "ca" and action != "list" else []
            place = ["--data-folder", str(tmp_path / "data")]
            parsed = parser.parse_args(["centre", part, action, *arguments, *given, *place])
            assert parsed.run(parsed) == 0
        captured = capsys.readouterr()
        errors.append(captured.err)
        return captured.out.rstrip("\n").replace("\n", "\t").split("\t")

    return run


@pytest.fixture(autouse=True)
def umask_as_before() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_from_nothing_to_a_centre_that_can_seal(ca: Ca, tmp_path: Path) -> None:
    path, fingerprint = ca("init", NAME)
    code, told = openssl("x509", "-in", path, "-noout", "-fingerprint", "-sha256")
    assert code == 0
    assert told.strip().rpartition("=")[2] == fingerprint.removeprefix("SHA-256 ")
    serial, kind, name, _until, state, where = ca("issue", "Pusat CCTV Kota Semarang", "--kind", "centre")
    assert (kind, name, state) == ("centre", "Pusat CCTV Kota Semarang", "valid")
    assert where == str(tmp_path / "data" / "sealing.pem")
    read_sealing_key(tmp_path / "data", None, datetime.now(UTC))
    assert openssl("verify", "-crl_check", "-CAfile", path, where)[0] == 0
    assert ca("list")[0] == serial


def test_what_was_revoked_is_in_the_file_that_is_given_out(ca: Ca, data_folder: Path) -> None:
    serial, *_, where = ca("issue", "Konsol 3", "--kind", "console")
    assert Path(where).stat().st_mode & 0o777 == 0o600
    given_out = data_folder / "authority" / "ca.pem"
    assert openssl("verify", "-crl_check", "-CAfile", given_out, where)[0] == 0
    told = ca("revoke", serial, "--reason", "key_compromise")
    assert told[4].startswith("revoked ")
    assert told[4].endswith(" key_compromise")
    code, words = openssl("verify", "-crl_check", "-CAfile", given_out, where)
    assert code != 0
    assert "certificate revoked" in words


def test_a_key_that_stays_where_it_was_made(ca: Ca, data_folder: Path, tmp_path: Path) -> None:
    new = ("req", "-new", "-newkey", "rsa:3072", "-nodes", "-subj", "/CN=somebody")
    assert openssl(*new, "-keyout", tmp_path / "own.key", "-out", tmp_path / "own.csr")[0] == 0
    told = ca("issue", "Konsol 4", "--kind", "console", "--request", "own.csr", "--out", "own.pem")
    assert told[2] == "Konsol 4"
    assert (tmp_path / "own.pem").read_bytes().count(b"-----BEGIN ") == 1
    assert not (data_folder / "sealing.pem").exists()


def test_the_centres_new_key_may_have_a_passphrase(ca: Ca, data_folder: Path) -> None:
    with _words("sandi segel pusat") as descriptor:
        ca("issue", "Pusat", "--kind", "centre", "--key-passphrase-fd", descriptor)
    now_utc = datetime.now(UTC)
    with pytest.raises(KnownError, match=r"sealing\.passphrase_wrong"):
        read_sealing_key(data_folder, None, now_utc)
    read_sealing_key(data_folder, Secret("sandi segel pusat"), now_utc)


def test_the_list_can_be_signed_anew(ca: Ca, data_folder: Path) -> None:
    before = (data_folder / "authority" / "ca.pem").read_bytes()
    path, _ = ca("crl")
    assert Path(path).read_bytes() != before


def test_a_file_that_is_there_is_not_written_over(ca: Ca, data_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "own.pem").write_text("mine")
    with pytest.raises(KnownError, match=r"authority\.out_exists"):
        ca("issue", "Konsol", "--kind", "console", "--out", "own.pem")
    assert (tmp_path / "own.pem").read_text() == "mine"
    assert read_register(data_folder / "authority") == ()


def test_an_authority_is_made_once(ca: Ca, data_folder: Path) -> None:
    before = (data_folder / "authority" / "root.key").read_bytes()
    with pytest.raises(KnownError, match=r"authority\.exists"):
        ca("init", NAME)
    assert (data_folder / "authority" / "root.key").read_bytes() == before


@pytest.mark.parametrize(
    "action",
    [("issue", "Pusat", "--kind", "centre"), ("revoke", "AB", "--reason", "superseded"), ("crl",), ("list",)],
    ids=lambda action: action[0],
)
def test_without_an_authority_nobody_is_asked_for_its_passphrase(ca: Ca, action: tuple[str, ...]) -> None:
    with pytest.raises(KnownError, match=r"authority\.none"):
        ca(*action, passphrase="")


@pytest.mark.parametrize("arguments", [["--days", "0"], ["--days", "9999"], ["--days", "x"], ["--kind", "city"]])
def test_wrong_arguments_are_refused(
    ca: Ca, data_folder: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        ca("issue", "Pusat", "--kind", "centre", *arguments)
    assert "usage:" in capsys.readouterr().err
    assert read_register(data_folder / "authority") == ()


@pytest.mark.parametrize("time", ["yesterday", "2026-11-26", "2026-11-26T08:00"])
def test_a_time_without_its_zone_is_refused(ca: Ca, time: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        ca("revoke", "AB", "--reason", "superseded", "--since", time)
    assert "+07:00" in capsys.readouterr().err


def test_no_passphrase_is_told_to_anyone(ca: Ca, data_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(KnownError) as caught:
        ca("issue", "Pusat", "--kind", "centre", passphrase="sandi yang salah")
    assert "sandi yang salah" not in f"{caught.value} {capsys.readouterr()}"
    assert read_register(data_folder / "authority") == ()


def test_the_passphrase_can_be_changed(ca: Ca, data_folder: Path) -> None:
    with _words("enam kata lain untuk ujian saja") as descriptor:
        ca("passphrase", "--new-passphrase-fd", descriptor)
    with pytest.raises(KnownError, match=r"authority\.passphrase_wrong"):
        ca("crl")
    assert ca("crl", passphrase="enam kata lain untuk ujian saja")[0] == str(data_folder / "authority" / "ca.pem")


def test_who_revokes_what_this_centre_seals_with_is_told_so(ca: Ca, data_folder: Path, errors: list[str]) -> None:
    other, *_ = ca("issue", "Konsol", "--kind", "console")
    own, *_ = ca("issue", "Pusat", "--kind", "centre")
    assert (data_folder / "sealing.pem").is_file()
    ca("revoke", other, "--reason", "cessation")
    assert errors[-1] == ""
    ca("revoke", own, "--reason", "superseded")
    assert "ronda centre ca issue" in errors[-1]


def test_an_authority_elsewhere_certifies_the_seal(ca: Ca, data_folder: Path) -> None:
    with _words("sandi segel pusat") as descriptor:
        ca("request", "Pusat CCTV", "--out", "pusat.csr", "--key-passphrase-fd", descriptor, part="seal")
    serial, *_ = ca("issue", "Pusat CCTV", "--kind", "centre", "--request", "pusat.csr", "--out", "pusat.pem")
    assert not (data_folder / "sealing.pem").exists()
    with _words("sandi segel pusat") as descriptor:
        told = ca("install", "pusat.pem", "--key-passphrase-fd", descriptor, part="seal")
    assert told[:2] == [serial, "Pusat CCTV"]
    assert ca("show", part="seal") == told
    assert (data_folder / "sealing.pem").stat().st_mode & 0o777 == 0o600
    read_sealing_key(data_folder, Secret("sandi segel pusat"), datetime.now(UTC))


def test_a_request_is_not_written_over_a_file(ca: Ca, data_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "pusat.csr").write_text("mine")
    with pytest.raises(KnownError, match=r"authority\.out_exists"):
        ca("request", "Pusat", "--out", "pusat.csr", part="seal")
    assert not (data_folder / "sealing-next.key").exists()


def test_a_centre_that_seals_with_nothing_says_so(ca: Ca, data_folder: Path) -> None:
    with pytest.raises(KnownError, match=r"sealing\.none"):
        ca("show", part="seal")
    assert list(data_folder.iterdir()) == [data_folder / "authority"]
