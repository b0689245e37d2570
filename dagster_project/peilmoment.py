"""The figures of a past moment, from what was known that day: `python -m dagster_project.peilmoment DATUM [--demo]`.

For an archive that was loaded later than the days of seed peilmoment, which no night could freeze (besluiten/0011)."""

import argparse
import os
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

import duckdb

from dagster_project.nacht import DEMO_MAP, demo_instellingen
from dagster_project.plaatsen import DBT, instellingen
from peilstok.bevroren import Moment, bevries, is_bevroren, momenten
from peilstok.datum import datum_tekst
from peilstok.instellingen import Instellingen, InstellingFout
from peilstok.laden import schrijf_instellingen
from peilstok.rechten import alleen_eigenaar
from peilstok.slot import SlotBezet, nachtslot


class PeilmomentFout(ValueError):
    """This moment cannot be kept; the message is Dutch and says why."""


def main(argumenten: list[str] | None = None) -> int:
    """Keep the moment while no night runs; 1 with one sentence when that is impossible."""
    lezer = argparse.ArgumentParser(prog="python -m dagster_project.peilmoment")
    lezer.add_argument("datum", metavar="DATUM", help="jjjj-mm-dd, een dag uit dbt/seeds/peilmoment.csv")
    lezer.add_argument("--demo", action="store_true", help="van de demo")
    keuze = lezer.parse_args(argumenten)
    try:
        waarden = demo_instellingen(DEMO_MAP) if keuze.demo else instellingen()
        with nachtslot(waarden.slot):
            moment = te_bewaren(waarden, keuze.datum)
            bewaar(waarden, moment)
    except (InstellingFout, SlotBezet, PeilmomentFout) as fout:
        print(fout, file=sys.stderr)
        return 1
    print(f"Vastgelegd: de cijfers van {datum_tekst(moment.datum)}, zoals ze die dag bekend waren.")
    print("Referentietabellen tellen zoals ze nu zijn. Draai nu een nacht: die toont het.")
    return 0


def te_bewaren(waarden: Instellingen, datum: str) -> Moment:
    """The moment of this day. Raises PeilmomentFout when there is none, it is kept already, or is not past."""
    try:
        dag = date.fromisoformat(datum)
    except ValueError:
        raise PeilmomentFout(f"{datum} is geen datum; schrijf hem als 2026-07-19.") from None
    moment = next((m for m in momenten(DBT / "seeds" / "peilmoment.csv", dag) if m.datum == dag), None)
    if moment is None:
        raise PeilmomentFout(
            f"Op {datum_tekst(dag)} worden geen cijfers vastgelegd. Dat gebeurt op 22-02, 19-05 en 19-07, en op de"
            " eerste van elke maand (dbt/seeds/peilmoment.csv)."
        )
    if dag > waarden.kennisdatum:
        raise PeilmomentFout(f"{datum_tekst(dag)} ligt na de kennisdatum ({datum_tekst(waarden.kennisdatum)}).")
    if is_bevroren(waarden.bevroren, moment):
        raise PeilmomentFout(f"De cijfers van {datum_tekst(dag)} zijn al vastgelegd en veranderen niet meer.")
    if not waarden.warehouse.is_file():
        raise PeilmomentFout("Er is nog geen magazijn: draai eerst een nacht.")
    return moment


def bewaar(waarden: Instellingen, moment: Moment) -> None:
    """Build the marts for that day on a copy of the warehouse, and keep them: the warehouse itself stays that of its
    last night."""
    # imported here: it takes seconds, and a refusal needs none of it
    from dagster_project.assets.bevroren import bouw_marts

    werk = Path(tempfile.mkdtemp(prefix=".peilmoment-", dir=waarden.data))
    try:
        kopie = werk / waarden.warehouse.name
        shutil.copyfile(waarden.warehouse, kopie)
        with duckdb.connect(str(kopie)) as con:
            schrijf_instellingen(
                con,
                peildatum=moment.datum,
                kennisdatum=moment.datum,
                historie_vanaf=waarden.historie_vanaf,
                aansluit_dagen=waarden.aansluit_dagen,
                recidive_maanden=waarden.recidive_maanden,
                test_bsn=waarden.test_bsn,
            )
        # dbt's profile reads the folder from the environment
        os.environ["PEILSTOK_DATA"] = str(werk)
        bouw_marts(werk / "dbt", moment)
        with duckdb.connect(str(kopie)) as con:
            bevries(con, waarden.bevroren, moment)
    finally:
        shutil.rmtree(werk, ignore_errors=True)


if __name__ == "__main__":
    with alleen_eigenaar():
        sys.exit(main())
