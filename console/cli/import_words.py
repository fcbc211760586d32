"""One line for each bad row of an import, in both languages: Indonesian first."""

from __future__ import annotations

from console.server.intake.faults import RowFault

REASONS: dict[str, tuple[str, str]] = {
    "import.missing": ("kolom kosong", "empty column"),
    "import.bad_text": ("teks terlalu panjang atau tidak terbaca", "text too long or not printable"),
    "import.bad_coordinate": ("koordinat salah", "not a coordinate"),
    "import.half_position": ("lintang tanpa bujur atau sebaliknya", "latitude without longitude or the reverse"),
    "import.bad_number": ("nomor panggil harus bilangan bulat mulai 1", "call-up number is no whole number from 1"),
    "import.bad_feed_count": (
        "jumlah siaran harus bilangan bulat mulai 1",
        "number of feeds is no whole number from 1",
    ),
    "import.bad_url": ("alamat siaran salah", "not a usable feed address"),
    "import.no_feed": ("tidak ada alamat siaran", "neither main_url nor sub_url"),
    "import.bad_ptz": ("protokol penggerak kamera tidak dikenal", "unknown protocol for moving the camera"),
    "import.bad_yes_no": ("harus ya atau tidak", "neither yes nor no"),
    "import.bad_privacy_class": (
        "kelas privasi harus kosong atau sensitif",
        "privacy class is neither empty nor sensitive",
    ),
    "import.bad_status": ("status tidak dikenal", "unknown status"),
    "import.bad_area_code": ("kode wilayah salah", "not an area code"),
    "import.bad_id": ("id salah", "not a usable id"),
    "import.repeated_area": ("wilayah tertulis dua kali", "area given twice"),
    "import.unknown_parent": ("wilayah induk tidak dikenal", "parent area unknown"),
    "import.repeated_id": ("id tertulis dua kali", "id given twice"),
    "import.repeated_number": ("nomor panggil sudah dipakai", "call-up number already used"),
    "import.unknown_area": ("wilayah tidak dikenal", "area unknown"),
    "import.of_source": ("kamera milik sebuah sumber", "camera belongs to a source"),
}


def import_line(file: str, fault: RowFault) -> str:
    """``cameras.csv:12: nomor panggil … / call-up number …: abc``."""
    indonesian, english = REASONS[fault.reason]
    value = f": {fault.value}" if fault.value else ""
    return f"{file}:{fault.line}: {indonesian} / {english}{value}"
