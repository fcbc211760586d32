"""ONVIF: what cameras and recorders of many makers answer; read as a source, and moved by the PTZ driver."""
