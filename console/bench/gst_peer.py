"""The GStreamer peer, run by the system's Python: ``rtspsrc ! avdec_h264 ! ximagesink`` for every address on standard input.

Reads one JSON object ``{urls, user, password, width, height}``, plays until SIGTERM, prints ``{rendered, dropped}``.
"""

from __future__ import annotations

import json
import signal
import sys
from typing import Any

import gi

gi.require_version("Gst", "1.0")
from gi.repository import GLib, Gst  # noqa: E402 - the version must be said before the import


def _pipeline(index: int, wish: dict[str, Any]) -> Any:
    pipeline = Gst.parse_launch(
        "rtspsrc name=source protocols=tcp latency=100 ! rtph264depay ! h264parse ! avdec_h264 max-threads=1 "
        f"! videoscale ! video/x-raw,width={wish['width']},height={wish['height']} "
        "! videoconvert ! ximagesink name=sink sync=false"
    )
    source = pipeline.get_by_name("source")
    source.set_property("user-id", wish["user"])
    source.set_property("user-pw", wish["password"])
    source.set_property("location", wish["urls"][index])
    return pipeline


def main() -> None:
    wish = json.loads(sys.stdin.readline())
    Gst.init(None)
    pipelines = [_pipeline(index, wish) for index in range(len(wish["urls"]))]
    for pipeline in pipelines:
        pipeline.set_state(Gst.State.PLAYING)
    loop = GLib.MainLoop()
    GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGTERM, loop.quit)
    loop.run()
    rendered = dropped = 0
    for pipeline in pipelines:
        stats = pipeline.get_by_name("sink").get_property("stats")
        rendered += stats.get_value("rendered")
        dropped += stats.get_value("dropped")
        pipeline.set_state(Gst.State.NULL)
    sys.stdout.write(json.dumps({"rendered": rendered, "dropped": dropped}) + "\n")


main()
