"""One feed: a thread that keeps a connection to the camera and hands every picture to ring and players."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import nullcontext

from av.error import FFmpegError

from console.base.backoff import Backoff
from console.base.errors import KnownError
from console.base.redaction import Secret
from console.domain.camera import FeedKey
from console.domain.feed_state import FeedState
from console.domain.source_options import PLAIN_SOURCE, SourceOptions
from console.media.protocol.last_words import LastWords
from console.media.protocol.messages import FeedChanged
from console.media.worker.access_units import AccessUnit
from console.media.worker.camera_errors import code_of
from console.media.worker.connection import CameraConnection
from console.media.worker.joining import Joiner, joiner_for
from console.media.worker.outlet import Outlet, StreamFormat
from console.media.worker.picture_size import shown_size
from console.media.worker.picture_times import PictureTimes
from console.media.worker.ring import PacketRing, RingUnit
from console.media.worker.schedule import DisplaySchedule
from console.media.worker.sound_tap import SoundTap
from console.media.worker.sources.source import READ_TIMEOUT_S
from console.media.worker.stated_time import StatedTime
from console.media.worker.tally import FeedTally
from console.media.worker.thinning import Thinning

_QUICK = Backoff(first_s=1.0, most_s=30.0)
_SLOW = Backoff(first_s=10.0, most_s=120.0)
_LASTING = frozenset(
    {
        "camera.bad_address",
        "camera.needs_ffmpeg",
        "camera.not_video",
        "camera.unsupported_codec",
        "camera.untrusted",
    }
)
"""No try of ours mends these; they are tried again all the same, slowly, as cameras get replaced."""
_REFUSED = frozenset({"camera.unauthorized"})
_STEADY_AFTER_S = 30.0


class Feed:
    """Public methods from any thread; ``stop`` returns at once even when the camera hangs."""

    def __init__(
        self,
        key: FeedKey,
        tell: Callable[[FeedChanged], None],
        on_format: Callable[[FeedKey], None],
        on_bug: Callable[[BaseException], None],
        ring: PacketRing,
        sound: SoundTap,
        last_words: LastWords | None = None,
    ) -> None:
        self.key = key
        self.ring = ring
        self._sound = sound
        self._last_words = last_words
        self._tell = tell
        self._on_format = on_format
        self._on_bug = on_bug
        self._lock = threading.Lock()
        self._outlets: list[Outlet] = []
        self._format: StreamFormat | None = None
        self._address: tuple[str, str, Secret, SourceOptions] | None = None
        self._wake = threading.Event()
        self.stopped = False
        self._failures = 0
        self._joiner: Joiner | None = None
        self._times = PictureTimes()
        self._schedule = DisplaySchedule()
        self.tally = FeedTally()
        self.thinning = Thinning()
        self.stated_time = StatedTime()
        self._thread = threading.Thread(target=self._run, name=f"feed {key}", daemon=True)

    def open(self, url: str, user: str, password: Secret, options: SourceOptions = PLAIN_SOURCE) -> None:
        """Starts, or lets the next try use another address, at once when the feed is waiting."""
        self._address = (url, user, password, options)
        if self._thread.ident is None:
            self._thread.start()
        self._wake.set()

    def retry(self) -> None:
        """Ends the waiting, if it is waiting."""
        self._failures = 0
        self._wake.set()

    def stop(self) -> None:
        """The thread ends with its next packet or its time-out; nothing is told of this feed any more."""
        self.stopped = True
        self.ring.close()
        self._wake.set()

    def format(self) -> StreamFormat | None:
        """What the camera sends; None before the first key picture."""
        return self._format

    def attach(self, outlet: Outlet) -> bool:
        """From now on the outlet gets every picture; False when the stream has another format by now."""
        with self._lock:
            if self._format != outlet.format:
                return False
            outlet.player.begin(self.ring.newest_group())
            self._outlets.append(outlet)
            return True

    def detach(self, outlet: Outlet) -> None:
        """Once this returns the outlet is not used any more."""
        with self._lock:
            self._outlets = [known for known in self._outlets if known is not outlet]

    def _run(self) -> None:
        try:
            with self._last_words.serving(self.key) if self._last_words is not None else nullcontext():
                self._serve()
        except Exception as error:  # noqa: BLE001  the edge of this thread: the console must hear of a bug
            self._on_bug(error)

    def _serve(self) -> None:
        while not self.stopped:
            self._wake.clear()
            code = self._connect_and_read()
            if not self.stopped:
                self._wait_after(code)

    def _connect_and_read(self) -> str:
        """Reads until it ends; the code of why it ended."""
        self._say(FeedState.CONNECTING)
        started_s = time.monotonic()
        address = self._address
        assert address is not None  # noqa: S101  set before the thread starts
        try:
            connection = CameraConnection(*address)
        except (KnownError, FFmpegError, OSError) as error:
            return code_of(error, address[0], time.monotonic() - started_s, READ_TIMEOUT_S)
        live_since_s = time.monotonic()
        self.tally.connected()
        try:
            self._read(connection)
            code = "camera.ended"
        except (KnownError, FFmpegError, OSError) as error:
            code = code_of(error, address[0], READ_TIMEOUT_S, READ_TIMEOUT_S)
        finally:
            self.ring.cut()
            connection.close()
        if time.monotonic() - live_since_s > _STEADY_AFTER_S:
            self._failures = 0
        return code

    def _read(self, connection: CameraConnection) -> None:
        joiner = joiner_for(
            connection.codec, connection.parameter_sets, self._joiner, in_fragments=connection.in_fragments
        )
        self._joiner = joiner
        size: tuple[int, int] | None = None
        epoch = -1
        self._sound.begin(connection.sound)
        connection.hear_with(self._sound.take)
        connection.compare_time(self.stated_time)
        for arrival in connection.packets():
            if self.stopped:
                return
            for unit in joiner.push(arrival):
                # A camera may send key pictures long before the parameter sets without which they can't be decoded.
                if unit.is_key and (size is None or unit.epoch != epoch):
                    size, epoch = shown_size(connection.codec, unit.data), unit.epoch
                    self._set_format(connection.codec, size)
                # Without a key picture of this connection nothing can be decoded.
                if size is not None:
                    self._pass_on(unit)
            if joiner.lost:
                return

    def _set_format(self, codec: str, size: tuple[int, int] | None) -> None:
        if size is None:
            return
        self.ring.codec = codec
        new = StreamFormat(codec, size[0], size[1])
        with self._lock:
            changed = new != self._format
            if changed:
                self._format = new
                self._outlets = []
        if changed:
            self._on_format(self.key)
        self._say(FeedState.LIVE)

    def _pass_on(self, unit: AccessUnit) -> None:
        self.tally.add(unit)
        stamped = RingUnit(unit, *self._times.stamp(unit))
        due_ns = self._schedule.due_ns(unit.dts_s if unit.pts_s is None else unit.pts_s, unit.arrival_ns)
        wanted = self.thinning.lets_through(unit.arrival_ns, is_key=unit.is_key)
        with self._lock:
            self.ring.append(stamped)
            for outlet in self._outlets:
                if wanted:
                    outlet.player.offer(stamped, due_ns)
                else:
                    outlet.player.pass_over(stamped)

    def _wait_after(self, code: str) -> None:
        self._failures += 1
        slow = code in _LASTING or code in _REFUSED
        delay_s = (_SLOW if slow else _QUICK).delay_s(self._failures)
        self._say(FeedState.FAILED if code in _LASTING else FeedState.WAITING, code, delay_s)
        self._wake.wait(delay_s)

    def _say(self, state: FeedState, reason: str = "", retry_in_s: float = 0.0) -> None:
        if not self.stopped:
            self._tell(FeedChanged(self.key, state, reason, retry_in_s))
