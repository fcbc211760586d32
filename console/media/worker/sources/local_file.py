"""A recording on this machine as a feed: only from the folder that the site allows, and only as a recording."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import av

from console.base.errors import KnownError
from console.domain.source_options import SourceOptions
from console.media.worker.sources.source import Pace, Source

# Never a playlist or a list of files: those lead out of the folder again.
_RECORDINGS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpegts,avi,flv,h264,hevc"


def open_file(url: str, options: SourceOptions) -> Source:
    """Plays again and again. Raises KnownError ``camera.bad_address`` for all that lies elsewhere, FFmpeg's errors."""
    path = allowed_path(url, options.file_folder)
    return Source(
        av.open(str(path), options={"protocol_whitelist": "file", "format_whitelist": _RECORDINGS}), Pace.FROM_A_FILE
    )


def allowed_path(url: str, folder: str) -> Path:
    """The file behind ``url`` if it truly lies in ``folder``. Raises KnownError ``camera.bad_address``."""
    parts = urlsplit(url)
    root = Path(folder)
    if not folder or not root.is_absolute() or parts.netloc not in ("", "localhost"):
        raise KnownError("camera.bad_address")
    try:
        # Resolved, for a link or a ``..`` in the folder may lead out of it.
        real_root, path = root.resolve(strict=True), Path(unquote(parts.path)).resolve(strict=True)
    except (OSError, ValueError, RuntimeError):
        raise KnownError("camera.bad_address") from None
    if real_root == Path(real_root.anchor) or not path.is_relative_to(real_root) or not path.is_file():
        raise KnownError("camera.bad_address")
    return path
