"""The region hands over every reference table of the contract, with rows that parse."""

from __future__ import annotations

from pathlib import Path

import duckdb

from peilstok.berichten.catalogus import laad_catalogus
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.demo import DEMO_SLEUTEL, Regio
from peilstok.laden import laad_referenties, maak_schema
from peilstok.laden.referentie import beschrijving


def test_alle_referentietabellen(regio: Regio, tmp_path: Path) -> None:
    for pad, inhoud in regio.bestanden.items():
        if pad.startswith("referentie/"):
            doel = tmp_path / pad
            doel.parent.mkdir(exist_ok=True)
            doel.write_bytes(inhoud)
    with duckdb.connect() as con:
        maak_schema(con, laad_catalogus())
        samenvatting = laad_referenties(con, tmp_path, Pseudonimiseerder(DEMO_SLEUTEL))
    # dekking only overrules what is measured, which in the region is right; the region chooses nothing otherwise
    assert samenvatting.ontbreekt == ["dekking", "parameter"]
    assert samenvatting.afgekeurd == []
    leeg = {naam for naam, aantal in samenvatting.geladen.items() if not aantal}
    assert leeg == {"kwaliteit_terugkoppeling"}
    assert set(samenvatting.geladen) == set(beschrijving()) - {"dekking", "parameter"}
