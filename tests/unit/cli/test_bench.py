"""What no bench can measure is refused before anything is started."""

from __future__ import annotations

import pytest

from console.cli.main import main


@pytest.mark.parametrize("machines", ["0", "-1", "3", "8"])
def test_screens_that_cannot_be_shared_out_evenly_are_refused(
    machines: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bench", "steer", "--machines", machines]) != 0
    assert machines in capsys.readouterr().err
