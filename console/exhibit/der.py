"""Reading DER (X.690): tags, lengths and contents, nothing more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

SEQUENCE, SET, OCTETS, INTEGER, OID, UTC_TIME, GENERALIZED_TIME = 0x30, 0x31, 0x04, 0x02, 0x06, 0x17, 0x18


_LENGTHS_BYTES = range(1, 5)


class NotDerError(ValueError):
    """The bytes are no DER."""


@dataclass(frozen=True)
class Element:
    """One element; ``whole`` is all of its bytes, ``content`` those behind tag and length."""

    tag: int
    content: bytes
    whole: bytes

    def children(self) -> list[Element]:
        return list(elements(self.content))

    def child(self, number: int, tag: int | None = None) -> Element:
        """Raises NotDerError when there is none, or one with another tag."""
        parts = self.children()
        if number >= len(parts) or (tag is not None and parts[number].tag != tag):
            raise NotDerError("another structure")
        return parts[number]

    def oid(self) -> str:
        if self.tag != OID or not self.content:
            raise NotDerError("no object identifier")
        numbers, value = [min(self.content[0] // 40, 2)], 0
        numbers.append(self.content[0] - 40 * numbers[0])
        for byte in self.content[1:]:
            value = value << 7 | byte & 0x7F
            if not byte & 0x80:
                numbers.append(value)
                value = 0
        return ".".join(map(str, numbers))

    def integer(self) -> int:
        if self.tag != INTEGER:
            raise NotDerError("no integer")
        return int.from_bytes(self.content, "big", signed=True)


def whole(data: bytes) -> Element:
    """The one element that ``data`` is."""
    found = list(elements(data))
    if len(found) != 1:
        raise NotDerError("not one element")
    return found[0]


def elements(data: bytes) -> Iterator[Element]:
    at = 0
    while at < len(data):
        start = at
        if at + 2 > len(data):
            raise NotDerError("cut off")
        tag, length = data[at], data[at + 1]
        at += 2
        if length & 0x80:
            count = length & 0x7F
            if count not in _LENGTHS_BYTES or at + count > len(data):
                raise NotDerError("no length")
            length = int.from_bytes(data[at : at + count], "big")
            at += count
        if at + length > len(data):
            raise NotDerError("cut off")
        yield Element(tag, data[at : at + length], data[start : at + length])
        at += length
