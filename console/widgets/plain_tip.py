"""Words for a tool tip as they are: Qt draws what looks like HTML as HTML, and names come from files and from others."""

from __future__ import annotations

import html

from PySide6.QtGui import Qt


def plain_tip(words: str) -> str:
    if not Qt.mightBeRichText(words):
        return words
    return f"<p style='white-space:pre-wrap'>{html.escape(words)}</p>"
