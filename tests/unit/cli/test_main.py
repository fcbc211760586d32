"""The command line knows all commands, and loads what the one that is asked for needs and no more."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from console.cli.main import build_parser, main

COMMANDS = ("console", "demo", "centre", "audit", "police-gateway", "evidence", "farm", "city", "doctor", "bench")
_LOADED = """
import json, sys
from console.cli.main import build_parser
build_parser(["--verbose", "console", "--help"])
print(json.dumps(sorted(sys.modules)))
"""


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        build_parser([command]).parse_args([command, "--help"])
    assert ended.value.code == 0
    assert f"usage: ronda {command}" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["--help"], ["nonsense"], []])
def test_who_names_no_command_is_told_them_all(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(arguments)
    told = capsys.readouterr()
    if arguments:
        assert all(command in told.out + told.err for command in COMMANDS)
    else:
        assert "COMMAND" in told.err


def test_a_console_loads_nothing_of_the_centre() -> None:
    done = subprocess.run([sys.executable, "-c", _LOADED], capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout))
    assert "console.cli.console_window" in loaded
    assert not {"console.server", "console.exhibit", "sqlalchemy", "fastapi", "console.bench", "PySide6"} & loaded
