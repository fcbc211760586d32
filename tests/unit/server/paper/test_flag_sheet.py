"""The one page of a flag: every camera is named, and however much was written it stays one page."""

from __future__ import annotations

import re
import zlib

from console.handoff.incident import Issuer
from console.server.paper.flag_sheet import flag_sheet
from tests.helpers.incidents import incident

_ISSUER = Issuer()


def _words(content: bytes) -> str:
    """What is printed, as the page's own commands say it."""
    streams = re.findall(rb"stream\n(.*?)\nendstream", content, re.DOTALL)
    told = b""
    for stream in streams:
        try:
            told += zlib.decompress(stream)
        except zlib.error:
            continue
    return b" ".join(re.findall(rb"\((.*?)\) Tj", told)).decode("latin-1")


def test_the_other_cameras_are_named() -> None:
    words = _words(flag_sheet(incident(more_cameras=("1308 Gang Melati", "1309 Balai RW")), _ISSUER))
    assert "307 Pos RT 3 Bandarharjo" in words
    assert "1308 Gang Melati; 1309 Balai RW" in words


def test_many_cameras_with_long_names_and_a_long_note_are_cut_and_stay_one_page() -> None:
    cameras = tuple(f"{number} {'Jalan Panjang ' * 20}" for number in range(1300, 1315))
    content = flag_sheet(incident(more_cameras=cameras, note="kata " * 400, later_notes=("lagi " * 400,)), _ISSUER)
    assert content.count(b"/Type /Page\n") == 1
    assert "dan 10 lagi / and more" in _words(content)
