"""The RTSP server of the farm, run by the system's Python: standard library, GStreamer and its own siblings only."""
