"""The life of findings, kept for the nights to come."""

import logging

import dagster as dg

from dagster_project.assets.kwaliteit import CONTROLE
from dagster_project.nachtbron import Nacht, opnieuw_als_bezet
from dagster_project.plaatsen import POOL
from peilstok.verloop import bewaar_verloop, stand

log = logging.getLogger("peilstok.nacht")

BEWAARD = dg.AssetKey(["verloop", "bewaard"])


@dg.asset(
    key=BEWAARD,
    group_name="kwaliteit",
    kinds={"parquet"},
    # after the gate: what a night with broken figures did not find is not mended
    deps=[CONTROLE, dg.AssetKey(["kwaliteit", "bevinding_verloop"])],
    pool=POOL,
)
def bewaard(context: dg.AssetExecutionContext, nacht: Nacht) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """The ledger of findings in <DATA>/verloop; a night as of an earlier day leaves it as it is."""
    waarden = nacht.instellingen
    with opnieuw_als_bezet(context), nacht.warehouse() as con:
        is_bewaard = bewaar_verloop(con, waarden.verloop, waarden.kennisdatum)
    laatste = stand(waarden.verloop)
    if not is_bewaard:
        log.info("Het verloop van de bevindingen loopt al tot %s en blijft zoals het is", laatste)
    return dg.MaterializeResult(metadata={"bijgewerkt": is_bewaard, "stand": str(laatste)})
