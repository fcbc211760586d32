"""A workspace that a supervisor publishes is at an operator's console by the centre's push, without what is not theirs to see."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from console.auth.session import Session
from console.auth.vault import NoVault
from console.base.backoff import Backoff
from console.base.clock import SystemClock
from console.base.redaction import Secret
from console.domain.camera import CameraId
from console.domain.layout import layout_by_name
from console.domain.roles import Role
from console.domain.screen import Area, ScreenIdentity
from console.domain.wall_state import WallState
from console.net.client import CentreClient
from console.net.push_feed import PushFeed
from console.store.kept_file import KeptFile
from console.wall.workspace import WindowState, Workspace
from console.wall.workspace_sync import WorkspaceSync
from tests.helpers.centre import CITY, OTHER_VILLAGE, PASSWORD, RunningCentre, TestCamera
from tests.helpers.waiting import wait_until

NEAR, FAR = CameraId("kam-001"), CameraId("kam-002")
AREA = Area(0, 0, 1920, 1080)


class _Console:
    """What of a console takes part in it."""

    def __init__(self, centre: RunningCentre, user: str, folder: Path, opened: ExitStack) -> None:
        client = CentreClient(centre.url)
        session = Session(client, NoVault(), SystemClock())
        client.use_tokens(session)
        session.sign_in(user, Secret(PASSWORD))
        self.push = PushFeed(client, Backoff(first_s=0.05, most_s=0.1))
        self.sync = WorkspaceSync(client, self.push, KeptFile(folder / f"{user}.kept", SystemClock()))
        self.told: list[str] = []
        self.sync.told.connect(lambda error: self.told.append(error.code))
        opened.callback(client.close)
        opened.callback(self.sync.close)
        opened.callback(self.push.close)
        self.sync.start()
        self.push.start()
        wait_until(lambda: self.push.up)


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[RunningCentre]:
    running = RunningCentre(tmp_path)
    running.add_cameras([TestCamera(NEAR, 1), TestCamera(FAR, 2, area_code=OTHER_VILLAGE)])
    running.add_user("supervisor", Role.SUPERVISOR)
    running.add_user("near_operator", Role.OPERATOR, ["33.74.02"])
    running.start()
    yield running
    running.close()


def _workspace(*cameras: CameraId) -> Workspace:
    wall = WallState(layout_by_name("2x2"), (*cameras, *[None] * (4 - len(cameras))))
    return Workspace((WindowState(1, wall, ScreenIdentity("Dell", "U", "A1", "DP-1"), AREA, True, AREA),))


def test_what_is_published_and_published_again_reaches_who_watches_there(centre: RunningCentre, tmp_path: Path) -> None:
    with ExitStack() as opened:
        operator, supervisor = (_Console(centre, user, tmp_path, opened) for user in ("near_operator", "supervisor"))
        supervisor.sync.book.publish("Banjir", _workspace(FAR, NEAR), CITY, (Role.OPERATOR,))
        wait_until(operator.sync.book.all, what="the workspace at the operator's")
        (seen,) = operator.sync.book.all()
        assert seen.workspace.windows[0].wall.cameras == (None, NEAR, None, None)
        assert (seen.left_out, seen.by, seen.may_change) == (((1, (0,)),), "Supervisor", False)
        wait_until(lambda: not supervisor.sync.book.all()[0].waits)
        supervisor.sync.book.publish("Banjir", _workspace(NEAR), CITY, (Role.OPERATOR,))
        wait_until(lambda: operator.sync.book.all()[0].revision == 2, what="the news at the operator's")
        # An operator who tries to publish keeps it for themselves, and is told.
        operator.sync.book.publish("Saya", _workspace(NEAR), CITY, ())
        wait_until(lambda: operator.told == ["workspace.not_published", "auth.forbidden"])
        wait_until(lambda: (operator.sync.book.all()[0].name, operator.sync.book.all()[0].waits) == ("Saya", False))
        supervisor.sync.book.remove(seen.id)
        wait_until(lambda: [one.name for one in operator.sync.book.all()] == ["Saya"], what="the workspace taken back")
        assert supervisor.told == []
