"""What a centre counts while it runs; each centre has a registry of its own, so that two in one process stay apart."""

from __future__ import annotations

from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, disable_created_metrics

# Each counter would bring a second series that tells when it was made; Prometheus has no use for it.
disable_created_metrics()  # type: ignore[no-untyped-call]  # the library's one function without types

UNKNOWN_ROUTE = "unknown"
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Meters:
    """Any thread. Labels come from closed lists: what a client makes up never becomes a series."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._requests = Counter(
            "ronda_centre_requests",
            "Requests answered, by template of the route, method and class of the status.",
            ("route", "method", "status"),
            registry=self.registry,
        )
        self._latency = Histogram(
            "ronda_centre_request_seconds",
            "From the request until its answer begins: an event stream counts once it is open.",
            ("route", "method"),
            buckets=_BUCKETS_S,
            registry=self.registry,
        )
        self._sign_in_failures = Counter(
            "ronda_centre_sign_in_failures",
            "Sign-ins refused, by reason.",
            ("reason",),
            registry=self.registry,
        )

        self._sightings = Counter(
            "ronda_centre_sightings",
            "Cameras that consoles and walls said they see or not, by whether the word was taken, or why not.",
            ("outcome",),
            registry=self.registry,
        )
        self._probes = Counter(
            "ronda_centre_probes",
            "Cameras that the centre asked for a key picture, by what came of it.",
            ("outcome",),
            registry=self.registry,
        )
        self._probe_pauses = Counter(
            "ronda_centre_probe_pauses",
            "Times that no camera was probed since the machine was busy.",
            registry=self.registry,
        )
        self._probe_cameras = Gauge(
            "ronda_centre_probe_cameras",
            "Cameras that are probed, of them those that nobody has measured for a whole round, and those that never "
            "are since their recorder or uplink has one place.",
            ("state",),
            registry=self.registry,
        )

    def sightings_taken(self, taken: int, refused: Iterable[str]) -> None:
        """``refused``: the code of each."""
        self._sightings.labels("taken").inc(taken)
        for code in refused:
            self._sightings.labels(code).inc()

    def probed(self, code: str) -> None:
        """``code``: what came of one, from the closed list of the child process."""
        self._probes.labels(code).inc()

    def probes_paused(self) -> None:
        self._probe_pauses.inc()

    def probe_round(self, cameras: int, overdue: int, without_place: int) -> None:
        for state, count in (("in_round", cameras), ("overdue", overdue), ("no_place", without_place)):
            self._probe_cameras.labels(state).set(count)

    def answered(self, route: str, method: str, status: int, took_s: float) -> None:
        """``route`` is a template or ``UNKNOWN_ROUTE``; status 0 is a client that left before its answer began."""
        method = method if method in _METHODS else "other"
        self._requests.labels(route, method, f"{status // 100}xx" if status else "none").inc()
        self._latency.labels(route, method).observe(took_s)

    def sign_in_failed(self, reason: str) -> None:
        """``reason`` is the code of the refusal without its area."""
        self._sign_in_failures.labels(reason).inc()
