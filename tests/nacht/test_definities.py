"""Dagster's side: everything loads, and what the night needs is there."""

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import dagster as dg
import duckdb
import pytest

from dagster_project.assets import dbt
from dagster_project.assets.dbt import bouwfouten
from dagster_project.assets.kwaliteit import CONTROLE, POORT
from dagster_project.assets.publicatie import DATATEAM
from dagster_project.assets.raw import BERICHTEN, INSTELLING, REFERENTIE
from dagster_project.assets.versturen import MAIL
from dagster_project.definitions import defs
from dagster_project.fouten import STAPPEN
from dagster_project.nachtbron import POGINGEN, Nacht, opnieuw_als_bezet, sluit_gestrande_nachten
from dagster_project.plaatsen import POOL, VERGRENDELD
from dagster_project.planning import nieuwe_bestanden, stand
from dagster_project.thuis import ruim_op
from peilstok.berichten.catalogus import laad_catalogus
from peilstok.instellingen import lees_instellingen
from peilstok.laden.werkers import _Werker
from peilstok.slot import nachtslot
from tests.laden.diep import diepe_mappen


def test_everything_is_in_the_job_nacht() -> None:
    graaf = defs.resolve_asset_graph()
    job = defs.resolve_job_def("nacht")
    assert set(job.asset_layer.executable_asset_keys) == set(graaf.executable_asset_keys)
    assert job.executor_def.name == "in_process"
    assert {BERICHTEN, REFERENTIE, INSTELLING, CONTROLE, DATATEAM} <= set(graaf.executable_asset_keys)


def test_every_step_has_a_name_in_words() -> None:
    assert {knoop.name for knoop in defs.resolve_job_def("nacht").nodes} == STAPPEN.keys()


def test_every_step_is_in_the_pool() -> None:
    assert {knoop.definition.pool for knoop in defs.resolve_job_def("nacht").nodes} == {POOL}  # type: ignore[union-attr]
    instelling = (Path(__file__).parents[2] / "dagster_project" / "dagster.yaml").read_text(encoding="utf-8")
    assert "default_limit: 1" in instelling


def test_lineage_runs_from_landing_to_publication() -> None:
    graaf = defs.resolve_asset_graph()
    boven = graaf.get_ancestor_asset_keys(DATATEAM)
    assert {BERICHTEN, INSTELLING, CONTROLE, dg.AssetKey(["marts", "kpi_termijn"])} <= boven
    assert BERICHTEN in graaf.get(dg.AssetKey(["staging", "stg_bericht_bekend"])).parent_keys
    assert DATATEAM in graaf.get_ancestor_asset_keys(MAIL)
    los = [sleutel for sleutel in graaf.external_asset_keys if sleutel.path[0] == "raw"]
    assert los == []


def test_groups_follow_the_folders() -> None:
    graaf = defs.resolve_asset_graph()
    assert graaf.get(dg.AssetKey(["marts", "kpi_termijn"])).group_name == "marts_kpi"
    assert graaf.get(dg.AssetKey(["staging", "stg_bericht"])).group_name == "staging"


def test_checks_stand_on_the_tables_they_are_about() -> None:
    graaf = defs.resolve_asset_graph()
    assert graaf.get(dg.AssetCheckKey(CONTROLE, POORT)).blocking
    namen = {(sleutel.asset_key.to_user_string(), sleutel.name) for sleutel in graaf.asset_check_keys}
    assert {
        ("raw/berichten", "grens_raw"),
        ("marts/kpi_termijn", "norm"),
        ("marts/kpi_termijn", "grens_marts"),
    } <= namen


def test_schedule() -> None:
    schema = defs.resolve_schedule_def("elke_nacht")
    assert (schema.cron_schedule, schema.execution_timezone) == ("30 1 * * *", "Europe/Amsterdam")
    assert schema.default_status == dg.DefaultScheduleStatus.RUNNING


