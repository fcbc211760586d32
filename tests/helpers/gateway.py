"""A real police gateway for tests: in a thread, on a free port, with its own folder."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import requests

from console.base.clock import Clock, SystemClock
from console.base.redaction import Secret
from console.base.throttle import Throttle
from console.gateway.app import Gateway
from console.gateway.book import Book
from console.gateway.key_file import gateway_key
from console.gateway.sending import CentreAddress, Sending
from console.gateway.serving import GatewayServer
from console.handoff.keys import VerifyingKey
from tests.helpers.waiting import wait_until

PASSWORD = "gerbang-polisi"


@dataclass(frozen=True)
class RunningGateway:
    """A gateway that answers at ``url``."""

    url: str
    book: Book

    def page(self, password: str = PASSWORD, language: str = "id") -> requests.Response:
        headers = {"Accept-Language": language}
        return requests.get(f"{self.url}/", auth=("polisi", password), headers=headers, timeout=10)

    def say(self, flag_id: UUID, kind: str, origin: str = "", **officer: str) -> requests.Response:
        return requests.post(
            f"{self.url}/flags/{flag_id}/answers",
            data={"kind": kind, **officer},
            headers={"Origin": origin or self.url},
            auth=("polisi", PASSWORD),
            timeout=10,
            allow_redirects=False,
        )


@contextmanager
def running_gateway(
    folder: Path, answers_url: str, centre_keys: tuple[VerifyingKey, ...], port: int = 0, clock: Clock | None = None
) -> Iterator[RunningGateway]:
    book, told = Book(folder), list[str]()
    clock = clock or SystemClock()
    sending = Sending(book, gateway_key(folder), CentreAddress(answers_url), clock)
    gateway = Gateway(book, sending, clock, centre_keys, Secret(PASSWORD), Throttle(clock))
    server = GatewayServer(gateway, ("127.0.0.1", port), None, told.append)
    thread = threading.Thread(target=server.run, name="test gateway")
    thread.start()
    try:
        wait_until(lambda: told, what="the gateway's address")
        yield RunningGateway(told[0], book)
    finally:
        server.should_exit = True
        thread.join()
