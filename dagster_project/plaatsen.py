"""Where things lie, and the settings of this project."""

import tomllib
from pathlib import Path

from peilstok.instellingen import Instellingen, lees_instellingen

PROJECT = Path(__file__).resolve().parent.parent
DBT = PROJECT / "dbt"
GECOMPILEERD = DBT / "target" / "gecompileerd"
MANIFEST = GECOMPILEERD / "manifest.json"
VERGRENDELD = "Could not set lock on file"
"""How DuckDB says that another program has the warehouse open."""
OPEN_ELDERS = 3
"""The exit status of bouwproces.py for that."""

POOL = "warehouse"
"""Everything that opens the warehouse is in this pool of one: DuckDB has one writer at a time."""


def instellingen() -> Instellingen:
    """The settings as they are now. Raises InstellingFout."""
    return lees_instellingen(PROJECT)


def projectversie() -> str:
    """The version of Peilstok, as pyproject.toml has it."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def leesbaar(pad: Path) -> str:
    """A path as people write it: from the project folder where that is possible."""
    return str(pad.relative_to(PROJECT)) if pad.is_relative_to(PROJECT) else str(pad)
