"""Roles of people and what each may do; scope (which areas) is a separate question, see ``area.in_scope``."""

from __future__ import annotations

from enum import Enum


class Role(Enum):
    """The roles of the centre's users."""

    VIEWER = "viewer"
    OPERATOR = "operator"
    SUPERVISOR = "supervisor"
    EVIDENCE_OFFICER = "evidence_officer"
    POLICE_LIAISON = "police_liaison"
    PRIVACY_OFFICER = "privacy_officer"
    ADMIN = "admin"
    WALL_MACHINE = "wall_machine"
    """No person: a computer that shows screens of a wall, and nothing else."""


class Permission(Enum):
    """One thing a person may be allowed to do."""

    READ_DIRECTORY = "read_directory"
    VIEW_VIDEO = "view_video"
    BOOKMARK = "bookmark"
    FLAG = "flag"
    READ_FLAGS = "read_flags"
    ACKNOWLEDGE_FLAGS = "acknowledge_flags"
    CHANGE_FLAGS = "change_flags"
    """To say something of a flag at all; what and when is the table of ``flag_state``."""
    WATCH_FLAGGED = "watch_flagged"
    """To see the cameras of a flag live on the police page, while the flag is open."""
    READ_EVIDENCE = "read_evidence"
    USE_INBOX = "use_inbox"
    """To sign in at the page of the police and of evidence officers."""
    READ_RELEASES = "read_releases"
    REQUEST_RELEASES = "request_releases"
    DECIDE_RELEASES = "decide_releases"
    CHANGE_RELEASES = "change_releases"
    """To say something of a release at all; what and when is the table of ``release_state``."""
    MANAGE_USERS = "manage_users"
    IMPORT_DIRECTORY = "import_directory"
    HOLD_EVIDENCE = "hold_evidence"
    """To keep it from being deleted, and to let it go."""
    READ_AUDIT = "read_audit"
    CLOSE_CAMERAS = "close_cameras"
    """To the whole room, at once."""
    OPEN_CAMERAS = "open_cameras"
    MASK_CAMERAS = "mask_cameras"
    """To hide parts of their pictures from everybody."""
    MANAGE_OWNERS = "manage_owners"
    """To keep who owns cameras, and on which terms they may be seen."""
    LIFT_TERMS = "lift_terms"
    """To see a camera outside its hours for a quarter of an hour, in an emergency."""
    READ_REPAIRS = "read_repairs"
    """To see which cameras their owners were asked to mend."""
    SEE_REPAIR_PICTURES = "see_repair_pictures"
    """To see how a camera showed its place before and after."""
    OPEN_REPAIRS = "open_repairs"
    """To ask an owner for it, and to add a note."""
    CHANGE_REPAIRS = "change_repairs"
    """To say in an owner's name how far it is, and to close it."""
    EXPORT_COVERAGE = "export_coverage"
    """To take along as a table how far the city's areas are covered; looking at it is everybody's."""
    READ_REPORTS = "read_reports"
    """How cameras fared: availability, counts over time, the worst; and to take it along."""
    MOVE_CAMERAS = "move_cameras"
    """Those that can be moved: to turn them, to zoom, to call up a preset."""
    SAVE_PRESETS = "save_presets"
    """To keep a place of a camera as a preset, and to delete one."""
    TAKE_OVER_CAMERAS = "take_over_cameras"
    """To move one that somebody without this right is moving."""
    FOLLOW_WALLS = "follow_walls"
    """To be told that something changed on a wall of one's areas."""
    SEND_TO_WALLS = "send_to_walls"
    """To see the walls, and to send to the screens that are open to operators."""
    STEER_WALLS = "steer_walls"
    """To send to every screen, to set walls up, to keep presets, to end the claims of others."""
    KEEP_WORKSPACES = "keep_workspaces"
    """To keep workspaces at the centre, and to open those that are shared with one's role and areas."""
    SHARE_WORKSPACES = "share_workspaces"
    """To publish a workspace to an area that one sees whole."""
    TELL_SIGHTINGS = "tell_sightings"
    """To have one's console say how the cameras on its tiles are."""
    READ_SIGHTINGS = "read_sightings"
    """To ask who saw a camera last, when and how."""
    READ_WALL_RECORD = "read_wall_record"
    """What was on a wall, when, and who put it there."""
    WRITE_HANDOVERS = "write_handovers"
    """To write the hand-over note of one's shift, to read those of one's areas, and to sign them."""
    CONFIRM = "confirm"
    """To give one's password again before a step that needs it."""
    MANAGE_WALL_RULES = "manage_wall_rules"
    """What walls show by themselves, and where."""
    SHOW_WALL = "show_wall"
    """To be a machine of a wall: to ask what its screens are to show, and to say what they do."""


