"""What may leave the house, once everything before it held."""

import logging
from datetime import UTC, datetime

import dagster as dg
import duckdb

from dagster_project.assets.dbt import tabellen
from dagster_project.assets.kwaliteit import CONTROLE
from dagster_project.nachtbron import Nacht, opnieuw_als_bezet
from dagster_project.plaatsen import MANIFEST, POOL, leesbaar, projectversie
from peilstok.publicatie import PublicatieSamenvatting, publiceer
from peilstok.publicatie.postgres import publiceer_in_postgres
from peilstok.publicatie.verantwoording import noteer, van_publicatie
from peilstok.rapport.gegevens import lees_gatzinnen

log = logging.getLogger("peilstok.nacht")

DATATEAM = dg.AssetKey(["publicatie", "datateam"])
POSTGRES = dg.AssetKey(["publicatie", "postgres"])


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
        _verantwoord(nacht, gedaan)
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


@dg.asset(key=POSTGRES, group_name="publicatie", kinds={"postgres"}, deps=[DATATEAM], pool=POOL)
def postgres(nacht: Nacht) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """The same in PostgreSQL, a schema per audience, where the settings name a database. When that fails the night
    says so; the folders and the mails do not wait for it."""
    database = nacht.instellingen.database
    if not database.publiceer:
        return dg.MaterializeResult(metadata={"schemas": 0})
    log.info("Publiceren in PostgreSQL")
    gedaan = publiceer_in_postgres(database.publiceer, nacht.instellingen.publicatie, database.doelgroepen)
    return dg.MaterializeResult(
        metadata={
            "schemas": len(gedaan.vernieuwd) + len(gedaan.gelijk),
            "vernieuwd": dg.MetadataValue.json(gedaan.vernieuwd),
            "weg": dg.MetadataValue.json(gedaan.weg),
        }
    )


def _verantwoord(nacht: Nacht, gedaan: PublicatieSamenvatting) -> None:
    """Note who published what. Not to be able to is said, and stops nothing: the folders are in use already."""
    vernieuwd = {"datateam", *gedaan.partijen} - set(gedaan.gelijk)
    try:
        noteer(
            nacht.instellingen.data,
            van_publicatie(
                nacht.instellingen.publicatie, datetime.now(UTC), vernieuwd, gedaan.gelijk, gedaan.niet_vernieuwd
            ),
        )
    except OSError:
        log.warning("Deze publicatie kon niet worden genoteerd in de map verantwoording.")
