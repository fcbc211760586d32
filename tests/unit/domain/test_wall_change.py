"""What comes, goes and moves on a screen is told before it is done."""

from __future__ import annotations

from console.domain.camera import CameraId
from console.domain.layout import layout_by_name
from console.domain.wall_change import ScreenChange, change_between
from console.domain.wall_state import WallState
from console.domain.wall_wanted import ScreenContent

A, B, C = CameraId("a"), CameraId("b"), CameraId("c")


def _content(*cameras: CameraId | None, layout: str = "2x2", message: str = "") -> ScreenContent:
    return ScreenContent(WallState(layout_by_name(layout), cameras), message)


def test_nothing_changes_where_all_is_so_already() -> None:
    assert change_between(_content(A, B), _content(A, B)).is_none


def test_cameras_come_and_go_once_each_and_a_layout_is_named() -> None:
    change = change_between(_content(A, B, A), _content(B, C, C, layout="1+5"))
    assert change == ScreenChange(layout="1+5", come=(C,), go=(A,))
    assert change_between(_content(A, B), _content(A)) == ScreenChange(go=(B,))


def test_the_same_cameras_elsewhere_move_and_a_message_comes_or_goes() -> None:
    assert change_between(_content(A, B), _content(B, A)) == ScreenChange(moves=True)
    assert change_between(_content(A, message="x"), _content(A)) == ScreenChange(message="")
