"""The life of findings over the nights: when each was first and last seen, and since when it is mended.

`<DATA>/verloop/bevinding_<K>.parquet` is the ledger as it stood after the last night of knowledge date K. The file is
the original: raw.vorig_verloop is filled from it every night, so a new warehouse keeps its history. What tonight adds
to it is computed by dbt (kwaliteit.bevinding_verloop); here it is only read and kept.
"""

from __future__ import annotations

import re
import tempfile
from datetime import date
from pathlib import Path

import duckdb

BEWAARD = 2
"""Ledgers that are kept: the last one, and the one before it, on which the same day is computed again."""

KOLOMMEN = (
    "bevinding_id",
    "regel",
    "wet",
    "gemeente_code",
    "aanbieder_agb",
    "bericht_id",
    "identificatie",
    "toewijzingnummer",
    "omschrijving",
    "dagtekening",
    "status",
    "eerst_gezien",
    "open_sinds",
    "laatst_gezien",
    "hersteld_op",
)
"""Columns of the ledger, as in kwaliteit.bevinding_verloop; raw.vorig_verloop has `stand` beside them."""

_NAAM = re.compile(r"bevinding_(\d{4}-\d{2}-\d{2})\.parquet")


def stand(map_: Path) -> date | None:
    """Knowledge date of the last ledger that was kept; None before the first night."""
    return max(_bewaarde(map_), default=None)


def laad_verloop(con: duckdb.DuckDBPyConnection, map_: Path, kennisdatum: date) -> int:
    """Fill raw.vorig_verloop with the ledger as it stood before `kennisdatum`; the number of rows.

    The night that is run again starts from the same ledger as the first time. A night from before what is kept (seen
    as of an earlier day) gets the oldest ledger, cut down to what had been seen by then: when a finding that came back
    was mended in between is then not known. The table must exist.
    """
    bewaard = _bewaarde(map_)
    eerdere = [dag for dag in bewaard if dag < kennisdatum]
    basis = max(eerdere) if eerdere else min(bewaard, default=None)
    con.execute("BEGIN")
    con.execute("DELETE FROM raw.vorig_verloop")
    if basis is not None:
        con.execute(
            f"""
            INSERT INTO raw.vorig_verloop BY NAME
            SELECT * REPLACE (
                least(open_sinds, $grens) AS open_sinds,
                least(laatst_gezien, $grens) AS laatst_gezien,
                CASE WHEN hersteld_op <= $grens THEN hersteld_op END AS hersteld_op
            ), $grens AS stand
            FROM (SELECT {", ".join(KOLOMMEN)} FROM read_parquet($pad))
            WHERE eerst_gezien <= $grens
            """,
            {"pad": str(bewaard[basis]), "grens": _vorige_dag(kennisdatum) if basis >= kennisdatum else basis},
        )
    con.execute("COMMIT")
    aantal = con.execute("SELECT count(*) FROM raw.vorig_verloop").fetchone()
    return int(aantal[0]) if aantal else 0


def bewaar_verloop(con: duckdb.DuckDBPyConnection, map_: Path, kennisdatum: date) -> bool:
    """Keep kwaliteit.bevinding_verloop as the ledger of `kennisdatum`. False, and nothing changes, when a later one was
    kept already: a night as of an earlier day does not rewrite history.

    The file appears as a whole or not at all; equal rows give equal bytes.
    """
    laatste = stand(map_)
    if laatste is not None and laatste > kennisdatum:
        return False
    map_.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".bouw-", dir=map_) as bouw:
        nieuw = Path(bouw) / "bevinding.parquet"
        con.execute(
            f"COPY (SELECT {', '.join(KOLOMMEN)} FROM kwaliteit.bevinding_verloop ORDER BY ALL)"
            f" TO '{str(nieuw).replace(chr(39), chr(39) * 2)}' (FORMAT parquet)"
        )
        nieuw.replace(map_ / f"bevinding_{kennisdatum.isoformat()}.parquet")
    bewaard = _bewaarde(map_)
    for dag in sorted(bewaard)[:-BEWAARD]:
        bewaard[dag].unlink()
    return True


def _bewaarde(map_: Path) -> dict[date, Path]:
    gevonden = ((pad, _NAAM.fullmatch(pad.name)) for pad in map_.glob("*.parquet"))
    return {date.fromisoformat(naam[1]): pad for pad, naam in gevonden if naam}


def _vorige_dag(dag: date) -> date:
    return date.fromordinal(dag.toordinal() - 1)
