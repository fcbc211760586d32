"""What a report says of availability, in both languages, and how it writes numbers, durations and days."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from console.base.clock import WIB
from console.domain.report_days import ReportBy

_MINUTE_S, _HOUR_S, _DAY_S = 60, 3600, 86_400


class PaperLanguage(Enum):
    """Of a report; Indonesian is the city's."""

    INDONESIAN = "id"
    ENGLISH = "en"

    @classmethod
    def wanted(cls, accept_language: str) -> PaperLanguage:
        """By what a browser or console says; whatever it does not know is Indonesian."""
        for part in accept_language.lower().split(","):
            code = part.split(";")[0].strip()[:2]
            if code in ("id", "en"):
                return cls(code)
        return cls.INDONESIAN


@dataclass(frozen=True)
class ReportWords:
    """One language."""

    tag: str
    title: str
    by: dict[ReportBy, str]
    whole_city: str
    period: str
    area: str
    lines: str
    made: str
    until: str
    coverage: str
    coverage_value: str
    """measured, off, since"""
    never: str
    cameras: str
    cameras_value: str
    """measured, all"""
    availability: str
    outages: str
    longest: str
    repair: str
    days_title: str
    days_hint: str
    bars_title: str
    bars_worst: str
    table_title: str
    table_cut: str
    nothing: str
    none_measured: str
    columns: tuple[str, ...]
    definitions_title: str
    definitions: tuple[str, ...]
    page: str
    units: tuple[str, str, str]
    """Days, hours, minutes."""
    decimal_mark: str
    group_mark: str
    clock_mark: str
    months: tuple[str, ...]

    def count(self, number: int) -> str:
        return f"{number:,}".replace(",", self.group_mark)

    def percent(self, share: float | None) -> str:
        """Rounded down: what was not up all the time is never 100 %."""
        if share is None:
            return "-"
        return f"{math.floor(share * 10_000) / 100:.2f} %".replace(".", self.decimal_mark)

    def hours(self, seconds: int) -> str:
        """Sums over many cameras."""
        whole, _, tenth = f"{seconds / _HOUR_S:,.1f}".partition(".")
        return f"{whole.replace(',', self.group_mark)}{self.decimal_mark}{tenth}"

    def lasting(self, seconds: int | None) -> str:
        if seconds is None:
            return "-"
        days, hours, minutes = self.units
        if seconds >= _DAY_S:
            return f"{seconds // _DAY_S} {days} {seconds % _DAY_S // _HOUR_S} {hours}"
        if seconds >= _HOUR_S:
            return f"{seconds // _HOUR_S} {hours} {seconds % _HOUR_S // _MINUTE_S:02} {minutes}"
        return f"{max(1, seconds // _MINUTE_S)} {minutes}" if seconds else f"0 {minutes}"

    def day(self, day: date) -> str:
        return f"{day.day} {self.months[day.month - 1]} {day.year}"

    def moment(self, at_utc: datetime) -> str:
        local = at_utc.astimezone(WIB)
        return f"{self.day(local.date())} {local:%H}{self.clock_mark}{local:%M} WIB"

    def days(self, first: date, last: date) -> str:
        return f"{self.day(first)} - {self.day(last)}" if first != last else self.day(first)


