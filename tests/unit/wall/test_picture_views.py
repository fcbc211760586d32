"""Zoom belongs to a tile, the way a camera hangs belongs to the camera and survives being written down."""

from __future__ import annotations

from console.domain.camera import CameraId
from console.domain.picture_view import Fit, Hanging, PictureView, Zoom
from console.wall.picture_views import Hangings, PictureViews

ONE, OTHER = CameraId("cam 1, gate"), CameraId("cam-2")


def test_zoom_is_of_one_tile_and_gone_with_its_camera() -> None:
    views = PictureViews(Hangings())

    views.zoom(0, ONE, Zoom(3.0, 0.2, 0.3))

    assert views.of(0, ONE).zoom == Zoom(3.0, 0.2, 0.3)
    assert views.of(1, ONE) == views.of(0, OTHER) == views.of(0, None) == PictureView()


def test_camera_hangs_alike_on_all_tiles_of_all_walls() -> None:
    hangings = Hangings()
    views, other_wall = PictureViews(hangings), PictureViews(hangings)
    told: list[None] = []
    other_wall.changed.connect(told.append)

    views.turn(0, ONE)
    views.change_fit(ONE)

    assert other_wall.of(7, ONE).hanging == Hanging(1, fit=Fit.FILL)
    assert len(told) == 2


def test_turned_and_flipped_zoom_stays_on_the_same_part() -> None:
    views = PictureViews(Hangings())
    views.zoom(0, ONE, Zoom(4.0, 0.25, 0.25))

    views.turn(0, ONE)
    assert views.of(0, ONE).zoom == Zoom(4.0, 0.75, 0.25)
    views.flip(0, ONE)
    assert views.of(0, ONE).zoom == Zoom(4.0, 0.25, 0.25)


def test_written_hangings_are_read_back_and_nonsense_stays_as_it_came() -> None:
    hangings = Hangings()
    hangings.set(ONE, Hanging(3, mirrored=True, fit=Fit.STRETCH))
    hangings.set(OTHER, Hanging(1))
    hangings.set(OTHER, Hanging())

    lines = hangings.written()
    nonsense = ("45 plain fit x", "", "90 plain", "90 plain wide x", "0 odd fit x")
    again = Hangings((*lines, *nonsense))

    assert lines == ("270 mirrored stretch cam 1, gate",)
    assert again.of(ONE) == Hanging(3, mirrored=True, fit=Fit.STRETCH)
    assert again.unread == nonsense
    assert again.written() == (*lines, *nonsense)
