"""A tiny bitmap font, five by seven dots, for the text that a camera burns into its picture."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from console.farm.clips.canvas import Colour, Picture

_COLUMNS = 5
_ROWS = 7
# One hexadecimal pair a column, the lowest bit on top.
_GLYPHS = {
    "0": "3E5149453E", "1": "00427F4000", "2": "4261514946", "3": "2141454B31", "4": "1814127F10",
    "5": "2745454539", "6": "3C4A494930", "7": "0171090503", "8": "3649494936", "9": "064949291E",
    "A": "7E1111117E", "B": "7F49494936", "C": "3E41414122", "D": "7F4141221C", "E": "7F49494941",
    "F": "7F09090901", "G": "3E4149497A", "H": "7F0808087F", "I": "00417F4100", "J": "2040413F01",
    "K": "7F08142241", "L": "7F40404040", "M": "7F020C027F", "N": "7F0408107F", "O": "3E4141413E",
    "P": "7F09090906", "Q": "3E4151215E", "R": "7F09192946", "S": "4649494931", "T": "01017F0101",
    "U": "3F4040403F", "V": "1F2040201F", "W": "3F4038403F", "X": "6314081463", "Y": "0708700807",
    "Z": "6151494543", ":": "0036360000", "-": "0808080808", ".": "0060600000", "/": "2010080402",
    " ": "0000000000",
}  # fmt: skip


def _glyph(letter: str) -> NDArray[np.bool_]:
    columns = np.frombuffer(bytes.fromhex(_GLYPHS[letter]), np.uint8)
    return ((columns[None, :] >> np.arange(_ROWS)[:, None]) & 1).astype(bool)


def text_mask(text: str, dot: int) -> NDArray[np.bool_]:
    """True where ``text`` has ink, ``dot`` pixels to a dot. Raises KeyError for a letter the font lacks."""
    gap = np.zeros((_ROWS, 1), bool)
    letters = [part for letter in text for part in (_glyph(letter), gap)]
    return np.kron(np.hstack(letters), np.ones((dot, dot), bool)).astype(bool)


def write(picture: Picture, text: str, left: int, top: int, dot: int, colour: Colour = (245, 245, 245)) -> None:
    """Writes ``text`` on a dark band into ``picture`` in place; it must fit."""
    mask = text_mask(text, dot)
    height, width = mask.shape
    band = picture[top - dot * 2 : top + height + dot * 2, left - dot * 2 : left + width + dot]
    band //= 3
    picture[top : top + height, left : left + width][mask] = colour
