"""What may leave the house, once everything before it held."""

import logging

import dagster as dg
import duckdb

from dagster_project.assets.dbt import tabellen
from dagster_project.assets.kwaliteit import CONTROLE
from dagster_project.nachtbron import Nacht, opnieuw_als_bezet
from dagster_project.plaatsen import MANIFEST, POOL, leesbaar, projectversie
from peilstok.publicatie import publiceer
from peilstok.rapport.gegevens import lees_gatzinnen

log = logging.getLogger("peilstok.nacht")

DATATEAM = dg.AssetKey(["publicatie", "datateam"])


@dg.asset(
    key=DATATEAM,
    group_name="publicatie",
    kinds={"duckdb", "parquet", "html"},
    deps=[CONTROLE, *tabellen("marts", "kwaliteit")],
    pool=POOL,
)
def datateam(context: dg.AssetExecutionContext, nacht: Nacht) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """The publication of the data team and, cut from it, those of all other audiences, swapped in together."""
    log.info("Publiceren")
    with opnieuw_als_bezet(context):
        gedaan = publiceer(
            nacht.instellingen.warehouse,
            nacht.instellingen.publicatie,
            MANIFEST,
            lezers=nacht.instellingen.lezers,
            versie=projectversie(),
            geheugen=nacht.instellingen.onderdrukking,
        )
        with duckdb.connect(str(nacht.instellingen.warehouse), read_only=True) as con:
            gaten = lees_gatzinnen(con)
    return dg.MaterializeResult(
        metadata={
            "tabellen": dg.MetadataValue.json(dict(gedaan.tabellen)),
            "gewijzigd": gedaan.gewijzigd,
            "partijen": len(gedaan.partijen),
            "niet_vernieuwd": dg.MetadataValue.json(dict(gedaan.niet_vernieuwd)),
            "gaten": dg.MetadataValue.json(gaten),
            "index": leesbaar(nacht.instellingen.publicatie / "datateam" / "index.html"),
        }
    )
