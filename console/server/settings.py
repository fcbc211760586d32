"""What a centre is told when it starts: where it keeps things, how long things live and how much it takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from console.base.redaction import Secret
from console.domain.cause import CauseRule
from console.domain.flag_clock import POLICE_TELEPHONE, SERVICE_LEVELS, ServiceLevel
from console.domain.handover import DUE_AFTER
from console.domain.ptz_lock import KEPT_S
from console.domain.watermark import Watermark
from console.handoff.incident import Issuer

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class PasswordCost:
    """The cost of one argon2id hash; the defaults are RFC 9106's second choice."""

    passes: int = 3
    memory_kib: int = 65_536
    lanes: int = 4


@dataclass(frozen=True)
class Limits:
    """The bounds that keep one client from using up the centre."""

    body_bytes: int = MEBIBYTE
    evidence_bytes: int = 256 * MEBIBYTE
    page_rows: int = 5_000
    queue_events: int = 1_000
    streams_per_session: int = 8
    live_cameras: int = 12
    """That the police page may watch at once; all who watch one share its relay."""
    live_views_per_session: int = 4
    live_silent_s: float = 8.0
    """A relay's process that says nothing for so long hangs: it gives up a silent camera sooner by itself."""
    ptz_commands_per_s: float = 20.0
    """Of one session, in the long run; a console sends four a second while a key is held."""
    ptz_burst: int = 40
    ptz_cameras: int = 64
    """That are moved at the same time, each by a thread of its own."""


@dataclass(frozen=True)
class Lifetimes:
    """How long things stay valid or are kept, in seconds."""

    access_token_s: int = 15 * 60
    refresh_token_s: int = 14 * 86_400
    ended_session_s: int = 30 * 86_400
    """An ended session stays known so long: who comes back from leave is told that it ended, not that it is unknown."""
    inbox_session_s: int = 12 * 3_600
    event_stream_s: int = 15 * 60
    """Ends every event stream, so that a changed role or scope is felt; clients come back with their last number."""
    keep_alive_s: float = 15.0
    ticket_s: int = 10 * 60
    reserve_s: int = 12 * 3_600
    """So long may a console go on calling up cameras while the centre is away; 0 lets none."""
    upload_s: int = 5 * 86_400
    evidence_s: int = 30 * 86_400
    """Evidence that the police have not asked for, unless it is on legal hold."""
    tombstone_s: int = 30 * 86_400
    release_link_s: int = 5 * 60
    release_retention_s: int = 5 * 365 * 86_400
    """How long a package is kept at least, once it is put away."""
    event_log_s: int = 7 * 86_400
    repair_due_s: int = 72 * 3_600
    """A repair that has not ended by then is overdue."""
    repair_seen_s: int = 3_600
    """A repair is closed by itself when its cameras have worked for so long."""
    repair_picture_s: int = 30 * 86_400
    """Pictures before and after are kept so long after the end of their repair."""
    wall_record_s: int = 90 * 86_400
    """What was on walls, and who put it there."""
    handover_s: int = 2 * 365 * 86_400
    """Hand-over notes of shifts."""
    closed_cause_s: int = 400 * 86_400
    """A disturbance that has ended is kept so long, for reports of a year."""
    spells_s: int = 400 * 86_400
    """How long it is kept how each camera was: a year and the month before it, to compare."""
    ptz_lock_s: float = KEPT_S
    """A camera stays somebody's for so long after their last movement."""
    ptz_renewal_s: float = 1.0
    """A movement that its console does not renew for so long is stopped."""


@dataclass(frozen=True)
class CentreSettings:
    """One centre; ``database_url`` may hold a password and is never printed."""

    database_url: str = field(repr=False)
    data_folder: Path
    """Keys, evidence and unfinished uploads; private to the centre's user."""
    city_prefix: str = "SMG"
    """Begins every flag number, ``SMG-20261123-0042``."""
    exercise: bool = False
    """The whole centre is for practice: every flag and every sign-in."""
    public_url: str = ""
    """Address under which receivers reach this centre; begins the addresses of evidence in what they are sent."""
    issuer: Issuer = field(default_factory=Issuer)
    service_levels: Mapping[int, ServiceLevel] = field(default_factory=lambda: SERVICE_LEVELS)
    """By priority, all four of them."""
    probe_round_s: float = 0.0
    """Within so long each camera that nobody watches is asked for a key picture once; 0 asks none."""
    causes: CauseRule = field(default_factory=CauseRule)
    """When cameras that fall together are one disturbance."""
    handover_due_s: float = DUE_AFTER.total_seconds()
    """So long after the end of its shift a hand-over note is to have both signatures."""
    watermark: Watermark = Watermark.OFF
    """Whether consoles and wall machines write over their pictures who looks at them."""
    police_telephone: str = POLICE_TELEPHONE
    """What an operator dials when a flag is not answered."""
    seal_passphrase: Secret | None = None
    """Opens the sealing key, where it is under one."""
    city_ca: Path | None = None
    """Root and list of the revoked of the city's authority (PEM); None for the one that lies in the data folder, if any."""
    time_stamp_url: str = ""
    """A time stamping service (RFC 3161) for packages; empty for none."""
    password_cost: PasswordCost = PasswordCost()
    limits: Limits = Limits()
    lifetimes: Lifetimes = Lifetimes()

    @property
    def authority_file(self) -> Path:
        return self.city_ca or self.data_folder / "authority" / "ca.pem"

    @property
    def evidence_folder(self) -> Path:
        return self.data_folder / "evidence"

    @property
    def package_folder(self) -> Path:
        return self.data_folder / "packages"

    @property
    def upload_folder(self) -> Path:
        return self.data_folder / "uploads"
