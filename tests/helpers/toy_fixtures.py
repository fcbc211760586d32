"""Fixtures around the toy centre: import them by name in a test file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from console.base.redaction import Secret
from console.net.client import CentreClient
from tests.helpers.toy_centre import ToyCentre


class FixedToken:
    """A token source that holds one token and gets the next from the toy centre itself."""

    def __init__(self, centre: ToyCentre) -> None:
        self._centre = centre
        self._token = Secret(centre.tokens.issue().access_token)
        self.renewals = 0

    def access_token(self) -> Secret:
        return self._token

    def renew_after(self, rejected: Secret) -> Secret:
        if rejected == self._token:
            self.renewals += 1
            self._token = Secret(self._centre.tokens.issue().access_token)
        return self._token


@pytest.fixture
def centre() -> Iterator[ToyCentre]:
    with ToyCentre() as running:
        yield running


@pytest.fixture
def tokens(centre: ToyCentre) -> FixedToken:
    return FixedToken(centre)


@pytest.fixture
def client(centre: ToyCentre, tokens: FixedToken) -> Iterator[CentreClient]:
    made = CentreClient(centre.url)
    made.use_tokens(tokens)
    yield made
    made.close()
