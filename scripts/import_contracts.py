"""Two more kinds of import contract: a door (who may import a library) and a fence (what a package may import of ours)."""

from __future__ import annotations

from collections.abc import Iterable

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


def _names(value: object) -> list[str]:
    # The library's fields are descriptors by name only: on the class a field, on the contract what was parsed.
    if not isinstance(value, list):
        raise TypeError(f"expected parsed names, got {value!r}")
    return [str(name) for name in value]


def _is_inside(module: str, packages: Iterable[str]) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def _direct_imports(graph: ImportGraph) -> Iterable[tuple[str, str]]:
    for importer in sorted(graph.modules):
        for imported in sorted(graph.find_modules_directly_imported_by(importer)):
            yield importer, imported


def _checked(graph: ImportGraph, forbidden: Iterable[tuple[str, str]]) -> ContractCheck:
    lines = []
    for importer, imported in forbidden:
        details = graph.get_import_details(importer=importer, imported=imported)
        numbers = ", ".join(f"l.{detail['line_number']}" for detail in details)
        lines.append(f"{importer} -> {imported} ({numbers})")
    return ContractCheck(kept=not lines, metadata={"lines": lines})


class _LineContract(Contract):
    """A contract whose violations are told one a line."""

    def render_broken_contract(self, check: ContractCheck) -> None:
        for line in check.metadata["lines"]:
            output.print_error(f"- {line}")


class DoorContract(_LineContract):
    """``modules`` are imported directly by nothing but the packages in ``through``, which need not exist yet."""

    type_name = "door"

    modules = fields.ListField(subfield=fields.StringField())
    through = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002  the library's signature
        modules = _names(self.modules)
        through = _names(self.through)
        forbidden = (
            (importer, imported)
            for importer, imported in _direct_imports(graph)
            if _is_inside(imported, modules) and not _is_inside(importer, [*through, *modules])
        )
        return _checked(graph, forbidden)


class FenceContract(_LineContract):
    """``packages`` import of the root package nothing but themselves and what ``may_import`` names; of libraries, anything."""

    type_name = "fence"

    packages = fields.ListField(subfield=fields.StringField())
    may_import = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002  the library's signature
        allowed = _names(self.may_import)
        forbidden = (
            (importer, imported)
            for package in _names(self.packages)
            for importer, imported in _direct_imports(graph)
            if _is_inside(importer, [package])
            and _is_inside(imported, [package.partition(".")[0]])
            and not _is_inside(imported, [package, *allowed])
        )
        return _checked(graph, forbidden)
