"""The media that the RTSP server hands out: one shared pipeline for each clip, or for each camera with faults."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from console.farm.catalogue import Clip
from console.farm.rtsp.faults import PictureSource
from console.farm.rtsp.gst import Gst, GstRtsp, GstRtspServer
from console.farm.rtsp.pacer import Feed, Pacer

ROLE = "viewer"
_LAUNCH = (
    "( appsrc name=source is-live=true format=time "
    'caps="video/x-{codec},stream-format=byte-stream,alignment=au,width={width},height={height},framerate={fps}/1" '
    "! rtp{codec}pay name=pay0 pt=96 config-interval=-1 )"
)


class SharedFactory(GstRtspServer.RTSPMediaFactory):  # type: ignore[misc]  # gi has no types
    """Makes one pipeline for all addresses that lead here."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key

    def do_gen_key(self, _url: Any) -> str:
        return self._key


def _start_ns(appsrc: Any) -> int | None:
    """Running time of a stream that plays; before that its base time is unset and the sum would be nonsense."""
    _, state, _ = appsrc.get_state(0)
    if state != Gst.State.PLAYING:
        return None
    running_ns = int(appsrc.get_current_running_time())
    return None if running_ns == Gst.CLOCK_TIME_NONE else running_ns


def _push(appsrc: Any, unit: bytes, pts_ns: int, duration_ns: int) -> None:
    buffer = Gst.Buffer.new_wrapped(unit)
    buffer.pts = pts_ns
    buffer.dts = pts_ns
    buffer.duration = duration_ns
    appsrc.emit("push-buffer", buffer)


def _on_configure(_factory: Any, media: Any, source: PictureSource, pacer: Pacer) -> None:
    appsrc = media.get_element().get_by_name("source")
    feed = Feed(
        fps=source.fps,
        start_ns=partial(_start_ns, appsrc),
        unit_at=source.unit_at,
        first_unit=source.units[0],
        push=partial(_push, appsrc),
    )
    stop: Callable[[Any], None] = lambda _media: pacer.remove(feed)  # noqa: E731  typed on purpose
    media.connect("unprepared", stop)
    pacer.add(feed)


def clip_factory(clip: Clip, key: str, source: PictureSource, pacer: Pacer) -> Any:
    """A factory for ``clip`` whose pictures come from ``source``; viewers share one pipeline."""
    factory = SharedFactory(key)
    factory.set_shared(True)
    factory.set_launch(
        _LAUNCH.format(codec=clip.scene.codec, width=clip.width, height=clip.height, fps=clip.fps),
    )
    factory.set_protocols(GstRtsp.RTSPLowerTrans.TCP | GstRtsp.RTSPLowerTrans.UDP)
    role, _ = Gst.Structure.from_string(f"{ROLE},media.factory.access=true,media.factory.construct=true")
    factory.add_role_from_structure(role)
    factory.connect("media-configure", _on_configure, source, pacer)
    return factory
