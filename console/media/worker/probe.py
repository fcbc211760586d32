"""``python -m console.media.worker.probe``: asks cameras for one key picture each, a few at once, and tells what came.

The order with addresses and passwords is the one line on standard input, which stays open for as long as the answers are
wanted. Each answer is a line of JSON on standard output. One key picture a camera is decoded, so that what comes is one.
"""

from __future__ import annotations

import hashlib
import json
import os
import queue
import select
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

import av
import av.logging
from av.error import FFmpegError

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.media.worker.camera_errors import code_of
from console.media.worker.connection import CameraConnection
from console.media.worker.decoding import new_decoder
from console.media.worker.joining import joiner_for
from console.media.worker.lifeline import die_with
from console.media.worker.sources.source import READ_TIMEOUT_S

LIVE, SAME_PICTURE = "live", "same-picture"
NO_PICTURE = "camera.timeout"
"""It is connected and sends nothing that is a picture."""
_MOST_ORDER_BYTES = 1024 * 1024
_MARK_BYTES = 16


@dataclass(frozen=True)
class ProbeOrder:
    """One camera; ``mark`` is of the key picture that the probe before saw."""

    place: int
    url: str
    user: str
    password: Secret
    mark: str = ""


@dataclass(frozen=True)
class ProbeAnswer:
    """``code`` is ``live``, ``same-picture``, or why there was no picture."""

    place: int
    code: str
    mark: str = ""


def main() -> NoReturn:
    # FFmpeg writes addresses with their passwords to its log.
    av.logging.set_libav_level(av.logging.PANIC)
    av.logging.set_level(None)
    order = json.loads(_line(sys.stdin.fileno()))
    die_with(sys.stdin.fileno())
    if select.select([sys.stdin], [], [], 0)[0]:
        # Nobody wants it any more, and the kernel only tells of what happens from now on.
        os._exit(0)
    orders = [_order(place, one) for place, one in enumerate(order["cameras"])]
    for answer in probe_all(orders, int(order["at_once"]), float(order["wait_s"])):
        line = {"place": answer.place, "code": answer.code, "mark": answer.mark}
        os.write(sys.stdout.fileno(), json.dumps(line).encode() + b"\n")
    # FFmpeg may hang in saying goodbye to a camera that does not answer.
    os._exit(0)


def probe_all(orders: list[ProbeOrder], at_once: int, wait_s: float) -> Iterator[ProbeAnswer]:
    """As they end; ``at_once`` threads, since nearly all of a probe is waiting."""
    waiting: queue.SimpleQueue[ProbeOrder] = queue.SimpleQueue()
    answers: queue.SimpleQueue[ProbeAnswer] = queue.SimpleQueue()
    for order in orders:
        waiting.put(order)

    def work() -> None:
        while True:
            try:
                order = waiting.get_nowait()
            except queue.Empty:
                return
            answers.put(probe(order, wait_s))

    for number in range(min(at_once, len(orders))):
        threading.Thread(target=work, name=f"probe {number}", daemon=True).start()
    for _ in orders:
        yield answers.get()


def probe(order: ProbeOrder, wait_s: float) -> ProbeAnswer:
    """Connects, waits for a key picture at most ``wait_s``, and lets go."""
    started_s = time.monotonic()
    try:
        connection = CameraConnection(order.url, order.user, order.password)
    except (KnownError, FFmpegError, OSError) as error:
        return ProbeAnswer(order.place, code_of(error, order.url, time.monotonic() - started_s, READ_TIMEOUT_S))
    except Exception:  # noqa: BLE001  one strange camera must not take the answers of the others along
        return ProbeAnswer(order.place, "camera.not_video")
    try:
        return _first_key(connection, order, time.monotonic() + wait_s)
    except (KnownError, FFmpegError, OSError) as error:
        return ProbeAnswer(order.place, code_of(error, order.url, READ_TIMEOUT_S, READ_TIMEOUT_S))
    except Exception:  # noqa: BLE001  one strange camera, as when it was opened
        return ProbeAnswer(order.place, "camera.not_video")
    finally:
        _let_go(connection)


def _first_key(connection: CameraConnection, order: ProbeOrder, until_s: float) -> ProbeAnswer:
    """A key picture that is the one of the probe before may be chance (a clip that begins again): then the next one tells."""
    joiner = joiner_for(connection.codec, connection.parameter_sets, None, in_fragments=connection.in_fragments)
    pictures, seen = 0, ""
    for arrival in connection.packets():
        for unit in joiner.push(arrival):
            pictures += 1
            if not unit.is_key:
                continue
            mark = mark_of(connection.codec, unit.data)
            if not mark:
                pictures = 0
            elif mark != order.mark:
                return ProbeAnswer(order.place, LIVE, mark)
            elif seen:
                return ProbeAnswer(order.place, SAME_PICTURE, mark)
            else:
                seen = mark
        if time.monotonic() > until_s:
            break
    # One whose key pictures are far apart sends pictures all the same.
    return ProbeAnswer(order.place, LIVE, seen) if pictures else ProbeAnswer(order.place, NO_PICTURE)


def mark_of(codec: str, key_unit: bytes) -> str:
    """Of what the picture shows: a camera numbers its key pictures, so their bytes differ where nothing else does.

    Empty where it can't be decoded.
    """
    decoder = new_decoder(codec)
    try:
        frames = [*decoder.decode(av.Packet(key_unit)), *decoder.decode(None)]
    except (FFmpegError, OSError, ValueError):
        return ""
    if not frames:
        return ""
    return hashlib.blake2b(bytes(frames[-1].planes[0]), digest_size=_MARK_BYTES).hexdigest()


def _let_go(connection: CameraConnection) -> None:
    try:
        connection.close()
    except (FFmpegError, OSError):
        return


def _order(place: int, one: dict[str, Any]) -> ProbeOrder:
    return ProbeOrder(place, one["url"], one["user"], Secret(one["password"]), one.get("mark", ""))


def _line(fd: int) -> bytes:
    """Up to the line feed and not a byte further: what is readable later means that the other side is gone."""
    line = bytearray()
    while not line.endswith(b"\n") and len(line) < _MOST_ORDER_BYTES:
        if not (byte := os.read(fd, 1)):
            os._exit(0)
        line += byte
    return bytes(line)


if __name__ == "__main__":
    main()