_INDONESIAN = ReportWords(
    tag="id-ID",
    title="Laporan ketersediaan kamera",
    by={
        ReportBy.CAMERA: "Kamera",
        ReportBy.RT: "RT",
        ReportBy.RW: "RW",
        ReportBy.KELURAHAN: "Kelurahan",
        ReportBy.KECAMATAN: "Kecamatan",
        ReportBy.OWNER: "Pemilik",
    },
    whole_city="Semua wilayah yang boleh dilihat pembuat laporan",
    period="Masa laporan",
    area="Wilayah",
    lines="Dirinci per",
    made="Dibuat pada",
    until="Dihitung sampai",
    coverage="Waktu yang terukur",
    coverage_value="{measured} dari waktu yang dihitung; pusat mati {off}; diukur sejak {since}",
    never="belum pernah",
    cameras="Kamera",
    cameras_value="{all}, {measured} di antaranya terukur",
    availability="Ketersediaan",
    outages="Gangguan",
    longest="Gangguan terlama",
    repair="Rata-rata lama gangguan (MTTR)",
    days_title="Ketersediaan tiap hari",
    days_hint="Garis: ketersediaan. Batang abu-abu di bawah: bagian waktu yang terukur.",
    bars_title="Ketersediaan per {by}",
    bars_worst="Ketersediaan per {by}: {shown} terendah dari {all}",
    table_title="Rincian per {by}",
    table_cut="Yang tercetak: {shown} dengan ketersediaan terendah dari {all}. Daftar lengkap ada di berkas CSV.",
    nothing="Tidak ada kamera di wilayah ini.",
    none_measured="Pada masa ini tidak ada kamera yang terukur.",
    columns=(
        "Nama",
        "Letak",
        "Kamera",
        "Ketersediaan",
        "Hidup (jam)",
        "Mati (jam)",
        "Tak terukur (jam)",
        "Gangguan",
        "Terlama",
        "MTTR",
    ),
    definitions_title="Arti istilah",
    definitions=(
        "Hidup: kamera dapat dilihat menurut pusat. Mati: pusat mendapatinya tidak dapat dilihat, atau gambarnya berhenti.",
        "Terukur = hidup + mati. Ketersediaan = hidup / terukur. Beberapa kamera: waktunya dijumlahkan lebih dulu.",
        (
            "Tak terukur: pusat sedang mati, kamera belum atau tidak lagi ada di direktori, atau keadaannya tidak diketahui. "
            "Waktu ini tidak dihitung hidup dan tidak dihitung mati."
        ),
        (
            "Tidak dihitung: kamera ditutup untuk ruang pantau, atau di luar jam dan masa berlaku syarat pemiliknya. "
            "Waktu ini bukan gangguan. Syarat pemilik dipakai sebagaimana berlaku saat laporan dibuat."
        ),
        "Gangguan: sejak kamera didapati mati sampai didapati hidup lagi; jeda yang tak terukur tidak memutusnya.",
        "Gangguan terlama dan MTTR (mati / gangguan) hanya menghitung waktu di dalam masa laporan.",
    ),
    page="halaman {page} dari {pages}",
    units=("hari", "jam", "mnt"),
    decimal_mark=",",
    group_mark=".",
    clock_mark=".",
    months=("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
)
_ENGLISH = ReportWords(
    tag="en",
    title="Report on the availability of cameras",
    by={
        ReportBy.CAMERA: "Camera",
        ReportBy.RT: "RT",
        ReportBy.RW: "RW",
        ReportBy.KELURAHAN: "Kelurahan",
        ReportBy.KECAMATAN: "Kecamatan",
        ReportBy.OWNER: "Owner",
    },
    whole_city="All areas that the maker of the report may see",
    period="Period",
    area="Area",
    lines="A line for each",
    made="Made on",
    until="Counted until",
    coverage="Measured time",
    coverage_value="{measured} of the time that counts; centre off for {off}; measured since {since}",
    never="never yet",
    cameras="Cameras",
    cameras_value="{all}, of which {measured} were measured",
    availability="Availability",
    outages="Outages",
    longest="Longest outage",
    repair="Mean length of an outage (MTTR)",
    days_title="Availability by day",
    days_hint="Line: availability. Grey bars below: how much of the time was measured.",
    bars_title="Availability by {by}",
    bars_worst="Availability by {by}: the {shown} lowest of {all}",
    table_title="Details by {by}",
    table_cut="Printed: the {shown} with the lowest availability of {all}. The whole list is in the CSV file.",
    nothing="There is no camera in this area.",
    none_measured="No camera was measured in this period.",
    columns=(
        "Name",
        "Place",
        "Cameras",
        "Availability",
        "Up (h)",
        "Down (h)",
        "Not measured (h)",
        "Outages",
        "Longest",
        "MTTR",
    ),
    definitions_title="What the words mean",
    definitions=(
        (
            "Up: the camera could be seen, as far as the centre knew. Down: the centre found that it could not be seen, or that "
            "its picture stood still."
        ),
        "Measured = up + down. Availability = up / measured. Of several cameras the times are added first.",
        (
            "Not measured: the centre was off, the camera was not yet or no longer in the directory, or its state was not known. "
            "This time is neither up nor down."
        ),
        (
            "Not counted: the camera was closed to the room, or outside the hours or the validity of its owner's terms. "
            "This time is no outage. Terms are taken as they stand when the report is made."
        ),
        "Outage: from when a camera was found down until it was found up; a pause that was not measured does not end it.",
        "The longest outage and the MTTR (down / outages) count only what lies within the period.",
    ),
    page="page {page} of {pages}",
    units=("d", "h", "min"),
    decimal_mark=".",
    group_mark=",",
    clock_mark=":",
    months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


def report_words(language: PaperLanguage) -> ReportWords:
    return _ENGLISH if language is PaperLanguage.ENGLISH else _INDONESIAN
