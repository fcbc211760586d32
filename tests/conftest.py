"""The rules that every test runs under: no stray log records, no network, own folders, nothing of Qt left behind."""

from __future__ import annotations

import faulthandler
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.helpers import network_guard
from tests.helpers.logfail import ExpectLog, LogFail

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# A test never reaches the keyring of the person who runs it; tests of auth bring their own.
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
faulthandler.enable()

settings.register_profile("ronda", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ronda")


@pytest.fixture(autouse=True)
def log_fail() -> Iterator[LogFail]:
    """Fails the test on a record from WARNING up that ``expect_log`` did not allow."""
    handler = LogFail()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)
    problems = handler.problems()
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)


@pytest.fixture
def expect_log(log_fail: LogFail) -> ExpectLog:
    """``expect_log("console.net", "WARNING", "unreachable")``: such records may come, and one must."""
    return log_fail.expect


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """RONDA_HOME of this test alone; made by whoever writes to it first."""
    home = tmp_path / "ronda-home"
    monkeypatch.setenv("RONDA_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test leaves the machine."""
    network_guard.install(monkeypatch)


@pytest.fixture(autouse=True)
def nothing_left_of_qt(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fails a Qt test that leaves threads, timers or windows; other tests never load Qt for it."""
    if "qapp" not in request.fixturenames and "qtbot" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("qapp")
    from tests.helpers.qt_leaks import QtLeaks  # noqa: PLC0415  only tests of Qt load it

    leaks = QtLeaks(monkeypatch)
    yield
    problems = leaks.problems()
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)
