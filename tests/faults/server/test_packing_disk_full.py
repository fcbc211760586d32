"""The disk is full at each write of a package: it is not there, or it is whole, and it never says that a file is damaged."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from console.domain.roles import Role
from console.exhibit.examine import examine
from console.exhibit.trust import Authority
from tests.faults.server import packing_child
from tests.helpers.centre import RunningCentre, TestCamera, send_evidence
from tests.helpers.exhibits import tiny_png
from tests.helpers.full_disk import empty_journal, rows
from tests.helpers.logfail import ExpectLog
from tests.helpers.recordings import recorded
from tests.helpers.releases import approve, asked, seal_here
from tests.helpers.waiting import wait_until

_REPOSITORY = Path(packing_child.__file__).parents[3]
_STEP_BYTES = int(os.environ.get("RONDA_DISK_STEP_BYTES", "40960"))
_MOST_BYTES = 2**20
_TOLD = {"disk.full", "disk.io", "sealing.none"}
"""The last one is from before there was a key, when there was no room to say anything newer."""


def _approved(folder: Path) -> None:
    """A release that waits to be packed: as long as there is no key to seal with, nothing is."""
    centre = RunningCentre(folder).start()
    centre.add_cameras([TestCamera("kam-001", 1307)])
    for role in (Role.OPERATOR, Role.POLICE_LIAISON, Role.EVIDENCE_OFFICER):
        centre.add_user(role.value, role)
    operator, clip = centre.client("operator"), folder / "clip.mp4"
    recorded(clip)
    answer = operator.put_flag("kam-001")
    flag_id = answer.json()["id"]
    send_evidence(operator, flag_id, "kam-001", "still", "image/png", tiny_png())
    send_evidence(operator, flag_id, "kam-001", "clip", "video/mp4", clip.read_bytes())
    release_id = asked(centre.client("police_liaison"), flag_id)
    assert approve(centre.client("evidence_officer"), release_id).status_code == 200
    wait_until(
        lambda: rows(folder / "centre.sqlite", "SELECT fault FROM releases") != [("",)], what="a try without a key"
    )
    centre.close()


@contextmanager
def _packers(folder: Path) -> Iterator[subprocess.Popen[str]]:
    run = [sys.executable, "-m", packing_child.__name__, str(folder)]
    with subprocess.Popen(run, cwd=_REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def test_a_package_is_whole_or_not_there_however_full_the_disk_is(tmp_path: Path, expect_log: ExpectLog) -> None:
    expect_log("ronda.centre.release", "WARNING", "not made, trying again")
    _approved(tmp_path)
    authority = seal_here(tmp_path)
    said: list[tuple[str, object]] = []
    with _packers(tmp_path) as packers:
        for most_bytes in range(0, _MOST_BYTES, _STEP_BYTES):
            state, *told = _pack(packers, tmp_path, most_bytes)
            said.append((str(told[0]), told[1]))
            if state == "packed":
                break
    print(said)  # noqa: T201  shown when the test fails, and with -s
    assert len(said) > 2
    assert said[-1] == ("looked", "")
    assert {code for code, _ in said} <= {"looked", "centre.storage"}
    assert {fault for _, fault in said[:-1]} <= _TOLD
    assert said[-2] in {("looked", "disk.full"), ("centre.storage", "disk.full")}
    _is_whole(tmp_path, authority)


def _pack(packers: subprocess.Popen[str], folder: Path, most_bytes: int) -> tuple[object, str, object]:
    """State of the release, what the packer said, and the fault that stands in the release."""
    assert packers.stdin is not None
    assert packers.stdout is not None
    empty_journal(folder / "centre.sqlite")
    packers.stdin.write(f"{most_bytes}\n")
    packers.stdin.flush()
    said = packers.stdout.readline().strip()
    ((state, fault),) = rows(folder / "centre.sqlite", "SELECT state, fault FROM releases")
    left = [path for path in (folder / "packages").glob("*") if path.suffix != ".zip"]
    assert left == [], "half a package keeps a full disk full"
    return state, said, fault


def _is_whole(folder: Path, authority: Authority) -> None:
    (package,) = (folder / "packages").iterdir()
    verdict = examine(package, authority, None)
    assert verdict.proven
    assert (len(verdict.copies), len(verdict.sidecars)) == (1, 2)
    assert all(one.same for one in verdict.copies), "without its working copy"
    assert all(one.sidecar for one in verdict.sidecars), "without a sidecar"
