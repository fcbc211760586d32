"""The words of the gateway's page in both languages; Indonesian unless the browser asks for English."""

from __future__ import annotations

INDONESIAN = {
    "title": "Laporan dari ruang pantau",
    "empty": "Belum ada laporan.",
    "arrived": "Diterima {moment}",
    "too_many": "Terlalu banyak kata sandi salah. Tunggu {seconds} detik.",
    "officer_name": "Nama petugas",
    "officer_number": "NRP",
    "incident.acknowledged": "Terima",
    "incident.assigned": "Tugaskan",
    "incident.enroute": "Menuju TKP",
    "incident.onscene": "Di TKP",
    "incident.resolved": "Selesai ditangani",
    "evidence.requested": "Minta bukti",
    "waiting": "menunggu dikirim",
    "taken": "sudah sampai di pusat",
    "refused": "ditolak pusat",
}
ENGLISH = {
    "title": "Flags from the situation room",
    "empty": "No flags yet.",
    "arrived": "Arrived {moment}",
    "too_many": "Too many wrong passwords. Wait {seconds} seconds.",
    "officer_name": "Officer's name",
    "officer_number": "Service number",
    "incident.acknowledged": "Acknowledge",
    "incident.assigned": "Assign",
    "incident.enroute": "En route",
    "incident.onscene": "On scene",
    "incident.resolved": "Resolved",
    "evidence.requested": "Ask for evidence",
    "waiting": "waiting to be sent",
    "taken": "the centre has it",
    "refused": "refused by the centre",
    # What the centre's documents say, which is Indonesian whoever reads it.
    "P1-DARURAT": "P1 Emergency",
    "P2-SEGERA": "P2 Urgent",
    "P3-BIASA": "P3 Normal",
    "P4-RENDAH": "P4 Low",
    "DIKIRIM": "Sent",
    "TERKIRIM": "Delivered",
    "DITERIMA POLISI": "Acknowledged",
    "PETUGAS DITUGASKAN": "Officer assigned",
    "MENUJU TKP": "En route",
    "DI TKP": "On scene",
    "DITUNDA": "On hold",
    "SELESAI DITANGANI": "Resolved",
    "DITUTUP": "Closed",
    "DIBATALKAN": "Cancelled",
    "DUPLIKAT": "Duplicate",
    "DIBUKA LAGI": "Reopened",
    "TERVERIFIKASI": "Verified",
}


def words_for(accept_language: str) -> tuple[str, dict[str, str]]:
    """The language's code and its words."""
    return ("en", ENGLISH) if accept_language.lower().startswith("en") else ("id", INDONESIAN)
