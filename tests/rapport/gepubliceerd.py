"""The small warehouse, published as a night does it."""

from __future__ import annotations

from pathlib import Path

import duckdb

from expectations.controle import Controle
from expectations.uitvoeren import bewaar_controles
from peilstok.publicatie import publiceer
from tests.publicatie.wereld import PEILDATUM, bouw_warehouse, schrijf_manifest


def publiceer_wereld(map_: Path, *, leeg: bool = False, verborgen: tuple[str, ...] = ("contactpersoon",)) -> Path:
    """Publish the small warehouse below `map_` with two checks, one of them a norm; returns the folder of datateam."""
    warehouse = bouw_warehouse(map_ / "warehouse.duckdb", leeg=leeg)
    controles = [
        Controle("grens_raw", "goed", "raw.bericht", "", "blokkerend", True, 20, 0, toelichting="In orde <b>"),
        Controle(
            "norm",
            "norm_305_5WD_Jw",
            "marts.kpi_termijn",
            "percentage",
            "signaal",
            False,
            12,
            1,
            ({"aanbieder_agb": "<script>alert(1)</script>"},),
            "Norm gehaald",
            92.5,
        ),
    ]
    with duckdb.connect(str(warehouse)) as con:
        bewaar_controles(con, controles, PEILDATUM)
    manifest = schrijf_manifest(map_ / "manifest.json", warehouse, verborgen=verborgen)
    return publiceer(warehouse, map_ / "publicatie", manifest, regio="<Regio> & Co").map
