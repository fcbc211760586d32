"""A centre for practice marks every flag and every sign-in, whatever a console says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from console.base.clock import SystemClock
from console.base.redaction import Secret
from console.domain.roles import Role
from console.server.opening import prepared_centre
from console.server.sign_in import check_password, open_console_session, renew
from tests.helpers.centre import PASSWORD, RunningCentre, TestCamera


def test_everything_at_a_centre_for_practice_is_practice(tmp_path: Path) -> None:
    running = RunningCentre(tmp_path)
    running.add_cameras([TestCamera("kam-001", 1)])
    running.add_user("operator", Role.OPERATOR)
    running.add_user("police", Role.POLICE_LIAISON)
    running.centre.database.close()
    running.centre = prepared_centre(replace(running.settings, exercise=True), SystemClock())
    running.start()
    try:
        flag = running.client("operator").put_flag("kam-001").json()
        user = check_password(running.centre, "operator", Secret(PASSWORD), "")
        answer = open_console_session(running.centre, user, "")
        seen = running.client("police").get("/v1/flags").json()["flags"]
        renewed = renew(running.centre, answer.refresh_token, "")
    finally:
        running.close()
    assert (flag["exercise"], flag["number"].startswith("LATIHAN-")) == (True, True)
    assert [one["number"] for one in seen] == [flag["number"]]
    assert (answer.user.exercise, renewed.user.exercise) == (True, True)
