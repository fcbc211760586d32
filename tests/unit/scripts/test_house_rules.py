"""Each rule of the house finds its bad example, lets its good one pass, and knows the place that owns the thing."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.house_rules import broken_rules
from scripts.sources import text_files

TMP = "/" + "tmp/"
WORK = "/" + "work/"
INDEX = "pip install --extra-index" + "-url https://mirror.example/x"

BAD = [
    ("tests/unit/test_x.py", "time.sleep(1)", "wait for a condition"),
    ("tests/unit/test_x.py", "from time import sleep", "wait for a condition"),
    ("console/net/client.py", "now = time.time()", "Clock"),
    ("console/net/client.py", "now = datetime.now(UTC)", "Clock"),
    ("console/ui/wall.py", "timer = QTimer(self)", "console.qt"),
    ("console/net/client.py", "x = 1  # TODO later", "TODO(#12)"),
    ("console/net/client.py", f'folder = "{TMP}ronda"', "one machine"),
    ("docs/guide.md", f"see {WORK}notes.md", "one machine"),
    ("installer/run", INDEX, "PyPI"),
    ("console/ui/wall.py", 'pen = "#ff8800"', "theme"),
    ("console/net/client.py", "print(1)", "stdout"),
    ("console/net/utils.py", "x = 1", "by what it is for"),
    ("console/misc/thing.py", "x = 1", "by what it is for"),
    ("console/media/worker_manager.py", "x = 1", "by what it is for"),
    ("console/net/client.py", "class FeedManager: ...", "by what it does"),
    ("console/net/client.py", "try:\n    go()\nexcept Exception:\n    pass", "reason"),
    ("console/net/client.py", "try:\n    go()\nexcept (OSError, Exception):  # noqa: BLE001\n    pass", "reason"),
    ("console/net/client.py", "try:\n    go()\nexcept:\n    pass", "reason"),
]

GOOD = [
    ("tests/helpers/waiting.py", "time.sleep(1)"),
    ("console/net/client.py", "started = time.monotonic()"),
    ("console/base/clock.py", "return datetime.now(UTC)"),
    ("console/qt/timer.py", "timer = QTimer(self)"),
    ("console/net/client.py", "x = 1  # TODO(#12): later"),
    ("tests/unit/test_x.py", 'url = "http://127.0.0.1/work/" + part'),
    ("console/ui/wall.py", 'pen = theme.warning; title = "camera #123"'),
    ("console/widgets/theme.py", 'warning = "#ff8800"'),
    ("console/cli/doctor.py", "print(1)"),
    ("scripts/check.py", "print(1)"),
    ("console/net/client.py", "self.print(1); fingerprint(2)"),
    ("tests/helpers/waiting.py", "x = 1"),
    ("console/net/commonplace.py", "x = 1"),
    (
        "console/net/client.py",
        "try:\n    go()\nexcept Exception:  # noqa: BLE001 - the loop must outlive one bad answer\n    pass",
    ),
    ("console/net/client.py", "try:\n    go()\nexcept BaseException:\n    close()\n    raise"),
    ("console/net/client.py", "try:\n    go()\nexcept OSError:\n    pass"),
]


@pytest.mark.parametrize(("path", "source", "words"), BAD)
def test_a_bad_example_is_found_once_and_told_why(path: str, source: str, words: str) -> None:
    (finding,) = broken_rules(Path(path), source)
    assert words in finding.why


@pytest.mark.parametrize(("path", "source"), GOOD)
def test_a_good_example_passes(path: str, source: str) -> None:
    assert list(broken_rules(Path(path), source)) == []


def test_a_finding_names_its_line() -> None:
    (finding,) = broken_rules(Path("console/net/client.py"), "x = 1\n\nprint(x)\n")
    assert str(finding).startswith("console/net/client.py:3: ")


def test_texts_are_looked_at_wherever_they_lie(tmp_path: Path) -> None:
    for name in (
        "README.md",
        "console/a.py",
        "installer/run",
        "resources/i18n/id.ftl",
        "console/icon.png",
        ".venv/x.py",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = {path.relative_to(tmp_path).as_posix() for path in text_files(tmp_path)}
    assert found == {"README.md", "console/a.py", "installer/run", "resources/i18n/id.ftl"}
