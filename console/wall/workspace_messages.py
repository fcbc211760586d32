"""Named workspaces as messages to the centre, and back."""

from __future__ import annotations

from console.domain.screen import Area, ScreenIdentity
from console.domain.wall_state import WallState
from console.wall.named_workspace import NamedWorkspace
from console.wall.workspace import WindowState, Workspace
from console.wire.screen_layout import ScreenLayout
from console.wire.workspaces import ScreenBeneath, WindowBody, WorkspaceBody, WorkspaceRecord


def body_of(one: NamedWorkspace) -> WorkspaceBody:
    """Raises ValueError for one that the centre cannot take: too many windows."""
    windows = tuple(_window_body(window) for window in one.workspace.windows)
    return WorkspaceBody(
        name=one.name, windows=windows, area_code=one.area_code, roles=one.roles, revision=one.revision
    )


def named_of(record: WorkspaceRecord) -> NamedWorkspace:
    left_out = tuple(
        (window.number, tuple(tile - 1 for tile in window.left_out)) for window in record.windows if window.left_out
    )
    return NamedWorkspace(
        record.id,
        record.name,
        Workspace(tuple(_window_state(window) for window in record.windows)),
        record.area_code,
        record.roles,
        record.revision,
        record.saved_by,
        record.saved_utc,
        record.may_change,
        left_out=left_out,
    )


def fitting(workspace: Workspace) -> Workspace:
    """As the centre gives it back: what lies behind the last tile of a wall is not part of it."""
    return Workspace(tuple(_window_state(_window_body(window)) for window in workspace.windows))


def _window_body(window: WindowState) -> WindowBody:
    screen, area = window.screen, window.screen_area
    beneath = ScreenBeneath(
        manufacturer=screen.manufacturer, model=screen.model, serial=screen.serial, name=screen.name, area=_told(area)
    )
    return WindowBody(
        number=window.number,
        layout=ScreenLayout.of(window.wall),
        locked=window.wall.locked,
        screen=beneath,
        area=_told(window.area),
        whole=window.whole,
    )


def _window_state(window: WindowBody) -> WindowState:
    wall, screen = window.layout.state(), window.screen
    return WindowState(
        window.number,
        WallState(wall.layout, wall.tiles, window.locked),
        ScreenIdentity(screen.manufacturer, screen.model, screen.serial, screen.name),
        Area(*window.area),
        window.whole,
        Area(*screen.area),
    )


def _told(area: Area) -> tuple[int, int, int, int]:
    return area.left, area.top, area.width, area.height
