"""When a night fails: say so on what stands published, whoever started the night."""

import logging
from collections.abc import Sequence

import dagster as dg

from dagster_project.assets.kwaliteit import lees_uitslagen
from dagster_project.nachtbron import Nacht
from peilstok.publicatie import meld_niet_vernieuwd

log = logging.getLogger("peilstok.nacht")

PUBLICATIE = "publicatie"
"""First part of the asset key of a publication; the rest is its audience."""

REDENEN = {
    "raw": "De aangeleverde bestanden konden niet volledig worden ingelezen.",
    "dbt": "Een tabel kon niet worden gebouwd.",
    "kwaliteit": "De controles op de cijfers konden niet worden uitgevoerd.",
    PUBLICATIE: "Het publiceren zelf is niet gelukt.",
}
"""Room of the step that failed -> what a reader is told; the cause itself is for the data team, in the log."""


@dg.failure_hook(name="meld_niet_vernieuwd", required_resource_keys={"nacht"})
def meld_mislukte_nacht(context: dg.HookContext) -> None:
    """Put the notice on every publication, when this night failed before it renewed them."""
    nacht: Nacht = context.resources.nacht
    if _is_gepubliceerd(context):
        return
    gemeld = meld_niet_vernieuwd(
        nacht.instellingen.publicatie,
        nacht.instellingen.peildatum,
        _reden(context, nacht),
        lezers=nacht.instellingen.lezers,
    )
    if gemeld:
        log.info("Op de publicatie staat nu dat zij niet is vernieuwd")


def _reden(context: dg.HookContext, nacht: Nacht) -> str:
    # by name: Dagster does not export this error
    if type(context.op_exception).__name__ == "DagsterAssetCheckFailedError":
        return reden_van_blokkades([uitslag.toelichting for uitslag in lees_uitslagen(nacht) if uitslag.blokkeert])
    return REDENEN.get(str(context.step_key).split("__")[0], "De nacht is afgebroken voordat zij klaar was.")


def reden_van_blokkades(toelichtingen: Sequence[str]) -> str:
    """What a reader is told of the blocking checks. Their explanations are fixed texts: they name no case, code or
    person."""
    verschillend = list(dict.fromkeys(toelichtingen))
    if len(verschillend) <= 1:
        return f"Een controle hield de cijfers tegen, want dit klopt niet: {''.join(verschillend)}"
    return f"{len(verschillend)} controles hielden de cijfers tegen, want onder meer dit klopt niet: {verschillend[0]}"


def _is_gepubliceerd(context: dg.HookContext) -> bool:
    """Whether this run came past the publication, which says itself who was not renewed."""
    sleutels = (
        regel.dagster_event.asset_key
        for regel in context.instance.all_logs(context.run_id, of_type=dg.DagsterEventType.ASSET_MATERIALIZATION)
        if regel.dagster_event
    )
    return any(sleutel is not None and sleutel.path[0] == PUBLICATIE for sleutel in sleutels)
