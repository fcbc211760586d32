"""A view says when it is plain, and its fits go round."""

from __future__ import annotations

from console.domain.picture_view import MOST_ZOOM, Fit, Hanging, PictureView, Zoom, bounded_factor


def test_fits_go_round() -> None:
    assert [fit.following for fit in Fit] == [Fit.FILL, Fit.STRETCH, Fit.FIT]


def test_only_the_whole_upright_picture_is_plain() -> None:
    assert PictureView().is_plain
    assert PictureView(zoom=Zoom(1.0, 0.2, 0.9)).is_plain
    assert not PictureView(zoom=Zoom(2.0)).is_plain
    assert not PictureView(Hanging(fit=Fit.FILL)).is_plain
    assert not PictureView(Hanging(mirrored=True)).is_plain


def test_zoom_ends_at_the_whole_picture_and_at_the_most() -> None:
    assert [bounded_factor(factor) for factor in (0.3, 1.0005, 2.5, 99.0)] == [1.0, 1.0, 2.5, MOST_ZOOM]
