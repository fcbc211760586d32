"""The table of who may do what, written down a second time on purpose: a change must be meant."""

from __future__ import annotations

import pytest

from console.domain.roles import PERMISSIONS, Permission, Role, may

TABLE = {
    Permission.READ_DIRECTORY: "viewer operator supervisor evidence_officer privacy_officer admin wall_machine",
    Permission.VIEW_VIDEO: "viewer operator supervisor privacy_officer wall_machine",
    Permission.BOOKMARK: "operator supervisor",
    Permission.FLAG: "operator supervisor",
    Permission.READ_FLAGS: "operator supervisor evidence_officer police_liaison",
    Permission.ACKNOWLEDGE_FLAGS: "police_liaison",
    Permission.CHANGE_FLAGS: "operator supervisor police_liaison",
    Permission.WATCH_FLAGGED: "operator supervisor evidence_officer police_liaison",
    Permission.READ_EVIDENCE: "supervisor evidence_officer police_liaison",
    Permission.USE_INBOX: "evidence_officer police_liaison",
    Permission.READ_RELEASES: "supervisor evidence_officer police_liaison",
    Permission.REQUEST_RELEASES: "police_liaison",
    Permission.DECIDE_RELEASES: "evidence_officer",
    Permission.CHANGE_RELEASES: "evidence_officer police_liaison",
    Permission.MANAGE_USERS: "admin",
    Permission.IMPORT_DIRECTORY: "admin",
    Permission.HOLD_EVIDENCE: "supervisor evidence_officer",
    Permission.READ_AUDIT: "privacy_officer admin",
    Permission.CLOSE_CAMERAS: "supervisor privacy_officer",
    Permission.OPEN_CAMERAS: "supervisor",
    Permission.MASK_CAMERAS: "privacy_officer",
    Permission.MANAGE_OWNERS: "admin",
    Permission.LIFT_TERMS: "supervisor",
    Permission.EXPORT_COVERAGE: "supervisor admin",
    Permission.MOVE_CAMERAS: "operator supervisor",
    Permission.SAVE_PRESETS: "supervisor",
    Permission.TAKE_OVER_CAMERAS: "supervisor",
    Permission.FOLLOW_WALLS: "operator supervisor wall_machine",
    Permission.SEND_TO_WALLS: "operator supervisor",
    Permission.STEER_WALLS: "supervisor",
    Permission.READ_REPAIRS: "operator supervisor admin",
    Permission.SEE_REPAIR_PICTURES: "operator supervisor",
    Permission.OPEN_REPAIRS: "operator supervisor",
    Permission.CHANGE_REPAIRS: "supervisor",
    Permission.SHOW_WALL: "wall_machine",
    Permission.READ_REPORTS: "supervisor admin",
    Permission.KEEP_WORKSPACES: "viewer operator supervisor privacy_officer",
    Permission.SHARE_WORKSPACES: "supervisor",
    Permission.TELL_SIGHTINGS: "viewer operator supervisor privacy_officer wall_machine",
    Permission.READ_SIGHTINGS: "supervisor admin",
    Permission.WRITE_HANDOVERS: "operator supervisor",
    Permission.CONFIRM: "operator supervisor evidence_officer",
    Permission.READ_WALL_RECORD: "supervisor privacy_officer admin",
    Permission.MANAGE_WALL_RULES: "supervisor admin",
}


@pytest.mark.parametrize("permission", Permission)
def test_each_permission_is_held_by_these_roles_only(permission: Permission) -> None:
    assert {role.value for role in Role if may(role, permission)} == set(TABLE[permission].split())


def test_every_role_is_in_the_table() -> None:
    assert set(PERMISSIONS) == set(Role)


def test_who_runs_the_machines_does_not_watch_the_city() -> None:
    assert not may(Role.ADMIN, Permission.VIEW_VIDEO)
