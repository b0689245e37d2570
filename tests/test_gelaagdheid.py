"""Who may know whom: data flows one way, and the library knows no orchestrator. There is no list of exceptions."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent

VERBODEN_IN_BIBLIOTHEEK = {"dagster", "dagster_dbt", "dbt", "great_expectations", "dagster_project", "expectations"}

MAG_KENNEN: dict[str, set[str]] = {
    "berichten": set(),
    "laden": {"adres", "berichten"},
    "demo": {"berichten"},
    "rapport": set(),
    "publicatie": {"rapport"},
    "versturen": {"adres", "instellingen", "rapport"},
    "adres": set(),
    "instellingen": {"adres"},
    "slot": set(),
    "bevroren": set(),
    "verloop": set(),
    "__init__": set(),
}
"""Per room of peilstok/: the other rooms it may import. A new room has to find its place here."""


def _modules(map_: str) -> list[Path]:
    return sorted((PROJECT / map_).rglob("*.py"))


def _imports(pad: Path, alleen_bovenaan: bool = False) -> Iterator[str]:
    boom = ast.parse(pad.read_text(encoding="utf-8"))
    for knoop in boom.body if alleen_bovenaan else ast.walk(boom):
        if isinstance(knoop, ast.Import):
            yield from (alias.name for alias in knoop.names)
        elif isinstance(knoop, ast.ImportFrom):
            assert knoop.level == 0, f"{pad}: import with the full name"
            yield from (f"{knoop.module}.{alias.name}" for alias in knoop.names)


def _kamer(naam: str) -> str:
    return naam.split(".")[1]


@pytest.mark.parametrize("pad", _modules("peilstok"), ids=lambda pad: str(pad.relative_to(PROJECT)))
def test_library_knows_no_orchestrator_and_looks_upstream_only(pad: Path) -> None:
    kamer = pad.relative_to(PROJECT / "peilstok").parts[0].removesuffix(".py")
    for naam in _imports(pad):
        assert naam.split(".")[0] not in VERBODEN_IN_BIBLIOTHEEK, naam
        if naam.startswith("peilstok."):
            assert _kamer(naam) in MAG_KENNEN[kamer] | {kamer}, naam


@pytest.mark.parametrize("pad", _modules("expectations"), ids=lambda pad: str(pad.relative_to(PROJECT)))
def test_checks_know_no_orchestrator_and_import_their_engine_late(pad: Path) -> None:
    verboden = {"dagster", "dagster_dbt", "dbt", "dagster_project", "peilstok"}
    assert not {naam.split(".")[0] for naam in _imports(pad)} & verboden
    assert "great_expectations" not in {naam.split(".")[0] for naam in _imports(pad, alleen_bovenaan=True)}


@pytest.mark.parametrize("pad", _modules("dagster_project"), ids=lambda pad: str(pad.relative_to(PROJECT)))
def test_the_night_leaves_the_work_to_the_library(pad: Path) -> None:
    """Only the fixed entries of each room, and the demo only where a person asks for it."""
    for naam in _imports(pad):
        assert naam.split(".")[0] != "great_expectations", naam
        if naam.startswith("peilstok.demo"):
            assert pad.name == "nacht.py", naam
