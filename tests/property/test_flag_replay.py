"""Whatever was said of a flag may be said again afterwards: a real centre keeps the flag as it was."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.base.ids import new_id
from console.domain.flag_change import FlagReason
from console.domain.flag_state import FlagAction, FlagParty
from console.domain.roles import Role
from console.server.flag_changes import change_flag
from console.server.flag_history import FlagActor
from console.server.flags import put_flag
from console.server.principal import Principal
from console.server.problems import Refusal
from console.wire.events import FlagBody, FlagChangeBody
from tests.helpers.centre import CITY, RunningCentre, TestCamera, flag_body

_BODY = FlagBody.model_validate(flag_body("kam-001"))
said = st.lists(
    st.tuples(st.sampled_from(FlagParty), st.sampled_from(FlagAction), st.sampled_from(FlagReason)), max_size=12
)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RunningCentre, Principal]]:
    running = RunningCentre(tmp_path_factory.mktemp("centre"))
    running.add_cameras([TestCamera("kam-001", 1)])
    running.add_user("operator", Role.OPERATOR)
    user_id, now = running.rows("users")[0]["id"], running.centre.clock.now_utc()
    yield running, Principal(user_id, "operator", "Operator", Role.OPERATOR, (CITY,), (), "session", now, "")
    running.close()


@settings(max_examples=40, deadline=None)
@given(said=said)
def test_a_replayed_answer_changes_nothing(
    room: tuple[RunningCentre, Principal], said: list[tuple[FlagParty, FlagAction, FlagReason]]
) -> None:
    centre, flag_id = room[0].centre, new_id()
    record, _is_new = put_flag(centre, room[1], flag_id, _BODY)
    counted = []
    for party, action, reason in said:
        actor = FlagActor(party, "Aiptu Slamet", party.value)
        body = FlagChangeBody(
            id=new_id(), action=action, reason=reason, note="sudah sepi", officer_name="Slamet", officer_number="78"
        )
        try:
            record = change_flag(centre, actor, flag_id, body)
        except Refusal:
            continue
        counted.append((actor, body))
    assert len(record.history) == 1 + len(counted)
    for actor, body in counted:
        assert change_flag(centre, actor, flag_id, body) == record
