"""The worker's main loop: takes the console's commands and says every half second that it lives."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn

from console.base.clock import SystemClock
from console.base.errors import BugError
from console.base.redaction import Secret
from console.domain.camera import FeedKey
from console.media.protocol.coding import Decoder
from console.media.protocol.last_words import LastWords
from console.media.protocol.messages import (
    BEATS_A_COUNT,
    HEARTBEAT_EVERY_S,
    CloseFeed,
    DecodeWith,
    DropSurface,
    FeedCounted,
    GiveWay,
    Heartbeat,
    ListenTo,
    Message,
    OpenFeed,
    Quit,
    RetryFeed,
    SaveClip,
    SaveStill,
    SetPace,
    ShowSurface,
    StopListening,
    Trouble,
)
from console.media.worker.command_thread import CommandThread
from console.media.worker.decoder_watch import DecoderWatch
from console.media.worker.feed import Feed
from console.media.worker.hardware import HardwareTrial
from console.media.worker.heap import Heap
from console.media.worker.libvlc import LibVlc
from console.media.worker.replay import Replays
from console.media.worker.saving import Saver
from console.media.worker.sound import Ear
from console.media.worker.sound_tap import SoundTap
from console.media.worker.surfaces import Surfaces
from console.media.worker.uplink import Uplink, say_ready, where_of

_CHUNK_BYTES = 64 * 1024
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


class WorkerService:
    """One worker's everything; ``run`` never returns."""

    def __init__(self, channel: socket.socket, vlc: LibVlc, bell_fd: int, last_words: LastWords) -> None:
        self._channel = channel
        self._bell_fd = bell_fd
        self._last_words = last_words
        say_ready(channel)
        self._uplink = Uplink(channel)
        self._feeds: dict[FeedKey, Feed] = {}
        self._commands = CommandThread(self._bug)
        self._hardware = HardwareTrial(self._uplink.send, self._commands.run_after)
        self._surfaces = Surfaces(vlc, self._feeds, self._uplink.send, self._commands, self._ring, self._hardware)
        self._saver = Saver(SystemClock(), self._uplink.send, self._bug)
        self._replays = Replays(self._feeds, self._uplink.send, self._bug, self._saver.save_picture)
        self._decoders = DecoderWatch(self._surfaces, self._uplink.send, self._commands.run_later)
        self._ear = Ear(self._uplink.send, self._bug)
        self._handlers: dict[type[Message], Callable[..., None]] = {
            OpenFeed: self._open,
            CloseFeed: self._close,
            RetryFeed: self._retry,
            ShowSurface: lambda wanted: self._commands.run_later(lambda: self._surfaces.show(wanted)),
            DropSurface: lambda gone: self._commands.run_later(lambda: self._surfaces.drop(gone.surface)),
            SaveClip: lambda asked: self._saver.save_clip(asked, self._feeds.get(asked.feed)),
            SaveStill: lambda asked: self._saver.save_still(asked, self._feeds.get(asked.feed)),
            ListenTo: self._ear.listen,
            DecodeWith: lambda wanted: self._commands.run_later(lambda: self._decode_with(wanted.hardware)),
            GiveWay: lambda _: self._commands.run_later(vlc.give_way),
            StopListening: lambda _: self._ear.stop(),
            SetPace: self._set_pace,
            Quit: lambda _: os._exit(0),
            **self._replays.handlers(),
        }

    def run(self) -> NoReturn:
        """Until the console closes the channel or says ``Quit``; then the process ends without ceremony."""
        threading.Thread(target=self._beat, name="heartbeat", daemon=True).start()
        decoder = Decoder()
        while data := self._channel.recv(_CHUNK_BYTES):
            for message in decoder.feed(data):
                handler = self._handlers.get(type(message))
                if handler is None:
                    raise BugError(f"{type(message).__name__} is no command")
                handler(message)
        os._exit(0)

    def _open(self, wanted: OpenFeed) -> None:
        feed = self._feeds.get(wanted.feed)
        if feed is None or feed.stopped:
            feed = self._feeds[wanted.feed] = Feed(
                wanted.feed,
                self._uplink.send,
                self._format_changed,
                self._bug,
                self._replays.new_ring(),
                self._tap(wanted.feed),
                self._last_words,
            )
        feed.open(wanted.url, wanted.user, Secret(wanted.password), wanted.options)

    def _tap(self, feed: FeedKey) -> SoundTap:
        return SoundTap(feed, self._ear, self._uplink.send)

    def _close(self, unwanted: CloseFeed) -> None:
        # On the command thread, after the surfaces' drops that were queued before.
        feed = self._feeds.get(unwanted.feed)
        if feed is not None:
            feed.stop()
            self._commands.run_later(lambda: self._forget(unwanted.feed, feed))

    def _forget(self, key: FeedKey, feed: Feed) -> None:
        if self._feeds.get(key) is feed:
            del self._feeds[key]

    def _set_pace(self, asked: SetPace) -> None:
        feed = self._feeds.get(asked.feed)
        if feed is not None:
            feed.thinning.pace = asked.pace

    def _retry(self, asked: RetryFeed) -> None:
        feed = self._feeds.get(asked.feed)
        if feed is not None:
            feed.retry()

    def _decode_with(self, hardware: bool) -> None:
        self._hardware.allow(hardware)
        for feed in list(self._feeds):
            self._surfaces.format_changed(feed)

    def _format_changed(self, feed: FeedKey) -> None:
        self._commands.run_later(lambda: self._surfaces.format_changed(feed))

    def _ring(self) -> None:
        # A counter that is full is a bell that rings already.
        with suppress(BlockingIOError):
            os.eventfd_write(self._bell_fd, 1)

    def _bug(self, error: BaseException) -> None:
        self._uplink.send(Trouble(where_of(error)))

    def _beat(self) -> None:
        pause, heap, beats = threading.Event(), Heap(time.monotonic()), 0
        slept_s = time.monotonic()
        while not pause.wait(HEARTBEAT_EVERY_S):
            late_ms = max(0.0, time.monotonic() - slept_s - HEARTBEAT_EVERY_S) * 1000
            beats += 1
            if beats % BEATS_A_COUNT == 0:
                self._tell_counts()
            waiting = self._commands.waiting() + self._uplink.waiting()
            self._uplink.send(Heartbeat(self._commands.stuck_s(), _resident_bytes(), late_ms, waiting))
            self._decoders.tick()
            heap.tick(time.monotonic())
            slept_s = time.monotonic()

    def _tell_counts(self) -> None:
        for key, feed in self._feeds.copy().items():
            if not feed.stopped:
                self._uplink.send(FeedCounted(key, **vars(feed.tally.counts())))


def _resident_bytes() -> int:
    with open("/proc/self/statm", "rb") as statm:  # noqa: PTH123  twice a second, the plain way
        return int(statm.read().split()[1]) * _PAGE_BYTES
