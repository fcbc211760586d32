"""GStreamer as the farm needs it: versions asked for before the import, initialised once."""

from __future__ import annotations

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")

from gi.repository import GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402  versions must be asked for first

Gst.init(None)

__all__ = ["GLib", "Gst", "GstRtsp", "GstRtspServer", "missing_elements"]

_ELEMENTS = ("appsrc", "rtph264pay", "rtph265pay", "rtpbin")


def missing_elements() -> list[str]:
    """The parts that the farm needs and no installed plugin brings."""
    return [name for name in _ELEMENTS if Gst.ElementFactory.find(name) is None]
