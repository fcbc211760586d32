"""A4 pages with the few things that our papers have: titles, pairs, paragraphs, lists of files, places for signatures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from fpdf import FPDF
from fpdf.enums import Align, XPos, YPos

from console.base.clock import WIB

_FONT = "Helvetica"
_MARGIN_MM = 18.0
_LINE_MM = 5.0
_LABEL_MM = 52.0
_SIGNATURE_MM = 24.0
_PLAIN = str.maketrans({"–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "...", "\u00a0": " "})
_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus")
_MONTHS_AFTER = ("September", "Oktober", "November", "Desember")


class Sheet(FPDF):
    """One paper; what it says of itself (``number``) stands at the foot of every page."""

    def __init__(
        self, number: str, title: str, made_utc: datetime, *, language: str = "id-ID", lying: bool = False
    ) -> None:
        super().__init__(orientation="landscape" if lying else "portrait", format="A4")
        self._number = plain(number)
        self.set_margins(_MARGIN_MM, _MARGIN_MM)
        self.set_auto_page_break(auto=True, margin=_MARGIN_MM)
        # The same facts give the same bytes: a minute can be printed again and compared.
        self.set_creation_date(made_utc)
        self.set_producer("Ronda")
        self.set_title(plain(title))
        self.set_lang(language)
        self.add_page()

    def footer(self) -> None:
        self.set_y(-12)
        self.set_font(_FONT, size=8)
        self.cell(0, 5, f"{self._number}  -  {self.page_no()}", align=Align.C)

    def heading(self, indonesian: str, english: str, number: str) -> None:
        self._line(indonesian, size=14, style="B", align=Align.C)
        self._line(english, size=9, style="I", align=Align.C)
        self._line(f"Nomor / Number: {number}", size=10, align=Align.C)
        self.ln(3)

    def part(self, indonesian: str, english: str) -> None:
        self.ln(2)
        self._line(f"{indonesian} / {english}", size=10, style="B")

    def paragraph(self, text: str, *, english: bool = False) -> None:
        self._line(text, size=8.5 if english else 9.5, style="I" if english else "")

    def pairs(self, rows: Iterable[tuple[str, str]]) -> None:
        for label, value in rows:
            self.set_font(_FONT, size=9.5)
            self.cell(_LABEL_MM, _LINE_MM, plain(label))
            self.multi_cell(0, _LINE_MM, plain(f": {value or '-'}"), align=Align.L, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def files(self, rows: Iterable[tuple[str, int, str]]) -> None:
        """(name, bytes, SHA-256); the digest on a line of its own, so that it can be read aloud and compared."""
        for number, (name, size_bytes, digest) in enumerate(rows, start=1):
            self._line(f"{number}. {name}  ({size_bytes} byte)", size=9)
            self.set_font("Courier", size=8.5)
            self.multi_cell(0, _LINE_MM, f"   SHA-256 {digest}", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def signatures(self, people: Sequence[tuple[str, str, str]]) -> None:
        """(role, name, number) side by side, two in a row; all of them on one page, as who signs looks at the others."""
        width, rows = self.epw / 2, (len(people) + 1) // 2
        if self.will_page_break(rows * (_SIGNATURE_MM + 4 * _LINE_MM)):
            self.add_page()
        for first in range(0, len(people), 2):
            row = people[first : first + 2]
            top = self.get_y() + 3
            for column, (role, name, number) in enumerate(row):
                self.set_font(_FONT, size=9.5)
                self.set_xy(self.l_margin + column * width, top)
                self.multi_cell(width, _LINE_MM, plain(role), align=Align.C)
                self.set_xy(self.l_margin + column * width, top + _SIGNATURE_MM)
                lines = f"{name or '........................................'}\n{number}"
                self.multi_cell(width, _LINE_MM, plain(lines), align=Align.C)
            self.set_xy(self.l_margin, top + _SIGNATURE_MM + 3 * _LINE_MM)

    def content(self) -> bytes:
        return bytes(self.output())

    def _line(self, text: str, *, size: float, style: str = "", align: Align = Align.L) -> None:
        self.set_font(_FONT, style=style, size=size)
        self.multi_cell(0, _LINE_MM, plain(text), align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def plain(text: str) -> str:
    """What the printer's own letters can say; anything else becomes a question mark, never a broken paper."""
    return text.translate(_PLAIN).encode("latin-1", "replace").decode("latin-1")


def moment(at_utc: datetime | None) -> str:
    """``Senin, 23 November 2026, pukul 21.14.09 WIB``."""
    if at_utc is None:
        return ""
    local = at_utc.astimezone(WIB)
    month = (*_MONTHS, *_MONTHS_AFTER)[local.month - 1]
    return f"{_DAYS[local.weekday()]}, {local.day} {month} {local.year}, pukul {local:%H.%M.%S} WIB"
