"""Everything Dagster should know, merged; nothing is defined here."""

import dagster as dg

from dagster_project.assets import bevroren, dbt, kwaliteit, publicatie, raw, verloop, versturen
from dagster_project.nachtbron import Nacht
from dagster_project.planning import elke_nacht, nacht, nieuwe_bestanden

defs = dg.Definitions(
    assets=[
        raw.instelling,
        raw.berichten,
        raw.uitkomsten,
        raw.referentie,
        raw.verloop,
        bevroren.bevroren,
        dbt.dbt_tabellen,
        kwaliteit.controle,
        verloop.bewaard,
        publicatie.datateam,
        publicatie.postgres,
        versturen.mail,
    ],
    asset_checks=[kwaliteit.grenzen],
    jobs=[nacht],
    schedules=[elke_nacht],
    sensors=[nieuwe_bestanden],
    resources={"nacht": Nacht()},
    executor=dg.in_process_executor,
)
