"""Writes the body of one upload request to its file, off the event loop and durable before it is answered."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import BinaryIO

from fastapi.concurrency import run_in_threadpool

from console.server.problems import Refusal

_WRITE_BYTES = 512 * 1024


async def append_pieces(pieces: AsyncIterator[bytes], path: Path, offset: int, length_bytes: int) -> int:
    """The file's size afterwards; what came before a cut stays. Raises Refusal 413 ``upload.too_long``, OSError."""
    file = await run_in_threadpool(path.open, "r+b")
    try:
        await run_in_threadpool(file.seek, offset)
        return await _copy(pieces, file, offset, length_bytes)
    finally:
        await run_in_threadpool(_close, file)


async def _copy(pieces: AsyncIterator[bytes], file: BinaryIO, arrived: int, length_bytes: int) -> int:
    waiting = bytearray()
    try:
        async for piece in pieces:
            arrived += len(piece)
            if arrived > length_bytes:
                raise Refusal(413, "upload.too_long")
            waiting += piece
            if len(waiting) >= _WRITE_BYTES:
                await run_in_threadpool(file.write, bytes(waiting))
                waiting.clear()
    finally:
        await run_in_threadpool(file.write, bytes(waiting))
    return arrived


def _close(file: BinaryIO) -> None:
    with file:
        file.flush()
        os.fsync(file.fileno())
