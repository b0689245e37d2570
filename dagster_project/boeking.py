"""Keep how a night went in the book of nights: from what Dagster knows of the run, in words and counts."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

import dagster as dg

from dagster_project.plaatsen import projectversie
from peilstok.instellingen import TIJDZONE, Instellingen
from peilstok.nachtboek import Afloop, Nachtboek, NachtboekFout, Stap
from peilstok.rapport.nachtenpagina import NACHTEN, schrijf_nachtenpagina
from peilstok.vorm import VormFout

log = logging.getLogger("peilstok.nacht")

TELLINGEN = {
    "raw/berichten": ("geladen", "bekend", "dubbel", "quarantaine"),
    "raw/referentie": ("open_in_quarantaine",),
    "kwaliteit/controle": ("geslaagd", "niet_te_beoordelen", "normen_niet_gehaald"),
    "publicatie/datateam": ("partijen",),
    "publicatie/mail": ("verstuurd", "wacht", "geweigerd", "onzeker"),
}
"""What steps say of themselves that is worth a trend, by asset. Counts only."""


def niet_begonnen(fout: BaseException) -> str:
    """Why no step of a night could begin, as a reader is told; the message itself names folders."""
    if isinstance(fout, VormFout):
        return "Wat er al staat, is van een andere versie van Peilstok."
    return "De map met aangeleverde bestanden was niet bereikbaar, of leeg."


@contextmanager
def geboekt(waarden: Instellingen, run_id: str, instance: dg.DagsterInstance | None) -> Iterator[None]:
    """Write in the book that a night begins, and after the block how it went. A book that cannot be written does not
    keep figures back: the log says so. The caller holds the lock of the night."""
    with _als_het_kan(), Nachtboek(waarden.nachtboek) as boek:
        boek.begin(run_id, datetime.now(UTC), projectversie())
    try:
        yield
    except BaseException as fout:
        afloop = Afloop.MISLUKT if isinstance(fout, Exception) else Afloop.AFGEBROKEN
        _eindig(waarden, run_id, afloop, niet_begonnen(fout) if afloop is Afloop.MISLUKT else "")
        raise
    gebeurtenissen = instance.all_logs(run_id) if instance else ()
    stappen = _stappen(gebeurtenissen)
    mis = [stap.naam for stap in stappen if not stap.is_gelukt]
    reden = f"De stap '{mis[0]}' is niet gelukt." if mis else ""
    _eindig(waarden, run_id, Afloop.MISLUKT if mis else Afloop.GELUKT, reden, stappen, _tellingen(gebeurtenissen))


def _eindig(
    waarden: Instellingen,
    run_id: str,
    afloop: Afloop,
    reden: str,
    stappen: Sequence[Stap] = (),
    tellingen: Mapping[str, int] | None = None,
) -> None:
    nu = datetime.now(UTC)
    with _als_het_kan(), Nachtboek(waarden.nachtboek) as boek:
        boek.eindig(run_id, nu, afloop, reden, stappen, tellingen)
        schrijf_nachtenpagina(waarden.nachtenpagina, boek.nachten(NACHTEN), nu, TIJDZONE)


@contextmanager
def _als_het_kan() -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error, NachtboekFout) as fout:
        log.warning("Het nachtboek is niet bijgewerkt (%s)", type(fout).__name__)


def _stappen(gebeurtenissen: Sequence[dg.EventLogEntry]) -> list[Stap]:
    """Each step that ended, in order; one that was tried again counts from its first attempt."""
    # imported here: it knows every asset, and they know the night
    from dagster_project.fouten import STAPPEN

    begin: dict[str, float] = {}
    einde: dict[str, Stap] = {}
    for regel in gebeurtenissen:
        stap, soort = regel.step_key, regel.dagster_event_type
        if stap is None:
            continue
        if soort == dg.DagsterEventType.STEP_START:
            begin.setdefault(stap, regel.timestamp)
        elif soort in (dg.DagsterEventType.STEP_SUCCESS, dg.DagsterEventType.STEP_FAILURE):
            gelukt = soort == dg.DagsterEventType.STEP_SUCCESS
            einde[stap] = Stap(STAPPEN.get(stap, stap), regel.timestamp - begin.get(stap, regel.timestamp), gelukt)
    return list(einde.values())


def _tellingen(gebeurtenissen: Sequence[dg.EventLogEntry]) -> dict[str, int]:
    gevonden: dict[str, int] = {}
    tabellen = 0
    for regel in gebeurtenissen:
        gemaakt = regel.asset_materialization
        if gemaakt is None:
            continue
        sleutel = gemaakt.asset_key.to_user_string()
        tabellen += sleutel.split("/")[0] in ("staging", "intermediate", "marts", "kwaliteit")
        for naam in TELLINGEN.get(sleutel, ()):
            waarde = gemaakt.metadata.get(naam)
            if waarde is not None and isinstance(waarde.value, int):
                gevonden[naam] = waarde.value
    return gevonden | ({"tabellen": tabellen} if tabellen else {})
