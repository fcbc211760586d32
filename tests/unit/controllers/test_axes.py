"""Which axis does what, by the kernel's names of it."""

from __future__ import annotations

import pytest

from console.controllers.axes import USUAL_AXES, AxisRoles, roles_of


@pytest.mark.parametrize(
    ("axes", "roles"),
    [
        (USUAL_AXES, AxisRoles(0, 1, 4, True, 6, 7)),
        ((0, 1, 2, 5, 16, 17), AxisRoles(0, 1, 3, True, 4, 5)),
        ((0, 1, 5), AxisRoles(0, 1, 2, False, None, None)),
        ((0, 1, 2), AxisRoles(0, 1, 2, False, None, None)),
        ((0, 1), AxisRoles(0, 1, None, False, None, None)),
        ((), AxisRoles(None, None, None, False, None, None)),
    ],
    ids=[
        "game controller",
        "second stick as Z and RZ",
        "stick that turns",
        "keyboard of a control room",
        "flat",
        "none",
    ],
)
def test_axes_have_their_roles(axes: tuple[int, ...], roles: AxisRoles) -> None:
    assert roles_of(axes) == roles
