"""A flag on one page, for places without network: what, where, when, who, and the digests of its evidence."""

from __future__ import annotations

from console.domain.exercise import EXERCISE_WORD
from console.handoff.incident import Incident, Issuer, place_words
from console.server.paper.sheet import Sheet, moment

_LONGEST_NOTE = 600
_MOST_FILES = 8
_MOST_OTHERS = 5


def flag_sheet(incident: Incident, issuer: Issuer) -> bytes:
    """One page whatever was written: long notes and long lists are cut, and say so."""
    sheet = Sheet(incident.number, f"Laporan {incident.number}", incident.changed_utc)
    if incident.exercise:
        sheet.part(EXERCISE_WORD, "EXERCISE")
    sheet.heading("LAPORAN KE POLISI", "Flag for the police", incident.number)
    sheet.pairs(
        [
            ("Kejadian / Incident", f"{incident.category} {incident.category_name}"),
            ("Prioritas / Priority", str(incident.priority)),
            ("Tempat / Place", place_words(incident)),
            ("Kode wilayah / Area", incident.area_code),
            ("Koordinat / Position", _position(incident)),
            ("Kamera / Camera", f"{incident.camera_number} {incident.camera_name}"),
            ("Kamera lain / Others", _others(incident)),
            ("Waktu / Time", moment(incident.at_utc)),
            ("Dilaporkan / Flagged by", incident.operator),
            ("Tujuan / For", incident.recipient),
            ("Petugas / Officer", f"{incident.officer_name} {incident.officer_number}".strip()),
            ("Keadaan pada / As of", moment(incident.changed_utc)),
        ]
    )
    sheet.part("Catatan", "Note")
    sheet.paragraph(_cut(" ".join([incident.note, *incident.later_notes])) or "-")
    sheet.part("Bukti", "Evidence")
    sheet.files((f"{file.label} {file.id}", file.size_bytes, file.sha256) for file in incident.media[:_MOST_FILES])
    if len(incident.media) > _MOST_FILES:
        sheet.paragraph(f"dan {len(incident.media) - _MOST_FILES} berkas lagi / and more files")
    sheet.paragraph(
        f"Dikeluarkan oleh {issuer.agency}. Lembar ini pemberitahuan, bukan alat bukti; bukti diserahkan atas surat permintaan."
    )
    sheet.paragraph("This sheet informs; evidence is handed over on a letter of request.", english=True)
    return sheet.content()


def _position(incident: Incident) -> str:
    if incident.latitude is None or incident.longitude is None:
        return ""
    return f"{incident.latitude:.6f}, {incident.longitude:.6f}"


def _others(incident: Incident) -> str:
    told = _cut("; ".join(incident.more_cameras[:_MOST_OTHERS]))
    left_out = len(incident.more_cameras) - _MOST_OTHERS
    return f"{told}; dan {left_out} lagi / and more" if left_out > 0 else told or "-"


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_NOTE else f"{words[:_LONGEST_NOTE]} ... (dipotong / cut)"
