"""Our states, priorities and reasons in the words of EIDO's registries, and in those that the police read."""

from __future__ import annotations

from console.domain.flag_change import FlagReason
from console.domain.flag_state import FlagState
from console.handoff.eido import IncidentStatus

STATUS = {
    FlagState.DRAFT: IncidentStatus.ACTIVE,
    FlagState.FLAGGED: IncidentStatus.ACTIVE,
    FlagState.VERIFIED: IncidentStatus.ACTIVE,
    FlagState.SENT: IncidentStatus.ACTIVE,
    FlagState.DELIVERED: IncidentStatus.ACTIVE,
    FlagState.ACKNOWLEDGED: IncidentStatus.ACTIVE,
    FlagState.ASSIGNED: IncidentStatus.RESOURCES_ASSIGNED,
    FlagState.ENROUTE: IncidentStatus.RESOURCES_ENROUTE,
    FlagState.ONSCENE: IncidentStatus.RESOURCES_ONSCENE,
    FlagState.ON_HOLD: IncidentStatus.ACTIVE,
    FlagState.RESOLVED: IncidentStatus.CLOSED,
    FlagState.CLOSED: IncidentStatus.CLOSED,
    FlagState.CANCELLED: IncidentStatus.CANCELLED,
    FlagState.DUPLICATE: IncidentStatus.CANCELLED,
    FlagState.REOPENED: IncidentStatus.REOPENED,
}

# Data for the police's systems, not a screen of ours: always Indonesian, whatever language a person reads.
INTERNAL_STATUS = {
    FlagState.DRAFT: "KONSEP",
    FlagState.FLAGGED: "DITANDAI",
    FlagState.VERIFIED: "TERVERIFIKASI",
    FlagState.SENT: "DIKIRIM",
    FlagState.DELIVERED: "TERKIRIM",
    FlagState.ACKNOWLEDGED: "DITERIMA POLISI",
    FlagState.ASSIGNED: "PETUGAS DITUGASKAN",
    FlagState.ENROUTE: "MENUJU TKP",
    FlagState.ONSCENE: "DI TKP",
    FlagState.ON_HOLD: "DITUNDA",
    FlagState.RESOLVED: "SELESAI DITANGANI",
    FlagState.CLOSED: "DITUTUP",
    FlagState.CANCELLED: "DIBATALKAN",
    FlagState.DUPLICATE: "DUPLIKAT",
    FlagState.REOPENED: "DIBUKA LAGI",
}

PRIORITY_WORDS = {1: "P1-DARURAT", 2: "P2-SEGERA", 3: "P3-BIASA", 4: "P4-RENDAH"}

_HANDLED, _GONE, _REFERRED, _FALSE_ALARM, _INFORMATION, _DUPLICATE = "01", "14", "15", "17", "13", "22"

DISPOSITION: dict[FlagReason | None, tuple[str, str]] = {
    FlagReason.HANDLED: (_HANDLED, "Ditangani"),
    FlagReason.NOT_FOUND: (_GONE, "Tidak ditemukan"),
    FlagReason.FALSE_ALARM: (_FALSE_ALARM, "Alarm palsu"),
    FlagReason.WRONG_CATEGORY: (_INFORMATION, "Salah kategori"),
    FlagReason.REFERRED: (_REFERRED, "Dirujuk ke dinas lain"),
    FlagReason.NOT_COMPETENT: (_REFERRED, "Bukan kewenangan"),
    FlagReason.EXERCISE: (_INFORMATION, "Uji coba"),
    FlagReason.MISTAKEN: (_INFORMATION, "Salah tekan"),
    FlagReason.WAITING_UNIT: (_INFORMATION, "Menunggu petugas"),
    FlagReason.WAITING_INFORMATION: (_INFORMATION, "Menunggu keterangan"),
    FlagReason.OTHER: (_INFORMATION, "Lain-lain"),
}
DUPLICATE_DISPOSITION = (_DUPLICATE, "Duplikat")
UNSAID_DISPOSITION = (_INFORMATION, "Tanpa keterangan")
