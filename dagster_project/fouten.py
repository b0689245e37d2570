"""Why a night failed, as a person can act on it."""

from typing import cast

import dagster as dg
from dagster_shared.error import SerializableErrorInfo

from dagster_project.assets.dbt import bouwfouten
from dagster_project.assets.kwaliteit import CONTROLE, POORT
from dagster_project.plaatsen import VERGRENDELD
from peilstok.instellingen import Instellingen

STAPPEN = {
    "raw__instelling": "Instellingen vastleggen",
    "raw__berichten": "Berichten laden",
    "raw__uitkomsten": "Uitkomstbestanden laden",
    "raw__referentie": "Referentietabellen laden",
    "raw__bevroren": "Vastgelegde cijfers laden",
    "raw__verloop": "Verloop van bevindingen laden",
    "dbt": "Tabellen bouwen",
    "kwaliteit__controle": "Toetsen en controles",
    "grenzen": "Controles tonen",
    "verloop__bewaard": "Verloop van bevindingen bewaren",
    "publicatie__datateam": "Publiceren",
    "publicatie__postgres": "Publiceren in PostgreSQL",
    "publicatie__mail": "Rapporten aankondigen",
}
"""The steps of the night in words, by the name Dagster gives them; a test compares them with the job."""
EIGEN_UITLEG = (
    "SlotBezet",
    "InstellingFout",
    "SleutelAfwijking",
    "MagazijnBeschadigd",
    "VormFout",
    "MotorFout",
)
"""Errors whose own message already says in Dutch what to do."""


def oorzaken(uitkomst: dg.ExecuteInProcessResult, waarden: Instellingen) -> list[str]:
    """One text per cause, each once; never empty."""
    gevonden: list[str] = []
    for stap, fout in _fouten(uitkomst):
        kern = _kern(fout)
        # Dagster writes module.Class: message
        bericht = kern.message.strip().split(f"{kern.cls_name}: ", 1)[-1]
        if kern.cls_name in EIGEN_UITLEG:
            gevonden.append(bericht)
        elif VERGRENDELD in bericht:
            gevonden.append(
                f"{stap}: het magazijn ({waarden.warehouse.name}) is geopend door een ander programma."
                " Sluit dat; kijk liever in de publicatie, die mag altijd open."
            )
        elif kern.cls_name == "DagsterAssetCheckFailedError":
            gevonden += _blokkades(uitkomst)
        elif kern.cls_name == "DbtMislukt":
            fouten = bouwfouten(waarden.logs / "dbt")
            gevonden += [f"{stap}: {regel}" for regel in fouten] or [f"{stap}: dbt stopte met een fout."]
        else:
            gevonden.append(f"{stap}: {kern.cls_name}: {bericht.splitlines()[0] if bericht else ''}")
    return list(dict.fromkeys(gevonden)) or ["De oorzaak staat alleen in het verslag hieronder."]


def _fouten(uitkomst: dg.ExecuteInProcessResult) -> list[tuple[str, SerializableErrorInfo]]:
    """(step, error) of every failed step; when no step began, what ended the run before it."""
    stappen = [
        (STAPPEN.get(gebeurtenis.step_key or "", gebeurtenis.step_key or ""), gebeurtenis.step_failure_data.error)
        for gebeurtenis in uitkomst.all_events
        if gebeurtenis.is_step_failure
    ]
    rest = [
        ("Begin van de nacht", gebeurtenis.job_failure_data.error)
        for gebeurtenis in uitkomst.all_events
        if gebeurtenis.is_job_failure
    ]
    return [(naam, fout) for naam, fout in stappen or rest if fout]


def _kern(fout: SerializableErrorInfo) -> SerializableErrorInfo:
    """The innermost error: the outer ones only say where Dagster was."""
    while fout.cause:
        fout = fout.cause
    return fout


def _blokkades(uitkomst: dg.ExecuteInProcessResult) -> list[str]:
    return [
        regel
        for check in uitkomst.get_asset_check_evaluations()
        if check.asset_key == CONTROLE and check.check_name == POORT
        for regel in cast(list[str], check.metadata["blokkades"].value)
    ]