def test_sensor_waits_until_it_is_quiet_and_asks_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    landing = tmp_path / "landing"
    monkeypatch.setenv("PEILSTOK_LANDING", str(landing))
    monkeypatch.setenv("PEILSTOK_DATA", str(tmp_path / "data"))
    with dg.DagsterInstance.ephemeral() as instance:
        cursor: str | None = None
        sleutels: list[str] = []

        def tik() -> int:
            nonlocal cursor
            context = dg.build_sensor_context(instance=instance, cursor=cursor)
            uitkomst = nieuwe_bestanden.evaluate_tick(context)
            cursor = uitkomst.cursor
            sleutels.extend(str(verzoek.run_key) for verzoek in uitkomst.run_requests or [])
            return len(uitkomst.run_requests or [])

        assert [tik(), tik()] == [0, 0]
        (landing / "berichten").mkdir(parents=True)
        (landing / "berichten" / "a.xml").write_bytes(b"<a/>")
        assert [tik(), tik(), tik(), tik()] == [0, 1, 0, 0]
        (landing / "berichten" / "a.xml").write_bytes(b"<ab/>")
        with nachtslot(tmp_path / "data" / "nacht.slot"):
            assert [tik(), tik(), tik()] == [0, 0, 0]
        assert [tik(), tik(), tik()] == [0, 1, 0]
        # a file that is put back as it was is news, and Dagster runs no key twice
        os.utime(landing / "berichten" / "a.xml", ns=(1, 1))
        assert [tik(), tik()] == [0, 1]
        (landing / "berichten" / "a.xml").write_bytes(b"<abc/>")
        assert [tik(), tik()] == [0, 1]
        (landing / "berichten" / "a.xml").write_bytes(b"<ab/>")
        os.utime(landing / "berichten" / "a.xml", ns=(1, 1))
        assert [tik(), tik(), tik()] == [0, 1, 0]
    assert len(set(sleutels)) == len(sleutels) == 5
    assert len({sleutel.partition("-")[0] for sleutel in sleutels}) == 4


def test_state_of_the_landing_folder(tmp_path: Path) -> None:
    assert stand(tmp_path / "nergens") == stand(tmp_path) == ""
    bestand = tmp_path / "map" / "é\udcff.xml"
    bestand.parent.mkdir()
    bestand.write_bytes(b"x")
    eerst = stand(tmp_path)
    os.utime(bestand, ns=(1, 1))
    assert stand(tmp_path) not in ("", eerst)


def test_state_of_a_landing_folder_made_to_hurt(tmp_path: Path) -> None:
    """A sensor that fails starts no night, and says so nowhere a person looks."""
    (tmp_path / "rond").symlink_to(tmp_path / "rond")
    os.mkfifo(tmp_path / "buis.csv")
    with diepe_mappen(tmp_path):
        assert stand(tmp_path) == stand(tmp_path) != ""


