"""What workers say of hung decoders: into the log, and beside the feed's phase as its reason."""

from __future__ import annotations

from console.base.logs import about_camera, logger
from console.media.fleet import Worker
from console.media.protocol.messages import DecoderChanged, Message
from console.media.reports import Reports

_LOG = logger("media")


class DecoderReports:
    """On the input and output thread."""

    def __init__(self, reports: Reports) -> None:
        self._reports = reports
        self.restarts = 0

    def take(self, worker: Worker, message: Message, _fd: int) -> str:
        """A listener of the inbox."""
        if isinstance(message, DecoderChanged) and message.feed in worker.holding.feeds:
            self._reports.note_decoder(message.feed, message.reason)
            if message.reason:
                self.restarts += 1
                about = about_camera(message.feed.camera_id)
                told = "media worker %d: a decoder of %s hung and was started anew"
                _LOG.info(told, worker.number, message.feed, extra=about)
        return ""
