"""Who may know whom: data flows one way, and the library knows no orchestrator. There is no list of exceptions."""

import ast
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent

VERBODEN_IN_BIBLIOTHEEK = {"dagster", "dagster_dbt", "dbt", "great_expectations", "dagster_project", "expectations"}

MAG_KENNEN: dict[str, set[str]] = {
    "berichten": set(),
    "laden": {"adres", "berichten", "kindproces", "werkblad"},
    "uitkomsten": {"berichten", "laden", "werkblad"},
    "demo": {"berichten", "instellingen"},
    "begrippen": set(),
    "rapport": {"begrippen", "datum", "geval", "nachtboek"},
    "publicatie": {"begrippen", "datum", "geval", "motor", "rapport", "rechten", "sql"},
    "motor": {"sql"},
    "sql": set(),
    "versturen": {"adres", "datum", "instellingen", "rapport"},
    "alarm": {"datum", "instellingen", "nachtboek", "versturen"},
    "nachtboek": set(),
    "adres": set(),
    "datum": set(),
    "instellingen": {"adres", "motor", "rechten"},
    "rechten": set(),
    "kopie": set(),
    "uitsluiting": {"berichten"},
    "vergeten": {"berichten", "laden", "uitsluiting"},
    "bewaren": {"vergeten"},
    "slot": set(),
    "spoor": set(),
    "geval": set(),
    "verklaar": {"geval", "spoor"},
    "kindproces": set(),
    "werkblad": {"berichten", "kindproces"},
    "bevroren": set(),
    "verloop": set(),
    "vorm": set(),
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


def _naam(pad: Path) -> str:
    return str(pad.relative_to(PROJECT))


def _kamer(naam: str) -> str:
    return naam.split(".")[1]


def test_library_knows_no_orchestrator_and_looks_upstream_only() -> None:
    fout = []
    for pad in _modules("peilstok"):
        kamer = pad.relative_to(PROJECT / "peilstok").parts[0].removesuffix(".py")
        assert kamer in MAG_KENNEN, f"{_naam(pad)}: a new room has to find its place"
        for naam in _imports(pad):
            buiten_de_kamer = naam.startswith("peilstok.") and _kamer(naam) not in MAG_KENNEN[kamer] | {kamer}
            if naam.split(".")[0] in VERBODEN_IN_BIBLIOTHEEK or buiten_de_kamer:
                fout.append((_naam(pad), naam))
    assert fout == []


def test_checks_know_no_orchestrator_and_import_their_engine_late() -> None:
    verboden = {"dagster", "dagster_dbt", "dbt", "dagster_project", "peilstok"}
    fout = []
    for pad in _modules("expectations"):
        fout += [(_naam(pad), naam) for naam in _imports(pad) if naam.split(".")[0] in verboden]
        bovenaan = _imports(pad, alleen_bovenaan=True)
        fout += [(_naam(pad), naam) for naam in bovenaan if naam.split(".")[0] == "great_expectations"]
    assert fout == []


def test_the_night_leaves_the_work_to_the_library() -> None:
    """Only the fixed entries of each room, and the demo only where a person asks for it."""
    fout = [
        (_naam(pad), naam)
        for pad in _modules("dagster_project")
        for naam in _imports(pad)
        if naam.split(".")[0] == "great_expectations" or (naam.startswith("peilstok.demo") and pad.name != "nacht.py")
    ]
    assert fout == []
