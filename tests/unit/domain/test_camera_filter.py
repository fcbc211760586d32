"""A camera passes with one of the chosen of each part; what is seen here goes before the centre's word."""

from __future__ import annotations

import pytest

from console.domain.camera import DirectoryStatus
from console.domain.camera_filter import EVERY_CAMERA, CameraFilter
from console.domain.condition import Condition
from tests.helpers.screen_fakes import camera_entry

WORKING = camera_entry(1, "Satu")
OFFLINE = camera_entry(2, "Dua", status=DirectoryStatus.OFFLINE)
NEIGHBOURHOOD = frozenset({"neighbourhood", "river"})


@pytest.mark.parametrize(
    ("wanted", "passing"),
    [
        (EVERY_CAMERA, (True, True)),
        (CameraFilter(kinds=NEIGHBOURHOOD), (True, True)),
        (CameraFilter(kinds=frozenset({"traffic"})), (False, False)),
        (CameraFilter(owners=frozenset({"RT"}), conditions=frozenset({Condition.OFFLINE})), (False, True)),
        (CameraFilter(conditions=frozenset({Condition.STALE})), (False, False)),
        (
            CameraFilter(conditions=frozenset({Condition.STALE}), seen={WORKING.camera.id: Condition.STALE}),
            (True, False),
        ),
    ],
)
def test_who_passes(wanted: CameraFilter, passing: tuple[bool, bool]) -> None:
    assert (wanted.passes(WORKING), wanted.passes(OFFLINE)) == passing


def test_choosing_and_taking_back() -> None:
    chosen = EVERY_CAMERA.with_kind("river", chosen=True).with_condition(Condition.NEVER, chosen=True)
    chosen = chosen.with_owner("RT", chosen=True)

    assert chosen.count == 3
    back = chosen.with_kind("river", chosen=False).with_owner("RT", chosen=False)
    assert back.with_condition(Condition.NEVER, chosen=False) == EVERY_CAMERA
    assert not EVERY_CAMERA.active
