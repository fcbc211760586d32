"""Certificates for tests: of an authority that nobody knows but the test."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import trustme


@dataclass(frozen=True)
class TlsFiles:
    """For a server on the loopback, and for whoever is to trust it."""

    chain_and_key: Path
    authority_pem: str

    @classmethod
    def made_in(cls, folder: Path) -> TlsFiles:
        authority = trustme.CA()
        server = authority.issue_cert("127.0.0.1", "localhost")
        path = folder / "server.pem"
        server.private_key_and_cert_chain_pem.write_to_path(path)
        return cls(path, authority.cert_pem.bytes().decode())
