"""``ronda centre`` as people and the demo run it: real processes."""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
import requests
import trustme

from console.base.errors import KnownError
from console.cli import centre as command
from console.cli.import_words import REASONS, import_line
from console.server.intake.faults import RowFault
from tests.helpers.waiting import wait_until

_RUN = (
    "import argparse, sys\n"
    "from console.cli import centre\n"
    "parser = argparse.ArgumentParser()\n"
    "centre.add_parser(parser.add_subparsers())\n"
    "arguments = parser.parse_args()\n"
    "sys.exit(arguments.run(arguments))\n"
)
_CAMERAS = (
    "id,name,area_code,latitude,longitude,main_url,sub_url,owner,kind,number\n"
    "kam-1,Pos,33.74,,,rtsp://127.0.0.1/a,,RT,neighbourhood,1\n"
)


def _run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers())
    parsed = parser.parse_args(["centre", *arguments])
    return int(parsed.run(parsed))


def _start(arguments: Sequence[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _RUN, "centre", "serve", "--port", "0", *arguments], stdout=subprocess.PIPE, text=True
    )


def _ready(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return str(json.loads(process.stdout.readline())["url"])


def test_from_an_empty_folder_to_a_signed_in_user(
    own_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    own_home.mkdir()
    (own_home / "areas.csv").write_text("code,name\n33.74,Kota Semarang\n")
    (own_home / "cameras.csv").write_text(_CAMERAS)
    monkeypatch.setenv("RONDA_NEW_PASSWORD", "ronda-malam-2026")
    files = [str(own_home / "cameras.csv"), "--areas", str(own_home / "areas.csv")]
    add = ["user", "add", "op", "--role", "operator", "--scope", "33.74"]
    assert _run("import", *files) == 0
    assert [_run(*add), _run(*add)] == [0, 0]
    assert _run("user", "list") == 0
    assert "op\toperator\t33.74\top" in capsys.readouterr().out
    with _start(["--with-parent"]) as process:
        url = _ready(process)
        grant = {"grant": "password", "username": "op", "password": "ronda-malam-2026"}
        assert requests.post(f"{url}/v1/auth/token", json=grant, timeout=10).status_code == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) in {0, -signal.SIGTERM}
    folder = own_home / "data" / "centre"
    assert (folder / "centre.sqlite").stat().st_mode & 0o077 == 0
    assert _run("user", "disable", "op") == 0


def test_off_the_loopback_only_with_tls() -> None:
    with pytest.raises(KnownError) as caught:
        _run("serve", "--host", "0.0.0.0")  # noqa: S104  refused, that is the point
    assert caught.value.code == "centre.tls_needed"
    with pytest.raises(KnownError) as caught:
        _run("serve", "--tls-cert", "missing.pem")
    assert caught.value.code == "centre.tls_unreadable"


def test_tls_is_served_with_the_given_certificate(tmp_path: Path) -> None:
    authority = trustme.CA()
    certificate = authority.issue_cert("127.0.0.1")
    certificate.private_key_and_cert_chain_pem.write_to_path(str(tmp_path / "centre.pem"))
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    with _start(["--tls-cert", str(tmp_path / "centre.pem"), "--tls-key", str(tmp_path / "centre.pem")]) as process:
        url = _ready(process)
        answer = requests.get(f"{url}/v1/health", verify=str(tmp_path / "ca.pem"), timeout=10)
        assert url.startswith("https://")
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
        process.terminate()


def test_killed_parent_takes_the_centre_along() -> None:
    parent = (
        "import subprocess, sys, time\n"
        f"child = subprocess.Popen([sys.executable, '-c', {_RUN!r}, 'centre', 'serve', '--port', '0', '--with-parent'])\n"
        "child.wait()\n"
    )
    with subprocess.Popen([sys.executable, "-c", parent], stdout=subprocess.PIPE, text=True) as process:
        url = _ready(process)
        process.kill()
    wait_until(lambda: not _answers(url), what="the centre's end")


def _answers(url: str) -> bool:
    try:
        return requests.get(f"{url}/v1/health", timeout=5).ok
    except requests.ConnectionError:
        return False


def test_password_in_an_argument_is_refused() -> None:
    with pytest.raises(KnownError) as caught:
        _run("user", "list", "--database", "postgresql://u:geheim@h/db")
    assert caught.value.code == "centre.database_password_in_argument"
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize(
    ("password", "arguments", "code"),
    [
        ("short", ["--role", "operator", "--scope", "33.74"], "centre.password_short"),
        ("long-enough-2026", ["--role", "operator", "--scope", "nowhere"], "centre.scope_bad"),
    ],
)
def test_bad_users_are_refused(monkeypatch: pytest.MonkeyPatch, password: str, arguments: list[str], code: str) -> None:
    monkeypatch.setenv("RONDA_NEW_PASSWORD", password)
    with pytest.raises(KnownError) as caught:
        _run("user", "add", "someone", *arguments)
    assert caught.value.code == code


def test_bad_rows_are_printed_in_both_languages(own_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own_home.mkdir()
    path = own_home / "cameras.csv"
    path.write_text(_CAMERAS.replace(",1\n", ",eins\n"))
    with pytest.raises(KnownError):
        _run("import", str(path))
    line = (
        "cameras.csv:2: nomor panggil harus bilangan bulat mulai 1 / call-up number is no whole number from 1: eins\n"
    )
    assert capsys.readouterr().err == line


def test_every_reason_has_its_words() -> None:
    folder = Path(command.__file__).parents[1] / "server" / "intake"
    source = "".join((folder / name).read_text() for name in ("checking.py", "plan.py"))
    used = {part.split('"')[0] for part in source.split('"import.')[1:]}
    assert {f"import.{name}" for name in used} == set(REASONS)
    assert import_line("f.csv", RowFault(3, "import.no_feed")).startswith("f.csv:3: ")


def test_taken_port_is_told() -> None:
    with _start([]) as process:
        port = _ready(process).rpartition(":")[2]
        second = subprocess.run(
            [sys.executable, "-c", _RUN, "centre", "serve", "--port", port],
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
            env=dict(os.environ),
        )
        process.terminate()
    assert second.returncode != 0
    assert "centre.port_taken" in second.stderr


def test_receivers_are_kept_from_the_command_line(own_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own_home.mkdir()
    url = ["--url", "https://penerima.polri.example/laporan"]
    rule = ["--area", "33.74.02", "--category", "KAM", "--priority", "1", "--shared-key"]
    assert _run("receiver", "add", "polres", *url, *rule) == 0
    public, shared = capsys.readouterr().out.splitlines()
    assert public.startswith("polres\twhpk_")
    assert shared.startswith("polres\twhsec_")
    assert _run("receiver", "rotate-key", "polres", "--answer-key", public.partition("\t")[2]) == 0
    assert public not in capsys.readouterr().out
    assert _run("receiver", "disable", "polres") == 0
    assert _run("receiver", "list") == 0
    line = capsys.readouterr().out.splitlines()[-1]
    assert line.startswith("polres\thttps://penerima.polri.example/laporan\t33.74.02,KAM,1\twaiting 0")
    assert line.endswith("disabled by_hand")
    assert "whsec_" not in line
    assert _run("receiver", "enable", "polres") == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["Polres", "--url", "https://polri.example/"], "handoff.receiver_name_bad"),
        (["polres", "--url", "http://polri.example/"], "handoff.address_insecure"),
        (["polres", "--url", "https://polri.example/", "--area", "utara"], "handoff.rule_bad"),
        (["polres", "--url", "https://polri.example/", "--priority", "9"], "handoff.rule_bad"),
        (["polres", "--url", "https://polri.example/", "--answer-key", "whpk_"], "handoff.key_malformed"),
        (["polres", "--url", "https://polri.example/", "--ca", "gone.pem"], "handoff.ca_bad"),
    ],
)
def test_a_receiver_that_cannot_be_is_refused(own_home: Path, arguments: list[str], code: str) -> None:
    own_home.mkdir()
    with pytest.raises(KnownError) as caught:
        _run("receiver", "add", *arguments)
    assert caught.value.code == code


