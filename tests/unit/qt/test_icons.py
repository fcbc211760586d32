"""Icons are drawn once for all windows, in their colour, and as large as they are wanted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize

from console.qt.icons import icon, icon_pixmap

pytestmark = pytest.mark.usefixtures("qapp")


def test_the_same_icon_is_drawn_once_and_another_colour_or_size_is_another() -> None:
    first = icon_pixmap("flag", "#ff0000", 24)
    assert icon_pixmap("flag", "#ff0000", 24).cacheKey() == first.cacheKey()
    others = [icon_pixmap("flag", "#00ff00", 24), icon_pixmap("flag", "#ff0000", 32), icon_pixmap("map", "#ff0000", 24)]
    assert first.cacheKey() not in {other.cacheKey() for other in others}
    image = first.toImage()
    colours = {
        image.pixelColor(x, y).name() for x in range(24) for y in range(24) if image.pixelColor(x, y).alpha() == 255
    }
    assert colours == {"#ff0000"}


def test_a_sharp_screen_gets_as_many_pixels_as_it_has() -> None:
    pixmap = icon_pixmap("flag", "#ff0000", 24, 2.0)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (48, 2.0)


@pytest.mark.parametrize(("for_window", "largest_px"), [(False, 96), (True, 256)])
def test_only_the_icon_of_a_window_is_as_large_as_a_desktop_shows_programs(for_window: bool, largest_px: int) -> None:
    made = icon("ronda", "#5b9cff", for_window=for_window)
    assert max(made.availableSizes(), key=QSize.width).width() == largest_px
