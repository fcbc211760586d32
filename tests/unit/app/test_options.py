"""Options of one run: bad ones are named, the password leaves the environment."""

from __future__ import annotations

import os

import pytest

from console.app.options import ConsoleOptions
from console.base.errors import KnownError
from console.cli.main import build_parser


def _options(*arguments: str) -> ConsoleOptions:
    return ConsoleOptions.from_arguments(build_parser(["console"]).parse_args(["console", *arguments]))


def test_cameras_are_split_and_trimmed() -> None:
    assert _options("--cameras", "a, b,,c").cameras == ("a", "b", "c")


def test_layout_by_name() -> None:
    layout = _options("--layout", "1+7").layout

    assert layout is not None
    assert len(layout.cells) == 8


@pytest.mark.parametrize(("option", "value"), [("--layout", "13x13"), ("--layout", "grid"), ("--size", "wide")])
def test_a_bad_value_is_named_with_its_option(option: str, value: str) -> None:
    with pytest.raises(KnownError) as caught:
        _options(option, value)

    assert caught.value.code == "option.bad"
    assert caught.value.params == {"option": option, "value": value}


def test_the_password_is_taken_out_of_the_environment_so_that_no_child_inherits_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RONDA_USERNAME", "operator")
    monkeypatch.setenv("RONDA_PASSWORD", "rahasia")

    options = _options()

    assert "RONDA_PASSWORD" not in os.environ
    assert options.password is not None
    assert options.password.reveal() == "rahasia"
    assert "rahasia" not in repr(options)
