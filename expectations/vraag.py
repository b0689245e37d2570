"""What a check asks, as data: a SQL expression that yields one number per row (NULL = this row is not judged) and the
bounds it must lie in, so that Great Expectations answers every check with one native expectation and gives counts and
failing keys in one way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import duckdb

from expectations.controle import Ernst

SUITE_RAW = "grens_raw"
SUITE_MARTS = "grens_marts"
SUITE_NORM = "norm"

NIET_TONEN = "client_id"

Kolommen = Mapping[str, Mapping[str, str]]
"""`schema.table` -> column -> type."""

Sleutels = Mapping[str, tuple[str, ...]]
"""`schema.table` -> the columns that name one row."""


@dataclass(frozen=True)
class Toets:
    """One question: `uitdrukking` (SQL, a number per row, NULL = not judged) must lie in `minimum`..`maximum`."""

    naam: str
    kolom: str
    uitdrukking: str
    minimum: float | None
    maximum: float | None
    toelichting: str
    norm_pct: float | None = None


@dataclass(frozen=True)
class Vraag:
    """The questions about one table: `bron` is what follows FROM, `sleutel` the columns that name a row to a reader."""

    suite: str
    tabel: str
    bron: str
    sleutel: tuple[str, ...]
    ernst: Ernst
    toetsen: tuple[Toets, ...]

    @property
    def query(self) -> str:
        """SQL giving the key columns and one column `toets_<n>` per question."""
        sleutel = [f'"{k}"::varchar as "{k}"' for k in self.sleutel]
        toetsen = [f"({t.uitdrukking})::double as toets_{n}" for n, t in enumerate(self.toetsen)]
        return f"select {', '.join(sleutel + toetsen)} from {self.bron}"


def lees_kolommen(con: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """The columns of every table and view of the warehouse, in their order."""
    uit: dict[str, dict[str, str]] = {}
    for schema, tabel, kolom, soort in con.execute(
        "select table_schema, table_name, column_name, data_type from information_schema.columns"
        " where table_catalog = current_database() order by table_schema, table_name, ordinal_position"
    ).fetchall():
        uit.setdefault(f"{schema}.{tabel}", {})[kolom] = soort
    return uit


def lees_sleutels(manifest: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The key of every table that is tested on one (`unieke_sleutel`): `meta.grain` of the model, or what the test
    names."""
    uit: dict[str, tuple[str, ...]] = {}
    for knoop in manifest["nodes"].values():
        meta = (knoop.get("test_metadata") or {}) if knoop["resource_type"] == "test" else {}
        if meta.get("name") == "unieke_sleutel" and knoop.get("attached_node"):
            tabel = manifest["nodes"][knoop["attached_node"]]
            sleutel = meta["kwargs"].get("kolommen") or tabel["config"]["meta"]["grain"]
            uit[f"{tabel['schema']}.{tabel['name']}"] = tuple(sleutel)
    return uit


def voeg_samen(vragen: Iterable[Vraag]) -> list[Vraag]:
    """The same questions, those about the same rows together: to Great Expectations a batch costs more than a question
    in it."""
    samen: dict[Vraag, tuple[Toets, ...]] = {}
    for vraag in vragen:
        zonder = replace(vraag, toetsen=())
        samen[zonder] = (*samen.get(zonder, ()), *vraag.toetsen)
    return [replace(vraag, toetsen=toetsen) for vraag, toetsen in samen.items()]


def ja(voorwaarde: str) -> str:
    """1 where the SQL condition holds, 0 where it does not or is unknown."""
    return f"coalesce({voorwaarde}, false)::integer"


def uniek(sleutel: tuple[str, ...]) -> str:
    """How many rows have this row's key."""
    return f"count(*) over (partition by {', '.join(sleutel)})"


def tekst(waarde: object) -> str:
    """A SQL string."""
    return "'" + str(waarde).replace("'", "''") + "'"
