"""Dagster's event log with kept connections: what is written is what the one that Dagster ships writes."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest
from dagster._core.storage.event_log import SqliteEventLogStorage

from dagster_project.gebeurtenissen import Gebeurtenissen
from dagster_project.thuis import zet_thuis_klaar
from peilstok.instellingen import lees_instellingen


@dg.asset(check_specs=[dg.AssetCheckSpec("goed", asset="tabel")])
def tabel() -> dg.MaterializeResult:
    return dg.MaterializeResult(metadata={"rijen": 3}, check_results=[dg.AssetCheckResult(passed=True)])


@dg.asset
def los() -> None: ...


@dg.asset(deps=[tabel])
def kapot() -> None:
    raise ValueError("mislukt")


@pytest.fixture
def thuis(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for naam in ("DAGSTER_HOME", "DAGSTER_EVENT_BATCH_SIZE"):
        monkeypatch.setenv(naam, "")
    return zet_thuis_klaar(lees_instellingen(tmp_path, {"PEILSTOK_DATA": str(tmp_path / 'met "teken"')}))


def _soorten(opslag: SqliteEventLogStorage, run_id: str) -> list[str]:
    return sorted(
        regel.dagster_event.event_type_value for regel in opslag.get_logs_for_run(run_id) if regel.dagster_event
    )


def test_dezelfde_gebeurtenissen_als_van_dagster_zelf(thuis: Path, tmp_path: Path) -> None:
    with dg.DagsterInstance.from_config(str(thuis)) as instance:
        assert isinstance(instance.event_log_storage, Gebeurtenissen)
        run = dg.materialize([tabel, kapot], instance=instance, raise_on_error=False)
        assert not run.success
        hier = _soorten(instance.event_log_storage, run.run_id)
        assert instance.get_latest_materialization_event(dg.AssetKey("tabel")) is not None
    # read by another process, in the files where Dagster looks for them, after everything was closed
    opslag = SqliteEventLogStorage(str(thuis / "history" / "runs"))
    assert _soorten(opslag, run.run_id) == hier
    sleutel = dg.AssetCheckKey(dg.AssetKey("tabel"), "goed")
    gezien = opslag.get_latest_asset_check_execution_by_key([sleutel])[sleutel]
    assert gezien.status.value == "SUCCEEDED"
    with dg.DagsterInstance.ephemeral(str(tmp_path / "anders")) as gewoon:
        anders = dg.materialize([tabel, kapot], instance=gewoon, raise_on_error=False)
        assert _soorten(gewoon.event_log_storage, anders.run_id) == hier


def test_een_partij_is_er_helemaal_of_niet(thuis: Path) -> None:
    with dg.DagsterInstance.from_config(str(thuis)) as instance:
        run = dg.materialize([los], instance=instance)
        regels = instance.all_logs(run.run_id)
        opslag = instance.event_log_storage
        opslag.delete_events(run.run_id)
        with pytest.raises(Exception, match="EventLogEntry"):
            opslag.store_event_batch([*regels[:3], None])  # type: ignore[list-item]
        assert list(instance.all_logs(run.run_id)) == []
        opslag.store_event_batch(regels)
        assert len(instance.all_logs(run.run_id)) == len(regels)
        # and after a batch every event is kept at once again
        opslag.store_event(regels[0])
    assert len(SqliteEventLogStorage(str(thuis / "history" / "runs")).get_logs_for_run(run.run_id)) == len(regels) + 1
