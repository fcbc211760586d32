"""How numbers, ages and times are written, in Semarang's time (WIB)."""

from __future__ import annotations

import datetime as calendar
from dataclasses import dataclass
from datetime import datetime

from console.base.clock import WIB
from console.i18n.language import Language

_MINUTE_S = 60
_HOUR_S = 3600
_TENTHS_BELOW_S = 10
_MONTHS = {
    Language.INDONESIAN: ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
    Language.ENGLISH: ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}


@dataclass(frozen=True)
class Formats:
    """The written forms of one language."""

    language: Language
    decimal_mark: str
    group_mark: str
    clock_mark: str
    months: tuple[str, ...]

    @classmethod
    def of(cls, language: Language) -> Formats:
        if language is Language.INDONESIAN:
            return cls(language, ",", ".", ".", _MONTHS[language])
        return cls(language, ".", ",", ":", _MONTHS[language])

    def count(self, number: int) -> str:
        """``10.728`` in Indonesian, ``10,728`` in English."""
        return f"{number:,}".replace(",", self.group_mark)

    def share(self, number: float) -> str:
        """``0,25`` in Indonesian, ``0.25`` in English; no more digits than needed."""
        return f"{number:g}".replace(".", self.decimal_mark)

    def measure(self, number: float, decimals: int = 0) -> str:
        """``1.234,5`` in Indonesian, ``1,234.5`` in English; always so many digits behind the mark."""
        whole, _, rest = f"{number:,.{decimals}f}".partition(".")
        grouped = whole.replace(",", self.group_mark)
        return f"{grouped}{self.decimal_mark}{rest}" if rest else grouped

    def times(self, factor: float) -> str:
        """``2,5x``: how much larger something is shown."""
        return f"{factor:.1f}x".replace(".", self.decimal_mark)

    def age(self, seconds: float) -> str:
        """``0,2 s``, ``14 s``, ``3 m 05 s``, ``2 j 10 m`` (hours: j in Indonesian, h in English)."""
        if seconds < _TENTHS_BELOW_S:
            return f"{int(seconds * 10) / 10:.1f} s".replace(".", self.decimal_mark)
        whole = int(seconds)
        if whole < _MINUTE_S:
            return f"{whole} s"
        if whole < _HOUR_S:
            return f"{whole // _MINUTE_S} m {whole % _MINUTE_S:02d} s"
        hour = "j" if self.language is Language.INDONESIAN else "h"
        return f"{whole // _HOUR_S} {hour} {whole % _HOUR_S // _MINUTE_S:02d} m"

    def tile_age(self, seconds: float) -> str:
        """``< 1 s``, ``2 s``, then as ``age``: on a picture that lives, tenths would flicker and say nothing."""
        if seconds < 1:
            return "< 1 s"
        return f"{int(seconds)} s" if seconds < _TENTHS_BELOW_S else self.age(seconds)

    def date(self, at_utc: datetime) -> str:
        return self.day(at_utc.astimezone(WIB).date())

    def day(self, day: calendar.date, *, with_year: bool = True) -> str:
        """``23 Nov 2026``, or without the year where it goes without saying."""
        words = f"{day.day} {self.months[day.month - 1]}"
        return f"{words} {day.year}" if with_year else words

    def day_hours(self, begin_min: int, end_min: int) -> str:
        """``18.00–06.00``, of minutes of the day."""
        begin, end = (f"{at // 60:02}{self.clock_mark}{at % 60:02}" for at in (begin_min, end_min))
        return f"{begin}–{end}"

    def clock_time(self, at_utc: datetime) -> str:
        """``21.14.09 WIB``."""
        return f"{self.short_time(at_utc)} WIB"

    def short_time(self, at_utc: datetime) -> str:
        """``21.14.09``, for places where WIB is said once for all."""
        return at_utc.astimezone(WIB).strftime(self.clock_mark.join(("%H", "%M", "%S")))

    def hour(self, at_utc: datetime) -> str:
        """``21.00``, for lines of time; WIB goes without saying there."""
        return at_utc.astimezone(WIB).strftime(f"%H{self.clock_mark}%M")

    def moment(self, at_utc: datetime) -> str:
        """``23 Nov 2026 21.14.09 WIB``."""
        return f"{self.date(at_utc)} {self.clock_time(at_utc)}"

    def recent(self, at_utc: datetime, now_utc: datetime) -> str:
        """The time alone today, with the date on any other day."""
        same_day = at_utc.astimezone(WIB).date() == now_utc.astimezone(WIB).date()
        return self.clock_time(at_utc) if same_day else self.moment(at_utc)
