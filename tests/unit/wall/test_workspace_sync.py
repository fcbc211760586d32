"""Named workspaces here and at the centre: carried when it answers, kept when not, both kept where two differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from console.base.errors import KnownError
from console.base.ids import new_id
from console.domain.camera import CameraId
from console.domain.layout import layout_by_name
from console.domain.roles import Role
from console.domain.screen import Area, ScreenIdentity
from console.domain.wall_state import WallState
from console.net.server_sent import PushEvent
from console.store.kept_file import KeptFile
from console.wall.named_workspace import AtCentre, NamedWorkspace
from console.wall.workspace import WindowState, Workspace
from console.wall.workspace_messages import body_of, fitting
from console.wall.workspace_sync import WorkspaceSync
from console.wire.push import PushKind
from console.wire.workspaces import (
    WindowBody,
    WindowRecord,
    WorkspaceBody,
    WorkspaceList,
    WorkspaceRecord,
    WorkspaceSummary,
)
from tests.helpers.clock import START_UTC, FakeClock
from tests.helpers.fake_push import FakePush
from tests.helpers.logfail import ExpectLog
from tests.helpers.waiting import wait_until

FULL_HD = Area(0, 0, 1920, 1080)


def workspace(*cameras: str) -> Workspace:
    wall = WallState(layout_by_name("2x2"), tuple(CameraId(camera) for camera in cameras), locked=True)
    return fitting(
        Workspace((WindowState(1, wall, ScreenIdentity("Dell", "U", "A1", "DP-1"), FULL_HD, True, FULL_HD),))
    )


class FakeCentre:
    """What everybody has there; ``no`` is raised instead of an answer."""

    def __init__(self) -> None:
        self.there: dict[UUID, WorkspaceRecord] = {}
        self.no: KnownError | None = None
        self.no_puts: KnownError | None = None
        self.while_putting: Callable[[], object] = lambda: None

    def workspaces(self) -> WorkspaceList:
        self._answer()
        return WorkspaceList(
            workspaces=tuple(WorkspaceSummary.model_validate(one.model_dump()) for one in self.there.values())
        )

    def workspace(self, workspace: UUID) -> WorkspaceRecord:
        self._answer()
        if workspace not in self.there:
            raise KnownError("workspace.unknown")
        return self.there[workspace]

    def put_workspace(self, workspace: UUID, body: WorkspaceBody) -> WorkspaceRecord:
        self._answer()
        if self.no_puts is not None:
            raise self.no_puts
        was = self.there.get(workspace)
        if (was.revision if was is not None else 0) != body.revision:
            raise KnownError("workspace.changed_meanwhile" if was is not None else "workspace.unknown", by="Sari")
        if any((one.name, one.area_code) == (body.name, body.area_code) for one in self._others(workspace)):
            raise KnownError("workspace.name_taken", name=body.name)
        self.there[workspace] = record = _record(workspace, body)
        self.while_putting()
        return record

    def delete_workspace(self, workspace: UUID, revision: int) -> None:
        self._answer()
        if workspace not in self.there:
            raise KnownError("workspace.unknown")
        if self.there[workspace].revision != revision:
            raise KnownError("workspace.changed_meanwhile", by="Sari")
        del self.there[workspace]

    def _others(self, workspace: UUID) -> Iterator[WorkspaceRecord]:
        return (one for known, one in self.there.items() if known != workspace)

    def _answer(self) -> None:
        if self.no is not None:
            raise self.no


def _record(workspace_id: UUID, body: WorkspaceBody) -> WorkspaceRecord:
    return WorkspaceRecord(
        id=workspace_id,
        name=body.name,
        area_code=body.area_code,
        roles=body.roles,
        revision=body.revision + 1,
        saved_by="Sari",
        saved_utc=START_UTC,
        may_change=True,
        windows=tuple(WindowRecord.model_validate(window.model_dump()) for window in body.windows),
    )


class Console:
    """One of a person's consoles."""

    def __init__(self, centre: FakeCentre, path: Path) -> None:
        self.push = FakePush(up=True)
        self.told: list[str] = []
        self.sync = WorkspaceSync(centre, self.push, KeptFile(path, FakeClock()))  # type: ignore[arg-type]  # a fake
        self.sync.told.connect(lambda error: self.told.append(error.code))
        self.book = self.sync.book

    def names(self) -> list[str]:
        return [one.name for one in self.book.all()]

    def cameras(self, name: str) -> list[str]:
        one = next(one for one in self.book.all() if one.name == name)
        return [str(camera) for camera in one.workspace.windows[0].wall.cameras if camera]


@pytest.fixture
def centre() -> FakeCentre:
    return FakeCentre()


