"""States are told apart by whoever sees fewer colours: by a clearly other colour, or by another shape; one set everywhere.

The simulation is that of Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision
Deficiency", IEEE TVCG 15(6), 2009, table 1, severity 1.0, on linear RGB; the distance is CIE 1976 in L*a*b* (D65).
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from console.domain.condition import Condition
from console.domain.feed_state import FeedState
from console.domain.map_camera import MapStatus
from console.widgets.map.symbols import status_colour
from console.widgets.theme.colours import CONTRAST, DARK, Colours
from console.widgets.theme.signs import CONDITION_SIGNS, STATE_SIGNS, Sign, condition_colour, paint_sign, state_colour

_SEEN_BY = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
_TO_XYZ = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
_WHITE = np.array([0.95047, 1.0, 1.08883])
_CLEARLY = 20.0
"""Neighbouring colours of a traffic light, as most people see them, are above 60; 2.3 is just noticeable."""


def lab(colour: str, seen_by: str) -> np.ndarray:
    channels = np.array([int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(_SEEN_BY[seen_by]) @ linear, 0.0, 1.0) if seen_by else linear
    share = np.array(_TO_XYZ) @ seen / _WHITE
    root = np.where(share > 0.008856, np.cbrt(share), 7.787 * share + 16 / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def distance(one: str, other: str, seen_by: str) -> float:
    return float(np.linalg.norm(lab(one, seen_by) - lab(other, seen_by)))


def shape(sign: Sign) -> bytes:
    """Its outline alone, whatever the colour."""
    image = QImage(24, 24, QImage.Format.Format_Grayscale8)
    image.fill(0)
    painter = QPainter(image)
    paint_sign(painter, QRectF(3, 3, 18, 18), sign, DARK.pen_edge_light)
    painter.end()
    return bytes(image.constBits())


@pytest.mark.parametrize("colours", [DARK, CONTRAST], ids=["dark", "contrast"])
@pytest.mark.parametrize("seen_by", ["", *_SEEN_BY])
def test_states_differ_in_colour_or_in_shape_for_everybody(qapp: QApplication, colours: Colours, seen_by: str) -> None:
    assert qapp is not None
    for signs in (STATE_SIGNS, CONDITION_SIGNS):
        for (one, one_colour), (other, other_colour) in combinations(signs.values(), 2):
            apart = distance(getattr(colours, one_colour), getattr(colours, other_colour), seen_by) >= _CLEARLY
            assert apart or shape(one) != shape(other), (one, other)


def test_every_state_has_a_shape_of_its_own(qapp: QApplication) -> None:
    assert qapp is not None
    for signs in (STATE_SIGNS, CONDITION_SIGNS):
        shapes = [shape(sign) for sign, _colour in signs.values()]
        assert len(set(shapes)) == len(shapes)
        for one, other in combinations(shapes, 2):
            differing = sum(abs(a - b) > 96 for a, b in zip(one, other, strict=True))
            assert differing > 20


def test_the_simulation_leaves_grey_grey_and_takes_red_from_green() -> None:
    for seen_by in _SEEN_BY:
        assert distance("#808080", "#808080", seen_by) == 0
        assert np.abs(lab("#808080", seen_by)[1:]).max() < 0.5
    assert distance("#c04030", "#5a7a20", "deuteranopia") < distance("#c04030", "#5a7a20", "") / 2


def test_every_state_and_condition_has_its_sign() -> None:
    assert set(STATE_SIGNS) == set(FeedState)
    assert set(CONDITION_SIGNS) == set(Condition)


def test_lists_map_and_tiles_mean_the_same_by_a_sign() -> None:
    for state, condition in (
        (FeedState.LIVE, Condition.WORKING),
        (FeedState.STALE, Condition.STALE),
        (FeedState.FAILED, Condition.OFFLINE),
        (FeedState.CONNECTING, Condition.UNKNOWN),
    ):
        assert STATE_SIGNS[state][0] is CONDITION_SIGNS[condition][0]
    for status in MapStatus:
        condition = Condition(status.name.lower())
        assert status_colour(DARK, status).name() == condition_colour(condition, DARK)
    assert state_colour(FeedState.LIVE, DARK) == condition_colour(Condition.WORKING, DARK)
