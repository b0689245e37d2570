"""What must hold: the tests on every table, and Great Expectations at the borders. Results are asset checks on the
tables they are about."""

import logging
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import dagster as dg
import duckdb

from dagster_project.assets.dbt import MANIFEST_INHOUD, tabellen
from dagster_project.assets.raw import BERICHTEN, REFERENTIE
from dagster_project.nachtbron import Nacht, opnieuw_als_bezet
from dagster_project.plaatsen import POOL
from expectations.controle import Status
from expectations.toetsen import SUITE_TOETS, lees_toetsen, voer_toetsen_uit
from expectations.uitvoeren import bewaar_controles, voer_controles_uit
from expectations.vraag import SUITE_NORM, lees_sleutels
from peilstok.berichten.catalogus import laad_catalogus
from peilstok.laden import raw_schema

log = logging.getLogger("peilstok.nacht")

CONTROLE = dg.AssetKey(["kwaliteit", "controle"])
POORT = "geen_blokkerende_afwijking"
_SEEDS = {knoop["name"] for knoop in MANIFEST_INHOUD["nodes"].values() if knoop["resource_type"] == "seed"}
_KPI = [sleutel for sleutel in tabellen("marts") if sleutel.path[-1].startswith("kpi_")]


@dataclass(frozen=True)
class Uitslag:
    """One row of kwaliteit.controle, as far as an asset check shows it."""

    suite: str
    naam: str
    tabel: str
    kolom: str
    ernst: str
    status: Status
    beoordeeld: int
    afwijkend: int
    toelichting: str

    @property
    def is_mis(self) -> bool:
        """True when something deviates."""
        return self.status == "niet geslaagd"

    @property
    def blokkeert(self) -> bool:
        """True when this result keeps the publication back."""
        return self.is_mis and self.ernst == "blokkerend"

    @property
    def regel(self) -> str:
        """The result in one line, for people."""
        waar = f"{self.tabel}.{self.kolom}" if self.kolom else self.tabel
        aantal = f"Niet in orde: {self.afwijkend} van {self.beoordeeld}"
        return f"{self.ernst}: {self.toelichting} {aantal} ({waar}, {self.naam})."


