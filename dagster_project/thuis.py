"""Dagster's own folder: inside DATA, so that a demo and real data never share an administration."""

import os
import shutil
from pathlib import Path

from peilstok.instellingen import Instellingen


def zet_thuis_klaar(instellingen: Instellingen) -> Path:
    """Make DAGSTER_HOME with our dagster.yaml, and name it in the environment of this process and its children."""
    thuis = instellingen.dagster_home
    thuis.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(Path(__file__).with_name("dagster.yaml"), thuis / "dagster.yaml")
    os.environ["DAGSTER_HOME"] = str(thuis)
    return thuis
