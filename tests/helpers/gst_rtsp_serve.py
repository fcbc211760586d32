"""Runs under the system's Python: GStreamer's RTSP server with one numbered clip; says its port, ends with its parent."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import gi

from console.base.parent import end_with_parent

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")

from gi.repository import Gio, GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402  versions must be asked for first

_ROLE = "viewer"
_LAUNCH = "( {form} name=pay0 {sound} )"
_FORMS = {
    "h264": "multifilesrc location={clip} loop=true ! h264parse ! rtph264pay config-interval=-1",
    "h264 in ts": "filesrc location={clip} ! tsdemux ! h264parse ! rtph264pay config-interval=-1",
    "h265 in ts": "filesrc location={clip} ! tsdemux ! h265parse ! rtph265pay config-interval=-1",
    # Without the sleep all pictures would come as fast as they can be read.
    "jpeg": 'multifilesrc location={clip} loop=true caps="image/jpeg,framerate=15/1" ! jpegparse '
    "! identity sleep-time=66666 ! rtpjpegpay",
}
"""What the clip's file is; a pattern of many files for JPEG. Only what lies in MPEG-TS has an end."""
_SOUND = "audiotestsrc freq={hz} volume=0.5 ! audioconvert ! audioresample ! {codec} name=pay1 pt=97"
_CODECS = {
    "aac": "audio/x-raw,rate=48000,channels=1 ! voaacenc ! rtpmp4gpay",
    "pcma": "audio/x-raw,rate=8000,channels=1 ! alawenc ! rtppcmapay",
    "pcmu": "audio/x-raw,rate=8000,channels=1 ! mulawenc ! rtppcmupay",
    "opus": "audio/x-raw,rate=48000,channels=1 ! opusenc ! rtpopuspay",
    "mp2": "audio/x-raw,rate=48000,channels=2 ! twolamemp2enc ! mpegaudioparse ! rtpmpapay",
    "mp3": "audio/x-raw,rate=44100,channels=2 ! lamemp3enc cbr=true ! mpegaudioparse ! rtpmpapay",
    "g726": "audio/x-raw,rate=8000,channels=1 ! avenc_g726 bitrate=32000 ! rtpg726pay",
}
_METHODS = {"digest": GstRtsp.RTSPAuthMethod.DIGEST, "basic": GstRtsp.RTSPAuthMethod.BASIC}
_TRANSPORTS = {"tcp": GstRtsp.RTSPLowerTrans.TCP, "udp": GstRtsp.RTSPLowerTrans.UDP}


def _auth(asked: argparse.Namespace) -> Any:
    auth = GstRtspServer.RTSPAuth()
    if asked.certificate:
        auth.set_tls_certificate(Gio.TlsCertificate.new_from_file(str(asked.certificate)))
    token = GstRtspServer.RTSPToken()
    token.set_string(GstRtspServer.RTSP_TOKEN_MEDIA_FACTORY_ROLE, _ROLE)
    if not asked.sign_in:
        auth.set_default_token(token)
        return auth
    user, _, password = asked.login.partition(":")
    auth.set_supported_methods(_METHODS[asked.sign_in])
    if asked.sign_in == "digest":
        auth.add_digest(user, password, token)
    else:
        auth.add_basic(GstRtspServer.RTSPAuth.make_basic(user, password), token)
    return auth


def _sound(asked: argparse.Namespace) -> str:
    """A tone for as long as there are viewers."""
    return _SOUND.format(hz=asked.tone_hz, codec=_CODECS[asked.sound]) if asked.sound else ""


def main() -> None:
    """Serves ``/cam`` until the parent ends."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--clip", type=Path, required=True)
    parser.add_argument("--form", choices=_FORMS, default="h264")
    parser.add_argument("--transport", choices=_TRANSPORTS, default="tcp")
    parser.add_argument("--sign-in", choices=["", *_METHODS], default="")
    parser.add_argument("--login", default="")
    parser.add_argument("--certificate", type=Path)
    parser.add_argument("--sound", choices=["", *_CODECS], default="")
    parser.add_argument("--tone-hz", type=int, default=1000)
    asked = parser.parse_args()
    end_with_parent()
    Gst.init(None)
    factory = GstRtspServer.RTSPMediaFactory()
    form = _FORMS[asked.form].format(clip=asked.clip)
    factory.set_launch(_LAUNCH.format(form=form, sound=_sound(asked)))
    # A shared pipeline is busy for a moment after a viewer was cut off, and then refuses the sound.
    factory.set_shared(not asked.sound)
    factory.set_protocols(_TRANSPORTS[asked.transport])
    rights = f"{_ROLE}, media.factory.access=(boolean)true, media.factory.construct=(boolean)true"
    factory.add_role_from_structure(Gst.Structure.from_string(rights)[0])
    server = GstRtspServer.RTSPServer()
    server.set_address("127.0.0.1")
    server.set_service("0")
    server.set_auth(_auth(asked))
    server.get_mount_points().add_factory("/cam", factory)
    if not server.attach(None):
        sys.exit(1)
    sys.stdout.write(f"{server.get_bound_port()}\n")
    sys.stdout.flush()
    GLib.MainLoop().run()


if __name__ == "__main__":
    main()