@dg.asset(
    key=CONTROLE,
    group_name="kwaliteit",
    kinds={"greatexpectations"},
    deps=[BERICHTEN, REFERENTIE, *tabellen("staging", "intermediate", "marts", "kwaliteit")],
    check_specs=[dg.AssetCheckSpec(POORT, asset=CONTROLE, blocking=True, description="De poort voor de publicatie.")],
    pool=POOL,
)
def controle(context: dg.AssetExecutionContext, nacht: Nacht) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Tables kwaliteit.controle and controle_sleutel. A blocking failure ends the night before the publication."""
    log.info("Tabellen toetsen, en controles aan de grenzen uitvoeren")
    warehouse = nacht.instellingen.warehouse
    with opnieuw_als_bezet(context):
        with duckdb.connect(str(warehouse), read_only=True) as con:
            controles = voer_toetsen_uit(con, MANIFEST_INHOUD)
        controles += voer_controles_uit(
            warehouse, lees_sleutels(MANIFEST_INHOUD), nacht.pseudoniem, raw_schema(laad_catalogus())
        )
        with nacht.warehouse() as con:
            bewaar_controles(con, controles, nacht.instellingen.peildatum)
    uitslagen = lees_uitslagen(nacht)
    blokkades = [uitslag.regel for uitslag in uitslagen if uitslag.blokkeert]
    return dg.MaterializeResult(
        metadata={
            "geslaagd": sum(uitslag.status == "geslaagd" for uitslag in uitslagen),
            "niet_te_beoordelen": sum(uitslag.status == "niet te beoordelen" for uitslag in uitslagen),
            "niet_geslaagd": dg.MetadataValue.json(
                [uitslag.regel for uitslag in uitslagen if uitslag.is_mis and uitslag.suite != SUITE_NORM]
            ),
            "normen_niet_gehaald": sum(uitslag.is_mis for uitslag in uitslagen if uitslag.suite == SUITE_NORM),
        },
        check_results=[
            dg.AssetCheckResult(
                check_name=POORT,
                passed=not blokkades,
                severity=dg.AssetCheckSeverity.ERROR,
                metadata={"blokkades": dg.MetadataValue.json(blokkades)},
            )
        ],
    )


def _tabelsleutel(tabel: str) -> dg.AssetKey:
    """The asset of a table; a seed lies in schema staging but is no model of it."""
    schema, _, naam = tabel.partition(".")
    return dg.AssetKey(["seeds" if naam in _SEEDS else schema, naam])


def _specs() -> list[dg.AssetCheckSpec]:
    """One check per suite and table; what is about no table in particular is on kwaliteit/controle."""
    paren = [(BERICHTEN, "grens_raw"), (CONTROLE, "overig")]
    paren += [(sleutel, "grens_marts") for sleutel in _KPI]
    paren += [(sleutel, "norm") for sleutel in _KPI if sleutel.path[-1] == "kpi_termijn"]
    getoetst = sorted({toets.tabel for toets in lees_toetsen(MANIFEST_INHOUD)})
    paren += [(_tabelsleutel(tabel), SUITE_TOETS) for tabel in getoetst]
    return [
        dg.AssetCheckSpec(naam, asset=sleutel, additional_deps=[] if sleutel == CONTROLE else [CONTROLE])
        for sleutel, naam in paren
    ]


@dg.multi_asset_check(name="grenzen", specs=_specs(), pool=POOL)
def grenzen(context: dg.AssetCheckExecutionContext, nacht: Nacht) -> Iterator[dg.AssetCheckResult]:
    """Show the stored results where people look for them; the gate is `geen_blokkerende_afwijking`."""
    per_check: dict[dg.AssetCheckKey, list[Uitslag]] = {spec.key: [] for spec in _specs()}
    for uitslag in lees_uitslagen(nacht):
        per_check[_plaats(uitslag, per_check.keys())].append(uitslag)
    for sleutel, uitslagen in per_check.items():
        mis = [uitslag for uitslag in uitslagen if uitslag.is_mis]
        ernstig = any(uitslag.blokkeert for uitslag in mis)
        geslaagd = sum(uitslag.status == "geslaagd" for uitslag in uitslagen)
        yield dg.AssetCheckResult(
            asset_key=sleutel.asset_key,
            check_name=sleutel.name,
            # Dagster knows no third answer: of an empty table nothing is proved, so it is a warning
            passed=geslaagd > 0 and not mis,
            severity=dg.AssetCheckSeverity.ERROR if ernstig else dg.AssetCheckSeverity.WARN,
            metadata={
                "uitgevoerd": len(uitslagen),
                "niet_te_beoordelen": len(uitslagen) - geslaagd - len(mis),
                "niet_geslaagd": dg.MetadataValue.json([uitslag.regel for uitslag in mis]),
            },
        )


def lees_uitslagen(nacht: Nacht) -> Sequence[Uitslag]:
    """The results as stored, in a fixed order."""
    with duckdb.connect(str(nacht.instellingen.warehouse), read_only=True) as con:
        rijen = con.execute(
            "select suite, naam, tabel, kolom, ernst, status, beoordeeld_aantal, afwijkend_aantal, toelichting"
            " from kwaliteit.controle order by all"
        ).fetchall()
    return [Uitslag(*rij) for rij in rijen]


def _plaats(uitslag: Uitslag, bekend: Collection[dg.AssetCheckKey]) -> dg.AssetCheckKey:
    sleutel = dg.AssetCheckKey(_tabelsleutel(uitslag.tabel), uitslag.suite)
    if uitslag.tabel.startswith("raw."):
        sleutel = dg.AssetCheckKey(BERICHTEN, uitslag.suite)
    return sleutel if sleutel in bekend else dg.AssetCheckKey(CONTROLE, "overig")
