"""Dagster's web UI and daemon (schedule, sensor), on this machine only: `python -m dagster_project.up [--demo]`."""

import argparse
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

from dagster_project.nacht import DEMO_MAP, demo_instellingen
from dagster_project.plaatsen import PROJECT, instellingen
from dagster_project.thuis import zet_thuis_klaar
from peilstok.instellingen import InstellingFout
from peilstok.rechten import alleen_eigenaar

NETJES = 5.0
"""Seconds in which everything may stop by itself; what is left then is killed (docs/besluiten/0075)."""
ALARM_NA, ALARM_ELKE = 300.0, 1800.0
"""Seconds before the first round of alarms, and between two of them."""
_SEINEN = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def main() -> int:
    """Run `dagster dev` until it ends or this process is told to stop. 0 after a stop, 1 when the settings are wrong,
    else the status it ended with (never 0)."""
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
    return bewaak(
        [sys.executable, "-m", "dagster_project.web", "dev", *opties],
        # in the demo nobody is to be told; Dagster itself cannot say that it stopped
        naast=None if keuze.demo else [sys.executable, "-m", "dagster_project.alarm"],
    )


def bewaak(opdracht: list[str], naast: list[str] | None = None) -> int:
    """Run a command with all it starts as one group, and stop that group as a whole: nothing of it is left when this
    returns, at most some seconds after the first signal. A second signal does not hurry or hinder it. `naast` runs
    beside it every half hour."""
    gevraagd: list[int] = []
    for sein in _SEINEN:
        signal.signal(sein, lambda nummer, _: gevraagd.append(nummer))
    # a session of its own: Ctrl-C in a terminal reaches only us, and we tell each process once
    with subprocess.Popen(opdracht, start_new_session=True) as proces:
        ronde: subprocess.Popen[bytes] | None = None
        volgende = time.monotonic() + ALARM_NA
        while not gevraagd and proces.poll() is None:
            time.sleep(0.2)
            if naast and time.monotonic() > volgende and (ronde is None or ronde.poll() is not None):
                ronde = subprocess.Popen(naast)
                volgende = time.monotonic() + ALARM_ELKE
        if ronde is not None and ronde.poll() is None:
            ronde.terminate()
        _stop_groep(proces)
    return 0 if gevraagd else proces.returncode or 1


def _stop_groep(proces: subprocess.Popen[bytes]) -> None:
    tot = time.monotonic() + NETJES
    with suppress(ProcessLookupError):
        os.killpg(proces.pid, signal.SIGTERM)
        while time.monotonic() < tot:
            # until it is waited for, the first of the group counts as one that is there
            proces.poll()
            os.killpg(proces.pid, 0)
            time.sleep(0.1)
        os.killpg(proces.pid, signal.SIGKILL)


if __name__ == "__main__":
    with alleen_eigenaar():
        sys.exit(main())