def test_no_child_of_a_night_gets_a_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not dbt, and not a process that judges messages: what is in an environment can be read from outside."""
    (tmp_path / "landing" / "berichten").mkdir(parents=True)
    geheimen = {"PEILSTOK_SLEUTEL": secrets.token_hex(32), "PEILSTOK_SMTP_WACHTWOORD": "een-wachtwoord"}
    anders = {"LANDING": str(tmp_path / "landing"), "DATA": str(tmp_path / "data"), "SMTP_GEBRUIKER": "iemand"}
    for naam, waarde in (geheimen | {f"PEILSTOK_{naam}": waarde for naam, waarde in anders.items()}).items():
        monkeypatch.setenv(naam, waarde)
    gezien = tmp_path / "omgeving.txt"
    in_plaats_van_dbt = tmp_path / "python"
    in_plaats_van_dbt.write_text(f"#!/bin/sh\nenv >> {gezien}\n", encoding="utf-8")
    in_plaats_van_dbt.chmod(0o755)
    monkeypatch.setattr(dbt, "sys", SimpleNamespace(executable=str(in_plaats_van_dbt)))
    with Nacht().yield_for_execution(dg.build_init_resource_context()) as nacht:
        assert nacht.instellingen.sleutel == geheimen["PEILSTOK_SLEUTEL"]
        assert nacht.instellingen.verzending.wachtwoord == geheimen["PEILSTOK_SMTP_WACHTWOORD"]
        assert list(dbt.bouw(tmp_path / "target")) == []
        werker = _Werker(laad_catalogus(), nacht.pseudoniem)
        # it answers, so it runs what it was started for
        werker.stuur([])
        werker.ontvang(60)
        van_werker = Path(f"/proc/{werker.proces.pid}/environ").read_bytes()
        werker.stop()
    van_dbt = gezien.read_bytes()
    assert str(tmp_path / "data").encode() in van_dbt and b"PYTHONPATH=" in van_werker
    # a worker gets what it needs over its pipe, and no setting at all
    assert b"PEILSTOK_" not in van_werker
    assert not any(geheim.encode() in omgeving for geheim in geheimen.values() for omgeving in (van_dbt, van_werker))
    assert os.environ["PEILSTOK_SLEUTEL"] == geheimen["PEILSTOK_SLEUTEL"]


def test_only_a_locked_warehouse_is_tried_again() -> None:
    poging = cast(dg.AssetExecutionContext, SimpleNamespace(retry_number=2))
    with pytest.raises(dg.RetryRequested) as opnieuw, opnieuw_als_bezet(poging):
        raise duckdb.IOException(f'IO Error: {VERGRENDELD} "x": Conflicting lock is held')
    assert (opnieuw.value.max_retries, opnieuw.value.seconds_to_wait) == (POGINGEN, 20)
    with pytest.raises(duckdb.IOException), opnieuw_als_bezet(poging):
        raise duckdb.IOException("IO Error: disk full")


def test_duckdb_still_says_locked_in_these_words(tmp_path: Path) -> None:
    pad = tmp_path / "w.duckdb"
    elders = f"import duckdb; c = duckdb.connect({str(pad)!r}); print('open', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", elders], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as proces:
        assert proces.stdout is not None
        assert proces.stdout.readline() == "open\n"
        with pytest.raises(duckdb.IOException, match=VERGRENDELD):
            duckdb.connect(str(pad))
        proces.communicate("\n")


def test_a_killed_night_does_not_stay_started() -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        runs = [
            instance.create_run_for_job(defs.resolve_job_def("nacht"), status=dg.DagsterRunStatus.STARTED)
            for _ in range(2)
        ]
        assert sluit_gestrande_nachten(instance, behalve=runs[1].run_id) == 1
        gevonden = [instance.get_run_by_id(run.run_id) for run in runs]
        assert [run.status.value for run in gevonden if run] == ["FAILURE", "STARTED"]


def test_results_of_dbt(tmp_path: Path) -> None:
    assert bouwfouten(tmp_path) == []
    uitslagen = [
        {"unique_id": "model.peilstok.a", "status": "success", "message": "OK"},
        {"unique_id": "model.peilstok.b", "status": "error", "message": "Runtime Error\n  Conversion Error: '123'"},
        {"unique_id": "model.peilstok.c", "status": "skipped", "message": None},
    ]
    (tmp_path / "run_results.json").write_text(json.dumps({"results": uitslagen}), encoding="utf-8")
    assert bouwfouten(tmp_path) == ["tabel b kon niet worden gebouwd (Conversion Error)"]


def test_a_warehouse_open_elsewhere_is_told_from_a_broken_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first is tried again later, the second would fail again."""
    monkeypatch.setenv("PEILSTOK_DATA", str(tmp_path))
    with pytest.raises(dbt.DbtMislukt, match="dbt stopte"):
        list(dbt.bouw(tmp_path / "target", "--select", "stg_bericht"))
    assert bouwfouten(tmp_path / "target") != []
    elders = (
        f"import duckdb; c = duckdb.connect({str(tmp_path / 'warehouse.duckdb')!r}); print('open', flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", elders], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as proces:
        assert proces.stdout is not None and proces.stdout.readline() == "open\n"
        with pytest.raises(dbt.DbtMislukt, match=VERGRENDELD):
            list(dbt.bouw(tmp_path / "target", "--select", "stg_bericht"))
        proces.communicate("\n")


def test_what_older_nights_left_is_removed_and_what_cannot_be_made_again_is_not(tmp_path: Path) -> None:
    waarden = lees_instellingen(tmp_path, {"PEILSTOK_DATA": str(tmp_path), "PEILSTOK_BEWAAR_NACHTEN": "2"})
    waarden.logs.mkdir()
    waarden.verloop.mkdir()
    for dag in ("20260101", "20260102", "20260103"):
        (waarden.logs / f"nacht-{dag}-013000-7.log").touch()
        (waarden.verloop / f"bevinding_{dag}.parquet").touch()
    klaar, bezig = dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.STARTED
    with dg.DagsterInstance.ephemeral() as instance:
        job = defs.resolve_job_def("nacht")
        runs = [instance.create_run_for_job(job, status=status).run_id for status in (klaar, bezig, klaar, klaar)]
        ruim_op(instance, waarden)
        assert {run.run_id for run in instance.get_runs()} == set(runs[1:])
    assert sorted(pad.name[6:14] for pad in waarden.logs.iterdir()) == ["20260102", "20260103"]
    assert len(list(waarden.verloop.iterdir())) == 3
