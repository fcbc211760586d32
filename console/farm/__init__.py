"""The demo's stand-in for a city: its directory, its clips and an RTSP server that plays them; imports nothing here."""
