"""From the landing folder to schema raw."""

import logging
from dataclasses import asdict

import dagster as dg

from dagster_project.nachtbron import Nacht, opnieuw_als_bezet
from dagster_project.plaatsen import POOL
from peilstok.berichten.catalogus import laad_catalogus
from peilstok.instellingen import Instellingen
from peilstok.laden import controleer_sleutel, laad_berichten, laad_referenties, maak_schema, schrijf_instellingen
from peilstok.laden.masker import maskeer_alsnog, maskeer_verloop
from peilstok.uitkomsten import laad_uitkomsten
from peilstok.verloop import laad_verloop

log = logging.getLogger("peilstok.nacht")

INSTELLING = dg.AssetKey(["raw", "instelling"])
BERICHTEN = dg.AssetKey(["raw", "berichten"])
UITKOMSTEN = dg.AssetKey(["raw", "uitkomsten"])
REFERENTIE = dg.AssetKey(["raw", "referentie"])
BEVROREN = dg.AssetKey(["raw", "bevroren"])
VERLOOP = dg.AssetKey(["raw", "verloop"])


@dg.asset(key=INSTELLING, group_name="raw", kinds={"duckdb"}, pool=POOL)
def instelling(context: dg.AssetExecutionContext, nacht: Nacht) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """What this night's figures are valid for; a key other than that of earlier nights is refused here."""
    waarden = nacht.instellingen
    with opnieuw_als_bezet(context):
        with nacht.warehouse() as con:
            maak_schema(con, laad_catalogus())
            controleer_sleutel(con, nacht.pseudoniem)
            maskeer_alsnog(con, laad_catalogus(), nacht.pseudoniem)
        leg_instelling_vast(nacht, waarden)
    return dg.MaterializeResult(
        metadata={"peildatum": waarden.peildatum.isoformat(), "kennisdatum": waarden.kennisdatum.isoformat()}
    )


def leg_instelling_vast(nacht: Nacht, waarden: Instellingen) -> None:
    """Say in the warehouse what the models that are built next are valid for."""
    with nacht.warehouse() as con:
        schrijf_instellingen(
            con,
            peildatum=waarden.peildatum,
            kennisdatum=waarden.kennisdatum,
            historie_vanaf=waarden.historie_vanaf,
            aansluit_dagen=waarden.aansluit_dagen,
            recidive_maanden=waarden.recidive_maanden,
            test_bsn=waarden.test_bsn,
        )


@dg.asset(key=BERICHTEN, group_name="raw", kinds={"xml", "duckdb"}, deps=[INSTELLING], pool=POOL)
def berichten(context: dg.AssetExecutionContext, nacht: Nacht) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Every iWmo/iJw message in the landing folder, validated and without personal data."""
    log.info("Berichten laden")
    with opnieuw_als_bezet(context), nacht.warehouse() as con:
        gedaan = laad_berichten(con, nacht.instellingen.landing, nacht.pseudoniem, voortgang=log.info)
    return dg.MaterializeResult(
        metadata={
            "bekend": gedaan.bekend,
            "geladen": gedaan.geladen,
            "dubbel": gedaan.dubbel,
            "quarantaine": gedaan.quarantaine,
            "weggelaten": gedaan.weggelaten,
            "berichten": dg.MetadataValue.json(
                [[*soort, aantal] for soort, aantal in sorted(gedaan.berichten.items())]
            ),
            "afkeuringen": dg.MetadataValue.json([asdict(afkeuring) for afkeuring in gedaan.afkeuringen]),
        }
    )


@dg.asset(key=UITKOMSTEN, group_name="raw", kinds={"csv", "duckdb"}, deps=[BERICHTEN], pool=POOL)
def uitkomsten(context: dg.AssetExecutionContext, nacht: Nacht) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Outcome files of providers, each judged as a whole."""
    with opnieuw_als_bezet(context), nacht.warehouse() as con:
        gedaan = laad_uitkomsten(con, nacht.instellingen.landing, nacht.pseudoniem, voortgang=log.info)
    return dg.MaterializeResult(
        metadata={
            "bekend": gedaan.bekend,
            "geladen": gedaan.geladen,
            "proef": gedaan.proef,
            "dubbel": gedaan.dubbel,
            "weggelaten": gedaan.weggelaten,
            "afgekeurd": dg.MetadataValue.json([asdict(afkeuring) for afkeuring in gedaan.afgekeurd]),
        }
    )


# after the others, because it counts what is open in quarantine
@dg.asset(key=REFERENTIE, group_name="raw", kinds={"csv", "duckdb"}, deps=[BERICHTEN, UITKOMSTEN], pool=POOL)
def referentie(context: dg.AssetExecutionContext, nacht: Nacht) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """The municipality's own reference tables as they lie in the landing folder now."""
    with opnieuw_als_bezet(context), nacht.warehouse() as con:
        gedaan = laad_referenties(con, nacht.instellingen.landing, nacht.pseudoniem)
        open_ = con.execute(
            "SELECT count(*) FROM raw.bestand WHERE status = 'quarantaine' AND opgelost_door IS NULL"
        ).fetchone()
    return dg.MaterializeResult(
        metadata={
            "open_in_quarantaine": open_[0] if open_ else 0,
            "ontbreekt": dg.MetadataValue.json(list(gedaan.ontbreekt)),
            "geladen": dg.MetadataValue.json(dict(gedaan.geladen)),
            "afgekeurd": dg.MetadataValue.json([asdict(afkeuring) for afkeuring in gedaan.afgekeurd]),
        }
    )


@dg.asset(key=VERLOOP, group_name="raw", kinds={"parquet", "duckdb"}, deps=[INSTELLING], pool=POOL)
def verloop(context: dg.AssetExecutionContext, nacht: Nacht) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Findings of the nights before this one: when they were seen, and since when they are mended."""
    with opnieuw_als_bezet(context), nacht.warehouse() as con:
        aantal = laad_verloop(con, nacht.instellingen.verloop, nacht.instellingen.kennisdatum)
        maskeer_verloop(con, nacht.pseudoniem)
    return dg.MaterializeResult(metadata={"bevindingen": aantal})
