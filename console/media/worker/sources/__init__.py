"""The ways to a camera: one module for each protocol, all giving an opened FFmpeg container."""
