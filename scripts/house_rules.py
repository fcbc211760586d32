"""The rules of the house that no linter knows: one small check each, with one sentence saying why."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from scripts.sources import Finding, report, text_files  # noqa: E402  the path above must come first

Where = Callable[[PurePosixPath], bool]


@dataclass(frozen=True)
class PatternRule:
    """A line of text that must not be, outside the places that own it."""

    pattern: re.Pattern[str]
    why: str
    applies: Where


def _inside(*places: str) -> Where:
    return lambda path: any(path.is_relative_to(place) for place in places)


def _python(where: Where, *but: str) -> Where:
    return lambda path: path.suffix == ".py" and where(path) and not _inside(*but)(path)


def _anywhere(_path: PurePosixPath) -> bool:
    return True


_MACHINE_FOLDERS = "work|tmp|root|home/[a-z]"
_FEWEST_REASON_WORDS = 3

PATTERN_RULES = (
    PatternRule(
        re.compile(r"\btime\.sleep\(|\bfrom time import .*\bsleep\b"),
        "tests wait for a condition (tests/helpers/waiting.py): a sleep is too long on a good day and too short on a bad one",
        _python(_inside("tests"), "tests/helpers/waiting.py", "tests/unit/scripts"),
    ),
    PatternRule(
        re.compile(r"\btime\.time\(|\b(datetime|date)\.(now|utcnow|today)\("),
        "ask the injected console.base.clock.Clock: a rule that reads the machine's clock itself cannot be tested",
        _python(_inside("console"), "console/base/clock.py"),
    ),
    PatternRule(
        re.compile(r"\bQTimer\("),
        "use the timers of console.qt: they have an owner and a name, and their errors are seen",
        _python(_inside("console"), "console/qt"),
    ),
    PatternRule(
        re.compile(r"\b(TODO|FIXME|XXX)\b(?!\(#\d+\))"),
        "write TODO(#12): a wish without an issue is never read again",
        _python(_anywhere, "scripts/house_rules.py", "tests/unit/scripts"),
    ),
    PatternRule(
        re.compile(rf"""(^|[\s"'`=(:])/({_MACHINE_FOLDERS})/"""),
        "no path of one machine: ask tempfile, tmp_path or console.base.paths",
        lambda path: path != PurePosixPath(".gitignore"),
    ),
    PatternRule(
        re.compile(
            r"--(extra-)?index-" + r"url|--find-" + r"links[ =]|https?://[^\s\"']*/simple\b(?<!//pypi\.org/simple)"
        ),
        "no other source of packages than PyPI: a clone must install anywhere",
        _anywhere,
    ),
    PatternRule(
        re.compile(r"""["'(:]\s*#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3})["';)\s]"""),
        "name the colour in the theme: a colour written here does not follow it",
        _python(_inside("console"), "console/widgets/theme", "console/widgets/theme.py", "console/ui/theme.py"),
    ),
    PatternRule(
        re.compile(r"(?<![\w.])print\("),
        "only the command line speaks on stdout; everything else logs",
        _python(_inside("console"), "console/cli"),
    ),
)

_VAGUE_NAMES = re.compile(r"(^|_)(utils?|misc|managers?|common|helpers?)(_|$)")
_VAGUE_CLASSES = re.compile(r"(Utils?|Misc|Manager|Helper)$")
_BROAD = frozenset({"Exception", "BaseException"})


def broken_rules(path: Path, source: str) -> Iterator[Finding]:
    """Every rule that a file breaks; ``path`` is relative to the root."""
    place = PurePosixPath(path.as_posix())
    yield from _vague_path(path, place)
    rules = [rule for rule in PATTERN_RULES if rule.applies(place)]
    lines = source.splitlines()
    for number, line in enumerate(lines, start=1):
        yield from (Finding(path, number, rule.why) for rule in rules if rule.pattern.search(line))
    if path.suffix == ".py":
        for node in ast.walk(ast.parse(source)):
            yield from _vague_class(path, node)
            yield from _broad_except(path, node, lines)


def _vague_path(path: Path, place: PurePosixPath) -> Iterator[Finding]:
    inside = place.relative_to("tests/helpers") if place.is_relative_to("tests/helpers") else place
    if place.suffix == ".py" and any(_VAGUE_NAMES.search(part.removesuffix(".py")) for part in inside.parts):
        yield Finding(path, 0, "name the file by what it is for: attics called utils, misc or manager only grow")


def _vague_class(path: Path, node: ast.AST) -> Iterator[Finding]:
    if isinstance(node, ast.ClassDef) and _VAGUE_CLASSES.search(node.name):
        yield Finding(
            path, node.lineno, f"name {node.name} by what it does: managers and helpers do everything in the end"
        )


def _broad_except(path: Path, node: ast.AST, lines: list[str]) -> Iterator[Finding]:
    if not isinstance(node, ast.ExceptHandler) or not _is_broad(node.type) or _passes_on(node):
        return
    # The reason stands on the line itself, behind the linter's code, or on the line above or below.
    near = lines[max(0, node.lineno - 2) : node.body[0].lineno]
    comments = (re.sub(r"noqa(: *[A-Z]+\d+,? *)*", "", line.partition("#")[2]) for line in near)
    if not any(len(comment.split()) >= _FEWEST_REASON_WORDS for comment in comments):
        yield Finding(path, node.lineno, "catching everything needs its reason in a comment: it belongs to edges only")


def _passes_on(handler: ast.ExceptHandler) -> bool:
    # Tidies up and raises the same again: nothing is swallowed.
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def _is_broad(caught: ast.expr | None) -> bool:
    if caught is None:
        return True
    names = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(isinstance(name, ast.Name) and name.id in _BROAD for name in names)


def main() -> int:
    findings: list[Finding] = []
    for path in text_files(ROOT):
        findings += broken_rules(path.relative_to(ROOT), path.read_text(encoding="utf-8"))
    return report(findings)


if __name__ == "__main__":
    sys.exit(main())
