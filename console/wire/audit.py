"""The audit: lines of a console's chain on their way to the centre, and what the centre finds in all chains."""

from __future__ import annotations

from pydantic import Field

from console.wire.model import Message, UtcTime

MOST_LINES = 500
LONGEST_LINE = 4_000


class AuditLines(Message):
    """The next lines of one chain as they stand in its file, oldest first; lines that the centre has may be repeated."""

    lines: tuple[str, ...] = Field(max_length=MOST_LINES)


class AuditHead(Message):
    """The newest line of a chain that the centre holds; 0 and zeros before the first."""

    seq: int = Field(ge=0)
    hash: str


class AuditFinding(Message):
    """One act, or one viewing from its beginning to its end."""

    at_utc: UtcTime
    until_utc: UtcTime | None = None
    """When a viewing ended; of one whose console died, the latest moment that it can have lasted to."""
    is_open: bool = False
    """A viewing of which no end is known yet."""
    is_cut: bool = False
    """The console died in it: ``until_utc`` is only an upper bound."""
    actor: str
    role: str
    workstation: str
    action: str
    object: str
    reason: str = ""
    sha256: str = ""
    chain: str
    seq: int


class AuditFindings(Message):
    """Oldest first; ``more`` says that the answer was cut at the limit."""

    findings: tuple[AuditFinding, ...]
    more: bool = False


class AuditCheckpoint(Message):
    """A signed statement of where the chains stood; ``body`` is canonical JSON, signed as it stands (Ed25519, base64)."""

    number: int
    body: str
    signature: str
    public_key: str


class VerifiedChain(Message):
    """How far one chain holds; times as they stand in its lines, empty where none holds."""

    chain: str
    lines: int = Field(ge=0)
    first_utc: str = ""
    last_utc: str = ""
    fault: str = ""
    """What is wrong with ``fault_line``, the first that does not hold; empty where all do."""
    fault_line: int = 0


class AuditVerification(Message):
    """``GET /v1/audit/verification``: what is proven of every chain that the centre holds."""

    holds: bool
    chains: tuple[VerifiedChain, ...]
    checkpoints: int = Field(ge=0)
    """Signed statements that hold."""
    checkpoints_until: str = ""
    """Up to then no line can have been left out at the end of a chain."""
    checkpoint_fault: str = ""
    """What is wrong with statement ``fault_number``, which speaks of ``fault_line`` of ``fault_chain``."""
    fault_number: int = 0
    fault_chain: str = ""
    fault_line: int = 0
    unchained: int = 0
    """Rows from before there were chains: nothing is proven of them."""
