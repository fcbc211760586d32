"""Where this console's chains lie: one file each, named by its id; the newest is written, all are sent."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.ids import new_id
from console.base.logs import logger
from console.base.os_errors import disk_errors
from console.domain.audit_act import AuditAct
from console.proof.chain import Chain
from console.proof.chain_row import ChainEntry, ChainHead

_LOG = logger("audit")
_SUFFIX = ".jsonl"
LONGEST_BYTES = 32 * 1024 * 1024
"""A longer file is followed by a new chain at the next start, so that a look through it stays short."""


def chain_id(path: Path) -> UUID | None:
    """None for what is no chain of ours."""
    try:
        return UUID(path.stem) if path.suffix == _SUFFIX else None
    except ValueError:
        return None


def chain_paths(folder: Path) -> list[Path]:
    """Oldest first: their ids tell the time. Raises KnownError disk.*."""
    with disk_errors(folder):
        return sorted(path for path in folder.iterdir() if chain_id(path) is not None) if folder.is_dir() else []


class ChainFile:
    """The chain that this console writes; one writer, any thread may read the file."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        """Goes on with the newest chain. One that is damaged or full stays as it is, and a new one names it and its last
        line: a console must not stand still for that, and verifying tells. Raises KnownError proof.chain_in_use, disk.*."""
        self._clock = clock
        self.problem: KnownError | None = None
        """Why the newest chain could not be gone on with."""
        known = chain_paths(folder)
        self._chain = self._continued(known[-1]) if known else Chain(_new_path(folder), clock)

    @property
    def path(self) -> Path:
        return self._chain.path

    @property
    def head(self) -> ChainHead:
        return self._chain.head

    def append(self, entry: ChainEntry) -> None:
        """On the disk when it returns. Raises KnownError disk.*."""
        self._chain.append(entry)

    def close(self) -> None:
        self._chain.close()

    def _continued(self, newest: Path) -> Chain:
        before = ""
        try:
            chain = Chain(newest, self._clock)
            if newest.stat().st_size < LONGEST_BYTES:
                return chain
            before = chain.head.hash
            chain.close()
        except KnownError as error:
            if error.code != "proof.chain_broken":
                raise
            _LOG.warning("a new chain follows on the damaged %s", newest.name)
            self.problem = error
        following = Chain(_new_path(newest.parent), self._clock)
        entry = ChainEntry("ronda", "system", "", AuditAct.CHAIN_CONTINUED.value, newest.stem, sha256=before)
        following.append(entry)
        return following


def _new_path(folder: Path) -> Path:
    return folder / f"{new_id()}{_SUFFIX}"
