"""One case is one connection's worth of mutations; its number and the run's seed say everything about it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.helpers.fuzz.mutations import broken_bytes, broken_text
from tests.helpers.fuzz.streams import interleaved, nals_of, payloads, rtp_packet, transport_stream, units_of
from tests.helpers.rtsp_clip import FPS

KINDS = ("answers",) * 12 + ("packets", "packets", "stream", "stream")
"""A case of answers has three or four mutations, the others hundreds."""
PACKETS_A_CASE = 250
_TICKS = 90_000 // FPS
_BROKEN_SHARE = 0.6
_SPECIMENS = (("H264", 1), ("H264", 4), ("H265", 1))
_ON_THE_LINE = (
    b"RTSP/1.0 200 OK\r\nCSeq: 9\r\n\r\n",
    b"RTSP/1.0 455 Method Not Valid\r\n",
    b"OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n",
    b"$",
    b"$\x00\xff\xff",
    b"$\x07\x00\x00",
    b"$\x01\x00\x1c" + b"\x80\xc8\x00\x06" * 7,
    b"HTTP/1.1 400 Bad Request\r\n\r\n",
)


@dataclass
class Case:
    """``rounds`` grows with every mutated answer or packet that was made."""

    number: int
    rng: random.Random
    rounds: int = 0
    kind: str = ""
    codec: str = field(default="")
    slices: int = 1

    @classmethod
    def of(cls, seed: int, number: int) -> Case:
        rng = random.Random(f"{seed}/{number}")
        codec, slices = rng.choice(_SPECIMENS)
        return cls(number, rng, 0, KINDS[number % len(KINDS)], codec, slices)

    @property
    def lingers(self) -> bool:
        """Its connection stays open a while after the last packet."""
        return self.kind != "answers" and self.number % 16 != 13

    @property
    def path(self) -> str:
        return f"{self.kind}/{self.number}"

    def answer(self, good: str) -> bytes:
        """An answer as this case gives it: broken where the case is about answers, else as it should be."""
        if self.kind != "answers" or self.rng.random() > 0.7:
            return good.encode()
        self.rounds += 1
        return broken_text(self.rng, good)

    def rtp(self) -> Iterator[bytes]:
        """Interleaved packets of a clip, most of them broken in one way or another."""
        rng, sequence = self.rng, rng_start(self.rng)
        for index in range(10**6):
            unit = units_of(self.codec, self.slices)[index % len(units_of(self.codec, self.slices))]
            ticks = index * _TICKS
            nals = nals_of(unit)
            for at, nal in enumerate(nals):
                whole = self._broken_nal(nal) if rng.random() < 0.15 else nal
                for payload in payloads(whole or nal, self.codec):
                    yield self._on_the_wire(rtp_packet(payload, sequence, ticks, marker=at == len(nals) - 1))
                    sequence += 1
            if self.rounds >= PACKETS_A_CASE:
                return

    def transport_stream(self) -> Iterator[bytes]:
        """MPEG-TS with headers, sections and payloads broken, packets lost, doubled and shifted."""
        while self.rounds < PACKETS_A_CASE:
            for packet in transport_stream(self.codec, self.slices):
                if self.rng.random() > _BROKEN_SHARE / 2:
                    yield packet
                    continue
                self.rounds += 1
                broken = broken_bytes(self.rng, packet)
                # Mostly of the right length: else the reader only looks for the next sync byte.
                yield broken if self.rng.random() < 0.1 else (b"G" + broken[1:]).ljust(len(packet), b"\xff")[:188]

    def _on_the_wire(self, packet: bytes) -> bytes:
        rng = self.rng
        if rng.random() > _BROKEN_SHARE:
            return interleaved(packet)
        self.rounds += 1
        way = rng.randrange(6)
        if way == 0:
            return rng.choice(_ON_THE_LINE) + interleaved(packet)
        if way == 1:
            framed = bytearray(interleaved(packet))
            framed[2:4] = rng.randbytes(2)
            return bytes(framed)
        if way == 2:
            return interleaved(packet, rng.randrange(256))
        if way == 3:
            return interleaved(packet[:12] + broken_bytes(rng, packet[12:]))
        if way == 4:
            return interleaved(bytes([*packet[:12]]) + bytes([packet[12] & 0xE0 | rng.randrange(32)]) + packet[13:])
        return interleaved(broken_bytes(rng, packet))

    def _broken_nal(self, nal: bytes) -> bytes:
        self.rounds += 1
        return broken_bytes(self.rng, nal)


def rng_start(rng: random.Random) -> int:
    """A first sequence number, often near the wrap."""
    return rng.choice((0, 65_500, rng.randrange(65_536)))
