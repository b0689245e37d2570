"""The dbt project as assets: one per model and seed, its tests as checks."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, DbtCliResource, dbt_assets

from dagster_project.assets.raw import BERICHTEN, BEVROREN, INSTELLING, REFERENTIE, VERLOOP
from dagster_project.nachtbron import Nacht, opnieuw_als_bezet
from dagster_project.plaatsen import DBT, MANIFEST, POOL
from peilstok.instellingen import zonder_geheimen

log = logging.getLogger("peilstok.nacht")

DBT_PROGRAMMA = Path(sys.executable).with_name("dbt")
DBT_MAPPEN = ("--project-dir", DBT, "--profiles-dir", DBT)


class Vertaler(DagsterDbtTranslator):
    """Asset keys are `<folder>/<model>`, groups the folders; the raw tables are the raw assets."""

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        """Key of a model, seed or source."""
        naam = dbt_resource_props["name"]
        if dbt_resource_props["resource_type"] == "source":
            if naam == "instelling":
                return INSTELLING
            if naam.startswith("bevroren_"):
                return BEVROREN
            if naam == "vorig_verloop":
                return VERLOOP
            return REFERENTIE if naam.startswith("ref_") else BERICHTEN
        if dbt_resource_props["resource_type"] == "seed":
            return dg.AssetKey(["seeds", naam])
        return dg.AssetKey([dbt_resource_props["fqn"][1], naam])

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """The folder below models/, e.g. `marts_kpi`."""
        if dbt_resource_props["resource_type"] == "seed":
            return "seeds"
        return "_".join(dbt_resource_props["fqn"][1:-1])


def lees_manifest(pad: Path = MANIFEST) -> dict[str, Any]:
    """dbt's manifest. Made here only when nobody ran make: `make` keeps it up to date, loading code does not."""
    if not pad.exists():
        subprocess.run(
            [DBT_PROGRAMMA, "--quiet", "parse", *DBT_MAPPEN, "--target-path", pad.parent],
            check=True,
            env=zonder_geheimen(os.environ) | {"DBT_SEND_ANONYMOUS_USAGE_STATS": "false"},
        )
    manifest: dict[str, Any] = json.loads(pad.read_text(encoding="utf-8"))
    return manifest


MANIFEST_INHOUD = lees_manifest()
VERTALER = Vertaler(DagsterDbtTranslatorSettings(enable_duplicate_source_asset_keys=True))


@dbt_assets(manifest=MANIFEST_INHOUD, dagster_dbt_translator=VERTALER, name="dbt", pool=POOL)
def dbt_tabellen(context: dg.AssetExecutionContext, nacht: Nacht, dbt: DbtCliResource) -> Iterator[Any]:
    """Build and test every model, in a process of its own: dbt inside this one would keep the warehouse open."""
    log.info("Tabellen bouwen en toetsen")
    # In DATA and not in the project: logs belong to the data, and dbt parses again when its profile changed.
    aanroep = ["build", "--exclude-resource-type", "unit_test"]
    gebouwd = 0
    # else a build that stops early would show the results of the night before
    (dbt_map(nacht) / "run_results.json").unlink(missing_ok=True)
    with opnieuw_als_bezet(context):
        for gebeurtenis in dbt.cli(aanroep, context=context, target_path=dbt_map(nacht)).stream():
            if isinstance(gebeurtenis, dg.Output):
                gebouwd += 1
                if gebouwd % 10 == 0:
                    log.info("  %s tabellen gebouwd", gebouwd)
            yield gebeurtenis


def dbt_map(nacht: Nacht) -> Path:
    """Where dbt leaves its artefacts and log: <DATA>/logs/dbt."""
    return nacht.instellingen.logs / "dbt"


def tabellen(*mappen: str) -> list[dg.AssetKey]:
    """Keys of the models in these folders of models/, in order."""
    return sorted(sleutel for sleutel in dbt_tabellen.keys if sleutel.path[0] in mappen)


dbt_bron = DbtCliResource(project_dir=str(DBT), profiles_dir=str(DBT), dbt_executable=str(DBT_PROGRAMMA))


@dataclass(frozen=True)
class Toetsen:
    """Results of dbt's last build: tests passed, tests failed, and models that could not be built."""

    geslaagd: int
    mis: Sequence[str]
    fout: Sequence[str]


def toetsen_van(map_: Path) -> Toetsen:
    """Read them from dbt's run_results.json in this folder; empty when dbt did not get that far."""
    bestand = map_ / "run_results.json"
    uitslagen = json.loads(bestand.read_text(encoding="utf-8"))["results"] if bestand.exists() else []
    toetsen = [uitslag for uitslag in uitslagen if uitslag["unique_id"].startswith("test.")]
    return Toetsen(
        geslaagd=sum(uitslag["status"] == "pass" for uitslag in toetsen),
        mis=[
            f"{'signaal' if uitslag['status'] == 'warn' else 'blokkerend'}: dbt-toets {_naam(uitslag)}"
            f" ({uitslag.get('failures')} rijen)"
            for uitslag in toetsen
            if uitslag["status"] in ("fail", "warn", "error")
        ],
        # the kind of error only: an engine's message may quote a value
        fout=[
            f"tabel {_naam(uitslag)} kon niet worden gebouwd ({_soort_fout(uitslag)})"
            for uitslag in uitslagen
            if uitslag["status"] == "error" and uitslag not in toetsen
        ],
    )


def _naam(uitslag: Mapping[str, Any]) -> str:
    return str(uitslag["unique_id"].split(".")[2])


def _soort_fout(uitslag: Mapping[str, Any]) -> str:
    regels = [regel.strip() for regel in (uitslag.get("message") or "").splitlines() if regel.strip()]
    return next((regel.split(":")[0] for regel in regels[1:]), "zie dbt.log")
