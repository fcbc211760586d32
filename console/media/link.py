"""The console's end of a socket to a worker or to the nursery: never blocks, sends what it can when it can."""

from __future__ import annotations

import os
import socket
from collections import deque

from console.base.errors import BugError
from console.media.protocol.coding import Decoder, encode
from console.media.protocol.messages import CARRY_A_DESCRIPTOR, Message

_CHUNK_BYTES = 64 * 1024
_DESCRIPTORS_A_READ = 64
_UNSENT_BYTES = 1024 * 1024


class LinkLostError(Exception):
    """The other side is gone, or says what it must not say."""


class Link:
    """All methods on the media engine's input and output thread."""

    def __init__(self, channel: socket.socket) -> None:
        channel.setblocking(False)
        self._channel = channel
        self._decoder = Decoder()
        self._descriptors: deque[int] = deque()
        self._unsent = bytearray()

    def fileno(self) -> int:
        return self._channel.fileno()

    @property
    def wants_to_write(self) -> bool:
        return bool(self._unsent)

    def send(self, message: Message) -> None:
        """Sends or keeps for ``flush``. Raises LinkLostError when the other side has stopped reading for long."""
        self._unsent += encode(message)
        self.flush()
        if len(self._unsent) > _UNSENT_BYTES:
            raise LinkLostError

    def flush(self) -> None:
        """Sends on. Raises LinkLostError."""
        while self._unsent:
            try:
                sent = self._channel.send(self._unsent)
            except BlockingIOError:
                return
            except OSError as error:
                raise LinkLostError from error
            del self._unsent[:sent]

    def send_descriptors(self, fds: list[int]) -> None:
        """One byte with descriptors, at once. Raises LinkLostError."""
        try:
            socket.send_fds(self._channel, [b"b"], fds)
        except OSError as error:
            raise LinkLostError from error

    def receive(self) -> list[tuple[Message, int]]:
        """What has come, each with its descriptor (the caller closes it) or -1. Raises LinkLostError."""
        try:
            data, fds, _, _ = socket.recv_fds(self._channel, _CHUNK_BYTES, _DESCRIPTORS_A_READ)
        except BlockingIOError:
            return []
        except OSError as error:
            raise LinkLostError from error
        self._descriptors.extend(fds)
        if not data:
            raise LinkLostError
        try:
            return [(message, self._descriptor_of(message)) for message in self._decoder.feed(data)]
        except (BugError, IndexError) as error:
            raise LinkLostError from error

    def close(self) -> None:
        self._channel.close()
        while self._descriptors:
            os.close(self._descriptors.popleft())

    def _descriptor_of(self, message: Message) -> int:
        return self._descriptors.popleft() if isinstance(message, CARRY_A_DESCRIPTOR) else -1
