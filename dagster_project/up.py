"""Dagster's web UI and daemon (schedule, sensor), on this machine only: `python -m dagster_project.up [--demo]`."""

import argparse
import os
import sys

from dagster_project.nacht import DEMO_MAP, demo_instellingen
from dagster_project.plaatsen import PROJECT, instellingen
from dagster_project.thuis import zet_thuis_klaar
from peilstok.instellingen import InstellingFout
from peilstok.rechten import alleen_eigenaar


def main() -> int:
    """Replace this process by `dagster dev`; returns only when the settings are wrong."""
    lezer = argparse.ArgumentParser(prog="python -m dagster_project.up")
    lezer.add_argument("--demo", action="store_true", help="de nachten van de demo")
    lezer.add_argument("--port", type=int, default=3000)
    keuze = lezer.parse_args()
    try:
        waarden = demo_instellingen(DEMO_MAP) if keuze.demo else instellingen()
        _ = waarden.sleutel
    except InstellingFout as fout:
        print(f"\n{fout}", file=sys.stderr)
        return 1
    if keuze.demo:
        os.environ.update(waarden.als_omgeving())
    # otherwise every night reads the settings itself: its peildatum is that day's
    thuis = zet_thuis_klaar(waarden)
    print(f"Over ongeveer een minuut: http://127.0.0.1:{keuze.port} (stoppen met Ctrl-C)", flush=True)
    # dagster dev reads .env from the working folder, over the environment: the demo would then run on real data
    os.chdir(thuis)
    os.environ["PYTHONPATH"] = os.pathsep.join([str(PROJECT), *filter(None, [os.environ.get("PYTHONPATH")])])
    opties = ["-m", "dagster_project.definitions", "-h", "127.0.0.1", "-p", str(keuze.port)]
    os.execv(sys.executable, [sys.executable, "-m", "dagster_project.web", "dev", *opties])


if __name__ == "__main__":
    with alleen_eigenaar():
        sys.exit(main())
