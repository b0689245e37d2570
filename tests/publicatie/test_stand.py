"""What counts as other figures, so that folders are written again."""

from __future__ import annotations

from pathlib import Path

import duckdb

from peilstok.publicatie.stand import kenmerk


def test_een_eerdere_publicatie_is_geen_reden_voor_een_nieuwe(tmp_path: Path) -> None:
    """The table of who published what grows every night, and the checks on it count its lines."""

    def met(publicaties: int, over_publicaties: int, over_kpi: int) -> str:
        duckdb.sql(f"from range({publicaties})").write_parquet(str(tmp_path / "publicatie.parquet"))
        controles = f"('kwaliteit.publicatie', {over_publicaties}), ('marts.kpi_uitval', {over_kpi})"
        duckdb.sql(f"from (values {controles}) as t (tabel, beoordeeld_aantal)").write_parquet(
            str(tmp_path / "controle.parquet")
        )
        return kenmerk(tmp_path)

    assert met(0, 0, 5) == met(19, 19, 5) != met(19, 19, 6)
