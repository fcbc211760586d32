"""Calls to one ONVIF device: finds its services, proves the password by its own clock, tells its faults by their codes."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from xml.etree.ElementTree import Element

from console.base.clock import Clock
from console.base.errors import KnownError
from console.server.keys import Login
from console.server.sources.fetch import Answer, Ask, FetchLimits, SourceHttp
from console.server.sources.onvif.address import DeviceAddress
from console.server.sources.onvif.envelope import Service, envelope, user_token
from console.server.sources.onvif.xml_answer import every, inside, local, number, read_xml, words

ONVIF_LIMITS = FetchLimits(seconds=20.0, body_bytes=8 * 1024 * 1024, silence_s=10.0)
NOT_DONE = {"source.fault", "source.error", "source.bad_answer"}
"""How devices answer what they do not know."""
_FAULT_STATUSES = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED, HTTPStatus.INTERNAL_SERVER_ERROR})
_NOT_SIGNED_IN = {"NotAuthorized", "FailedAuthentication", "InvalidSecurity", "SenderNotAuthorized"}
_REASON = re.compile(r"[A-Za-z0-9]{1,40}")
_UNKNOWN_REASON = "Fault"
_CLOCK_STEP = timedelta(seconds=3)


class OnvifDevice:
    """One device. One thread at a time; every call ends within its limits."""

    def __init__(
        self,
        address: DeviceAddress,
        login: Login,
        clock: Clock,
        ca_pem: str = "",
        limits: FetchLimits = ONVIF_LIMITS,
        services: dict[Service, str] | None = None,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> None:
        """``services``: addresses that are known already; ``should_stop`` ends the call under way.

        Raises KnownError ``source.bad_ca``.
        """
        self.address = address
        self._login = login
        self._clock = clock
        self._http = SourceHttp(address.base_url, ca_pem, limits, should_stop)
        self._urls = {Service.DEVICE: address.device_url, **(services or {})}
        self._ahead: timedelta | None = None
        """How far the device's clock is before ours; None until it was asked."""

    def close(self) -> None:
        self._http.close()

    def has(self, service: Service) -> bool:
        return service in self._urls

    def url(self, service: Service) -> str:
        return self._urls[service]

    def find_services(self) -> None:
        """Raises as ``call``."""
        try:
            self._urls |= self._listed_services()
        except KnownError as error:
            if error.code not in NOT_DONE:
                raise
        # Devices older than GetServices, and those that leave the half out of it; this call knows no Media2.
        if not self.has(Service.MEDIA) and not self.has(Service.MEDIA2):
            self._urls |= self._capabilities()

    def call(self, service: Service, operation: str, content: str = "") -> Element:
        """What the device answers. Raises KnownError ``source.*``: ``source.refused`` for a wrong password,
        ``source.fault`` (host, reason) where it can not or will not do it.
        """
        before = self._ahead
        try:
            return self._signed(service, operation, content)
        except KnownError as error:
            if error.code != "source.refused" or before is None:
                raise
            # Its clock may have been set since it was asked. Otherwise the password is wrong, and trying it again
            # would bring the device nearer to locking everybody out.
            self._ahead = self._clock_difference()
            if abs(self._ahead - before) < _CLOCK_STEP:
                raise
        return self._signed(service, operation, content)

    def _signed(self, service: Service, operation: str, content: str) -> Element:
        token = ""
        if self._login.user:
            if self._ahead is None:
                self._ahead = self._clock_difference()
            token = user_token(self._login, self._clock.now_utc() + self._ahead, secrets.token_bytes(16))
        return self._exchange(service, operation, content, token)

    def _exchange(self, service: Service, operation: str, content: str, token: str = "") -> Element:
        action = f"{service.value}/{operation}"
        ask = Ask(
            self._urls[service],
            method="POST",
            body=envelope(service, operation, content, token),
            headers={"Content-Type": f'application/soap+xml; charset=utf-8; action="{action}"'},
            login=(self._login.user, self._login.password) if self._login.user else None,
            digest=True,
            also=_FAULT_STATUSES,
        )
        return self._opened(self._http.ask(ask), operation)

    def _opened(self, answer: Answer, operation: str) -> Element:
        try:
            body = inside(read_xml(answer.body, self._http.host), "Body")
        except KnownError:
            self._raise_for(answer.status)
            raise
        fault = inside(body, "Fault")
        if fault is not None:
            raise self._fault(fault)
        self._raise_for(answer.status)
        found = inside(body, f"{operation}Response")
        if found is None:
            raise KnownError("source.bad_answer", host=self._http.host)
        return found

    def _raise_for(self, status: int) -> None:
        if status == HTTPStatus.UNAUTHORIZED:
            raise KnownError("source.refused", host=self._http.host)
        if status in _FAULT_STATUSES:
            raise KnownError("source.error", host=self._http.host, status=status)

    def _fault(self, fault: Element) -> KnownError:
        """By its codes alone: the sentences in it are the device's own and may hold anything."""
        codes = [code.rpartition(":")[2] for code in _codes(inside(fault, "Code"))]
        codes += [words(fault, "faultcode").rpartition(":")[2]]
        if _NOT_SIGNED_IN & set(codes):
            return KnownError("source.refused", host=self._http.host)
        reason = next((code for code in reversed(codes) if _REASON.fullmatch(code)), _UNKNOWN_REASON)
        return KnownError("source.fault", host=self._http.host, reason=reason)

    def _clock_difference(self) -> timedelta:
        """Asked without a token, as the standard wants it; none where the device tells no time."""
        try:
            told = self._exchange(Service.DEVICE, "GetSystemDateAndTime", "")
        except KnownError as error:
            if error.code not in NOT_DONE | {"source.refused"}:
                raise
            return timedelta()
        utc = inside(told, "SystemDateAndTime", "UTCDateTime")
        day, time = inside(utc, "Date"), inside(utc, "Time")
        try:
            there = datetime(
                number(day, "Year"),
                number(day, "Month"),
                number(day, "Day"),
                number(time, "Hour"),
                number(time, "Minute"),
                number(time, "Second"),
                tzinfo=UTC,
            )
        except ValueError:
            return timedelta()
        return there - self._clock.now_utc()

    def _listed_services(self) -> dict[Service, str]:
        answer = self.call(Service.DEVICE, "GetServices", "<IncludeCapability>false</IncludeCapability>")
        told = {words(service, "Namespace"): words(service, "XAddr") for service in every(answer, "Service")}
        return self._reachable({service: told.get(service.value, "") for service in Service})

    def _capabilities(self) -> dict[Service, str]:
        answer = self.call(Service.DEVICE, "GetCapabilities", "<Category>All</Category>")
        known = {"Media": Service.MEDIA, "PTZ": Service.PTZ}
        told = {
            known[local(one)]: words(one, "XAddr")
            for one in inside(answer, "Capabilities") or ()
            if local(one) in known
        }
        return self._reachable(told)

    def _reachable(self, told: dict[Service, str]) -> dict[Service, str]:
        found = {
            service: self.address.service_url(url) for service, url in told.items() if service is not Service.DEVICE
        }
        return {service: url for service, url in found.items() if url}


def _codes(code: Element | None) -> list[str]:
    """The code of a fault and its subcodes, from the coarse to the fine."""
    found: list[str] = []
    while code is not None and len(found) < 4:  # noqa: PLR2004  no fault is finer
        found.append(words(code, "Value"))
        code = inside(code, "Subcode")
    return found
