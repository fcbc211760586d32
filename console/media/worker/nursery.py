"""Loads PyAV, libVLC and its plugins once, then forks a worker for every channel that the console sends.

A worker is born in milliseconds, and all workers share the pages of what was loaded. The nursery has one thread and
runs no video, so nothing a camera sends can reach it; should it die all the same, its workers live on.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
from typing import NoReturn

import av.logging

from console.base.errors import KnownError
from console.media.protocol.coding import encode
from console.media.protocol.last_words import LastWords
from console.media.protocol.messages import VERSION, NotReady
from console.media.worker.libvlc import LibVlc
from console.media.worker.lifeline import die_with
from console.media.worker.service import WorkerService
from console.media.worker.uplink import say_ready

_FDS_OF_A_BIRTH = 4
NICENESS = 10
"""Two dozen decoder threads wake at once; the console's one thread, which answers the operator, must not queue behind them."""


def main(fd: int) -> NoReturn:
    """Serves births on the socket ``fd`` until the console is gone."""
    _ignore_keyboard()
    # FFmpeg writes addresses with their passwords to its log.
    av.logging.set_libav_level(av.logging.PANIC)
    av.logging.set_level(None)
    channel = socket.socket(fileno=fd)
    try:
        keeps_plugins = LibVlc()
    except KnownError as error:
        channel.sendall(encode(NotReady(VERSION, error.code)))
        os._exit(1)
    say_ready(channel)
    _serve(channel, keeps_plugins)


def _serve(channel: socket.socket, _keeps_plugins: LibVlc) -> NoReturn:
    # The kernel takes dead workers away; the console hears of them by their channels.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    # Objects that the collector never touches stay in pages that all workers share.
    gc.collect()
    gc.freeze()
    while True:
        data, fds, _, _ = socket.recv_fds(channel, 1, _FDS_OF_A_BIRTH)
        if not data:
            os._exit(0)
        if len(fds) != _FDS_OF_A_BIRTH:
            continue
        if os.fork() == 0:
            channel.close()
            _live(*fds)
        for fd in fds:
            os.close(fd)


def _live(channel_fd: int, lifeline_fd: int, bell_fd: int, last_words_fd: int) -> NoReturn:
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        die_with(lifeline_fd)
        os.nice(NICENESS)
        last_words = LastWords(last_words_fd)
        last_words.report_crashes()
        # The instance of the nursery keeps the plugins loaded; the worker plays with its own.
        WorkerService(socket.socket(fileno=channel_fd), LibVlc(), bell_fd, last_words).run()
    finally:
        # Whatever happened, the child must never return into the nursery's loop.
        os._exit(1)


def _ignore_keyboard() -> None:
    """Ctrl-C in a terminal reaches the whole group; the console decides when its workers end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
