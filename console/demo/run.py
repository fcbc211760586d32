"""``ronda demo``: brings up the whole city on one machine, shows the console, and ends everything that it started."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from console.base.errors import KnownError
from console.base.screen import has_screen
from console.demo import credentials
from console.demo.child import Child
from console.demo.city_services import CityServices, Step

_CHECK_EVERY_S = 0.5
_WALL_TILES = 16
_SIZE_WITHOUT_SCREEN = "1920x1080"


@dataclass(frozen=True)
class DemoOptions:
    """One run of the demo; None runs until the window is closed or Ctrl-C."""

    folder: Path
    seconds: float | None
    screenshots: Path | None
    language: str | None


def run_demo(options: DemoOptions, on_step: Step) -> int:
    """Returns the console's exit code; 130 after Ctrl-C. Raises KnownError when a part does not come up."""
    _terminate_like_interrupt()
    services = CityServices(options.folder, on_step=on_step)
    try:
        services.start()
        return _show_console(options, services, on_step)
    finally:
        on_step("demo-step-stop")
        services.stop()


def _show_console(options: DemoOptions, services: CityServices, on_step: Step) -> int:
    on_step("demo-step-console", inbox=f"{services.centre_url}/inbox")
    arguments = ["console", "--centre", services.centre_url, "--layout", "4x4"]
    arguments += ["--cameras", ",".join(services.cameras_for_wall(_WALL_TILES))]
    environment = {
        "RONDA_HOME": str(options.folder / "console"),
        "RONDA_USERNAME": credentials.OPERATOR,
        "RONDA_PASSWORD": services.credentials.password(credentials.OPERATOR).reveal(),
    }
    screenshots = options.screenshots
    if not has_screen():
        environment["QT_QPA_PLATFORM"] = "offscreen"
        arguments += ["--size", _SIZE_WITHOUT_SCREEN]
        screenshots = screenshots or options.folder / "screenshots"
    if screenshots is not None:
        screenshots.mkdir(parents=True, exist_ok=True)
        arguments += ["--screenshots", str(screenshots), "--metrics", str(screenshots / "metrics.json")]
    if options.language is not None:
        arguments += ["--language", options.language]
    if options.seconds is not None:
        arguments += ["--exit-after", str(options.seconds)]
    console = Child("console", arguments, environment)
    try:
        return _watch(console, services)
    finally:
        console.stop()


def _watch(console: Child, services: CityServices) -> int:
    while True:
        status = console.wait(_CHECK_EVERY_S)
        if status is not None:
            return status
        broken = services.broken_part()
        if broken is not None:
            raise KnownError("demo.part_ended", part=broken)


def _terminate_like_interrupt() -> None:
    """A SIGTERM ends the demo the same orderly way as Ctrl-C."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
    # A shell may start us in the background with SIGINT ignored; the demo must still be stoppable.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def default_folder() -> Path:
    """``RONDA_DEMO_FOLDER``, or ``demo-data`` where the command was started."""
    return Path(os.environ.get("RONDA_DEMO_FOLDER") or "demo-data").absolute()
