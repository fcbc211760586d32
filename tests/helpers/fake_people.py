"""Who sits in a situation room of tests, and a sign-in desk that lets them in or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from console.base.redaction import Secret
from console.domain.roles import Role


@dataclass(frozen=True)
class FakePerson:
    """Who is signed in."""

    username: str = "sari"
    display_name: str = "Sari Wulandari"
    role: Role = Role.OPERATOR
    exercise: bool = False
    id: str = "p-1"


@dataclass
class FakeSignInDesk:
    """Takes one password."""

    answer: Callable[[str, str, Secret], FakePerson] = lambda _centre, _name, _password: FakePerson()
    keyring: bool = True
    exercises: list[bool] = field(default_factory=list)
    """Of each sign-in, whether it was asked for as practice."""

    def sign_in(self, centre_url: str, username: str, password: Secret, *, exercise: bool = False) -> FakePerson:
        self.exercises.append(exercise)
        return self.answer(centre_url, username, password)

    def keyring_available(self) -> bool:
        return self.keyring
