"""The audit at the centre: its own chain, the chains of consoles, the two questions, and what verifying tells."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from sqlalchemy import delete, text

from console.base.ids import new_id
from console.cli.main import main
from console.domain.audit_act import AuditAct
from console.proof.canonical import sha256_hex
from console.server.audit_check import check_audit, export_audit
from console.server.audit_checkpoints import make_checkpoint
from console.server.audit_tables import AUDIT
from console.server.people import disable_user
from tests.helpers.centre import RunningCentre
from tests.helpers.chains import ConsoleLines

_PERIOD = "from=2026-11-23T14:00:00Z&to=2026-11-23T15:00:00Z"


def _send(centre: RunningCentre, chain: object, lines: list[str], user: str = "operator") -> dict[str, object]:
    answer = centre.client(user).call("POST", f"/v1/audit/chains/{chain}", {"lines": lines})
    return dict(answer.json()) | {"status": answer.status_code}


def _viewed() -> ConsoleLines:
    console = ConsoleLines()
    console.act(AuditAct.CONSOLE_STARTED, "konsol-3", 0)
    console.act(AuditAct.VIEW_BEGUN, "kam-001", 5)
    console.act(AuditAct.VIEW_ENDED, "kam-001", 9)
    console.act(AuditAct.PICTURE_SAVED, "kam-001", 10, "foto.jpg")
    return console


def test_what_people_do_at_the_centre_is_a_chain_that_holds(centre: RunningCentre) -> None:
    client = centre.client("operator")
    flag_id = new_id()
    client.put_flag("kam-001", flag_id)
    client.call("POST", "/v1/auth/sign-out")
    body = {"grant": "password", "username": "operator", "password": "salah-salah-salah"}
    client.call("POST", "/v1/auth/token", body)
    client.call("POST", "/v1/auth/token", body | {"username": "kata-sandi-di-kolom-nama"})
    disable_user(centre.centre, "viewer")
    acts = [(row["action"], row["username"], row["subject"]) for row in centre.rows("audit")]
    for act in (
        ("signed_in", "operator", "operator"),
        ("flag_made", "operator", str(flag_id)),
        ("flag_made", "operator", "kam-001"),
        ("signed_out", "operator", "operator"),
        ("sign_in_failed", "operator", "operator"),
        ("sign_in_failed", "?", "?"),
        ("rights_changed", "command line", "viewer"),
    ):
        assert act in acts
    assert "kata-sandi" not in str(centre.rows("audit"))
    report = check_audit(centre.centre)
    assert report.holds
    assert [one.chain for one in report.chains] == ["centre"]
    assert report.chains[0].lines == len(acts)


def test_lines_may_come_again_and_go_on_where_they_stood(centre: RunningCentre) -> None:
    chain, console = new_id(), _viewed()
    assert _send(centre, chain, console.lines[:2])["seq"] == 2
    assert _send(centre, chain, console.lines[:2])["seq"] == 2
    assert _send(centre, chain, console.lines)["seq"] == 4
    head = centre.client("operator").get(f"/v1/audit/chains/{chain}").json()
    assert head == {"seq": 4, "hash": console.rows[-1].hash}
    assert len([row for row in centre.rows("audit") if row["chain"] == str(chain)]) == 4


def test_a_gap_a_fork_and_a_changed_line_are_refused(centre: RunningCentre) -> None:
    chain, console, other = new_id(), _viewed(), ConsoleLines("maling")
    other.act(AuditAct.CONSOLE_STARTED, "konsol-3", 0)
    other.act(AuditAct.CONSOLE_ENDED, "konsol-3", 1)
    assert _send(centre, chain, console.lines[1:])["code"] == "audit.gap"
    _send(centre, chain, console.lines[:1])
    assert _send(centre, chain, other.lines[:1])["code"] == "audit.forked"
    assert _send(centre, chain, other.lines[1:])["code"] == "audit.forked"
    changed = console.lines[1].replace("kam-001", "kam-002")
    assert _send(centre, chain, [changed])["code"] == "audit.line_bad"
    assert _send(centre, chain, console.lines[1:])["status"] == 200


def test_who_saw_a_camera_is_found_from_beginning_to_end(centre: RunningCentre) -> None:
    _send(centre, new_id(), _viewed().lines)
    died = ConsoleLines("mati", "konsol-4")
    died.act(AuditAct.VIEW_BEGUN, "kam-001", 20)
    died.act(AuditAct.CONSOLE_STARTED, "konsol-4", 30)
    _send(centre, new_id(), died.lines)
    watching = ConsoleLines("masih", "konsol-5")
    watching.act(AuditAct.VIEW_BEGUN, "kam-001", -500)
    _send(centre, new_id(), watching.lines)
    later = ConsoleLines("nanti", "konsol-6")
    later.act(AuditAct.VIEW_BEGUN, "kam-001", 90)
    _send(centre, new_id(), later.lines)
    answer = centre.client("privacy_officer").get(f"/v1/audit/cameras/kam-001?{_PERIOD}")
    found = [one for one in answer.json()["findings"] if one["action"] == "view_begun"]
    assert [(one["actor"], one["until_utc"], one["is_open"], one["is_cut"]) for one in found] == [
        ("masih", None, True, False),
        ("operator", "2026-11-23T14:09:00Z", False, False),
        ("mati", "2026-11-23T14:30:00Z", False, True),
    ]
    assert "foto.jpg" in answer.text
    assert any(
        row["action"] == "audit_searched" and row["username"] == "privacy_officer" for row in centre.rows("audit")
    )


def test_what_was_done_with_a_flag_is_found_as_a_table_too(centre: RunningCentre) -> None:
    client = centre.client("operator")
    flag_id = new_id()
    number = client.put_flag("kam-001", flag_id).json()["number"]
    client.get(f"/v1/flags/{flag_id}/document?format=cap")
    console = ConsoleLines(actor="=cmd()")
    console.act(AuditAct.FLAG_MADE, str(flag_id), 0, "kam-001")
    _send(centre, new_id(), console.lines)
    answer = centre.client("admin").get(f"/v1/audit/flags/{number}?format=csv")
    assert answer.headers["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["actor"], row["action"]) for row in rows] == [
        ("'=cmd()", "flag_made"),
        ("operator", "flag_made"),
        ("operator", "document_taken"),
    ]
    exported = next(row for row in centre.rows("audit") if row["action"] == "exported")
    assert (exported["username"], exported["subject"], exported["detail"]) == ("admin", str(flag_id), number)
    assert json.loads(exported["line"])["sha256"] == sha256_hex(answer.content)
    assert not [row for row in centre.rows("audit") if row["action"] == "audit_searched"]


def test_the_check_is_told_over_the_network(centre: RunningCentre) -> None:
    chain = new_id()
    _send(centre, chain, _viewed().lines)
    client = centre.client("privacy_officer")
    client.call("POST", "/v1/audit/checkpoints")
    told = client.get("/v1/audit/verification").json()
    assert (told["holds"], told["checkpoint_fault"]) == (True, "")
    assert told["checkpoints"] > 0
    assert {one["chain"]: one["lines"] for one in told["chains"]}[str(chain)] == 4
    last = (AUDIT.c.chain == str(chain)) & (AUDIT.c.seq == 4)
    centre.centre.database.write(lambda connection: connection.execute(delete(AUDIT).where(last)))
    told = client.get("/v1/audit/verification").json()
    assert (told["holds"], told["checkpoint_fault"], told["fault_chain"]) == (False, "missing_line", str(chain))


def test_a_period_that_ends_before_it_begins_is_refused(centre: RunningCentre) -> None:
    answer = centre.client("admin").get("/v1/audit/cameras/kam-001?from=2026-11-23T15:00:00Z&to=2026-11-23T14:00:00Z")
    assert (answer.status_code, answer.json()["code"]) == (422, "audit.period_bad")


@pytest.mark.parametrize(
    ("harm", "line", "what"),
    [
        ("UPDATE audit SET line = replace(line, 'kam-001', 'kam-002') WHERE chain = '{chain}' AND seq = 3", 3, "hash"),
        ("DELETE FROM audit WHERE chain = '{chain}' AND seq = 2", 2, "seq"),
        ("UPDATE audit SET subject = 'kam-002' WHERE chain = '{chain}' AND seq = 2", 2, "columns"),
    ],
)
def test_verifying_names_the_first_broken_line(centre: RunningCentre, harm: str, line: int, what: str) -> None:
    chain = new_id()
    _send(centre, chain, _viewed().lines)
    centre.centre.database.write(lambda connection: connection.execute(text(harm.format(chain=chain))))
    report = next(one for one in check_audit(centre.centre).chains if one.chain == str(chain))
    assert report.fault is not None
    assert (report.fault.line, report.fault.what) == (line, what)


def test_lines_left_out_at_the_end_contradict_the_checkpoint(centre: RunningCentre) -> None:
    chain = new_id()
    _send(centre, chain, _viewed().lines)
    signed = centre.client("privacy_officer").call("POST", "/v1/audit/checkpoints")
    assert signed.status_code == 201
    assert json.loads(signed.json()["body"])["heads"][str(chain)]["seq"] == 4
    assert check_audit(centre.centre).holds
    last = (AUDIT.c.chain == str(chain)) & (AUDIT.c.seq == 4)
    centre.centre.database.write(lambda connection: connection.execute(delete(AUDIT).where(last)))
    fault = check_audit(centre.centre).checkpoints.fault
    assert fault is not None
    assert (fault.what, fault.chain, fault.line) == ("missing_line", str(chain), 4)


def test_an_exported_audit_is_verified_without_the_centre(
    centre: RunningCentre, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RONDA_LANGUAGE", "en")
    chain = new_id()
    _send(centre, chain, _viewed().lines)
    make_checkpoint(centre.centre)
    folder = tmp_path / "keluar"
    folder.mkdir()
    export_audit(centre.centre, folder)
    assert main(["audit", "verify", str(folder)]) == 0
    file = folder / f"{chain}.jsonl"
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:3]))
    capsys.readouterr()
    assert main(["audit", "verify", str(folder)]) == 4
    assert f"line 4 of the chain {chain} is missing" in capsys.readouterr().out
