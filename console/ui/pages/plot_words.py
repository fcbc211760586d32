"""The values beside a plot's title: each line's name in its colour, then the number; and what stands there when nobody looked."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from console.i18n.translator import Translator

Say = Callable[[dict[str, float | None]], str]


@dataclass(frozen=True)
class Named:
    """A line's name, which is a text key, its colour, and the digits behind the mark."""

    key: str
    colour: str
    decimals: int = 0


def say_values(translator: Translator, lines: Sequence[Named]) -> Say:
    def say(values: dict[str, float | None]) -> str:
        if all(values.get(line.key) is None for line in lines):
            return html.escape(translator.text("health-nobody-looked"))
        return " &nbsp; ".join(_said(translator, line, values.get(line.key)) for line in lines)

    return say


def _said(translator: Translator, line: Named, value: float | None) -> str:
    number = "–" if value is None else translator.formats.measure(value, line.decimals)
    return f'<span style="color: {line.colour}">■ {html.escape(translator.text(line.key))}</span> {number}'
