"""A tool tip shows the words that it is given, whatever they look like."""

from __future__ import annotations

from PySide6.QtGui import QTextDocument

from console.widgets.plain_tip import plain_tip


def test_usual_words_stay_as_they_are() -> None:
    assert plain_tip("Meja 3 (Budi)\nDinding utama") == "Meja 3 (Budi)\nDinding utama"


def test_what_looks_like_html_is_read_letter_by_letter() -> None:
    words = "<b>Meja</b> & <img src='x'>\nkedua"
    document = QTextDocument()
    document.setHtml(plain_tip(words))
    assert document.toPlainText() == words