def test_what_is_saved_at_one_console_is_at_the_persons_other_one(centre: FakeCentre, tmp_path: Path) -> None:
    here, there = Console(centre, tmp_path / "a.kept"), Console(centre, tmp_path / "b.kept")
    saved = here.book.save("Pagi", workspace("cam-1"))
    here.sync.look()
    there.sync.look()

    (one,) = there.book.all()
    assert (one.id, one.name, one.workspace, one.revision) == (saved.id, "Pagi", workspace("cam-1"), 1)
    there.book.rename(one.id, "Siang")
    there.sync.look()
    here.sync.look()
    assert here.names() == ["Siang"]
    here.book.remove(saved.id)
    assert here.names() == []
    here.sync.look()
    there.sync.look()
    assert (there.names(), here.told + there.told) == ([], [])


def test_without_the_centre_nothing_is_lost_not_even_with_the_program(centre: FakeCentre, tmp_path: Path) -> None:
    path = tmp_path / "people" / "workspaces.kept"
    centre.no = KnownError("net.unreachable", host="pusat")
    here = Console(centre, path)
    here.book.save("Pagi", workspace("cam-1"))
    here.book.publish("Banjir", workspace("cam-2"), "33.74.02", (Role.OPERATOR,))
    with pytest.raises(KnownError, match=r"net\.unreachable"):
        here.sync.look()
    here.sync.keep()

    again = Console(centre, path)
    assert (again.names(), [one.waits for one in again.book.all()]) == (["Pagi", "Banjir"], [True, True])
    centre.no = None
    again.sync.look()
    assert {one.name: (one.area_code, one.roles) for one in centre.there.values()} == {
        "Pagi": ("", ()),
        "Banjir": ("33.74.02", (Role.OPERATOR,)),
    }
    assert [one.waits for one in again.book.all()] == [False, False]


def test_where_two_consoles_changed_one_both_are_kept_and_it_is_told(centre: FakeCentre, tmp_path: Path) -> None:
    here, there = Console(centre, tmp_path / "a.kept"), Console(centre, tmp_path / "b.kept")
    here.book.save("Pagi", workspace("cam-1"))
    here.sync.look()
    there.sync.look()
    here.book.save("Pagi", workspace("cam-2"))
    there.book.save("Pagi", workspace("cam-3"))
    here.sync.look()
    there.sync.look()
    there.sync.look()

    assert (there.told, here.told) == (["workspace.both_kept"], [])
    assert (there.cameras("Pagi"), there.cameras("Pagi (2)")) == (["cam-2"], ["cam-3"])
    here.sync.look()
    assert here.names() == ["Pagi", "Pagi (2)"]


def test_one_name_given_at_two_consoles_is_two_workspaces(centre: FakeCentre, tmp_path: Path) -> None:
    here, there = Console(centre, tmp_path / "a.kept"), Console(centre, tmp_path / "b.kept")
    here.book.save("Pagi", workspace("cam-1"))
    there.book.save("Pagi", workspace("cam-2"))
    here.sync.look()
    there.sync.look()
    there.sync.look()

    assert there.told == ["workspace.both_kept"]
    assert (there.cameras("Pagi"), there.cameras("Pagi (2)")) == (["cam-1"], ["cam-2"])


def test_what_was_changed_here_is_not_deleted_from_elsewhere(centre: FakeCentre, tmp_path: Path) -> None:
    here, there = Console(centre, tmp_path / "a.kept"), Console(centre, tmp_path / "b.kept")
    one = here.book.save("Pagi", workspace("cam-1"))
    here.sync.look()
    there.sync.look()
    here.book.save("Pagi", workspace("cam-2"))
    there.book.remove(one.id)
    there.sync.look()
    here.sync.look()
    here.sync.look()
    assert (here.names(), here.cameras("Pagi")) == (["Pagi"], ["cam-2"])
    there.sync.look()
    # The other way round: what was changed elsewhere comes back, and it is told.
    kept = there.book.all()[0]
    here.book.save("Pagi", workspace("cam-3"))
    here.sync.look()
    there.book.remove(kept.id)
    there.sync.look()
    assert (there.told, there.cameras("Pagi")) == (["workspace.not_deleted"], ["cam-3"])


def test_what_is_done_while_it_is_sent_is_sent_too(centre: FakeCentre, tmp_path: Path) -> None:
    here = Console(centre, tmp_path / "a.kept")
    one = here.book.save("Pagi", workspace("cam-1"))
    centre.while_putting = lambda: here.book.save("Pagi", workspace("cam-2"))
    here.sync.look()
    assert [kept.waits for kept in here.book.all()] == [True]
    centre.while_putting = lambda: None
    here.sync.look()
    assert (centre.there[one.id].revision, here.told) == (2, [])
    assert [kept.waits for kept in here.book.all()] == [False]


