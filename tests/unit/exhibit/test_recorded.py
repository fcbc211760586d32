"""Consoles' statements in a package: checked by Ronda, and by openssl and sha256sum as the package itself tells."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from console.exhibit import alone
from console.exhibit.examine import Verdict, examine
from console.exhibit.package import pack
from console.exhibit.recorded import Recorded, statement_documents
from console.exhibit.statement_check import Standing, find_statement
from console.exhibit.trust import Authority
from console.proof.canonical import sha256_hex
from console.proof.statement import SignedStatement
from tests.helpers.clock import START_UTC
from tests.helpers.console_keys import CONSOLE_NAME, city, signer, statement_of, write_city
from tests.helpers.exhibits import CLIP, NOW_UTC, STILL, authority, sealer, small_exhibit

CLIP_NAME, STILL_NAME = "original/1204/20261126T030000Z.mp4", "stills/1204/20261126T030000Z.jpg"
READER = Authority((authority().certificate, *city().roots), city().revoked)
"""Knows the authority of the seal and that of the consoles."""


def recorded(name: str, content: bytes, statement: SignedStatement | None) -> Recorded:
    found = find_statement(statement, sha256_hex(content), city(), START_UTC)
    return Recorded(name, statement, found, START_UTC)


def packed(folder: Path, statement: SignedStatement | None) -> Path:
    exhibit = small_exhibit(folder)
    documents = statement_documents([recorded(CLIP_NAME, CLIP, statement)])
    exhibit = replace(exhibit, documents={**exhibit.documents, **documents})
    return pack(exhibit, sealer(), folder / "packages", NOW_UTC)


def clip_statement() -> SignedStatement:
    return SignedStatement(**statement_of(CLIP))


def standings(verdict: Verdict) -> list[Standing]:
    return [one.found.standing for one in verdict.recorded]


def test_a_reader_learns_which_console_recorded_and_signed(tmp_path: Path) -> None:
    verdict = examine(packed(tmp_path, clip_statement()), READER, None)
    (one,) = verdict.recorded
    assert (one.original, one.found.standing, one.found.console) == (f"data/{CLIP_NAME}", Standing.SIGNED, CONSOLE_NAME)
    assert one.received_utc == START_UTC
    assert verdict.proven


def test_what_does_not_hold_is_packed_as_it_came_and_told(tmp_path: Path) -> None:
    broken = replace(clip_statement(), signature="no base64", body="\ud800")
    package = packed(tmp_path, broken)
    assert standings(examine(package, READER, None)) == [Standing.BROKEN]
    told = json.loads((package / alone.STATEMENTS).read_bytes())[f"data/{CLIP_NAME}"]
    assert (told["standing"], told["artinya"]) == ("broken", "Tanda tangan konsol tidak cocok dengan berkas ini.")
    assert alone.check(package) == []


def test_a_recording_that_nobody_signed_is_told_as_such(tmp_path: Path) -> None:
    package = packed(tmp_path, None)
    assert standings(examine(package, READER, None)) == [Standing.NOT_SIGNED]
    assert alone.statements(package) == [(f"data/{CLIP_NAME}", "", "")]


def test_a_changed_original_is_no_longer_what_the_console_signed(tmp_path: Path) -> None:
    package = packed(tmp_path, clip_statement())
    (package / "data" / CLIP_NAME).write_bytes(CLIP + b"!")
    verdict = examine(package, READER, None)
    assert standings(verdict) == [Standing.BROKEN]
    assert not verdict.intact


@pytest.mark.parametrize(
    ("since", "expected"),
    [(timedelta(hours=1), Standing.SIGNED), (timedelta(hours=-1), Standing.REVOKED)],
    ids=["after it came", "before it came"],
)
def test_a_revoked_console_counts_for_what_was_at_the_centre_before(
    tmp_path: Path, since: timedelta, expected: Standing
) -> None:
    package = packed(tmp_path, clip_statement())
    reader = Authority(READER.roots, city([(signer(), START_UTC + since)]).revoked)
    (one,) = examine(package, reader, None).recorded
    assert (one.found.standing, one.found.revoked_utc) == (expected, START_UTC + since)


def test_when_the_centre_had_it_is_believed_only_of_a_centre_that_the_reader_knows(tmp_path: Path) -> None:
    package = packed(tmp_path, clip_statement())
    revoked = city([(signer(), START_UTC + timedelta(hours=1))])
    assert standings(examine(package, revoked, None)) == [Standing.REVOKED]


def test_the_package_itself_tells_how_to_check_it_with_openssl_and_sha256sum_alone(tmp_path: Path) -> None:
    package = packed(tmp_path, clip_statement())
    write_city(package.parent / "ca.pem")
    words = (package / "VERIFIKASI" / "README.txt").read_text("utf-8")
    section = words[words.index("3. Which console") : words.index("4. What is in it?")]
    name = "data/metadata/statements/1204/20261126T030000Z"
    commands = [re.sub(r"\bNAME\b", name, line.strip()) for line in section.splitlines() if line.startswith("     ")]

    def said(command: str) -> str:
        done = subprocess.run(
            ["bash", "-c", command], cwd=package, capture_output=True, text=True, timeout=60, check=False
        )
        return done.stdout + done.stderr

    made, signed, vouched, digest, subject = commands
    assert said(made) == ""
    assert "Verified OK" in said(signed)
    assert said(vouched).strip().endswith(": OK")
    original = f"data/{CLIP_NAME}"
    assert (
        said(digest.replace("data/original/CAMERA/FILE", original)).split()[0]
        == (json.loads((package / f"{name}.json").read_bytes())["sha256"])
    )
    assert CONSOLE_NAME in said(subject)
    (package / f"{name}.json").write_bytes(b"{}")
    assert "Verified OK" not in said(signed)


def test_the_check_that_needs_no_ronda_names_the_console_of_each_statement(tmp_path: Path) -> None:
    package = packed(tmp_path, clip_statement())
    script = [sys.executable, "-I", "VERIFIKASI/verify.py"]
    done = subprocess.run(script, cwd=package, capture_output=True, text=True, timeout=60, check=False)
    assert f"data/{CLIP_NAME} ({CONSOLE_NAME})" in done.stdout
    (package / "data" / CLIP_NAME).write_bytes(STILL)
    assert alone.statements(package)[0][2] == ""
