"""A person of the bench's city, signed in at its centre."""

from __future__ import annotations

from console.auth.session import Session
from console.auth.vault import NoVault
from console.base.clock import SystemClock
from console.demo.city_services import CityServices
from console.net.client import CentreClient


def signed_in(services: CityServices, name: str) -> CentreClient:
    """To be closed by the caller. Raises KnownError auth.*, net.*."""
    client = CentreClient(services.centre_url)
    session = Session(client, NoVault(), SystemClock())
    client.use_tokens(session)
    session.sign_in(name, services.credentials.password(name))
    return client
