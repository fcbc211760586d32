"""``ronda demo``: a whole city on this machine; what ``installer/run`` starts."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from console.base.screen import has_screen
from console.cli.sentences import text
from console.demo.run import DemoOptions, default_folder, run_demo


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("demo", help="a whole city on this machine: cameras, centre and console")
    parser.add_argument("--seconds", type=float, metavar="S", help="end by itself after S seconds of console")
    parser.add_argument("--screenshots", type=Path, metavar="DIR", help="write screenshots and metrics here")
    parser.add_argument("--folder", type=Path, metavar="DIR", help="where the demo keeps its data; default: demo-data")
    parser.add_argument("--language", choices=("id", "en"), help="language of the console")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    began_s = time.monotonic()

    def tell(key: str, **params: str) -> None:
        sys.stdout.write(f"[{time.monotonic() - began_s:5.1f} s] {text(key, **params)}\n")
        sys.stdout.flush()

    folder = (arguments.folder or default_folder()).absolute()
    screenshots = arguments.screenshots.absolute() if arguments.screenshots else None
    if not has_screen():
        tell("demo-no-screen", folder=str(screenshots or folder / "screenshots"))
    tell("demo-passwords", file=str(folder / "passwords.json"))
    return run_demo(DemoOptions(folder, arguments.seconds, screenshots, arguments.language), tell)
