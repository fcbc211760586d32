"""The mark over pictures: there on every ground, drawn once a minute, and never over what a tile says."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from console.widgets.theme.colours import DARK
from console.widgets.theme.theme import Theme
from console.widgets.wall.watermark import WatermarkPainter, marked_jpeg

BOX = QRect(0, 0, 320, 180)
WORDS = "sari · meja-3 · 23 Nov 2026 21.14 WIB"
GROUNDS = [DARK.pen_edge, DARK.pen_edge_light, DARK.live]


def picture(colour: str) -> QImage:
    image = QImage(BOX.size(), QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def painted(mark: WatermarkPainter, colour: str) -> QImage:
    image = picture(colour)
    painter = QPainter(image)
    mark.paint(painter, BOX)
    painter.end()
    return image


def jpeg(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub knows bytes only
    return bytes(buffer.data().data())


def changed_share(image: QImage, colour: str, part: QRect, least: int = 24) -> float:
    ground = QColor(colour)
    differing = 0
    for y in range(part.top(), part.bottom() + 1, 2):
        for x in range(part.left(), part.right() + 1, 2):
            pixel = image.pixelColor(x, y)
            apart = (pixel.red() - ground.red(), pixel.green() - ground.green(), pixel.blue() - ground.blue())
            differing += max(map(abs, apart)) >= least
    return 4 * differing / (part.width() * part.height())


@pytest.mark.usefixtures("qapp")
class TestPainted:
    """On a tile's picture."""

    @pytest.mark.parametrize("ground", GROUNDS)
    def test_every_part_of_any_picture_bears_some_of_it_and_most_is_left_to_be_seen(self, ground: str) -> None:
        mark = WatermarkPainter(Theme())
        mark.words = lambda: WORDS

        image = painted(mark, ground)

        for column in range(4):
            for row in range(3):
                assert changed_share(image, ground, QRect(80 * column, 60 * row, 80, 60)) > 0.01
        assert changed_share(image, ground, BOX) < 0.35

    @pytest.mark.parametrize("ground", GROUNDS)
    def test_it_is_faint(self, ground: str) -> None:
        mark = WatermarkPainter(Theme())
        mark.words = lambda: WORDS

        assert changed_share(painted(mark, ground), ground, BOX, least=110) == 0

    def test_without_words_nothing_is_painted(self) -> None:
        assert painted(WatermarkPainter(Theme()), DARK.live) == picture(DARK.live)

    def test_it_is_drawn_anew_only_when_its_words_or_the_size_have_changed(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        said = [WORDS]
        drawn: list[str] = []
        mark = WatermarkPainter(Theme())
        mark.words = lambda: said[-1]
        inner = mark._draw

        def draw(size: QSize, ratio: float, words: str) -> QPixmap:
            drawn.append(words)
            return inner(size, ratio, words)

        monkeypatch.setattr(mark, "_draw", draw)
        first = [painted(mark, DARK.live) for _ in range(64)]
        assert drawn == [WORDS]
        assert not mark.has_changed()
        said.append(WORDS.replace("21.14", "21.15"))
        assert mark.has_changed()

        assert painted(mark, DARK.live) != first[0]
        assert drawn == said


def test_a_saved_picture_bears_it_and_stays_a_picture_of_its_size(qapp: QApplication) -> None:
    assert qapp is not None
    before = jpeg(picture(DARK.live))

    marked = QImage.fromData(marked_jpeg(before, WORDS))

    assert marked.size() == BOX.size()
    assert changed_share(marked, DARK.live, BOX) > 0.02
    assert marked_jpeg(before, "") == before
