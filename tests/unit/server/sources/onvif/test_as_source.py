"""ONVIF devices as a source: into the directory with their logins sealed, and one that is away takes nothing with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.server.keys import Login
from console.server.sources.kinds import SourceSetup, opened
from console.server.sources.store import NewSource, add_source, source_named
from console.server.sources.taking import run_source
from tests.helpers.centre import RunningCentre
from tests.helpers.onvif_camera import OnvifCamera, running_camera
from tests.helpers.toy_source import TOY_DEFAULTS


def _new(first: OnvifCamera, second: OnvifCamera) -> NewSource:
    login = Login(first.user, Secret(first.password))
    settings = {"devices": [first.address, second.address]}
    return NewSource("rt", "onvif", settings, "Kamera RT", login, defaults=TOY_DEFAULTS)


def test_devices_come_into_the_directory_and_one_that_is_away_stays_there(tmp_path: Path) -> None:
    city = RunningCentre(tmp_path)
    city.add_areas()
    with running_camera() as first:
        with running_camera() as second:
            add_source(city.centre, _new(first, second))
            report = run_source(city.centre, "rt")
            assert (report.outcome, report.notes, len(report.difference.added)) == ("ok", (), 2)
        before = city.rows("cameras")
        report = run_source(city.centre, "rt")
        assert (report.outcome, report.removed, report.difference.missing) == ("ok", 0, ())
        assert [note.split()[1:] for note in report.notes] == [["device", "2"]]
    with pytest.raises(KnownError):
        run_source(city.centre, "rt")
    assert city.rows("cameras") == before
    assert source_named(city.centre, "rt").cameras == 2
    for row in before:
        assert city.centre.keys.unseal(row["main_login"]).password.reveal() == first.password
    assert first.password not in repr([dict(row) for table in ("cameras", "sources") for row in city.rows(table)])
    city.close()


def test_a_read_that_is_to_stop_asks_no_device() -> None:
    with running_camera() as camera:
        setup = SourceSetup({"devices": [camera.address]}, should_stop=lambda: True)
        with opened("onvif", setup) as adapter, pytest.raises(KnownError, match=r"source\.stopped"):
            adapter.read()
        assert camera.exchanges == []
