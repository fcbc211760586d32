"""Whom a source's TLS connection trusts, for Python's TLS and for FFmpeg's, and whether a failure was for want of trust."""

from __future__ import annotations

import os
import socket
import ssl
from pathlib import Path
from urllib.parse import urlsplit

from console.domain.source_options import SourceOptions

_SYSTEM_BUNDLES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem")
_TLS_PORTS = {"rtsps": 322, "rtmps": 443, "https": 443}
_LOOK_TIMEOUT_S = 3.0


def tls_context(options: SourceOptions) -> ssl.SSLContext:
    """For connections that Python makes. Raises ssl.SSLError when the source's own certificate is none."""
    context = ssl.create_default_context(cadata=options.certificate_pem or None)
    if not options.check_certificate:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


class TrustedFile:
    """The certificates that FFmpeg is to trust, as a file; one given with the source lies in memory only."""

    def __init__(self, options: SourceOptions) -> None:
        self._fd = -1
        if options.certificate_pem:
            self._fd = os.memfd_create("certificates", os.MFD_CLOEXEC)
            os.write(self._fd, options.certificate_pem.encode())
        self._verify = options.check_certificate

    def ffmpeg_options(self) -> dict[str, str]:
        """FFmpeg trusts everybody unless it is told not to."""
        if not self._verify:
            return {"tls_verify": "0"}
        bundle = f"/proc/self/fd/{self._fd}" if self._fd >= 0 else _system_bundle()
        return {"tls_verify": "1"} | ({"ca_file": bundle} if bundle else {})

    def close(self) -> None:
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1


def is_untrusted(url: str, options: SourceOptions) -> bool:
    """Asks the camera for its certificate again: FFmpeg tells no difference between distrust and a broken line."""
    parts = urlsplit(url)
    address = (parts.hostname or "", parts.port or _TLS_PORTS.get(parts.scheme.lower(), 0))
    if parts.scheme.lower() not in _TLS_PORTS or not options.check_certificate:
        return False
    try:
        with (
            socket.create_connection(address, _LOOK_TIMEOUT_S) as line,
            tls_context(options).wrap_socket(line, server_hostname=address[0]),
        ):
            return False
    except ssl.SSLCertVerificationError:
        return True
    except OSError:
        return False


def _system_bundle() -> str:
    return next((path for path in _SYSTEM_BUNDLES if Path(path).is_file()), "")
