"""Serve the portal on this machine: `python -m portaal [--demo [FOLDER]] [--poort 8000]`. In production a service does
(docs/portaal.md)."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from peilstok.instellingen import Instellingen, InstellingFout
from peilstok.rechten import alleen_eigenaar
from portaal.demo import DEMO_MAP, code_nu, demo_omgeving, django_aan, maak_accounts
from portaal.opzet import lees_opzet

_DRADEN = 8


def main(argumenten: list[str] | None = None) -> int:
    """Migrate, make the demo's accounts where asked, and serve until stopped; 1 with a sentence when it cannot."""
    lezer = argparse.ArgumentParser(prog="python -m portaal", description="Het portaal op deze machine.")
    lezer.add_argument("--demo", nargs="?", const=DEMO_MAP, type=Path, metavar="MAP", help="op de demoregio")
    lezer.add_argument("--poort", type=int, default=8000)
    lezer.add_argument("--processen", type=int, default=2)
    keuze = lezer.parse_args(argumenten)
    adres = f"http://127.0.0.1:{keuze.poort}"
    omgeving = {} if not keuze.demo else demo_omgeving(_demo(keuze.demo.resolve()), adres)
    try:
        opzet = lees_opzet({**os.environ, **omgeving})
    except InstellingFout as fout:
        print(fout, file=sys.stderr)
        return 1
    if not opzet.nacht.publicatie.is_dir():
        print(f"Er is nog niets gepubliceerd in {opzet.nacht.publicatie}: draai eerst een nacht.", file=sys.stderr)
        return 1
    opzet.map_.mkdir(mode=0o700, parents=True, exist_ok=True)
    django_aan(omgeving)
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    if keuze.demo:
        _leg_uit(adres, *maak_accounts(opzet.nacht.data))
    else:
        print(f"Het portaal: {opzet.adres} (stoppen: Ctrl-C)", flush=True)
    # in this process, which is replaced: a signal reaches the server itself
    os.execv(
        sys.executable,
        [sys.executable, "-m", "gunicorn", *gunicorn(f"127.0.0.1:{keuze.poort}", keuze.processen)],
    )


def gunicorn(plek: str, processen: int) -> list[str]:
    """The arguments of the server, here as in the unit file."""
    return [
        *("--bind", plek, "--workers", str(processen), "--threads", str(_DRADEN), "--worker-class", "gthread"),
        # a slow reader costs a thread, a stuck one a minute; a process that has served much starts anew
        *("--timeout", "60", "--keep-alive", "30", "--max-requests", "20000", "--max-requests-jitter", "2000"),
        *("--limit-request-line", "4094", "--umask", "0o027", "--log-level", "warning"),
        "portaal.wsgi:application",
    ]


def _demo(map_: Path) -> Instellingen:
    # here: the demo is of no use to a service
    from peilstok.demo import demo_instellingen

    return demo_instellingen(map_)


def _leg_uit(adres: str, wachtwoord: str, geheimen: dict[str, str]) -> None:
    print(f"\nHet portaal van de demo: {adres} (stoppen: Ctrl-C)\n")
    print(f"Wachtwoord van elk account: {wachtwoord}")
    print("Tweede factor: zet de sleutel in een app, of gebruik de code van nu (een halve minuut geldig; daarna:")
    print(f"  {Path(sys.executable).name} -m portaal.code SLEUTEL).\n")
    for email, geheim in geheimen.items():
        print(f"  {email:32} sleutel {geheim}   code nu {code_nu(geheim)}")
    print(flush=True)


if __name__ == "__main__":
    with alleen_eigenaar():
        sys.exit(main())
