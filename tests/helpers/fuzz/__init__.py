"""Broken cameras without end: seeded mutations of RTSP answers, RTP packets and MPEG-TS, and a server that sends them."""
