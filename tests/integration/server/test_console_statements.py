"""What a console signed of its recordings: kept by the centre whatever it is worth, and told to who decides on a release."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from console.auth.console_signing import ConsoleSigning
from console.base.clock import SystemClock
from console.base.ids import new_id
from console.evidence.statements import Witness
from console.exhibit.examine import examine
from console.exhibit.statement_check import Standing
from console.proof.canonical import sha256_hex
from console.wire.events import EvidenceBody, EvidenceKind
from tests.helpers.centre import CentreClient, RunningCentre, send_evidence
from tests.helpers.clock import START_UTC
from tests.helpers.console_keys import CONSOLE_NAME, city, signer, statement_of, write_city
from tests.helpers.releases import approve, asked, fetched, packed

STILL = b"\xff\xd8 still"
HOUR = timedelta(hours=1)


def recorded(client: CentreClient, release_id: str) -> list[dict[str, Any]]:
    answer = client.get(f"/v1/releases/{release_id}/statements")
    assert answer.status_code == 200, answer.text
    files: list[dict[str, Any]] = answer.json()["files"]
    return files


def test_a_signature_is_told_for_what_it_is_worth_and_none_keeps_evidence_out(
    centre: RunningCentre, tmp_path: Path
) -> None:
    operator, officer = centre.client("operator"), centre.client("evidence_officer")
    flag_id = new_id()
    assert operator.put_flag("kam-001", flag_id).status_code == 201
    statements: list[object] = [
        statement_of(STILL),
        None,
        statement_of(b"another file"),
        statement_of(STILL) | {"signature": "AAAA"},
        ["no", "statement"],
        {"body": "x" * 100_000, "signature": "\ud800", "certificates": 7},
        statement_of(STILL, signer(city_name="Kota Lain")),
    ]
    for statement in statements:
        send_evidence(operator, flag_id, "kam-001", "still", "image/jpeg", STILL, statement=statement)
    release_id = asked(centre.client("police_liaison"), flag_id)

    assert {one["standing"] for one in recorded(officer, release_id)} == {"not_asked", "not_signed", "broken"}
    write_city(tmp_path / "authority" / "ca.pem")
    found = recorded(officer, release_id)
    assert [one["standing"] for one in found] == [
        "signed",
        "not_signed",
        *["broken"] * 4,
        "unknown",
    ]
    assert (found[0]["console"], found[0]["user"]) == (CONSOLE_NAME, "sari")
    assert operator.get(f"/v1/flags/{flag_id}").text.count('"complete"') == len(statements)
    assert "certificates" not in operator.get(f"/v1/flags/{flag_id}").text, "it would travel with every flag"


def test_a_revoked_console_counts_for_what_the_centre_had_before(centre: RunningCentre, tmp_path: Path) -> None:
    operator, officer = centre.client("operator"), centre.client("evidence_officer")
    flag_id = new_id()
    assert operator.put_flag("kam-001", flag_id).status_code == 201
    send_evidence(operator, flag_id, "kam-001", "still", "image/jpeg", STILL, statement=statement_of(STILL))
    release_id = asked(centre.client("police_liaison"), flag_id)

    for since, expected in ((HOUR, "signed"), (-HOUR, "revoked")):
        since_utc = datetime.now(UTC).replace(microsecond=0) + since
        write_city(tmp_path / "authority" / "ca.pem", [(signer(), since_utc)])
        (found,) = recorded(officer, release_id)
        assert found["standing"] == expected
        assert datetime.fromisoformat(found["revoked_utc"]) == since_utc


def test_the_same_announcement_again_changes_nothing(centre: RunningCentre) -> None:
    operator = centre.client("operator")
    flag_id, evidence_id = new_id(), new_id()
    assert operator.put_flag("kam-001", flag_id).status_code == 201
    body = {
        "kind": "still",
        "camera_id": "kam-001",
        "content_type": "image/jpeg",
        "size_bytes": len(STILL),
        "sha256": json.loads(statement_of(STILL)["body"])["sha256"],
        "start_utc": "2026-11-23T14:14:09Z",
        "end_utc": "2026-11-23T14:14:09Z",
        "statement": statement_of(STILL),
    }
    path = f"/v1/flags/{flag_id}/evidence/{evidence_id}"
    assert [operator.call("PUT", path, body).status_code for _ in range(2)] == [201, 200]
    other = body | {"statement": statement_of(STILL, user="orang lain")}
    assert operator.call("PUT", path, other).json()["code"] == "id_conflict"


def test_from_the_console_to_a_package_that_others_verify(centre: RunningCentre, tmp_path: Path) -> None:
    write_city(tmp_path / "authority" / "ca.pem")
    operator, police = centre.client("operator"), centre.client("police_liaison")
    signing = ConsoleSigning(signer, SystemClock())
    signing.start()
    witness = Witness(signing.sign, "sari", "konsol-3")
    flag_id = new_id()
    assert operator.put_flag("kam-001", flag_id).status_code == 201
    content = {True: STILL, False: b"clip of original packets"}
    for is_still, held in content.items():
        body = EvidenceBody(
            kind=EvidenceKind.STILL if is_still else EvidenceKind.CLIP,
            camera_id="kam-001",
            content_type="image/jpeg" if is_still else "video/mp4",
            size_bytes=len(held),
            sha256=sha256_hex(held),
            start_utc=START_UTC,
            end_utc=START_UTC,
        )
        announced = witness.announcement(flag_id, new_id(), body)
        assert announced.statement is not None
        # The clip was exchanged on its way out of the console, with its hash: only the signature can tell.
        other = held if is_still else b"clip of other packets"
        send_evidence(
            operator,
            flag_id,
            "kam-001",
            body.kind.value,
            body.content_type,
            other,
            statement=announced.statement.model_dump(),
        )
    signing.close()
    release_id = asked(police, flag_id)
    assert approve(centre.client("evidence_officer"), release_id).status_code == 200
    packed(police, release_id)
    package = tmp_path / "package.zip"
    package.write_bytes(fetched(police, release_id))

    verdict = examine(package, city(), None)
    assert verdict.proven
    told = {one.original.rpartition("_")[0].rpartition("_")[2]: one.found for one in verdict.recorded}
    assert (told["still"].standing, told["still"].console) == (Standing.SIGNED, CONSOLE_NAME)
    assert told["clip"].standing is Standing.BROKEN
    captured = [row.entry for row in verdict.custody if row.entry.action == "captured"]
    assert [(entry.actor, entry.workstation) for entry in captured] == [("sari", CONSOLE_NAME)]

    since_utc = datetime.now(UTC) - 100 * HOUR
    stolen = examine(package, city([(signer(), since_utc)]), None)
    assert {one.found.standing for one in stolen.recorded} == {Standing.REVOKED, Standing.BROKEN}