@pytest.mark.parametrize(
    ("shared", "told", "state"),
    [
        (False, ["workspace.too_many"], AtCentre.REFUSED),
        (True, ["workspace.not_published", "workspace.too_many"], AtCentre.CHANGED),
    ],
)
def test_what_the_centre_refuses_stays_here_and_is_told(
    centre: FakeCentre, tmp_path: Path, shared: bool, told: list[str], state: AtCentre
) -> None:
    here = Console(centre, tmp_path / "a.kept")
    centre.no_puts = KnownError("workspace.too_many", most="60")
    if shared:
        here.book.publish("Pagi", workspace("cam-1"), "33.74", ())
    else:
        here.book.save("Pagi", workspace("cam-1"))
    here.sync.look()

    (one,) = here.book.all()
    assert (here.told, one.at_centre, one.is_shared) == (told, state, False)
    assert one.workspace == workspace("cam-1")


def test_what_is_shared_no_more_goes_and_news_of_it_come(centre: FakeCentre, tmp_path: Path) -> None:
    here = Console(centre, tmp_path / "a.kept")
    shared = new_id()
    body = WorkspaceBody(name="Banjir", windows=_record_windows("cam-1"), area_code="33.74")
    centre.put_workspace(shared, body)
    left_out = centre.there[shared].windows[0].model_copy(update={"left_out": (3,)})
    centre.there[shared] = centre.there[shared].model_copy(update={"windows": (left_out,), "may_change": False})
    here.sync.look()
    (one,) = here.book.all()
    assert (one.is_shared, one.may_change, one.left_out, one.by) == (True, False, ((1, (2,)),), "Sari")
    centre.put_workspace(shared, body.model_copy(update={"revision": 1, "windows": _record_windows("cam-2")}))
    here.sync.look()
    assert (here.book.all()[0].revision, here.cameras("Banjir")) == (2, ["cam-2"])
    del centre.there[shared]
    here.sync.look()
    assert here.names() == []


def _record_windows(camera: str) -> tuple[WindowBody, ...]:
    return body_of(NamedWorkspace(new_id(), "x", workspace(camera))).windows


def test_the_thread_carries_what_was_done_and_what_was_pushed(centre: FakeCentre, tmp_path: Path) -> None:
    here = Console(centre, tmp_path / "a.kept")
    here.sync.start()
    try:
        one = here.book.save("Pagi", workspace("cam-1"))
        wait_until(lambda: one.id in centre.there)
        wait_until(lambda: not here.book.all()[0].waits)
        record = centre.there[one.id]
        centre.there[one.id] = record.model_copy(update={"revision": 9})
        here.push.pushed.emit(PushEvent("1", PushKind.WORKSPACE_CHANGED, b"{}"))
        wait_until(lambda: here.book.all()[0].revision == 9)
    finally:
        here.sync.close()
    assert [kept.revision for kept in Console(centre, tmp_path / "a.kept").book.all()] == [9]


def test_a_cut_file_is_moved_aside_and_told_and_the_last_good_one_used(
    centre: FakeCentre, tmp_path: Path, expect_log: ExpectLog
) -> None:
    expect_log("ronda.store", "ERROR", "was damaged")
    path = tmp_path / "workspaces.kept"
    here = Console(centre, path)
    here.book.save("Pagi", workspace("cam-1"))
    here.sync.keep()
    here.book.save("Siang", workspace("cam-2"))
    here.sync.keep()
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])

    again = Console(centre, path)
    assert ([problem.code for problem in again.sync.problems], again.names()) == (["store.kept_older"], ["Pagi"])
    KeptFile(path, FakeClock()).write(b'{"version": 99}')
    assert [problem.code for problem in Console(centre, path).sync.problems] == ["workspace.saved_unreadable"]


def test_a_disk_that_takes_nothing_is_told_and_tried_again(
    centre: FakeCentre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Console(centre, tmp_path / "a.kept")
    here.book.save("Pagi", workspace("cam-1"))

    def refuse(_self: KeptFile, _content: bytes) -> None:
        raise KnownError("disk.full", path="people")

    with monkeypatch.context() as full:
        full.setattr(KeptFile, "write", refuse)
        here.sync.keep()
    assert here.told == ["disk.full"]
    here.sync.keep()
    assert Console(centre, tmp_path / "a.kept").names() == ["Pagi"]


def test_a_name_that_another_one_has_is_refused(centre: FakeCentre, tmp_path: Path) -> None:
    book = Console(centre, tmp_path / "a.kept").book
    one, other = book.save("Pagi", workspace("cam-1")), book.save("Siang", workspace("cam-2"))
    with pytest.raises(KnownError, match=r"workspace\.name_taken"):
        book.rename(one.id, "Siang")
    book.rename(one.id, "Pagi")
    book.remove(other.id)
    with pytest.raises(KnownError, match=r"workspace\.unknown"):
        book.rename(other.id, "Sore")
    assert replace(one, at_centre=AtCentre.CHANGED) == book.find(one.id)
