"""What is missing or odd, in plain Dutch: `python -m dagster_project.dokter`. Exit status 1 when no night would run."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import duckdb

from dagster_project.plaatsen import MANIFEST, PROJECT, leesbaar
from dagster_project.stilte import stille_aanbieders
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.datum import datum_tekst
from peilstok.instellingen import (
    TIJDZONE,
    Instellingen,
    InstellingFout,
    lees_instellingen,
    onbekende_namen,
    opvallend,
    vandaag,
)
from peilstok.laden import MagazijnBeschadigd, SleutelAfwijking, controleer_magazijn, controleer_sleutel
from peilstok.nachtboek import Nachtboek, NachtboekFout
from peilstok.rechten import alleen_eigenaar
from peilstok.slot import houder
from peilstok.verloop import stand
from peilstok.versturen import Outbox, Regel, Status, lees_contacten, zonder_adres

WEINIG_SCHIJF_GB = 5
OUD = timedelta(hours=36)
OUD_DAGEN = 14
"""Providers and gemeenten together send every working day: no message for so long means that none arrives."""
VOORBEELDEN = 5

Ernst = Literal["goed", "let op", "fout"]


@dataclass(frozen=True)
class Oordeel:
    """One finding; `fout` keeps a night from running."""

    ernst: Ernst
    tekst: str


def main() -> int:
    """Print every finding; return 1 when one of them blocks."""
    oordelen = list(onderzoek(PROJECT))
    for oordeel in oordelen:
        print(f"{oordeel.ernst:<7} {oordeel.tekst}")
    if any(oordeel.ernst == "fout" for oordeel in oordelen):
        print("\nZo kan de nacht niet draaien: herstel eerst wat met 'fout' begint.")
        return 1
    return 0


def onderzoek(project: Path) -> Iterator[Oordeel]:
    """All findings for the settings of this project folder and the environment."""
    try:
        for naam, lijkt_op in onbekende_namen(project):
            yield Oordeel("let op", f"{naam} is geen instelling{f'; bedoelt u {lijkt_op}?' if lijkt_op else '.'}")
        waarden = lees_instellingen(project)
    except InstellingFout as fout:
        yield Oordeel("fout", str(fout))
        return
    yield Oordeel(
        "goed", f"Peildatum {datum_tekst(waarden.peildatum)}, kennis tot en met {datum_tekst(waarden.kennisdatum)}."
    )
    yield from (Oordeel("let op", zin) for zin in opvallend(waarden))
    yield from _sleutel(waarden)
    yield from _landing(waarden)
    yield from _data(waarden)
    bezet = houder(waarden.slot)
    if bezet:
        yield Oordeel("let op", bezet)
    elif waarden.warehouse.exists():
        yield from _magazijn(waarden)
    else:
        yield Oordeel("let op", "Er is nog geen magazijn; de eerste nacht maakt het.")
    yield from _verloop(waarden)
    yield from _nachten(waarden)
    yield from _publicatie(waarden)
    yield from _post(waarden, bezet=bool(bezet))
    yield from _alarm(waarden)
    if not MANIFEST.exists():
        yield Oordeel("let op", "De tabelbeschrijving van dbt ontbreekt nog; 'make run' maakt haar.")


def _sleutel(waarden: Instellingen) -> Iterator[Oordeel]:
    try:
        lengte = len(waarden.sleutel)
    except InstellingFout as fout:
        yield Oordeel("fout", str(fout))
        return
    yield Oordeel("goed", f"De sleutel is er ({lengte} tekens).")


def _landing(waarden: Instellingen) -> Iterator[Oordeel]:
    naam = leesbaar(waarden.landing)
    if not waarden.landing.is_dir():
        yield Oordeel("fout", f"De landingsmap {naam} bestaat niet (PEILSTOK_LANDING).")
    elif not os.access(waarden.landing, os.R_OK | os.X_OK):
        yield Oordeel("fout", f"De landingsmap {naam} is niet leesbaar voor deze gebruiker.")
    else:
        yield Oordeel("goed", f"De landingsmap {naam} is leesbaar.")
        yield from (
            Oordeel("let op", f"In {naam} is geen map '{deel}'.")
            for deel in ("berichten", "referentie")
            if not (waarden.landing / deel).is_dir()
        )


def _data(waarden: Instellingen) -> Iterator[Oordeel]:
    bestaand = next(pad for pad in (waarden.data, *waarden.data.parents) if pad.exists())
    if not os.access(bestaand, os.W_OK):
        yield Oordeel("fout", f"In {leesbaar(bestaand)} mag deze gebruiker niet schrijven (PEILSTOK_DATA).")
    vrij = shutil.disk_usage(bestaand).free / 1e9
    ernst: Ernst = "goed" if vrij >= WEINIG_SCHIJF_GB else "let op"
    yield Oordeel(ernst, f"Vrije schijfruimte voor {leesbaar(waarden.data)}: {vrij:.0f} GB.")


def _magazijn(waarden: Instellingen) -> Iterator[Oordeel]:
    try:
        con = duckdb.connect(str(waarden.warehouse), read_only=True)
    except duckdb.IOException:
        yield Oordeel("fout", f"{leesbaar(waarden.warehouse)} is geopend door een ander programma, of beschadigd.")
        return
    with con:
        try:
            controleer_magazijn(con)
        except MagazijnBeschadigd as fout:
            yield Oordeel("fout", str(fout))
        if waarden.geheim and "raw.sleutel" in _tabellen(con):
            try:
                controleer_sleutel(con, Pseudonimiseerder(waarden.geheim))
                yield Oordeel("goed", "De sleutel is dezelfde als die van eerdere nachten.")
            except SleutelAfwijking as fout:
                yield Oordeel("fout", str(fout))
        if "raw.ref_contactpersonen" in _tabellen(con):
            yield from _contactpersonen(waarden, con)
        if "raw.weggelaten" in _tabellen(con):
            yield from _weggelaten(con)
        if "marts.fct_bericht" in _tabellen(con):
            yield from _oud(waarden, con)
            yield from _stil(con)
        if "marts.dim_dekking" in _tabellen(con):
            yield from _gaten(con)


def _verloop(waarden: Instellingen) -> Iterator[Oordeel]:
    """A ledger from the future, by a mistyped KENNISDATUM, would keep every night until then from being kept."""
    laatste = stand(waarden.verloop)
    if laatste is not None and laatste > vandaag():
        yield Oordeel(
            "let op",
            f"Het verloop van de bevindingen loopt tot {datum_tekst(laatste)}, en dat is later dan vandaag: tot die"
            " dag verandert het niet meer. Was dat een vergissing, verwijder dan"
            f" bevinding_{laatste}.parquet uit {leesbaar(waarden.verloop)}.",
        )


def _tabellen(con: duckdb.DuckDBPyConnection) -> set[str]:
    namen = "select table_schema || '.' || table_name from information_schema.tables"
    return {rij[0] for rij in con.execute(namen).fetchall()}


def _oud(waarden: Instellingen, con: duckdb.DuckDBPyConnection) -> Iterator[Oordeel]:
    """Nothing new at all: the nights succeed and nobody is silent beside the others, but the figures stand still."""
    rij = con.execute("select max(dagtekening) from marts.fct_bericht").fetchone()
    laatste = rij[0] if rij else None
    if laatste is not None and (waarden.kennisdatum - laatste).days > OUD_DAGEN:
        yield Oordeel(
            "let op",
            f"Het nieuwste bericht is van {datum_tekst(laatste)}, {(waarden.kennisdatum - laatste).days} dagen voor"
            f" de kennisdatum. Komt er nog iets binnen in {leesbaar(waarden.landing)}?",
        )


def _weggelaten(con: duckdb.DuckDBPyConnection) -> Iterator[Oordeel]:
    """Messages that are not here as a whole, because somebody in them was forgotten."""
    rij = con.execute("select count(distinct bericht_id) from raw.weggelaten").fetchone()
    if rij and rij[0]:
        yield Oordeel(
            "goed",
            f"Uit {rij[0]} berichten is iemand weggelaten van wie de gegevens zijn verwijderd; regels over het bericht"
            " als geheel (TR342, TR355, TR358) beoordelen ze niet.",
        )


def _gaten(con: duckdb.DuckDBPyConnection) -> Iterator[Oordeel]:
    """Figures that reach back to where messages are missing."""
    # imported here: the pages take a second, and most questions do not need them
    from peilstok.rapport.gegevens import lees_gatzinnen

    yield from (Oordeel("let op", f"{zin}.") for zin in lees_gatzinnen(con))


def _stil(con: duckdb.DuckDBPyConnection) -> Iterator[Oordeel]:
    """Providers that used to send and stopped: a broken line looks like good news in every figure."""
    for wet, afzender, sinds in stille_aanbieders(con):
        yield Oordeel(
            "let op", f"Aanbieder {afzender} ({wet}) is stil: het laatste bericht is van {datum_tekst(sinds)}."
        )


def _nachten(waarden: Instellingen) -> Iterator[Oordeel]:
    if not (waarden.dagster_home / "dagster.yaml").exists():
        return
    # imported here: it takes seconds, and most questions do not need it
    import dagster as dg

    with dg.DagsterInstance.from_config(str(waarden.dagster_home)) as instance:
        gelukt = instance.get_run_records(
            dg.RunsFilter(job_name="nacht", statuses=[dg.DagsterRunStatus.SUCCESS]), limit=1
        )
        alle = instance.get_run_records(dg.RunsFilter(job_name="nacht"), limit=1)
    if gelukt and gelukt[0].end_time:
        laatste = datetime.fromtimestamp(gelukt[0].end_time, UTC)
        yield Oordeel(
            "let op" if datetime.now(UTC) - laatste > OUD else "goed",
            f"De laatste geslaagde nacht was op {laatste.astimezone(TIJDZONE):%d-%m-%Y %H:%M}.",
        )
    else:
        yield Oordeel("let op", "Er is nog geen nacht geslaagd.")
    if alle and alle[0].dagster_run.status == dg.DagsterRunStatus.FAILURE:
        yield Oordeel("let op", f"De laatste nacht is mislukt; het verslag staat in {leesbaar(waarden.logs)}.")


def _publicatie(waarden: Instellingen) -> Iterator[Oordeel]:
    index = waarden.publicatie / "datateam" / "index.html"
    if index.exists():
        yield Oordeel("goed", f"De publicatie staat in {leesbaar(index)}.")
    else:
        yield Oordeel("let op", "Er is nog niets gepubliceerd.")


def _contactpersonen(waarden: Instellingen, con: duckdb.DuckDBPyConnection) -> Iterator[Oordeel]:
    """Reports that nobody gets a mail about."""
    rapporten = {pad.name for pad in (waarden.publicatie / "datateam" / "kwaliteit").glob("*.html")}
    zonder = [naam.removesuffix(".html") for naam in zonder_adres(rapporten, lees_contacten(con))]
    if zonder:
        meer = f" en nog {len(zonder) - VOORBEELDEN}" if len(zonder) > VOORBEELDEN else ""
        yield Oordeel(
            "let op",
            "Rapporten zonder contactpersoon met een e-mailadres in contactpersonen.csv:"
            f" {', '.join(zonder[:VOORBEELDEN])}{meer}.",
        )


def _post(waarden: Instellingen, bezet: bool) -> Iterator[Oordeel]:
    """Whether mails go out, and which of them went wrong."""
    if not waarden.verzending.versturen:
        yield Oordeel("goed", "Mails over de rapporten worden alleen klaargezet (PEILSTOK_VERSTUREN=nee).")
    elif not waarden.verzending.rapport_adres:
        yield Oordeel("let op", "De mails wijzen naar een map op deze machine; stel PEILSTOK_RAPPORT_ADRES in.")
    else:
        yield Oordeel("goed", f"Mails over de rapporten gaan via {waarden.verzending.server}.")
    if bezet or not waarden.outbox.exists():
        return
    try:
        with Outbox(waarden.outbox) as outbox:
            laatste = outbox.laatste()
    except (OSError, sqlite3.Error):
        yield Oordeel("let op", f"{leesbaar(waarden.outbox)} is niet te lezen; zo kan er geen mail weg.")
        return
    teksten = (_mailtekst(laatste[partij]) for partij in sorted(laatste))
    yield from (Oordeel("let op", tekst) for tekst in teksten if tekst)


def _alarm(waarden: Instellingen) -> Iterator[Oordeel]:
    """Whether anybody hears of a night that fails, and what was wrong when last looked at."""
    doel = waarden.alarmering
    if not (doel.adressen or doel.webhook):
        yield Oordeel(
            "let op",
            "Niemand hoort het als een nacht mislukt of uitblijft (PEILSTOK_ALARM_MAIL, PEILSTOK_ALARM_WEBHOOK).",
        )
        return
    if not waarden.nachtboek.exists():
        return
    try:
        with Nachtboek(waarden.nachtboek) as boek:
            openstaand = boek.openstaand()
    except (NachtboekFout, OSError, sqlite3.Error) as fout:
        yield Oordeel("let op", str(fout))
        return
    for alarm in openstaand:
        gezegd = "" if alarm.gemeld else " Dit is nog niet gemeld: het alarm kwam niet weg."
        yield Oordeel("let op", f"{alarm.tekst}{gezegd}")


def _mailtekst(regel: Regel) -> str | None:
    """What is wrong with a mail and what to do; None when nothing is."""
    wat = f"Mail aan {regel.partij} over {regel.maand:%m-%Y}"
    # our words first, then the server's code
    waarom = ", ".join(deel for deel in (regel.reden, f"code {regel.code}" if regel.code else "") if deel)
    nogmaals = f"make verstuur OPNIEUW={regel.partij}"
    match regel.status:
        case Status.GEWEIGERD:
            return (
                f"{wat} is geweigerd ({waarom}). Verbeter het adres in contactpersonen.csv, dan gaat hij de volgende"
                f" nacht; lag het niet aan het adres, dan: {nogmaals}"
            )
        case Status.ONZEKER | Status.BEZIG:
            return f"{wat}: onzeker of hij is aangekomen. Vraag het na; zo niet, dan: {nogmaals}"
        case Status.WACHT:
            return f"{wat} wacht{f': {waarom}' if waarom else ''}. Hij gaat de volgende nacht, of met make verstuur."
        case Status.VERSTUURD if regel.reden:
            return f"{wat} is verstuurd, maar: {waarom}. Verbeter de adressen in contactpersonen.csv."
    return None


if __name__ == "__main__":
    with alleen_eigenaar():
        sys.exit(main())
