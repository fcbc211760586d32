"""Bookmarks: put once, read back, listed for the room within everybody's scope."""

from __future__ import annotations

import json

from sqlalchemy import update

from console.base.ids import new_id
from console.server.body_hash import body_hash
from console.server.tables import BOOKMARKS
from console.wire.events import BookmarkBody, BookmarkList, BookmarkRecord
from tests.helpers.centre import RunningCentre
from tests.integration.server.conftest import FAR

_MOMENT = "2026-11-23T14:14:09Z"
_BOOKMARK = {"camera_id": "kam-001", "at_utc": _MOMENT, "note": "pagar", "created_utc": _MOMENT}


def test_bookmark_is_put_and_read_back(centre: RunningCentre) -> None:
    client = centre.client("operator")
    path = f"/v1/bookmarks/{new_id()}"
    codes = [client.call("PUT", path, body).status_code for body in (_BOOKMARK, _BOOKMARK, _BOOKMARK | {"note": "x"})]
    record = BookmarkRecord.model_validate_json(client.get(path).content)
    assert codes == [201, 200, 409]
    assert (record.body.note, record.operator) == ("pagar", "Operator")
    assert client.get(f"/v1/bookmarks/{new_id()}").json()["code"] == "bookmark.unknown"


def test_bookmarks_of_the_room_are_listed_newest_first_and_only_within_the_scope(centre: RunningCentre) -> None:
    operator, supervisor = centre.client("operator"), centre.client("supervisor")
    ids = [new_id() for _ in range(3)]
    far_id = new_id()
    tagged = _BOOKMARK | {"tags": ["macet"], "since_utc": _BOOKMARK["at_utc"]}
    for bookmark_id in ids:
        assert operator.call("PUT", f"/v1/bookmarks/{bookmark_id}", tagged).status_code == 201
    assert operator.call("PUT", f"/v1/bookmarks/{far_id}", _BOOKMARK | {"camera_id": FAR.id}).status_code == 201

    first = BookmarkList.model_validate_json(supervisor.get("/v1/bookmarks?limit=2").content)
    rest = BookmarkList.model_validate_json(supervisor.get(f"/v1/bookmarks?before={first.bookmarks[-1].id}").content)
    assert [one.id for one in (*first.bookmarks, *rest.bookmarks)] == [far_id, *ids[::-1]]
    assert (first.more, rest.more, rest.bookmarks[0].body.tags) == (True, False, ("macet",))
    assert supervisor.get(f"/v1/bookmarks?before={new_id()}").json()["code"] == "bookmark.unknown"
    assert supervisor.get("/v1/bookmarks?limit=0").status_code == 422
    near = BookmarkList.model_validate_json(centre.client("near_operator").get("/v1/bookmarks").content)
    assert [one.id for one in near.bookmarks] == ids[::-1]


def test_a_bookmark_of_an_older_console_is_the_same_after_the_centre_learned_new_fields(centre: RunningCentre) -> None:
    client, path = centre.client("operator"), f"/v1/bookmarks/{new_id()}"
    assert client.call("PUT", path, _BOOKMARK).status_code == 201
    old = BookmarkBody.model_validate(_BOOKMARK)
    kept = old.model_dump(mode="json", include=set(_BOOKMARK))
    digest = body_hash(old, json.dumps(kept))
    values = {"body": json.dumps(kept), "body_hash": digest}
    centre.centre.database.write(lambda connection: connection.execute(update(BOOKMARKS).values(values)))
    assert client.call("PUT", path, _BOOKMARK).status_code == 200
