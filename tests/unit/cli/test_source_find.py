"""``ronda centre source find`` names what answers, one device a line."""

from __future__ import annotations

import argparse
from functools import partial

import pytest

from console.base.errors import KnownError
from console.cli import centre as command
from console.cli import source_find
from console.server.sources.onvif.discovery import discover
from tests.helpers.onvif_discovery import answering_network, match


def _run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers())
    parsed = parser.parse_args(["centre", "source", "find", *arguments])
    return int(parsed.run(parsed))


def test_devices_that_answer_are_listed_by_address_and_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    scope = "onvif://www.onvif.org/name/Tugu%20Muda"
    with answering_network(
        lambda question: [match(question, "http://10.0.0.1/onvif/device_service", scope)]
    ) as network:
        monkeypatch.setattr(source_find, "discover", partial(discover, most=1, ask=network.ask))
        assert _run("--seconds", "30") == 0
    assert capsys.readouterr().out == "http://127.0.0.1:80/onvif/device_service\tTugu Muda\n"


def test_a_network_that_is_none_is_told() -> None:
    with pytest.raises(KnownError, match=r"source\.no_network"):
        _run("--interface", "not-an-address")
