"""Raw as another engine takes it: a folder of parquet per table."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import duckdb

from peilstok.sql import citeer, letterlijk

BESTAND_BYTES = "128MB"
"""About the size at which readers over object storage are at their best."""


def schrijf_raw(con: duckdb.DuckDBPyConnection, map_: Path) -> list[str]:
    """Write every table of schema raw to `map_/<table>/*.parquet`, in files of about BESTAND_BYTES; gives their names.

    What we wrote there before is replaced as a whole: a reader never sees two nights mixed. FileExistsError, in Dutch,
    when something else lies there."""
    if map_.exists() and not all(_is_tabel(deel) for deel in map_.iterdir()):
        raise FileExistsError(f"in {map_.name} staat iets anders dan tabellen van raw; kies een lege map")
    nieuw = map_.with_name(f"{map_.name}.nieuw")
    shutil.rmtree(nieuw, ignore_errors=True)
    nieuw.mkdir(parents=True)
    namen = tabellen(con, "raw")
    for naam in namen:
        con.execute(
            f"COPY raw.{citeer(naam)} TO {letterlijk(str(nieuw / naam))}"
            f" (FORMAT parquet, COMPRESSION zstd, PER_THREAD_OUTPUT false, FILE_SIZE_BYTES '{BESTAND_BYTES}')"
        )
    shutil.rmtree(map_, ignore_errors=True)
    nieuw.rename(map_)
    return namen


def _is_tabel(plek: Path) -> bool:
    return plek.is_dir() and not plek.is_symlink() and all(deel.suffix == ".parquet" for deel in plek.iterdir())


def tabellen(con: duckdb.DuckDBPyConnection, *schemas: str) -> list[str]:
    """Names of the tables and views in these schemas, in order."""
    rijen = con.execute(
        "SELECT table_name FROM information_schema.tables"
        f" WHERE table_schema IN ({', '.join(letterlijk(s) for s in schemas)}) ORDER BY 1"
    ).fetchall()
    return [rij[0] for rij in rijen]


def kolommen(con: duckdb.DuckDBPyConnection, bron: str) -> Sequence[tuple[str, str]]:
    """Name and type of every column of a relation or FROM clause."""
    return [(rij[0], rij[1]) for rij in con.execute(f"DESCRIBE FROM {bron}").fetchall()]
