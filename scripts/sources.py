"""The files that the checks look at, and how a finding is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PYTHON_FOLDERS = ("console", "tests", "scripts")
TEXT_FOLDERS = (*PYTHON_FOLDERS, "installer", "docs", "resources", ".ci")
TEXT_SUFFIXES = frozenset(
    {"", ".cfg", ".css", ".ftl", ".html", ".ini", ".js", ".json", ".md", ".py", ".qss", ".sh", ".svg", ".toml"}
)


@dataclass(frozen=True)
class Finding:
    """One broken rule at one place; ``line`` 0 means the whole file."""

    path: Path
    line: int
    why: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.why}" if self.line else f"{self.path}: {self.why}"


def python_files(root: Path = ROOT) -> Iterator[Path]:
    """Every Python source below ``root`` that is ours."""
    return (path for path in _files(root, PYTHON_FOLDERS) if path.suffix == ".py")


def text_files(root: Path = ROOT) -> Iterator[Path]:
    """Every text that is committed: sources, documents, catalogues, scripts, and what lies at the top."""
    top = (path for path in sorted(root.iterdir()) if path.is_file())
    for path in (*top, *_files(root, TEXT_FOLDERS)):
        if path.suffix in TEXT_SUFFIXES and path.name != "LICENSE":
            yield path


def report(findings: Sequence[Finding]) -> int:
    """Prints the findings; the exit code."""
    for finding in findings:
        print(finding)
    return 1 if findings else 0


def _files(root: Path, folders: Iterable[str]) -> Iterator[Path]:
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path
