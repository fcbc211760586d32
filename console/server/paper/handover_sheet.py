"""The hand-over note of a shift on paper: what the console knew, what the person wrote, who signed, what was added."""

from __future__ import annotations

from collections.abc import Iterable

from console.domain.handover import HandoverPart
from console.handoff.incident import Issuer
from console.server.paper.sheet import Sheet, moment
from console.wire.handovers import CameraFact, HandoverFacts, HandoverRecord

_NOTHING = "Tidak ada / none"


def handover_sheet(record: HandoverRecord, issuer: Issuer) -> bytes:
    """The same note with the same signatures and remarks gives the same bytes."""
    summary, body = record.summary, record.body
    sheet = Sheet(summary.number, f"Serah terima {summary.number}", summary.received_utc)
    sheet.heading("SERAH TERIMA GILIRAN JAGA", "Hand-over of a shift", summary.number)
    sheet.pairs(
        [
            ("Giliran / Shift", body.shift),
            ("Dari / From", moment(body.from_utc)),
            ("Sampai / Until", moment(body.until_utc)),
            ("Ditulis oleh / Written by", f"{summary.author} ({summary.role})"),
            ("Keadaan pada / As of", moment(body.facts.at_utc)),
            ("SHA-256", record.sha256),
        ]
    )
    if body.facts.is_offline:
        sheet.paragraph(
            "Pusat tidak terhubung ketika catatan ini ditulis. / The centre was away when this was written."
        )
    sheet.part("Catatan", "Note")
    sheet.paragraph(body.text or _NOTHING)
    _list(sheet, ("Kamera yang diawasi", "Cameras that are watched"), _watched(record))
    _facts(sheet, body.facts)
    added = (f"{moment(one.at_utc)}, {one.by} ({one.kind.value}): {one.text}" for one in record.remarks)
    _list(sheet, ("Tambahan", "Added afterwards"), added)
    sheet.part("Tanda tangan", "Signatures")
    sheet.pairs(_signatures(record))
    sheet.paragraph(f"Dikeluarkan oleh {issuer.agency}.")
    return sheet.content()


def _watched(record: HandoverRecord) -> Iterable[str]:
    for line in record.body.watched:
        yield f"{', '.join(_camera(camera) for camera in line.cameras)}: {line.why}"


def _facts(sheet: Sheet, facts: HandoverFacts) -> None:
    flags = (f"{one.number}  {one.stage}  {_camera(one.camera)}, {moment(one.at_utc)}" for one in facts.flags)
    _list(sheet, ("Laporan terbuka", "Open flags"), flags)
    causes = (
        f"{one.label}: {one.down} dari/of {one.cameras}, sejak/since {moment(one.since_utc)}" for one in facts.causes
    )
    _list(sheet, ("Gangguan", "Disturbances"), causes)
    screens = (
        f"{one.wall_title} {one.screen} {one.screen_title}: {one.layout}, {one.cameras} kamera/cameras"
        + (f"; {one.claimed_by}: {one.claim_reason}" if one.claimed_by else "")
        for one in facts.screens
    )
    _list(sheet, ("Dinding", "Walls"), screens)
    closures = (f"{_camera(one.camera)}: {one.reason} ({one.by}, {moment(one.at_utc)})" for one in facts.closures)
    _list(sheet, ("Kamera ditutup", "Closed cameras"), closures)
    _list(sheet, ("Bukti ditahan", "Evidence on hold"), (f"{one.number}: {one.reason}" for one in facts.holds))
    if facts.unsent_flags:
        sheet.paragraph(f"Laporan yang belum terkirim / flags not sent yet: {facts.unsent_flags}")
    if facts.left_out:
        sheet.paragraph(f"Tidak dimuat di sini / left out: {facts.left_out}")


def _list(sheet: Sheet, title: tuple[str, str], lines: Iterable[str]) -> None:
    sheet.part(*title)
    told = [f"- {line}" for line in lines]
    for line in told or [_NOTHING]:
        sheet.paragraph(line)


def _signatures(record: HandoverRecord) -> list[tuple[str, str]]:
    signed = {one.part: one for one in record.summary.signatures}
    labels = {HandoverPart.GIVES: "Menyerahkan / Gives", HandoverPart.TAKES: "Menerima / Takes"}
    return [
        (label, f"{signed[part].by} ({signed[part].role}), {moment(signed[part].at_utc)}" if part in signed else "")
        for part, label in labels.items()
    ]


def _camera(camera: CameraFact) -> str:
    return f"{camera.number} {camera.name}"
