"""Privacy masks at the centre: set with a reason, pushed to who may see the camera, on record; and what they keep back."""

from __future__ import annotations

import hashlib

import pytest

from console.base.ids import new_id
from console.wire.masks import MaskRecord
from tests.helpers.centre import CentreClient, RunningCentre, send_evidence
from tests.helpers.releases import approve, asked, packed
from tests.integration.server.conftest import FAR, NEAR

_AREA = [[0.1, 0.1], [0.5, 0.1], [0.5, 0.5]]
_BODY = {"polygons": [_AREA], "reason": "jendela rumah"}
_ORIGINAL, _SHOWN = b"\xff\xd8 as received", b"\xff\xd8 masked"


def _put(client: CentreClient, camera: str = NEAR.id, **changes: object) -> int:
    return client.call("PUT", f"/v1/masks/{camera}", _BODY | changes).status_code


def _masked(client: CentreClient) -> list[str]:
    return [mask["camera_id"] for mask in client.get("/v1/masks").json()["masks"]]


def test_a_mask_stands_is_told_and_every_one_that_stood_is_on_record(centre: RunningCentre) -> None:
    officer = centre.client("privacy_officer")
    assert _put(officer) == 200
    assert _put(officer) == 200
    assert _masked(centre.client("near_operator")) == [NEAR.id]
    assert _put(officer, polygons=[], reason="sudah tidak perlu") == 200
    assert _masked(centre.client("operator")) == []

    told = [row["data"] for row in centre.rows("event_log") if row["kind"] == "camera.mask"]
    assert [len(MaskRecord.model_validate_json(data).polygons) for data in told] == [1, 0]
    acts = [row for row in centre.rows("audit") if row["action"] == "camera_masked"]
    assert [(row["subject"], row["detail"]) for row in acts] == [
        (NEAR.id, "1 areas: jendela rumah"),
        (NEAR.id, "0 areas: sudah tidak perlu"),
    ]
    assert len(centre.rows("camera_masks")) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": " "},
        {"polygons": [_AREA[:2]]},
        {"polygons": [[[0.1, 0.1], [1.5, 0.1], [0.5, 0.5]]]},
        {"polygons": [_AREA] * 17},
        {"polygons": [[[0.1, 0.1]] * 65]},
    ],
    ids=["no reason", "two corners", "outside the picture", "too many areas", "too many corners"],
)
def test_what_is_no_mask_is_refused(centre: RunningCentre, wrong: dict[str, object]) -> None:
    officer = centre.client("privacy_officer")
    assert _put(officer, NEAR.id, **wrong) == 422
    assert _put(officer, "cam-none") == 404
    assert _masked(officer) == []


def test_masks_are_told_within_the_scope_alone(centre: RunningCentre) -> None:
    assert _put(centre.client("privacy_officer"), FAR.id) == 200
    assert _masked(centre.client("near_operator")) == []
    assert _masked(centre.client("supervisor")) == [FAR.id]


def test_the_original_of_a_masked_still_is_kept_back_until_the_evidence_is_released(centre: RunningCentre) -> None:
    operator, police = centre.client("operator"), centre.client("police_liaison")
    flag_id = new_id()
    operator.put_flag(NEAR.id, flag_id)
    digest = hashlib.sha256(_ORIGINAL).hexdigest()
    shown = send_evidence(operator, flag_id, NEAR.id, "still", "image/jpeg", _SHOWN, masked_of=digest)
    original = send_evidence(operator, flag_id, NEAR.id, "still", "image/jpeg", _ORIGINAL, kept_back=True)

    assert police.get(f"/v1/flags/{flag_id}/evidence/{shown}/file").content == _SHOWN
    refused = police.get(f"/v1/flags/{flag_id}/evidence/{original}/file")
    assert (refused.status_code, refused.json()["code"]) == (403, "evidence.masked")
    document = police.get(f"/v1/flags/{flag_id}/document?format=eido").text
    assert shown.hex in document
    assert original.hex not in document

    release = asked(police, flag_id)
    assert police.get(f"/v1/flags/{flag_id}/evidence/{original}/file").status_code == 403
    approve(centre.client("evidence_officer"), release)
    packed(police, release)
    assert police.get(f"/v1/flags/{flag_id}/evidence/{original}/file").content == _ORIGINAL