def test_owners_and_their_terms_from_the_command_line(own_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own_home.mkdir()
    place = ("--database", f"sqlite:///{own_home / 'centre.sqlite'}")
    (own_home / "areas.csv").write_text("code,name\n33.74,Kota Semarang\n")
    (own_home / "cameras.csv").write_text(_CAMERAS)
    assert _run("import", str(own_home / "cameras.csv"), "--areas", str(own_home / "areas.csv"), *place) == 0
    assert _run("owner", "add", "pt-x", "--name", "PT X", "--kind", "company", "--contact", "0812", *place) == 0
    terms = ("--hours", "18:00-06:00", "--role", "supervisor", "--valid-until", "2027-12-31")
    assert _run("owner", "set-terms", "pt-x", *terms, *place) == 0
    assert _run("owner", "set-terms", "--camera", "kam-1", "--retention-days", "7", *place) == 0
    assert _run("owner", "set-terms", "--camera", "kam-1", "--as-owner", *place) == 0
    capsys.readouterr()

    assert _run("owner", "list", *place) == 0
    listed = capsys.readouterr().out.splitlines()
    assert listed == [
        "pt-x\tcompany\t0\tPT X\t0812\troles=supervisor hours=18.00-06.00 valid-until=2027-12-31",
        "rt\tother\t1\tRT\t\t",
    ]
    with pytest.raises(KnownError) as caught:
        _run("owner", "set-terms", "nobody", *place)
    assert caught.value.code == "owner.unknown"
    with pytest.raises(KnownError) as caught:
        _run("owner", "set-terms", "--camera", "nothing", *place)
    assert caught.value.code == "camera.unknown"
