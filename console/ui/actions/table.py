"""Everything that can be done by key or menu, in one table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from console.domain.roles import Permission


class ActionId(Enum):
    """One thing a person can do; the value is its text key."""

    FLAG = "action-flag"
    ADD_TO_FLAG = "action-add-to-flag"
    BOOKMARK = "action-bookmark"
    BOOKMARK_NOW = "action-bookmark-now"
    FULL_TILE = "action-full-tile"
    REMOVE = "action-remove"
    RETRY = "action-retry"
    NEXT_CAMERA = "action-next-camera"
    PREVIOUS_CAMERA = "action-previous-camera"
    HISTORY = "action-history"
    HEALTH = "action-health"
    REPLAY_BACK_10 = "action-replay-back-10"
    REPLAY_BACK_30 = "action-replay-back-30"
    REPLAY_BACK_5 = "action-replay-back-5"
    REPLAY_PAUSE = "action-replay-pause"
    REPLAY_SLOW = "action-replay-slow"
    REPLAY_FRAME_BACK = "action-replay-frame-back"
    REPLAY_FRAME_FORWARD = "action-replay-frame-forward"
    REPLAY_LIVE = "action-replay-live"
    ZOOM_IN = "action-zoom-in"
    ZOOM_OUT = "action-zoom-out"
    ZOOM_RESET = "action-zoom-reset"
    ROTATE = "action-rotate"
    MIRROR = "action-mirror"
    CHANGE_FIT = "action-change-fit"
    SOUND = "action-sound"
    LOUDER = "action-louder"
    QUIETER = "action-quieter"
    SNAPSHOT = "action-snapshot"
    PICTURES_FOLDER = "action-pictures-folder"
    CLOSE_CAMERA = "action-close-camera"
    OPEN_CAMERA = "action-open-camera"
    LIFT_TERMS = "action-lift-terms"
    MASK_CAMERA = "action-mask-camera"
    MOVE_CAMERA = "action-move-camera"
    MACHINE = "action-machine"
    WORST = "action-worst"
    LOG = "action-log"
    SPARKS = "action-sparks"
    AUDIT = "action-audit"
    HANDOVERS = "action-handovers"
    HOLDS = "action-holds"
    RELEASES = "action-releases"
    COVERAGE = "action-coverage"
    CAUSES = "action-causes"
    ASK_REPAIR = "action-ask-repair"
    REPAIRS = "action-repairs"
    CITY = "action-city"
    WALLS = "action-walls"
    WALL_RECORD = "action-wall-record"
    WALL_RULES = "action-wall-rules"
    MAP = "action-map"
    NEAREST = "action-nearest"
    FAVOURITE = "action-favourite"
    UNDO = "action-undo"
    REDO = "action-redo"
    TILE_BACK = "action-tile-back"
    TILE_FORWARD = "action-tile-forward"
    LOCK_WALL = "action-lock-wall"
    LAYOUTS = "action-layouts"
    SAVE_LAYOUT = "action-save-layout"
    EDIT_LAYOUT = "action-edit-layout"
    COPY_LAYOUT = "action-copy-layout"
    PASTE_LAYOUT = "action-paste-layout"
    WORKSPACES = "action-workspaces"
    SAVE_WORKSPACE = "action-save-workspace"
    PUBLISH_WORKSPACE = "action-publish-workspace"
    COPY_WORKSPACE = "action-copy-workspace"
    PASTE_WORKSPACE = "action-paste-workspace"
    SHOW_HOTSPOT = "action-show-hotspot"
    SHOW_CLOCK = "action-show-clock"
    SHOW_MESSAGE = "action-show-message"
    SHOW_FLAGS = "action-show-flags"
    SHOW_MAP = "action-show-map"
    SHOW_PLOT = "action-show-plot"
    TOURS = "action-tours"
    TOUR_PAUSE = "action-tour-pause"
    TOUR_NEXT = "action-tour-next"
    TOUR_PREVIOUS = "action-tour-previous"
    TOUR_STOP = "action-tour-stop"
    PIN_TILE = "action-pin-tile"
    FOLLOW = "action-follow"
    FOLLOW_BACK = "action-follow-back"
    FOLLOW_FLAG = "action-follow-flag"
    FOLLOW_BOOKMARK = "action-follow-bookmark"
    FOLLOW_SAVE = "action-follow-save"
    FOLLOW_END = "action-follow-end"
    SEEN_REPORT = "action-seen-report"
    NEW_WINDOW = "action-new-window"
    IDENTIFY = "action-identify"
    NEXT_SCREEN = "action-next-screen"
    CLOSE_WINDOW = "action-close-window"
    PALETTE = "action-palette"
    SEARCH = "action-search"
    FILL_WALL = "action-fill-wall"
    TREE = "action-tree"
    WALL = "action-wall"
    EVENTS = "action-events"
    FULL_SCREEN = "action-full-screen"
    LANGUAGE = "action-language"
    CONTRAST = "action-contrast"
    LARGER = "action-larger"
    SMALLER = "action-smaller"
    USUAL_SIZE = "action-usual-size"
    TOUCH = "action-touch"
    KEYS = "action-keys"
    DISMISS = "action-dismiss"
    SIGN_OUT = "action-sign-out"
    QUIT = "action-quit"


@dataclass(frozen=True)
class ActionRow:
    """The usual keys; what a person has made of them is in ``chosen_keys``.

    ``by_widget``: the wall itself listens to the key, so that it means something else elsewhere.
    ``also``: further keys for the same. ``repeats``: a key that is held down does it again and again.
    """

    id: ActionId
    shortcut: str
    permission: Permission | None = None
    icon: str = ""
    by_widget: bool = False
    also: tuple[str, ...] = ()
    repeats: bool = True


ACTIONS: tuple[ActionRow, ...] = (
    ActionRow(ActionId.FLAG, "F", Permission.FLAG, "flag"),
    ActionRow(ActionId.ADD_TO_FLAG, "Shift+F", Permission.CHANGE_FLAGS, repeats=False),
    ActionRow(ActionId.BOOKMARK, "B", Permission.BOOKMARK, "bookmark"),
    ActionRow(ActionId.BOOKMARK_NOW, "Shift+B", Permission.BOOKMARK, repeats=False),
    ActionRow(ActionId.FULL_TILE, "Enter", Permission.VIEW_VIDEO, "fullscreen", by_widget=True),
    ActionRow(ActionId.REMOVE, "Del", None, "close", by_widget=True),
    ActionRow(ActionId.RETRY, "Ctrl+R", Permission.VIEW_VIDEO),
    ActionRow(ActionId.NEXT_CAMERA, "Ctrl+PgDown", Permission.VIEW_VIDEO),
    ActionRow(ActionId.PREVIOUS_CAMERA, "Ctrl+PgUp", Permission.VIEW_VIDEO),
    ActionRow(ActionId.HISTORY, "Ctrl+H", Permission.VIEW_VIDEO),
    ActionRow(ActionId.HEALTH, "I", Permission.VIEW_VIDEO, repeats=False),
    ActionRow(ActionId.REPLAY_BACK_10, "J", Permission.VIEW_VIDEO, "replay-10"),
    ActionRow(ActionId.REPLAY_BACK_30, "Shift+J", Permission.VIEW_VIDEO, "replay-30"),
    ActionRow(ActionId.REPLAY_BACK_5, "Alt+J", Permission.VIEW_VIDEO, "replay-5"),
    ActionRow(ActionId.REPLAY_PAUSE, "K", Permission.VIEW_VIDEO, "replay-pause"),
    ActionRow(ActionId.REPLAY_SLOW, "Shift+K", Permission.VIEW_VIDEO, "replay-slow"),
    ActionRow(ActionId.REPLAY_FRAME_BACK, ",", Permission.VIEW_VIDEO, "replay-frame-back"),
    ActionRow(ActionId.REPLAY_FRAME_FORWARD, ".", Permission.VIEW_VIDEO, "replay-frame-forward"),
    ActionRow(ActionId.REPLAY_LIVE, "L", Permission.VIEW_VIDEO, "replay-live"),
    # The key of the plus without Shift on common keyboards is that of the equals sign.
    ActionRow(ActionId.ZOOM_IN, "+", Permission.VIEW_VIDEO, also=("=",)),
    ActionRow(ActionId.ZOOM_OUT, "-", Permission.VIEW_VIDEO),
    # No digit: every digit begins the number of a camera.
    ActionRow(ActionId.ZOOM_RESET, "Z", Permission.VIEW_VIDEO),
    ActionRow(ActionId.ROTATE, "R", Permission.VIEW_VIDEO, repeats=False),
    ActionRow(ActionId.MIRROR, "H", Permission.VIEW_VIDEO, repeats=False),
    ActionRow(ActionId.CHANGE_FIT, "A", Permission.VIEW_VIDEO, repeats=False),
    ActionRow(ActionId.SOUND, "M", Permission.VIEW_VIDEO, "sound", repeats=False),
    ActionRow(ActionId.QUIETER, "[", Permission.VIEW_VIDEO),
    ActionRow(ActionId.LOUDER, "]", Permission.VIEW_VIDEO),
    ActionRow(ActionId.SNAPSHOT, "P", Permission.VIEW_VIDEO, "snapshot", repeats=False),
    ActionRow(ActionId.PICTURES_FOLDER, "Ctrl+O", Permission.VIEW_VIDEO, repeats=False),
    ActionRow(ActionId.CLOSE_CAMERA, "Ctrl+Shift+X", Permission.CLOSE_CAMERAS, repeats=False),
    ActionRow(ActionId.OPEN_CAMERA, "Ctrl+Shift+O", Permission.OPEN_CAMERAS, repeats=False),
    ActionRow(ActionId.LIFT_TERMS, "Ctrl+Shift+J", Permission.LIFT_TERMS, repeats=False),
    ActionRow(ActionId.MASK_CAMERA, "Ctrl+Shift+M", Permission.MASK_CAMERAS, repeats=False),
    ActionRow(ActionId.MOVE_CAMERA, "G", Permission.MOVE_CAMERAS, repeats=False),
    ActionRow(ActionId.MACHINE, "Ctrl+Shift+I", repeats=False),
    ActionRow(ActionId.WORST, "Ctrl+Shift+Y", Permission.VIEW_VIDEO, repeats=False),
    ActionRow(ActionId.SPARKS, "Alt+I", Permission.VIEW_VIDEO, repeats=False),
    ActionRow(ActionId.LOG, "Ctrl+Alt+N", repeats=False),
    ActionRow(ActionId.AUDIT, "Ctrl+Shift+A", Permission.READ_AUDIT, "audit", repeats=False),
    ActionRow(ActionId.HANDOVERS, "Ctrl+Alt+J", Permission.WRITE_HANDOVERS, "recent", repeats=False),
    ActionRow(ActionId.HOLDS, "Ctrl+Shift+H", Permission.HOLD_EVIDENCE, "hold", repeats=False),
    ActionRow(ActionId.RELEASES, "Ctrl+Shift+R", Permission.READ_RELEASES, "release", repeats=False),
    ActionRow(ActionId.COVERAGE, "Ctrl+Shift+G", Permission.READ_DIRECTORY, "coverage", repeats=False),
    ActionRow(ActionId.CAUSES, "Ctrl+Shift+P", Permission.READ_DIRECTORY, "cause", repeats=False),
    ActionRow(ActionId.CITY, "Ctrl+Shift+T", Permission.READ_REPORTS, repeats=False),
    ActionRow(ActionId.ASK_REPAIR, "Shift+R", Permission.OPEN_REPAIRS, repeats=False),
    ActionRow(ActionId.REPAIRS, "Ctrl+B", Permission.READ_REPAIRS, repeats=False),
    ActionRow(ActionId.WALLS, "Ctrl+Shift+D", Permission.SEND_TO_WALLS, repeats=False),
    ActionRow(ActionId.WALL_RECORD, "Ctrl+Shift+U", Permission.READ_WALL_RECORD, repeats=False),
    ActionRow(ActionId.WALL_RULES, "Ctrl+Alt+R", Permission.MANAGE_WALL_RULES, repeats=False),
    ActionRow(ActionId.MAP, "Ctrl+M", Permission.READ_DIRECTORY, "map", repeats=False),
    ActionRow(ActionId.NEAREST, "N", Permission.VIEW_VIDEO, repeats=False),
    ActionRow(ActionId.FAVOURITE, "S", Permission.READ_DIRECTORY, "star", repeats=False),
    ActionRow(ActionId.UNDO, "Ctrl+Z", Permission.VIEW_VIDEO),
    ActionRow(ActionId.REDO, "Ctrl+Shift+Z", Permission.VIEW_VIDEO, also=("Ctrl+Y",)),
    ActionRow(ActionId.TILE_BACK, "Alt+Left", Permission.VIEW_VIDEO),
    ActionRow(ActionId.TILE_FORWARD, "Alt+Right", Permission.VIEW_VIDEO),
    ActionRow(ActionId.LOCK_WALL, "Ctrl+Shift+L", Permission.VIEW_VIDEO, repeats=False),
    ActionRow(ActionId.LAYOUTS, "Ctrl+G", Permission.VIEW_VIDEO, "layouts", repeats=False),
    ActionRow(ActionId.SAVE_LAYOUT, "Ctrl+S", Permission.VIEW_VIDEO, repeats=False),
    ActionRow(ActionId.EDIT_LAYOUT, "Ctrl+Shift+E", Permission.VIEW_VIDEO, repeats=False),
    ActionRow(ActionId.COPY_LAYOUT, "Ctrl+Shift+C", Permission.VIEW_VIDEO, repeats=False),
    ActionRow(ActionId.PASTE_LAYOUT, "Ctrl+Shift+V", Permission.VIEW_VIDEO, repeats=False),
    ActionRow(ActionId.WORKSPACES, "Ctrl+Alt+W", Permission.KEEP_WORKSPACES, "layouts", repeats=False),
    ActionRow(ActionId.SAVE_WORKSPACE, "Ctrl+Alt+S", Permission.KEEP_WORKSPACES, repeats=False),
    ActionRow(ActionId.PUBLISH_WORKSPACE, "Ctrl+Alt+B", Permission.SHARE_WORKSPACES, repeats=False),
    ActionRow(ActionId.COPY_WORKSPACE, "Ctrl+Alt+E", Permission.KEEP_WORKSPACES, repeats=False),
    ActionRow(ActionId.PASTE_WORKSPACE, "Ctrl+Alt+V", Permission.KEEP_WORKSPACES, repeats=False),
    ActionRow(ActionId.SHOW_HOTSPOT, "Ctrl+Alt+H", Permission.VIEW_VIDEO, repeats=False),
    ActionRow(ActionId.SHOW_CLOCK, "Ctrl+Alt+C", Permission.VIEW_VIDEO, repeats=False),
    ActionRow(ActionId.SHOW_MESSAGE, "Ctrl+Alt+M", Permission.VIEW_VIDEO, repeats=False),
    ActionRow(ActionId.SHOW_FLAGS, "Ctrl+Alt+F", Permission.READ_FLAGS, repeats=False),
    ActionRow(ActionId.SHOW_MAP, "Ctrl+Alt+P", Permission.READ_DIRECTORY, repeats=False),
    ActionRow(ActionId.SHOW_PLOT, "Ctrl+Alt+G", Permission.VIEW_VIDEO, repeats=False),
    ActionRow(ActionId.FOLLOW, "U", Permission.VIEW_VIDEO, "follow", repeats=False),
    ActionRow(ActionId.FOLLOW_BACK, "Ctrl+Backspace", Permission.VIEW_VIDEO, "tour-previous", repeats=False),
    ActionRow(ActionId.FOLLOW_FLAG, "Ctrl+Shift+F", Permission.FLAG, "flag", repeats=False),
    ActionRow(ActionId.FOLLOW_BOOKMARK, "Ctrl+Shift+B", Permission.BOOKMARK, "bookmark", repeats=False),
    ActionRow(ActionId.FOLLOW_SAVE, "Ctrl+Shift+S", Permission.VIEW_VIDEO, "table", repeats=False),
    ActionRow(ActionId.FOLLOW_END, "Shift+U", Permission.VIEW_VIDEO, "tour-stop", repeats=False),
    ActionRow(ActionId.TOURS, "T", Permission.VIEW_VIDEO, "tour", repeats=False),
    ActionRow(ActionId.TOUR_PAUSE, "Space", Permission.VIEW_VIDEO, "replay-pause", by_widget=True),
    ActionRow(ActionId.TOUR_NEXT, "Ctrl+Right", Permission.VIEW_VIDEO, "tour-next"),
    ActionRow(ActionId.TOUR_PREVIOUS, "Ctrl+Left", Permission.VIEW_VIDEO, "tour-previous"),
    ActionRow(ActionId.TOUR_STOP, "Shift+T", Permission.VIEW_VIDEO, "tour-stop", repeats=False),
    ActionRow(ActionId.PIN_TILE, "Shift+P", Permission.VIEW_VIDEO, repeats=False),
    ActionRow(ActionId.SEEN_REPORT, "Ctrl+Shift+K", Permission.EXPORT_COVERAGE, repeats=False),
    ActionRow(ActionId.NEW_WINDOW, "Ctrl+N", Permission.VIEW_VIDEO, repeats=False),
    ActionRow(ActionId.IDENTIFY, "Ctrl+I", None, repeats=False),
    ActionRow(ActionId.NEXT_SCREEN, "Ctrl+Shift+N", Permission.VIEW_VIDEO, repeats=False),
    ActionRow(ActionId.CLOSE_WINDOW, "Ctrl+Shift+W", None, repeats=False),
    ActionRow(ActionId.PALETTE, "Ctrl+K", Permission.READ_DIRECTORY, "search", repeats=False),
    ActionRow(ActionId.SEARCH, "Ctrl+F", Permission.READ_DIRECTORY, "search"),
    ActionRow(ActionId.FILL_WALL, "Ctrl+Return", Permission.READ_DIRECTORY, also=("Ctrl+Enter",), repeats=False),
    ActionRow(ActionId.TREE, "Ctrl+T", Permission.READ_DIRECTORY, "place"),
    ActionRow(ActionId.WALL, "Ctrl+W", None, "camera"),
    ActionRow(ActionId.EVENTS, "Ctrl+E", Permission.READ_FLAGS),
    ActionRow(ActionId.FULL_SCREEN, "F11", None, "fullscreen"),
    ActionRow(ActionId.LANGUAGE, "Ctrl+L"),
    ActionRow(ActionId.CONTRAST, "Ctrl+Alt+K", repeats=False),
    # As with the zoom: on common keyboards the plus without Shift is the equals sign.
    ActionRow(ActionId.LARGER, "Ctrl++", also=("Ctrl+=",), repeats=False),
    ActionRow(ActionId.SMALLER, "Ctrl+-", repeats=False),
    ActionRow(ActionId.USUAL_SIZE, "Ctrl+Alt+0", repeats=False),
    ActionRow(ActionId.TOUCH, "Ctrl+Alt+J", repeats=False),
    ActionRow(ActionId.KEYS, "F1", None, "keyboard", also=("?",)),
    ActionRow(ActionId.DISMISS, "Ctrl+D"),
    ActionRow(ActionId.SIGN_OUT, "Ctrl+Shift+Q", None, "user"),
    ActionRow(ActionId.QUIT, "Ctrl+Q"),
)

LAYOUT_KEYS: dict[str, str] = {
    name: f"Ctrl+{number}"
    for number, name in enumerate(("1x1", "2x2", "3x3", "4x4", "5x5", "6x6", "8x8", "1+5", "1+7"), start=1)
} | {"1+12": "Ctrl+0", "2+8": "Alt+8"}
"""Layouts with a key, in the order in which they are offered."""

BAR_LAYOUTS: tuple[str, ...] = tuple(name for name in LAYOUT_KEYS if name not in ("1+12", "2+8"))
"""Those with a button; the others are in the menu, else a bar of 1280 pixels has no room for a name."""
