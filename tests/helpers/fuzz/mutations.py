"""Ways to break bytes and texts; every choice comes from the random source given, so that a seed repeats them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_NUMBERS = ("-1", "0", "1", "65535", "65536", "2147483647", "4294967296", "99999999999999999999", "1e9", "nan", "")
_LINES = (
    "m=video 0 RTP/AVP 26",
    "m=video 0 RTP/AVP 33",
    "m=audio 0 RTP/AVP 97",
    "a=rtpmap:96 H265/90000",
    "a=rtpmap:96 H264/0",
    "a=rtpmap:97 MPEG4-GENERIC/4294967295/255",
    "a=fmtp:96 packetization-mode=2;sprop-parameter-sets=////,AAAA,Z00A,",
    "a=fmtp:96 sprop-vps=QAE=;sprop-sps=/;sprop-pps=====",
    "a=fmtp:97 mode=AAC-hbr;config=FFFF;sizelength=99;indexlength=-3",
    "a=framesize:96 999999-1",
    "a=framerate:0",
    "a=control:rtsp://[::1",
    "a=control:../../../etc/passwd",
    "a=range:npt=99999999999-0",
    "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x",
    "a=key-mgmt:mikey AAAA",
    "c=IN IP4 256.0.0.1/999",
    "b=AS:-5",
    "Transport: RTP/AVP/TCP;unicast;interleaved=9-3",
    "Transport: RTP/AVP;multicast;destination=0.0.0.0;port=0-0",
    "Content-Length: 1000000000",
    "Content-Type: application/sdp; charset=" + "x" * 600,
    "Session: " + "s" * 5000,
    "RTP-Info: url=x;seq=99999999;rtptime=-1",
    'WWW-Authenticate: Digest realm=, nonce="' + "n" * 900,
    "Location: rtsp://127.0.0.1:1/",
    "CSeq: 12345",
)
_Text = Callable[[random.Random, str], str]
_Bytes = Callable[[random.Random, bytes], bytes]


def flip_bits(rng: random.Random, data: bytes) -> bytes:
    """One to eight bits, wherever they are."""
    broken = bytearray(data)
    for _ in range(rng.randint(1, 8) if broken else 0):
        broken[rng.randrange(len(broken))] ^= 1 << rng.randrange(8)
    return bytes(broken)


def flip_early(rng: random.Random, data: bytes) -> bytes:
    """Bits of the first 24 bytes, where headers are."""
    return flip_bits(rng, data[:24]) + data[24:]


def cut_short(rng: random.Random, data: bytes) -> bytes:
    return data[: rng.randint(0, len(data))]


def overwrite(rng: random.Random, data: bytes) -> bytes:
    """A run of random bytes, zeros or ones."""
    if not data:
        return data
    start, length = rng.randrange(len(data)), rng.randint(1, 64)
    filling = rng.choice((rng.randbytes(length), bytes(length), b"\xff" * length))
    return (data[:start] + filling + data[start + length :])[: len(data)]


def insert(rng: random.Random, data: bytes) -> bytes:
    at = rng.randint(0, len(data))
    return data[:at] + rng.randbytes(rng.randint(1, 40)) + data[at:]


def repeat_part(rng: random.Random, data: bytes) -> bytes:
    start = rng.randint(0, len(data))
    end = rng.randint(start, min(len(data), start + 200))
    return data[:end] + data[start:end] * rng.randint(1, 4) + data[end:]


BYTE_WAYS: tuple[_Bytes, ...] = (flip_bits, flip_early, cut_short, overwrite, insert, repeat_part)


def broken_bytes(rng: random.Random, data: bytes) -> bytes:
    return rng.choice(BYTE_WAYS)(rng, data)


def _lie_about_a_number(rng: random.Random, text: str) -> str:
    places = list(re.finditer(r"\d+", text))
    if not places:
        return text
    place = rng.choice(places)
    return text[: place.start()] + rng.choice(_NUMBERS) + text[place.end() :]


def _drop_line(rng: random.Random, text: str) -> str:
    lines = text.split("\r\n")
    del lines[rng.randrange(len(lines))]
    return "\r\n".join(lines)


def _repeat_line(rng: random.Random, text: str) -> str:
    lines = text.split("\r\n")
    lines.insert(rng.randrange(len(lines)), rng.choice(lines))
    return "\r\n".join(lines)


def _foreign_line(rng: random.Random, text: str) -> str:
    lines = text.split("\r\n")
    lines.insert(rng.randint(1, len(lines)), rng.choice(_LINES))
    return "\r\n".join(lines)


def _long_value(rng: random.Random, text: str) -> str:
    at = rng.randint(0, len(text))
    return text[:at] + rng.choice('A%0=;:/ \t,"') * rng.choice((70, 300, 1100, 5000)) + text[at:]


TEXT_WAYS: tuple[_Text, ...] = (_lie_about_a_number, _drop_line, _repeat_line, _foreign_line, _long_value)


def broken_text(rng: random.Random, text: str) -> bytes:
    """Mostly still a text of its kind, so that it gets past the first check; now and then broken as bytes."""
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        text = rng.choice(TEXT_WAYS)(rng, text)
    data = text.encode("latin-1", "replace")
    return broken_bytes(rng, data) if rng.random() < 0.3 else data