_WATCHING = frozenset({Permission.READ_DIRECTORY, Permission.VIEW_VIDEO, Permission.TELL_SIGHTINGS})
_RELEASING = frozenset({Permission.USE_INBOX, Permission.READ_RELEASES, Permission.CHANGE_RELEASES})
_OPERATING = _WATCHING | {
    Permission.BOOKMARK,
    Permission.FLAG,
    Permission.READ_FLAGS,
    Permission.CHANGE_FLAGS,
    Permission.WATCH_FLAGGED,
    Permission.MOVE_CAMERAS,
    Permission.FOLLOW_WALLS,
    Permission.SEND_TO_WALLS,
    Permission.WRITE_HANDOVERS,
    Permission.CONFIRM,
    Permission.READ_REPAIRS,
    Permission.SEE_REPAIR_PICTURES,
    Permission.OPEN_REPAIRS,
    Permission.KEEP_WORKSPACES,
}

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.VIEWER: _WATCHING | {Permission.KEEP_WORKSPACES},
    Role.OPERATOR: _OPERATING,
    Role.SUPERVISOR: _OPERATING
    | {
        Permission.READ_EVIDENCE,
        Permission.READ_RELEASES,
        Permission.HOLD_EVIDENCE,
        Permission.CLOSE_CAMERAS,
        Permission.OPEN_CAMERAS,
        Permission.LIFT_TERMS,
        Permission.EXPORT_COVERAGE,
        Permission.READ_REPORTS,
        Permission.SAVE_PRESETS,
        Permission.TAKE_OVER_CAMERAS,
        Permission.STEER_WALLS,
        Permission.CHANGE_REPAIRS,
        Permission.SHARE_WORKSPACES,
        Permission.READ_SIGHTINGS,
        Permission.READ_WALL_RECORD,
        Permission.MANAGE_WALL_RULES,
    },
    Role.EVIDENCE_OFFICER: _RELEASING
    | {
        Permission.READ_DIRECTORY,
        Permission.READ_FLAGS,
        Permission.WATCH_FLAGGED,
        Permission.READ_EVIDENCE,
        Permission.HOLD_EVIDENCE,
        Permission.DECIDE_RELEASES,
        Permission.CONFIRM,
    },
    Role.POLICE_LIAISON: _RELEASING
    | {
        Permission.READ_FLAGS,
        Permission.ACKNOWLEDGE_FLAGS,
        Permission.CHANGE_FLAGS,
        Permission.WATCH_FLAGGED,
        Permission.READ_EVIDENCE,
        Permission.REQUEST_RELEASES,
    },
    # Who says what of a picture is to be hidden must see it; every viewing is in the audit, theirs too.
    Role.PRIVACY_OFFICER: _WATCHING
    | {
        Permission.READ_AUDIT,
        Permission.CLOSE_CAMERAS,
        Permission.MASK_CAMERAS,
        Permission.READ_WALL_RECORD,
        Permission.KEEP_WORKSPACES,
    },
    Role.ADMIN: frozenset(
        {
            Permission.READ_DIRECTORY,
            Permission.MANAGE_USERS,
            Permission.IMPORT_DIRECTORY,
            Permission.MANAGE_OWNERS,
            Permission.READ_REPAIRS,
            Permission.EXPORT_COVERAGE,
            Permission.READ_REPORTS,
            Permission.READ_AUDIT,
            Permission.READ_SIGHTINGS,
            Permission.READ_WALL_RECORD,
            Permission.MANAGE_WALL_RULES,
        }
    ),
    Role.WALL_MACHINE: _WATCHING | {Permission.FOLLOW_WALLS, Permission.SHOW_WALL},
}
"""Who may do what. ADMIN sees no video by design: who runs the machines does not watch the city."""


PEOPLES_ROLES = tuple(role for role in Role if role is not Role.WALL_MACHINE)
"""Those that a person can have; a wall machine gets its own from ``ronda centre wall add``."""


def may(role: Role, permission: Permission) -> bool:
    return permission in PERMISSIONS[role]
