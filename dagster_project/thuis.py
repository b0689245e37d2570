"""Dagster's own folder, inside DATA, so that a demo and real data never share an administration; and how long what a
night leaves behind is kept."""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from peilstok.instellingen import Instellingen

if TYPE_CHECKING:
    import dagster as dg


def zet_thuis_klaar(instellingen: Instellingen) -> Path:
    """Make DAGSTER_HOME with our dagster.yaml, and name it in the environment of this process and its children."""
    thuis = instellingen.dagster_home
    thuis.mkdir(parents=True, exist_ok=True)
    instelling = Path(__file__).with_name("dagster.yaml").read_text(encoding="utf-8")
    # where Dagster itself would put it
    historie = json.dumps(str(thuis / "history" / "runs"))
    (thuis / "dagster.yaml").write_text(instelling.replace("HISTORIE", historie), encoding="utf-8")
    os.environ["DAGSTER_HOME"] = str(thuis)
    # without it Dagster never hands over more than one event
    os.environ["DAGSTER_EVENT_BATCH_SIZE"] = "1000"
    return thuis


def ruim_op(instance: "dg.DagsterInstance", instellingen: Instellingen) -> None:
    """Remove logs and Dagster's events of the nights before the last so many (PEILSTOK_BEWAAR_NACHTEN). What is not
    to be made again (frozen figures, findings, mails) is no log and stays."""
    for oud in sorted(instellingen.logs.glob("nacht-*.log"))[: -instellingen.bewaar_nachten]:
        oud.unlink(missing_ok=True)
    # newest first; a run that waits or goes on is none of ours to remove
    for record in instance.get_run_records()[instellingen.bewaar_nachten :]:
        if record.dagster_run.is_finished:
            instance.delete_run(record.dagster_run.run_id)
