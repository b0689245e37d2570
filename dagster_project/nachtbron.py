"""The resource that every step shares: the settings, and the lock that is held as long as the night runs."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import dagster as dg
import duckdb
from pydantic import PrivateAttr

from dagster_project.alarm import waak
from dagster_project.boeking import geboekt, niet_begonnen
from dagster_project.plaatsen import VERGRENDELD, instellingen, leesbaar
from dagster_project.thuis import ruim_op
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.instellingen import Instellingen, InstellingFout, geheimen_verborgen, opvallend, vandaag
from peilstok.publicatie import meld_niet_vernieuwd
from peilstok.rechten import alleen_eigenaar, sluit_data_af
from peilstok.slot import nachtslot
from peilstok.uitsluiting import pseudonimiseerder
from peilstok.vorm import VormFout, breng_bij

log = logging.getLogger("peilstok.nacht")

POGINGEN = 5


class Nacht(dg.ConfigurableResource):  # type: ignore[type-arg]
    """Settings of this night. With the in-process executor it is set up once and torn down after the last step."""

    _instellingen: Instellingen | None = PrivateAttr(default=None)
    _begin: datetime = PrivateAttr(default_factory=lambda: datetime.now(UTC))

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator["Nacht"]:
        """Hold the lock around the run. Raises InstellingFout or SlotBezet, which end the run before it begins."""
        self._instellingen = instellingen()
        self._begin = datetime.now(UTC)
        for zin in opvallend(self._instellingen):
            log.warning(zin)
        # dbt's profile reads the folder from the environment
        os.environ["PEILSTOK_DATA"] = str(self._instellingen.data)
        # who needs a secret has these settings; dbt and the workers that judge messages are children of this process
        with geheimen_verborgen(), alleen_eigenaar():
            try:
                with nachtslot(self._instellingen.slot):
                    yield from self._bezig(self._instellingen, context)
            finally:
                _sla_alarm(self._instellingen)

    def _bezig(self, waarden: Instellingen, context: dg.InitResourceContext) -> Iterator["Nacht"]:
        sluit_data_af(waarden.data, waarden.landing, waarden.publicatie, waarden.lezers)
        with geboekt(waarden, context.run_id or "", context.instance):
            try:
                _eis_landing(waarden)
                breng_bij(waarden.data, waarden.landing, vandaag())
            except (InstellingFout, VormFout) as fout:
                # no step begins, so no hook will say it
                meld_niet_vernieuwd(waarden.publicatie, waarden.peildatum, niet_begonnen(fout), lezers=waarden.lezers)
                raise
            if context.instance:
                sluit_gestrande_nachten(context.instance, behalve=context.run_id)
            yield self
        if context.instance:
            ruim_op(context.instance, waarden)

    @property
    def instellingen(self) -> Instellingen:
        """The settings read when the night began."""
        if self._instellingen is None:
            raise RuntimeError("Nacht is used outside a run")
        return self._instellingen

    @property
    def begin(self) -> datetime:
        """When the night began, in UTC."""
        return self._begin

    @property
    def pseudoniem(self) -> Pseudonimiseerder:
        """Makes pseudonyms with the key of the settings, and knows who is kept out. Raises InstellingFout without a
        key, UitsluitingFout when who is kept out cannot be told."""
        return pseudonimiseerder(self.instellingen.sleutel, self.instellingen.data)

    @contextmanager
    def warehouse(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The warehouse, opened for writing and closed after the block: only then can dbt and the checks open it."""
        with duckdb.connect(str(self.instellingen.warehouse)) as con:
            yield con


def _sla_alarm(waarden: Instellingen) -> None:
    """Whatever happens here, the night is what it was."""
    try:
        ronde = waak(waarden)
    except Exception as fout:
        log.warning("Het alarm is niet bekeken (%s)", type(fout).__name__)
        return
    for fout_tekst in ronde.fouten if ronde else ():
        log.warning(fout_tekst)


def _eis_landing(waarden: Instellingen) -> None:
    """InstellingFout when the landing folder is not there, or is empty where it was not before."""
    if not waarden.landing.is_dir():
        # an empty night on a share that is not mounted would look like a good one
        raise InstellingFout(
            f"De landingsmap {leesbaar(waarden.landing)} bestaat niet (of is niet bereikbaar)."
            " Maak haar, of wijs met PEILSTOK_LANDING de goede map aan."
        )
    if waarden.warehouse.exists() and not any(
        (waarden.landing / map_).is_dir() for map_ in ("berichten", "referentie")
    ):
        # a share that is not mounted is an empty folder: publishing without it would wipe names and norms
        raise InstellingFout(
            f"De landingsmap {leesbaar(waarden.landing)} is leeg, en dat was zij eerder niet."
            " Is de schijf of share aangekoppeld? Klopt het wel, maak er dan een map berichten in."
        )


@contextmanager
def opnieuw_als_bezet(context: dg.AssetExecutionContext) -> Iterator[None]:
    """Ask for another attempt, each time after a longer wait, when another process has the warehouse open.

    Only for that: any other error would fail again.
    """
    try:
        yield
    except Exception as fout:
        if VERGRENDELD not in str(fout):
            raise
        wacht = 5 * 2**context.retry_number
        log.warning("Het magazijn is elders geopend; over %s seconden opnieuw.", wacht)
        raise dg.RetryRequested(max_retries=POGINGEN, seconds_to_wait=wacht) from fout


def sluit_gestrande_nachten(instance: dg.DagsterInstance, behalve: str | None = None) -> int:
    """Mark as failed the runs of a process that was killed; only call it with the lock in hand. Returns how many.

    Dagster cannot see that the process of such a run is gone, and would keep later nights in the queue behind it.
    """
    gestrand = [
        run
        for run in instance.get_runs(filters=dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED]))
        if run.run_id != behalve
    ]
    for run in gestrand:
        instance.report_run_failed(run, "Het proces van deze nacht is afgebroken.")
    return len(gestrand)
