"""The dbt project as assets: one per model and seed."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, dbt_assets

from dagster_project.assets.raw import BERICHTEN, BEVROREN, INSTELLING, REFERENTIE, UITKOMSTEN, VERLOOP
from dagster_project.gecompileerd import lees_manifest
from dagster_project.nachtbron import Nacht, opnieuw_als_bezet
from dagster_project.plaatsen import DBT, OPEN_ELDERS, POOL, PROJECT, VERGRENDELD
from peilstok.instellingen import zonder_geheimen

log = logging.getLogger("peilstok.nacht")


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
            if naam.startswith("uitkomst_"):
                return UITKOMSTEN
            return REFERENTIE if naam.startswith("ref_") else BERICHTEN
        if dbt_resource_props["resource_type"] == "seed":
            return dg.AssetKey(["seeds", naam])
        return dg.AssetKey([dbt_resource_props["fqn"][1], naam])

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """The folder below models/, e.g. `marts_kpi`."""
        if dbt_resource_props["resource_type"] == "seed":
            return "seeds"
        return "_".join(dbt_resource_props["fqn"][1:-1])


MANIFEST_INHOUD = lees_manifest()
# The tests of dbt are asked per table and not per column, with the checks at the borders (kwaliteit.py).
VERTALER = Vertaler(DagsterDbtTranslatorSettings(enable_duplicate_source_asset_keys=True, enable_asset_checks=False))


class DbtMislukt(RuntimeError):
    """dbt could not build every table; what went wrong is in its run_results.json."""


@dbt_assets(manifest=MANIFEST_INHOUD, dagster_dbt_translator=VERTALER, name="dbt", pool=POOL)
def dbt_tabellen(context: dg.AssetExecutionContext, nacht: Nacht) -> Iterator[Any]:
    """Build every model; the tests on them come after."""
    log.info("Tabellen bouwen")
    sleutels = {
        naam: VERTALER.get_asset_key(knoop)
        for naam, knoop in MANIFEST_INHOUD["nodes"].items()
        if knoop["resource_type"] in ("model", "seed")
    }
    map_ = dbt_map(nacht)
    # else a build that stops early would show the results of the night before
    (map_ / "run_results.json").unlink(missing_ok=True)
    with opnieuw_als_bezet(context):
        for nummer, _ in enumerate(bouw(map_), start=1):
            if nummer % 50 == 0:
                log.info("  %s tabellen gebouwd", nummer)
    for uitslag in _uitslagen(map_):
        yield dg.MaterializeResult(
            asset_key=sleutels[uitslag["unique_id"]], metadata={"seconden": float(uitslag["execution_time"])}
        )


def bouw(map_: Path, *keuze: str) -> Iterator[str]:
    """Build what `keuze` selects (nothing: all) on the warehouse of the environment; yields the unique_id of each
    model and seed that ended. dbt leaves its artefacts and log in `map_`. Raises DbtMislukt."""
    map_.mkdir(parents=True, exist_ok=True)
    lezen, schrijven = os.pipe()
    opdracht: list[str | Path] = [sys.executable, "-m", "dagster_project.bouwproces", str(schrijven)]
    # info: at level debug, dbt's default for the file, a night wrote 40 MB
    opdracht += ["--quiet", "--log-level-file", "info", "build"]
    opdracht += ["--exclude-resource-type", "test", "--exclude-resource-type", "unit_test"]
    opdracht += ["--project-dir", DBT, "--profiles-dir", DBT, "--target-path", map_, "--log-path", map_, *keuze]
    with subprocess.Popen(opdracht, cwd=PROJECT, pass_fds=[schrijven], env=zonder_geheimen(os.environ)) as proces:
        os.close(schrijven)
        with os.fdopen(lezen, encoding="utf-8") as regels:
            for regel in regels:
                yield regel.strip()
    if proces.returncode == OPEN_ELDERS:
        raise DbtMislukt(VERGRENDELD)
    if proces.returncode:
        raise DbtMislukt("dbt stopte met een fout")


def dbt_map(nacht: Nacht) -> Path:
    """Where dbt leaves its artefacts and log: <DATA>/logs/dbt."""
    return nacht.instellingen.logs / "dbt"


def tabellen(*mappen: str) -> list[dg.AssetKey]:
    """Keys of the models in these folders of models/, in order."""
    return sorted(sleutel for sleutel in dbt_tabellen.keys if sleutel.path[0] in mappen)


def bouwfouten(map_: Path) -> list[str]:
    """The models that dbt could not build, from its run_results.json in this folder; none when it did not get that
    far. The kind of error only: an engine's message may quote a value."""
    return [
        f"tabel {_naam(uitslag)} kon niet worden gebouwd ({_soort_fout(uitslag)})"
        for uitslag in _uitslagen(map_)
        if uitslag["status"] == "error"
    ]


def _uitslagen(map_: Path) -> list[dict[str, Any]]:
    bestand = map_ / "run_results.json"
    return json.loads(bestand.read_text(encoding="utf-8"))["results"] if bestand.exists() else []


def _naam(uitslag: Mapping[str, Any]) -> str:
    return str(uitslag["unique_id"].split(".")[2])


def _soort_fout(uitslag: Mapping[str, Any]) -> str:
    regels = [regel.strip() for regel in (uitslag.get("message") or "").splitlines() if regel.strip()]
    return next((regel.split(":")[0] for regel in regels[1:]), "zie dbt.log")
