"""The mails that say where the reports on message quality lie."""

import logging

import dagster as dg

from dagster_project.assets.publicatie import DATATEAM
from dagster_project.assets.raw import REFERENTIE
from dagster_project.nachtbron import Nacht, opnieuw_als_bezet
from dagster_project.plaatsen import POOL
from dagster_project.post import mailregels, verstuur_nu

log = logging.getLogger("peilstok.nacht")

MAIL = dg.AssetKey(["publicatie", "mail"])
POGINGEN = 2
WACHT = 120
"""Attempts after the first, and the seconds before the first of them; twice as long before the next."""


@dg.asset(key=MAIL, group_name="publicatie", kinds={"email"}, deps=[DATATEAM, REFERENTIE], pool=POOL)
def mail(context: dg.AssetExecutionContext, nacht: Nacht) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """A mail per report and party, once a month. A mail server that says no does not fail the night: what did not go
    out waits in the outbox, and the summary says so."""
    log.info("Rapporten aankondigen")
    with opnieuw_als_bezet(context):
        ronde = verstuur_nu(nacht.instellingen, nacht.pseudoniem, sinds=nacht.begin)
    if ronde.tijdelijk and context.retry_number < POGINGEN:
        wacht = WACHT * 2**context.retry_number
        log.warning("Niet alle mails konden weg; over %s seconden opnieuw.", wacht)
        raise dg.RetryRequested(max_retries=POGINGEN, seconds_to_wait=wacht)
    return dg.MaterializeResult(
        metadata={
            "verstuurd": ronde.verstuurd,
            "wacht": ronde.wacht,
            "geweigerd": ronde.geweigerd,
            "onzeker": ronde.onzeker,
            "regels": dg.MetadataValue.json(mailregels(ronde, nacht.instellingen)),
        }
    )
