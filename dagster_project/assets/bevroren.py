"""Figures frozen on the days that seed peilmoment names."""

import logging
from dataclasses import replace
from pathlib import Path

import dagster as dg

from dagster_project.assets.dbt import bouw, dbt_map
from dagster_project.assets.raw import BEVROREN, REFERENTIE, leg_instelling_vast
from dagster_project.nachtbron import Nacht, opnieuw_als_bezet
from dagster_project.plaatsen import DBT, POOL
from peilstok.bevroren import (
    Moment,
    bevries,
    bewaar_stoplicht,
    is_bevroren,
    laad_bevroren,
    laad_stoplicht,
    momenten,
)
from peilstok.datum import datum_tekst
from peilstok.publicatie.verantwoording import laad_verantwoording

log = logging.getLogger("peilstok.nacht")


@dg.asset(key=BEVROREN, group_name="raw", kinds={"duckdb", "parquet"}, deps=[REFERENTIE], pool=POOL)
def bevroren(context: dg.AssetExecutionContext, nacht: Nacht) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Keep the figures of each moment that is due, as they were known that day, and the stoplicht of the publication
    before; load all that were kept, and who published what so far.

    The marts are built for the moment first; the night builds them again for its own day. After a crash in between the
    next night begins with its own settings and tries again.
    """
    waarden = nacht.instellingen
    gemaakt = []
    for moment in momenten(DBT / "seeds" / "peilmoment.csv", waarden.peildatum):
        if moment.datum > waarden.kennisdatum or is_bevroren(waarden.bevroren, moment):
            continue
        log.info("Cijfers van %s vastleggen", datum_tekst(moment.datum))
        with opnieuw_als_bezet(context):
            leg_instelling_vast(nacht, replace(waarden, peildatum=moment.datum, kennisdatum=moment.datum))
            try:
                bouw_marts(dbt_map(nacht) / "bevroren", moment)
                with nacht.warehouse() as con:
                    bevries(con, waarden.bevroren, moment)
            finally:
                leg_instelling_vast(nacht, waarden)
        gemaakt.append(moment.datum.isoformat())
    bewaar_stoplicht(waarden.publicatie / "datateam", waarden.bevroren, waarden.kennisdatum)
    with opnieuw_als_bezet(context), nacht.warehouse() as con:
        aantal = laad_bevroren(con, waarden.bevroren)
        laad_stoplicht(con, waarden.bevroren, waarden.kennisdatum)
        laad_verantwoording(con, waarden.data)
    return dg.MaterializeResult(metadata={"momenten": aantal, "vastgelegd": dg.MetadataValue.json(gemaakt)})


def bouw_marts(map_: Path, moment: Moment) -> None:
    """The marts that are frozen on this moment and what they read, on the warehouse of the environment, without tests:
    the night that shows figures tests them. dbt leaves its log in `map_`. Raises DbtMislukt."""
    for _ in bouw(map_, "--select", *(f"+{bron.mart}" for bron in moment.bronnen.values())):
        pass
