"""Finds and reads what lies in ``resources/``: in the repository, or inside the installed package."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from console.base.errors import BugError
from console.i18n.language import Language
from console.i18n.translator import Translator

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def resources_folder() -> Path:
    """Raises BugError when the installation has none."""
    for folder in (_PACKAGE / "_resources", _PACKAGE.parent / "resources"):
        if folder.is_dir():
            return folder
    raise BugError("the resources are not installed")


def resource_text(*parts: str) -> str:
    return resources_folder().joinpath(*parts).read_text(encoding="utf-8")


def resource_texts(folder: str, suffix: str) -> list[str]:
    """The texts of all files of a folder in the order of their names."""
    files = sorted(resources_folder().joinpath(folder).glob(f"*{suffix}"))
    return [file.read_text(encoding="utf-8") for file in files]


def load_translator(language: Language = Language.INDONESIAN) -> Translator:
    """A translator with both catalogues."""
    return Translator({known: resource_text("i18n", f"{known.value}.ftl") for known in Language}, language)
