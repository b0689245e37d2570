"""The dbt project parsed and compiled, once per change: `python -m dagster_project.gecompileerd`, which make runs.

One folder for everybody: the night builds from the parsed manifest without parsing again and takes the SQL of the tests
from the compiled one, and so do the tests of the project. Runs that come at the same time wait for each other.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

from dagster_project.plaatsen import DBT, GECOMPILEERD
from peilstok.instellingen import zonder_geheimen

DBT_PROGRAMMA = Path(sys.executable).with_name("dbt")


class CompileerFout(RuntimeError):
    """dbt could not read the project; the message has dbt's own words."""


def compileer(map_: Path = GECOMPILEERD) -> Path:
    """The manifest with all SQL compiled, renewed when a file that dbt reads has changed. Raises CompileerFout."""
    map_.mkdir(parents=True, exist_ok=True)
    klaar = map_ / "stempel"
    with (map_ / "slot").open("a") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        stempel = _stempel()
        if not klaar.exists() or klaar.read_text(encoding="utf-8") != stempel:
            klaar.unlink(missing_ok=True)
            _compileer(map_)
            klaar.write_text(stempel, encoding="utf-8")
    return map_ / "manifest.json"


def lees_manifest() -> dict[str, Any]:
    """The compiled manifest of the project as it is now: what make made, unless a file was changed since."""
    manifest: dict[str, Any] = json.loads(compileer().read_text(encoding="utf-8"))
    return manifest


def _stempel() -> str:
    """Changes with every file that dbt reads and with dbt itself."""
    som = hashlib.sha256(repr([version(naam) for naam in ("dbt-core", "dbt-duckdb", "duckdb")]).encode())
    for pad in sorted(DBT.rglob("*")):
        if pad.is_file() and pad.relative_to(DBT).parts[0] not in ("target", "logs"):
            som.update(f"{pad.relative_to(DBT)}\0".encode() + hashlib.sha256(pad.read_bytes()).digest())
    return som.hexdigest()


def _compileer(map_: Path) -> None:
    """`dbt compile` on an empty warehouse beside it, in a process of its own: it keeps that open. What is read while
    another run writes is swapped in as a whole."""
    mappen = ("--project-dir", DBT, "--profiles-dir", DBT, "--target-path", map_ / "target", "--log-path", map_ / "log")
    uitkomst = subprocess.run(
        [DBT_PROGRAMMA, "--quiet", "compile", *mappen],
        env=zonder_geheimen(os.environ) | {"PEILSTOK_DATA": str(map_), "DBT_SEND_ANONYMOUS_USAGE_STATS": "false"},
        capture_output=True,
        text=True,
        check=False,
    )
    if uitkomst.returncode:
        raise CompileerFout(f"dbt compile is mislukt:\n{uitkomst.stdout}\n{uitkomst.stderr}")
    for naam in ("manifest.json", "partial_parse.msgpack"):
        shutil.copyfile(map_ / "target" / naam, map_ / f"{naam}.nieuw")
        (map_ / f"{naam}.nieuw").replace(map_ / naam)


if __name__ == "__main__":
    try:
        compileer()
    except CompileerFout as fout:
        sys.exit(str(fout))
