"""When the night runs: the job, the schedule, and a sensor on the landing folder."""

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from pathlib import Path

import dagster as dg

from dagster_project.melding import meld_mislukte_nacht
from dagster_project.nachtbron import sluit_gestrande_nachten
from dagster_project.plaatsen import instellingen
from peilstok.laden.bronnen import vind_alles
from peilstok.slot import SlotBezet, houder, nachtslot

nacht = dg.define_asset_job(
    "nacht",
    selection=dg.AssetSelection.all(),
    executor_def=dg.in_process_executor,
    hooks={meld_mislukte_nacht},
    description="Van de landingsmap tot en met de publicatie.",
)

# 01:30 and not 02:30: that time does not exist on one night a year
elke_nacht = dg.ScheduleDefinition(
    name="elke_nacht",
    job=nacht,
    cron_schedule="30 1 * * *",
    execution_timezone="Europe/Amsterdam",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)


@dg.sensor(
    name="nieuwe_bestanden",
    job=nacht,
    minimum_interval_seconds=120,
    default_status=dg.DefaultSensorStatus.RUNNING,
)
def nieuwe_bestanden(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
    """A night when files came or changed, and have then been left alone for one round: a copy in progress is not read.

    The cursor holds the state seen last and since when, and the state a night was asked for. That moment is in the key
    of the request: a folder may return to a state it had before, and Dagster runs no key twice.
    """
    waarden = instellingen()
    _geef_gestrande_nachten_vrij(context.instance, waarden.slot)
    if houder(waarden.slot):
        # asked for now it would be refused, and not asked for again
        return dg.SkipReason("Er draait al een nacht.")
    nu = stand(waarden.landing)
    cursor = json.loads(context.cursor) if context.cursor else {"gezien": "", "gevraagd": ""}
    if nu == cursor["gevraagd"]:
        return dg.SkipReason("Geen nieuwe of gewijzigde bestanden.")
    if nu != cursor["gezien"]:
        # evaluated again after a crash the key is the same, so that one change is one night
        sinds = datetime.now(UTC).isoformat(timespec="microseconds")
        context.update_cursor(json.dumps(cursor | {"gezien": nu, "sinds": sinds}))
        return dg.SkipReason("Er komen bestanden binnen; wachten tot het stil is.")
    verzoek = dg.RunRequest(run_key=f"{nu}-{cursor.get('sinds', '')}")
    return dg.SensorResult(run_requests=[verzoek], cursor=json.dumps(cursor | {"gevraagd": nu}))


def stand(landing: Path) -> str:
    """A short text that changes with any file's path, size or time below `landing`; empty without files.

    Contents are not read: 100,000 files take half a second.
    """
    som = blake2b(digest_size=16)
    leeg = True
    for bestand in vind_alles(landing):
        som.update(f"{bestand.pad}\0{bestand.bytes}\0{bestand.mtime_ns}\n".encode())
        leeg = False
    return "" if leeg else som.hexdigest()


def _geef_gestrande_nachten_vrij(instance: dg.DagsterInstance, slot: Path) -> None:
    """Without this a night killed by a power cut keeps its place in the pool, and no later night starts."""
    jong = datetime.now(UTC) - timedelta(minutes=10)
    oud = [
        record
        for record in instance.get_run_records(dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED]))
        # a run that has only just begun may not have the lock yet
        if record.start_time and datetime.fromtimestamp(record.start_time, UTC) < jong
    ]
    if oud:
        with suppress(SlotBezet), nachtslot(slot):
            sluit_gestrande_nachten(instance)
