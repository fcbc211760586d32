"""The console's privacy masks follow every push, and what was known last holds while the centre is away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from console.base.errors import KnownError
from console.directory import masks as masks_module
from console.directory import room_list
from console.directory.masks import Masks
from console.domain.camera import CameraId
from console.net.server_sent import PushEvent
from console.wire.masks import MaskBody, MaskList, MaskRecord
from console.wire.push import PushKind
from tests.helpers.fake_push import FakePush
from tests.helpers.logfail import ExpectLog
from tests.helpers.waiting import wait_until

NEAR, FAR = CameraId("kam-001"), CameraId("kam-002")
AREA = ((0.1, 0.1), (0.5, 0.1), (0.5, 0.5))


def _record(camera: str, *polygons: tuple[tuple[float, float], ...]) -> MaskRecord:
    at_utc = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
    return MaskRecord(camera_id=camera, polygons=polygons, reason="jendela rumah", by="Bu Ratna", at_utc=at_utc)


class _Centre:
    """Knows the masks; may be away."""

    def __init__(self) -> None:
        self.kept: dict[str, MaskRecord] = {}
        self.trouble: KnownError | None = None
        self.asked = 0

    def masks(self) -> MaskList:
        self.asked += 1
        if self.trouble is not None:
            raise self.trouble
        return MaskList(masks=tuple(self.kept.values()))

    def set_mask(self, camera: str, body: MaskBody) -> MaskRecord:
        if self.trouble is not None:
            raise self.trouble
        self.kept[camera] = _record(camera, *body.polygons)
        return self.kept[camera]


@pytest.fixture
def centre() -> _Centre:
    return _Centre()


@pytest.fixture
def push() -> FakePush:
    return FakePush()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "masks.json"


@pytest.fixture
def masks(centre: _Centre, push: FakePush, path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Masks]:
    monkeypatch.setattr(room_list, "ASK_EVERY_S", 0.02)
    made = Masks(centre, push, path)  # type: ignore[arg-type]  # fits by shape
    yield made
    made.close()


def _pushed(push: FakePush, record: MaskRecord) -> None:
    push.pushed.emit(PushEvent("1", PushKind.CAMERA_MASK, record.model_dump_json().encode()))


def test_what_is_pushed_is_so_at_once_and_no_areas_take_the_mask_away(masks: Masks, push: FakePush) -> None:
    told: list[None] = []
    masks.changed.connect(told.append)
    _pushed(push, _record(NEAR, AREA))
    assert masks.of(NEAR) == (AREA,)
    assert masks.of(FAR) == ()
    _pushed(push, _record(NEAR))
    assert masks.of(NEAR) == ()
    assert len(told) == 2


def test_an_answer_that_is_older_than_a_push_does_not_undo_it(masks: Masks, centre: _Centre, push: FakePush) -> None:
    pushed = _record(NEAR, AREA)

    def late() -> MaskList:
        push.pushed.emit(PushEvent("7", PushKind.CAMERA_MASK, pushed.model_dump_json().encode()))
        centre.masks = lambda: MaskList(masks=(pushed,))  # type: ignore[method-assign]  # from now on
        return MaskList(masks=())

    seen: list[set[CameraId]] = []
    masks.changed.connect(lambda _none: seen.append(set(masks.current())))
    centre.masks = late  # type: ignore[method-assign]  # once
    masks.start()
    wait_until(lambda: seen)
    masks.close()
    assert seen == [{NEAR}]


def test_the_centre_is_asked_at_the_start_and_again_while_nothing_is_pushed(masks: Masks, centre: _Centre) -> None:
    masks.start()
    wait_until(lambda: centre.asked > 1)
    centre.kept[FAR] = _record(FAR, AREA)
    wait_until(lambda: masks.of(FAR) == (AREA,))


def test_the_last_known_masks_hold_from_the_first_moment_with_the_centre_down(
    masks: Masks, centre: _Centre, push: FakePush, path: Path
) -> None:
    masks.put(NEAR, (AREA,), "jendela rumah")
    assert centre.kept[NEAR].polygons == (AREA,)
    centre.trouble = KnownError("net.unreachable", host="pusat")

    following = Masks(centre, push, path)  # type: ignore[arg-type]  # fits by shape
    assert following.of(NEAR) == (AREA,)
    following.start()
    wait_until(lambda: centre.asked > 0)
    assert following.of(NEAR) == (AREA,)
    following.close()
    assert path.stat().st_mode & 0o077 == 0


def test_a_mask_that_the_centre_does_not_take_is_none(masks: Masks, centre: _Centre) -> None:
    centre.trouble = KnownError("net.unreachable", host="pusat")
    with pytest.raises(KnownError, match=r"net\.unreachable"):
        masks.put(NEAR, (AREA,), "jendela rumah")
    assert masks.of(NEAR) == ()


def test_what_cannot_be_read_on_disk_is_told_and_the_centre_asked(
    centre: _Centre, push: FakePush, path: Path, expect_log: ExpectLog
) -> None:
    path.write_text("{")
    centre.kept[NEAR] = _record(NEAR, AREA)
    expect_log("ronda.directory", contains="masks on disk can't be read")
    made = Masks(centre, push, path)  # type: ignore[arg-type]  # fits by shape
    made.start()
    wait_until(lambda: made.of(NEAR) == (AREA,))
    made.close()


def test_a_push_that_makes_no_sense_has_the_centre_asked(
    masks: Masks, centre: _Centre, push: FakePush, expect_log: ExpectLog
) -> None:
    expect_log("ronda.directory", contains="makes no sense")
    masks.start()
    push.pushed.emit(PushEvent("1", PushKind.CAMERA_MASK, b"{"))
    centre.kept[NEAR] = _record(NEAR, AREA)
    wait_until(lambda: masks.of(NEAR) == (AREA,))


def test_a_disk_that_takes_nothing_is_told_and_the_masks_hold_all_the_same(
    masks: Masks, push: FakePush, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    told: list[str] = []
    masks.trouble.connect(lambda error: told.append(error.code))
    monkeypatch.setattr(masks_module, "replace_whole", full)
    _pushed(push, _record(NEAR, AREA))
    assert masks.of(NEAR) == (AREA,)
    assert told == ["disk.full"]
