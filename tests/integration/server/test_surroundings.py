"""The plan around a flag: near cameras within the scope, the nearest first, with their state and the names of the areas."""

from __future__ import annotations

from uuid import UUID

from console.base.ids import new_id
from console.domain.camera import DirectoryStatus
from tests.helpers.centre import OTHER_VILLAGE, VILLAGE, CentreClient, RunningCentre, TestCamera

_HUNDRED_M = 100 / 111_195


def _at(north: float, number: int, area_code: str = f"{VILLAGE}/RW002/RT003") -> TestCamera:
    """So many hundred metres north of the first camera."""
    place = f"{-6.96 + north * _HUNDRED_M:.6f},110.42"
    return TestCamera(f"kam-{number:03}", number, name=f"Pos {number}", area_code=area_code, place=place)


def _told(client: CentreClient, flag_id: UUID) -> dict[str, object]:
    answer = client.get(f"/v1/flags/{flag_id}/surroundings")
    assert answer.status_code == 200, answer.text
    told: dict[str, object] = answer.json()
    return told


def test_what_is_near_comes_in_its_order_with_state_and_areas(centre: RunningCentre) -> None:
    centre.add_cameras([_at(0, 1), _at(3, 3), _at(1, 4), _at(-3.9, 5, VILLAGE), _at(4.2, 6), _at(2, 7, OTHER_VILLAGE)])
    centre.set_status("kam-004", DirectoryStatus.OFFLINE)
    centre.client("privacy_officer").call("PUT", "/v1/closures/kam-003", {"reason": "menghadap jendela"})
    flag_id = new_id()
    centre.client("operator").put_flag("kam-001", flag_id, more_camera_ids=["kam-003"])
    told = centre.client("near_police").get(f"/v1/flags/{flag_id}/surroundings").json()
    found = [(one["number"], one["flagged"], one["distance_m"], one["state"]) for one in told["cameras"]]
    assert found == [
        (1, True, 0, "online"),
        (3, True, 0, "closed"),
        (4, False, 100, "offline"),
        (6, False, 120, "online"),
        (5, False, 390, "online"),
    ], "the one of the other village is outside this officer's areas"
    assert [one["names"] for one in told["areas"]] == [["Bandarharjo"], ["Bandarharjo", "RW 002"]]
    everything = _told(centre.client("police_liaison"), flag_id)
    assert 7 in [one["number"] for one in everything["cameras"]]  # type: ignore[attr-defined]  # a list of cameras


def test_a_camera_that_nobody_placed_is_named_as_such(centre: RunningCentre) -> None:
    centre.add_cameras([TestCamera("kam-001", 1, place=","), _at(1, 4)])
    flag_id = new_id()
    centre.client("operator").put_flag("kam-001", flag_id)
    assert _told(centre.client("police_liaison"), flag_id) == {
        "cameras": [],
        "areas": [],
        "unplaced": ["kam-001"],
        "more": False,
    }
