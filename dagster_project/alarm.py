"""What deserves an alarm now, said to who should know: `python -m dagster_project.alarm`. Every half hour beside the
schedule (up.py), by a timer of systemd (deploy/) and at the end of each night. Exit status 1 when it could not be said.

The sentences hold counts and dates only: 'make doctor' names who it is about."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import duckdb

from dagster_project.plaatsen import instellingen
from dagster_project.stilte import stille_aanbieders
from peilstok.alarm import Ronde, Sein, certificaat_tot, houd_bij, meld
from peilstok.datum import datum_tekst
from peilstok.instellingen import TIJDZONE, Instellingen, InstellingFout, geheimen_verborgen
from peilstok.nachtboek import Afloop, Nachtboek, NachtboekFout, Openstaand
from peilstok.rechten import alleen_eigenaar
from peilstok.slot import SlotBezet, houder, nachtslot
from peilstok.versturen import PostFout

CERTIFICAAT = timedelta(days=21)
"""How long before its end the certificate of the mail server is worth a word."""
VAN_DE_POST = ("certificaat", "mailserver")
UIT_HET_MAGAZIJN = ("stille_aanbieders", "stille_gemeenten", "stille_landing")


def main() -> int:
    """One round."""
    try:
        waarden = instellingen()
    except InstellingFout as fout:
        print(fout, file=sys.stderr)
        return 1
    with geheimen_verborgen():
        ronde = waak(waarden)
    if ronde is None:
        return 0
    for alarm in ronde.nieuw:
        print(alarm.tekst)
    print(*ronde.fouten, sep="\n", file=sys.stderr, end="\n" if ronde.fouten else "")
    return 1 if ronde.fouten else 0


def waak(waarden: Instellingen, nu: datetime | None = None) -> Ronde | None:
    """Look, and say what is new or over. None when nobody is to be told, or another process looks now."""
    doel = waarden.alarmering
    if waarden.is_demo or not (doel.adressen or doel.webhook):
        return None
    nu = nu or datetime.now(UTC)
    try:
        with nachtslot(waarden.data / "alarm.slot"), Nachtboek(waarden.nachtboek) as boek:
            seinen = [*_nachten(waarden, boek, nu), *_omgeving(waarden)]
            ongezien: list[str] = []
            for soorten, gevonden in ((UIT_HET_MAGAZIJN, _magazijn(waarden)), (VAN_DE_POST, _post(waarden, nu))):
                seinen += gevonden or []
                ongezien += soorten if gevonden is None else ()
            return houd_bij(boek, seinen, nu, lambda ronde: meld(ronde, doel, waarden.verzending, nu), ongezien)
    except SlotBezet:
        return None
    except (NachtboekFout, sqlite3.Error, OSError) as fout:
        # what was said cannot be kept: say it every time rather than never
        sein = Sein(
            "nachtboek", f"Het nachtboek is niet te gebruiken ({type(fout).__name__}): alarmen kunnen uitblijven."
        )
        return _zonder_boek(sein, waarden, nu)


def _nachten(waarden: Instellingen, boek: Nachtboek, nu: datetime) -> Iterator[Sein]:
    laatste = next(iter(boek.nachten(1)), None)
    if laatste is None:
        return
    if laatste.afloop is Afloop.MISLUKT:
        yield Sein("nacht_mislukt", f"De nacht van {_dag(laatste.begin)} is mislukt. {laatste.reden}".rstrip())
    elif laatste.afloop is Afloop.AFGEBROKEN or (laatste.afloop is Afloop.BEZIG and houder(waarden.slot) is None):
        yield Sein("nacht_afgebroken", f"De nacht van {_dag(laatste.begin)} is afgebroken voordat zij klaar was.")
    gelukt = boek.laatst_gelukt() or boek.eerste_begin()
    if gelukt is not None and nu - gelukt > timedelta(hours=waarden.alarmering.uren):
        yield Sein("geen_nacht", f"Sinds {_dag(gelukt)} is er geen nacht geslaagd: de cijfers staan stil.")


def _omgeving(waarden: Instellingen) -> Iterator[Sein]:
    vrij = shutil.disk_usage(waarden.data).free / 1e9
    if vrij < waarden.alarmering.schijf_gb:
        yield Sein("schijf", f"De schijf van PEILSTOK_DATA raakt vol: er is nog {vrij:.1f} GB vrij.")
    if not waarden.landing.is_dir():
        yield Sein("landing", "De landingsmap is er niet, of is niet bereikbaar.")


def _post(waarden: Instellingen, nu: datetime) -> list[Sein] | None:
    """None when the mail server cannot be reached just now: sending says so itself when it lasts."""
    try:
        tot = certificaat_tot(waarden.verzending)
    except PostFout as fout:
        return None if fout.tijdelijk else [Sein("mailserver", f"Er kan geen mail uit: {fout}.")]
    if tot is None or tot - nu >= CERTIFICAAT:
        return []
    return [
        Sein("certificaat", f"Het certificaat van de mailserver verloopt op {_dag(tot)}; daarna gaat er geen mail uit.")
    ]


def _magazijn(waarden: Instellingen) -> list[Sein] | None:
    """None when the warehouse cannot be looked into now: a night has it, or there is none with these tables."""
    if not waarden.warehouse.exists():
        return None
    try:
        with duckdb.connect(str(waarden.warehouse), read_only=True) as con:
            stil = len(stille_aanbieders(con))
            mis = dict(
                con.execute(
                    "select naam, afwijkend_aantal from kwaliteit.controle where status = 'niet geslaagd'"
                ).fetchall()
            )
    except duckdb.Error:
        return None
    seinen = _stilte("stille_aanbieders", stil, "aanbieder", "aanbieders")
    seinen += _stilte("stille_gemeenten", mis.get("versheid_gemeente", 0), "gemeente", "gemeenten")
    if mis.get("versheid_landing"):
        seinen.append(Sein("stille_landing", "Er komen van niemand meer nieuwe berichten binnen."))
    return seinen


def _stilte(soort: str, aantal: int, een: str, meer: str) -> list[Sein]:
    if not aantal:
        return []
    if aantal == 1:
        return [Sein(soort, f"1 {een} die altijd berichten stuurde, stuurt niets meer.")]
    return [Sein(soort, f"{aantal} {meer} die altijd berichten stuurden, sturen niets meer.")]


def _zonder_boek(sein: Sein, waarden: Instellingen, nu: datetime) -> Ronde:
    ronde = Ronde((Openstaand(sein.soort, sein.tekst, nu, None),), ())
    return Ronde(ronde.nieuw, (), tuple(meld(ronde, waarden.alarmering, waarden.verzending, nu)))


def _dag(moment: datetime) -> str:
    return datum_tekst(moment.astimezone(TIJDZONE).date())


if __name__ == "__main__":
    with alleen_eigenaar():
        sys.exit(main())
