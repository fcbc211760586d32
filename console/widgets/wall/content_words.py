"""What a tile is called that holds something else than a camera of its own."""

from __future__ import annotations

from collections.abc import Callable

from console.domain.tile_content import OtherContent, PlotBoard, named


def content_words(text: Callable[[str], str], content: OtherContent) -> str:
    """``text`` gives the words of a key in the language in use."""
    name, detail = named(content)
    return text(f"content-{name}-{detail}" if isinstance(content, PlotBoard) else f"content-{name}")
