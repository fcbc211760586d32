"""The minutes of a release: of its hand-over (Berita Acara Serah Terima) and of its destruction (Berita Acara Pemusnahan)."""

from __future__ import annotations

from dataclasses import dataclass

from console.base.errors import BugError
from console.domain.exercise import EXERCISE_WORD
from console.domain.release_state import ReleaseAction
from console.handoff.incident import Issuer
from console.server.paper.sheet import Sheet, moment
from console.wire.releases import ReleaseChangeRecord, ReleaseRecord

_BASIS = (
    "1. UU No. 20 Tahun 2025 (KUHAP), Pasal 235: bukti elektronik harus autentik dan diperoleh secara sah.",
    (
        "2. UU No. 11 Tahun 2008 sebagaimana diubah dengan UU No. 19 Tahun 2016 dan UU No. 1 Tahun 2024 (ITE), Pasal 5 dan "
        "Pasal 6, dibaca dengan Putusan MK No. 20/PUU-XIV/2016: atas permintaan penegak hukum."
    ),
    "3. UU No. 27 Tahun 2022 (Pelindungan Data Pribadi), Pasal 31: pemrosesan ini dicatat.",
)
_WHOLE = (
    "Klip pada daftar di atas diserahkan sebagaimana diterima dari kamera: tidak diubah dan tidak dikompresi ulang. Foto ialah "
    "satu gambar dari aliran yang sama, yang disimpan saat kejadian dilaporkan. Keutuhan berkas diperiksa dengan sidik SHA-256 "
    "di atas dan dengan segel pada paket (lihat VERIFIKASI/BACA-SAYA.txt)."
)
_WHOLE_EN = (
    "Clips are handed over as they came from the camera: unchanged and not compressed again. A still is one picture of the same "
    "stream, saved when the incident was flagged. Check the files by the digests above and by the seal of the package "
    "(VERIFIKASI/README.txt)."
)


@dataclass(frozen=True)
class Scene:
    """Where and when the evidence was taken, in words."""

    camera: str
    place: str
    at: str
    clocks: str


def handover_minute(record: ReleaseRecord, scene: Scene, issuer: Issuer) -> bytes:
    """Made when the release is packed; day and place of signing are left to the pen."""
    body = record.body
    sheet = Sheet(
        record.number, f"Berita Acara Serah Terima {record.number}", record.approved_utc or record.requested_utc
    )
    _mark_exercise(sheet, record)
    sheet.heading(
        "BERITA ACARA SERAH TERIMA BUKTI ELEKTRONIK",
        "Minute of the hand-over of electronic evidence",
        f"BAST/{record.number}",
    )
    sheet.paragraph(
        "Pada hari ini ................, tanggal ......................, pukul .......... WIB, di ........................,"
    )
    sheet.paragraph("telah diserahkan paket bukti elektronik berikut / the following package is handed over:")
    _grounds(sheet, record)
    _incident(sheet, record, scene)
    sheet.part("Daftar berkas", "Files")
    sheet.files((file.name, file.size_bytes, file.sha256) for file in record.files)
    sheet.paragraph(_WHOLE)
    sheet.paragraph(_WHOLE_EN, english=True)
    sheet.part("Dasar hukum", "Legal basis")
    for line in _BASIS:
        sheet.paragraph(line)
    sheet.signatures(
        [
            ("Yang menyerahkan / Handed over by", "", issuer.agency),
            (
                "Yang menerima / Received by",
                f"{body.officer_rank} {body.officer_name}".strip(),
                f"NRP {body.officer_number}",
            ),
            ("Penyetuju / Approved by", record.approver, "Petugas bukti"),
            ("Saksi / Witness", "", ""),
        ]
    )
    return sheet.content()


def _grounds(sheet: Sheet, record: ReleaseRecord) -> None:
    body = record.body
    sheet.part("Dasar permintaan", "Request")
    sheet.pairs(
        [
            ("Nomor surat / Letter", body.letter_number),
            ("Nomor LP / Report", body.report_number),
            ("Keperluan / Purpose", body.purpose),
            ("Diminta oleh / Asked by", _officer(record)),
            ("Diminta pada / Asked on", moment(record.requested_utc)),
            ("Disetujui oleh / Approved by", record.approver),
            ("Disetujui pada / Approved on", moment(record.approved_utc)),
        ]
    )


def _incident(sheet: Sheet, record: ReleaseRecord, scene: Scene) -> None:
    sheet.part("Kejadian", "Incident")
    sheet.pairs(
        [
            ("Laporan / Flag", record.flag_number),
            ("Kamera / Camera", scene.camera),
            ("Tempat / Place", scene.place),
            ("Waktu / Time", scene.at),
            ("Jam / Clocks", scene.clocks),
        ]
    )


def destruction_minute(record: ReleaseRecord, issuer: Issuer) -> bytes:
    """Of a release that was destroyed."""
    step = _step(record, ReleaseAction.DESTROY)
    sheet = Sheet(record.number, f"Berita Acara Pemusnahan {record.number}", step.at_utc)
    _mark_exercise(sheet, record)
    sheet.heading(
        "BERITA ACARA PEMUSNAHAN BUKTI ELEKTRONIK",
        "Minute of the destruction of electronic evidence",
        step.minute_number,
    )
    sheet.paragraph("Paket bukti elektronik berikut telah dimusnahkan / the following package was destroyed:")
    sheet.pairs(
        [
            ("Paket / Package", record.number),
            ("SHA-256", record.package_sha256),
            ("Laporan / Flag", record.flag_number),
            ("Nomor surat / Letter", record.body.letter_number),
            ("Nomor LP / Report", record.body.report_number),
            ("Masa simpan habis / Kept until", moment(record.retention_until_utc)),
            ("Dimusnahkan pada / Destroyed on", moment(step.at_utc)),
            ("Oleh / By", step.actor),
            ("Alasan / Reason", step.note),
        ]
    )
    sheet.part("Daftar berkas", "Files")
    sheet.files((file.name, file.size_bytes, file.sha256) for file in record.files)
    sheet.paragraph("Yang dimusnahkan ialah paket di pusat; catatan tentang paket ini tetap disimpan.")
    sheet.paragraph("Destroyed is the package at the centre; the record of it is kept.", english=True)
    sheet.signatures(
        [("Yang memusnahkan / Destroyed by", step.actor, issuer.agency), ("Saksi / Witness", step.witness, "")]
    )
    return sheet.content()


def _mark_exercise(sheet: Sheet, record: ReleaseRecord) -> None:
    if record.exercise:
        sheet.part(EXERCISE_WORD, "EXERCISE")


def _officer(record: ReleaseRecord) -> str:
    body = record.body
    name = " ".join(part for part in (body.officer_rank, body.officer_name) if part)
    return ", ".join(part for part in (name, f"NRP {body.officer_number}", body.unit) if part)


def _step(record: ReleaseRecord, action: ReleaseAction) -> ReleaseChangeRecord:
    for step in reversed(record.history):
        if step.action == action.value:
            return step
    raise BugError(f"{record.number} has no step {action.value}")
