"""The centre's API as typed calls: wire messages in, wire messages out."""

from __future__ import annotations

from pathlib import Path

from console.domain.clock_offset import ClockOffset
from console.net.audit_calls import AuditCalls
from console.net.cause_calls import CauseCalls
from console.net.directory_calls import DirectoryCalls
from console.net.event_calls import EventCalls
from console.net.handover_calls import HandoverCalls
from console.net.hold_calls import HoldCalls
from console.net.ptz_calls import PtzCalls
from console.net.release_calls import ReleaseCalls
from console.net.repair_calls import RepairCalls
from console.net.report_calls import ReportCalls
from console.net.sighting_calls import SightingCalls
from console.net.sign_in_calls import SignInCalls
from console.net.transport import Call, TokenSource, Transport
from console.net.wall_record_calls import WallRecordCalls
from console.net.wall_rule_calls import WallRuleCalls
from console.net.wall_setup_calls import WallSetupCalls
from console.net.workspace_calls import WorkspaceCalls


class CentreClient(
    SignInCalls,
    DirectoryCalls,
    EventCalls,
    AuditCalls,
    HoldCalls,
    ReleaseCalls,
    PtzCalls,
    WallSetupCalls,
    SightingCalls,
    WallRecordCalls,
    WallRuleCalls,
    CauseCalls,
    RepairCalls,
    ReportCalls,
    HandoverCalls,
    WorkspaceCalls,
):
    """Any thread. Every call raises KnownError: net.*, auth.*, centre.*, or the code that the centre gave.

    ``net.failures.is_retryable`` says which pass by themselves.
    """

    def __init__(self, base_url: str, ca_file: Path | None = None) -> None:
        super().__init__(Transport(base_url, ca_file))

    @property
    def base_url(self) -> str:
        return self.transport.base_url

    @property
    def clock_offset(self) -> ClockOffset | None:
        """How far this machine's clock is from the centre's; None before the first answer."""
        return self.transport.centre_clock.offset

    def use_tokens(self, source: TokenSource) -> None:
        """Every call from now on is made with tokens of ``source``."""
        self.transport.use_tokens(source)

    def check_answers(self) -> None:
        """Asks the centre for nothing but a sign of life; needs no sign-in."""
        self.transport.ask(Call("GET", "/v1/health", signed_in=False))

    def close(self) -> None:
        self.transport.close()
