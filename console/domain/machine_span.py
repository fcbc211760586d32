"""What a stretch of time of one of our processes came to: sums and worst values, so that stretches can be joined."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class MachineSpan:
    """From ``begin_unix_s`` on; ``looked_s`` of its seconds were looked at, whatever its length."""

    begin_unix_s: int
    looked_s: int = 0
    cpu_ms: int = 0
    """Processor time, of all cores together."""
    pss_bytes: int = 0
    """The most of it, as for the rest."""
    threads: int = 0
    lag_ms: float = 0.0
    """How late its loop came: of the console p99 of ten seconds, of a worker the latest of its beats."""
    waiting: int = 0
    """What stood in its queues."""

    def joined(self, other: MachineSpan) -> MachineSpan:
        """Both together, beginning where this one does."""
        return replace(
            self,
            looked_s=self.looked_s + other.looked_s,
            cpu_ms=self.cpu_ms + other.cpu_ms,
            pss_bytes=max(self.pss_bytes, other.pss_bytes),
            threads=max(self.threads, other.threads),
            lag_ms=max(self.lag_ms, other.lag_ms),
            waiting=max(self.waiting, other.waiting),
        )
