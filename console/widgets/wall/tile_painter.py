"""Paints a tile: title strip, picture, and over an old or missing picture the words that say so."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter

from console.domain.feed_state import FeedState
from console.domain.picture_view import PictureView
from console.widgets.theme.apply import font
from console.widgets.theme.signs import STATE_SIGNS, paint_sign, state_colour
from console.widgets.theme.theme import Theme
from console.widgets.wall.alarm_painter import AlarmPainter
from console.widgets.wall.geometry import fitted, margins
from console.widgets.wall.look import OLD_PICTURE_STATES, SoundMark, TileLook
from console.widgets.wall.marks import paint_loudspeaker
from console.widgets.wall.moving_painter import MovingPainter
from console.widgets.wall.number_painter import NumberPainter
from console.widgets.wall.replay_painter import ReplayPainter
from console.widgets.wall.spark import SparkPainter
from console.widgets.wall.tile_measures import TileMeasures
from console.widgets.wall.view_painter import ViewPainter, ZoomWords
from console.widgets.wall.watermark import WatermarkPainter

_LEAST_PX = 9
_OLD_OPACITY = 0.38
_HEADLINE_SHARE = 14
"""A headline is a 14th of the picture's height, where that is more than the theme's large font."""
_LEFT = Qt.AlignmentFlag.AlignVCenter.value | Qt.AlignmentFlag.AlignLeft.value | Qt.TextFlag.TextSingleLine.value
_CENTRED = Qt.AlignmentFlag.AlignHCenter.value | Qt.TextFlag.TextWordWrap.value
_TROUBLE = frozenset({FeedState.SUSPECT, FeedState.SAME_PICTURE, FeedState.STALE, FeedState.WAITING, FeedState.FAILED})


@dataclass(frozen=True)
class Emphasis:
    """What sets a tile apart from the others."""

    selected: bool = False
    focused: bool = False
    drop_target: bool = False
    numbered: bool = False
    """Its number stands large over the picture, while a call-up is typed."""
    chosen: bool = False
    """The call-up that is typed goes here."""


@dataclass(frozen=True)
class _Line:
    font: QFont
    colour: str
    text: str


class TilePainter(TileMeasures):
    """One for all tiles of a wall."""

    def __init__(self, theme: Theme, zoom_words: ZoomWords) -> None:
        super().__init__(theme)
        self.looked_at = ViewPainter(theme, zoom_words)
        self.replay = ReplayPainter(theme)
        self.number = NumberPainter(theme)
        self.moving = MovingPainter(theme)
        self.spark = SparkPainter(theme)
        self.alarm = AlarmPainter(theme)
        self.watermark = WatermarkPainter(theme)

    def paint_ground(self, painter: QPainter, box: QRect) -> None:
        painter.fillRect(box, QColor(self._theme.colours.ground))

    def paint_picture(self, painter: QPainter, box: QRect, image: QImage, view: PictureView) -> None:
        """A picture of this moment. ``image`` is in the pixels of the screen."""
        if not view.is_plain:
            painter.fillRect(box, QColor(self._theme.colours.tile))
            self.looked_at.paint(painter, box, image, view)
            return
        ratio = painter.device().devicePixelRatio()
        size = QSize(round(image.width() / ratio), round(image.height() / ratio))
        target = fitted(size, box)
        if target != box:
            for margin in margins(box, target):
                painter.fillRect(margin, QColor(self._theme.colours.tile))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, target.size() != size)
        painter.drawImage(target, image)

    def paint_old(self, painter: QPainter, box: QRect, grey: QImage | None, view: PictureView) -> None:
        """The last picture, which must not pass for a living one: grey and dark."""
        painter.fillRect(box, QColor(self._theme.colours.tile))
        if grey is not None and not grey.isNull():
            painter.setOpacity(_OLD_OPACITY)
            if view.is_plain:
                painter.drawImage(fitted(grey.size(), box), grey)
            else:
                self.looked_at.paint(painter, box, grey, view)
            painter.setOpacity(1.0)

    def paint_words(self, painter: QPainter, box: QRect, look: TileLook) -> None:
        """Headline and detail in the middle of the tile; in a small tile only what fits."""
        width_px = box.width() - 2 * self._theme.px(2)
        lines = [_narrowed(line, width_px) for line in self._lines(look, box.height())]
        heights = [_height(line, width_px) for line in lines]
        space_px = self._theme.px(1)
        top = box.y() + max(0, (box.height() - sum(heights) - space_px * (len(lines) - 1)) // 2)
        painter.setClipRect(box)
        for line, height_px in zip(lines, heights, strict=True):
            painter.setFont(line.font)
            painter.setPen(QColor(line.colour))
            painter.drawText(QRect(box.x() + self._theme.px(2), top, width_px, height_px), _CENTRED, line.text)
            top += height_px + space_px
        painter.setClipping(False)

    def paint_strip(self, painter: QPainter, box: QRect, look: TileLook, emphasis: Emphasis) -> None:
        """Mark, number, name; at the right the state in words when it is not live, and the age."""
        colours, pad_px = self._theme.colours, self._theme.px(1.5)
        painter.fillRect(box, QColor(colours.accent_ground if emphasis.selected else colours.panel))
        side_px = QFontMetrics(self._bold).ascent() * 0.82
        left = box.x() + pad_px
        if look.state is FeedState.EMPTY:
            painter.setFont(self._font)
            self._text(painter, QRect(left, box.y(), box.width(), box.height()), look.position, colours.text_dim)
            left += QFontMetrics(self._font).horizontalAdvance(look.position) + pad_px
            self._paint_title(painter, QRect(left, box.y(), box.right() - left, box.height()), look)
            return
        mark = QRectF(left, box.center().y() - side_px / 2 + 0.5, side_px, side_px)
        paint_sign(painter, mark, STATE_SIGNS[look.state][0], state_colour(look.state, colours))
        left += round(side_px) + pad_px
        left += self._paint_title(painter, QRect(left, box.y(), box.right() - left, box.height()), look)
        number_px = QFontMetrics(self._bold).horizontalAdvance(look.number)
        right = box.right() - pad_px
        # Half a number would be another camera's: in the narrowest tiles the age gives way.
        if left + number_px + pad_px + QFontMetrics(self._font).horizontalAdvance(look.age) <= right:
            right = self._right_end(painter, box.adjusted(0, 0, -pad_px, 0), look) - pad_px
        painter.setFont(self._bold)
        self._text(painter, QRect(left, box.y(), right - left, box.height()), look.number, colours.text)
        left += number_px + pad_px
        painter.setFont(self._font)
        room = QRect(left, box.y(), max(0, right - left), box.height())
        name = QFontMetrics(self._font).elidedText(look.name, Qt.TextElideMode.ElideRight, room.width())
        self._text(painter, room, name, colours.text)

    def _paint_title(self, painter: QPainter, box: QRect, look: TileLook) -> int:
        """What the tile is that is no camera's own; how much room it took. The hotspot is not to be taken for a camera."""
        if not look.title:
            return 0
        colours, pad_px = self._theme.colours, self._theme.px(1) if look.is_hotspot else 0
        painter.setFont(self._bold)
        metrics = QFontMetrics(self._bold)
        room_px = min(box.width() - 2 * pad_px, metrics.horizontalAdvance(look.title) + 2)
        words = metrics.elidedText(look.title, Qt.TextElideMode.ElideRight, room_px)
        sign = QRect(box.x(), box.y() + 1, room_px + 2 * pad_px, box.height() - 2)
        if look.is_hotspot:
            painter.fillRect(sign, QColor(colours.accent))
        colour = colours.ground if look.is_hotspot else colours.text
        self._text(painter, sign.adjusted(pad_px, 0, -pad_px, 0), words, colour)
        return sign.width() + self._theme.px(1)

    def paint_frame(self, painter: QPainter, size: QSize, look: TileLook, emphasis: Emphasis) -> None:
        """Blue for the selection, brighter with the keyboard there; in trouble a frame in the colour of the state."""
        colours = self._theme.colours
        if emphasis.drop_target or emphasis.selected:
            colour = colours.text if emphasis.drop_target else colours.accent
            colour = colour if emphasis.focused or emphasis.drop_target else colours.control_line
        elif look.state in OLD_PICTURE_STATES:
            colour = state_colour(look.state, colours)
        else:
            colour = colours.line
        width_px = self._frame_px if colour != colours.line else 1
        width, height = size.width(), size.height()
        for side in (
            QRect(0, 0, width, width_px),
            QRect(0, height - width_px, width, width_px),
            QRect(0, 0, width_px, height),
            QRect(width - width_px, 0, width_px, height),
        ):
            painter.fillRect(side, QColor(colour))

    def _right_end(self, painter: QPainter, box: QRect, look: TileLook) -> int:
        """Paints age and state word at the right; returns where the room for the name ends."""
        colours = self._theme.colours
        right = box.right()
        live = look.state is FeedState.LIVE
        words = [(look.age, colours.text_dim if live else state_colour(look.state, colours))]
        roomy = box.width() > self._theme.px(60)
        if not live and roomy:
            words.append((look.state_word, state_colour(look.state, colours)))
        painter.setFont(self._font)
        for word, colour in words:
            if not word:
                continue
            width_px = QFontMetrics(self._font).horizontalAdvance(word)
            right -= width_px
            self._text(painter, QRect(right, box.y(), width_px + 2, box.height()), word, colour)
            right -= self._theme.px(1.5)
        return right if look.sound is None else self._sound_end(painter, box, right, look.sound, roomy=roomy)

    def _sound_end(self, painter: QPainter, box: QRect, right: int, sound: SoundMark, *, roomy: bool) -> int:
        """Loudspeaker and volume of the camera that is heard; in a small tile the loudspeaker alone."""
        colour = self._theme.colours.text if sound.audible else self._theme.colours.caution
        if roomy:
            width_px = QFontMetrics(self._font).horizontalAdvance(sound.words)
            right -= width_px
            self._text(painter, QRect(right, box.y(), width_px + 2, box.height()), sound.words, colour)
            right -= self._theme.px(1)
        side_px = QFontMetrics(self._bold).ascent() * 0.9
        right -= round(side_px)
        place = QRectF(right, box.center().y() - side_px / 2 + 0.5, side_px, side_px)
        paint_loudspeaker(painter, place, QColor(colour), audible=sound.audible)
        return right - self._theme.px(1.5)

    def _lines(self, look: TileLook, height_px: int) -> list[_Line]:
        colours = self._theme.colours
        trouble = look.state in _TROUBLE
        lines = []
        if look.headline:
            colour = state_colour(look.state, colours) if trouble else colours.text_dim
            lines.append(_Line(self._headline_font(look, height_px), colour, look.headline))
        if look.detail and height_px > 3 * self.strip_px:
            lines.append(_Line(self._font, colours.text if trouble else colours.text_dim, look.detail))
        return lines

    def _headline_font(self, look: TileLook, height_px: int) -> QFont:
        """The larger the tile, the larger the age of an old picture; a tile that connects stays quiet."""
        if height_px <= 5 * self.strip_px or look.state is FeedState.CONNECTING:
            return self._bold
        size_px = max(self._theme.large_font_px, height_px // _HEADLINE_SHARE)
        return font(self._theme, size_px, bold=True)

    @staticmethod
    def _text(painter: QPainter, box: QRect, text: str, colour: str) -> None:
        painter.setPen(QColor(colour))
        painter.drawText(box, _LEFT, text)


def _narrowed(line: _Line, width_px: int) -> _Line:
    """In letters in which its longest word is not cut."""
    metrics = QFontMetrics(line.font)
    longest_px = max(metrics.horizontalAdvance(word) for word in line.text.split() or [""])
    if longest_px <= max(1, width_px):
        return line
    smaller = QFont(line.font)
    smaller.setPixelSize(max(_LEAST_PX, line.font.pixelSize() * width_px // longest_px))
    return replace(line, font=smaller)


def _height(line: _Line, width_px: int) -> int:
    return QFontMetrics(line.font).boundingRect(QRect(0, 0, width_px, 10_000), _CENTRED, line.text).height()
