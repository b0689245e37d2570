"""Build a version of the publication beside the current one and swap it in as a whole (`wissel.py`)."""

from __future__ import annotations

import json
import logging
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from peilstok.datum import dagen_in_zin
from peilstok.geval import kpis_uit_manifest
from peilstok.publicatie.beschermd import Beschermd, bescherm, stukken_na_onderdrukking
from peilstok.publicatie.dictionary import schrijf_dictionary
from peilstok.publicatie.doelgroep import AANBIEDER, BACKOFFICE, DATATEAM, ONDERDRUKT, Doelgroep
from peilstok.publicatie.lijst import schrijf_lijst
from peilstok.publicatie.melding import meld_niet_vernieuwd
from peilstok.publicatie.onderdrukking import bewaar_geheugen
from peilstok.publicatie.partijmap import Uitgave, maak_partijmap, maak_sites
from peilstok.publicatie.snede import Snede, snijd, stukken_van
from peilstok.publicatie.stand import bewaar_stand, kenmerk, lees_staand, vergeet_stand
from peilstok.publicatie.toegestaan import Tabel, lees_alle_toegestaan, lees_bestaand
from peilstok.publicatie.wissel import BOUW, VERSIES, ruim_resten_op, stel_in_gebruik, versie_naam
from peilstok.rapport import (
    ontbrekend,
    schrijf_aanleververslagen,
    schrijf_brieven,
    schrijf_controlepagina,
    schrijf_csv,
    schrijf_gevallen,
    schrijf_jaarstukken,
    schrijf_kwaliteitsrapporten,
    schrijf_site,
    schrijf_uitkomstpagina,
    schrijf_uitvallijsten,
)
from peilstok.rapport.definities import DICTIONARY
from peilstok.rapport.gegevens import lees_gegevens
from peilstok.sql import citeer, letterlijk

log = logging.getLogger("peilstok.nacht")

_REDEN = "De map van deze lezer kon niet worden gemaakt, of er zijn geen cijfers meer van deze partij."


class PublicatieFout(RuntimeError):
    """Publishing was refused or impossible; the message is Dutch and says what to do. The old publication stays."""


@dataclass(frozen=True)
class PublicatieSamenvatting:
    """What stands in the publication now.

    `map` is the stable path (the link) of the data team, `tabellen` its number of rows per `schema.table`,
    `gewijzigd` False when its content is what was there already, `index` the page to open. `partijen` are the other
    audiences that were renewed (or stayed equal), `gelijk` those of all whose content is what was there already,
    `niet_vernieuwd` those that keep what they had, with the reason for the log."""

    map: Path
    tabellen: dict[str, int]
    gewijzigd: bool
    index: Path
    partijen: list[str]
    gelijk: list[str]
    niet_vernieuwd: dict[str, str]


def publiceer(
    warehouse: Path,
    publicatie: Path,
    manifest: Path,
    *,
    regio: str = "",
    lezers: int | None = None,
    versie: str = "",
    geheugen: Path | None = None,
) -> PublicatieSamenvatting:
    """Publish for every audience what `manifest` (dbt's manifest.json) allows it to see of the warehouse, and swap all
    folders in together.

    `lezers` is the group of the machine that may read it; None: the owner only. `versie` is that of Peilstok,
    `geheugen` a private folder that keeps what suppression withheld, for the next publication. The warehouse is read
    only; no process may have it open for writing. One publisher at a time: the caller holds the lock of the night.

    What is wrong with the data team's folder stops all: PublicatieFout when a blocking check failed or none ran for
    this peildatum, when a marked table or column is missing, or when something else already stands at its place.
    Another audience whose folder cannot be made keeps the one it has, which then says so on its pages. When neither
    the figures nor the program changed, and all folders stand, they are left as they are."""
    versies = publicatie / VERSIES
    _eis_vrije_plek(publicatie / DATATEAM)
    versies.mkdir(parents=True, exist_ok=True)
    ruim_resten_op(versies, publicatie)

    toegestaan = lees_alle_toegestaan(manifest)
    if mist := ontbrekend(lees_bestaand(manifest)):
        raise PublicatieFout(
            f"{len(mist)} keer leest een blok van de site iets dat niet meer bestaat: {', '.join(mist[:5])};"
            " pas de pagina of het model aan"
        )
    werk = Path(tempfile.mkdtemp(prefix=BOUW, dir=versies))
    try:
        bouw = werk / DATATEAM
        bouw.mkdir()
        aantallen = _exporteer(warehouse, bouw, toegestaan[DATATEAM])
        nu = kenmerk(bouw / "parquet", toegestaan, regio, lezers, versie)
        if (staand := lees_staand(publicatie, nu)) is not None:
            partijen = [doelgroep for doelgroep in staand if doelgroep != DATATEAM]
            return PublicatieSamenvatting(
                publicatie / DATATEAM, aantallen, False, publicatie / DATATEAM / "index.html", partijen, staand, {}
            )
        _maak_datateam(bouw, manifest, toegestaan[DATATEAM], publicatie / DATATEAM, regio)
        uitgave = _uitgave(bouw, versie)
        schrijf_lijst(bouw, DATATEAM, uitgave.peildatum, uitgave.kennisdatum, versie)
        gemaakt, mislukt, beschermd = _maak_partijen(warehouse, uitgave, toegestaan, publicatie, werk, geheugen)
        vergeet_stand(publicatie)
        # only now, and one right after the other: no reader has last night's figures beside another's of this night
        gewijzigd = _wissel(bouw, publicatie, DATATEAM, lezers)
        gelijk = [] if gewijzigd else [DATATEAM]
        for doelgroep, map_ in gemaakt.items():
            with _eigen_fout([doelgroep], mislukt):
                gelijk += [] if _wissel(map_, publicatie, doelgroep, lezers) else [doelgroep]
        if beschermd and geheugen:
            bewaar_geheugen(geheugen, beschermd.uitslag.geheugen)
    finally:
        shutil.rmtree(werk, ignore_errors=True)
    vernieuwd = sorted(gemaakt.keys() - mislukt.keys())
    for doelgroep in meld_niet_vernieuwd(
        publicatie, uitgave.peildatum or date.max, _REDEN, behalve={DATATEAM, *vernieuwd}, lezers=lezers
    ):
        mislukt.setdefault(doelgroep, "er zijn geen berichten of cijfers meer van deze partij")
    if not mislukt:
        bewaar_stand(publicatie, nu, [DATATEAM, *vernieuwd], lezers)
    return PublicatieSamenvatting(
        publicatie / DATATEAM,
        aantallen,
        gewijzigd,
        publicatie / DATATEAM / "index.html",
        vernieuwd,
        gelijk,
        mislukt,
    )


def _wissel(bouw: Path, publicatie: Path, doelgroep: str, lezers: int | None) -> bool:
    versie = publicatie / VERSIES / versie_naam(doelgroep, bouw)
    return stel_in_gebruik(bouw, versie, publicatie / doelgroep, lezers)


@contextmanager
def _eigen_fout(doelgroepen: Iterable[str], mislukt: dict[str, str]) -> Iterator[None]:
    """What goes wrong for these parties stops no others."""
    try:
        yield
    except Exception as fout:
        log.exception("De mappen van %s zijn niet vernieuwd", ", ".join(doelgroepen))
        mislukt |= dict.fromkeys(doelgroepen, str(fout))


def _eis_vrije_plek(plek: Path) -> None:
    if plek.exists() and not plek.is_symlink():
        raise PublicatieFout(
            f"op de plaats van de publicatie ({plek.name}) staat al een bestand of map;"
            " verplaats die en probeer het opnieuw"
        )


def _maak_datateam(bouw: Path, manifest: Path, tabellen: Sequence[Tabel], plek: Path, regio: str) -> None:
    schrijf_dictionary(bouw / "peilstok.duckdb", bouw / DICTIONARY, tabellen)
    _schrijf_kwaliteit(bouw)
    schrijf_brieven(bouw / "peilstok.duckdb", bouw / "brieven")
    schrijf_jaarstukken(bouw / "peilstok.duckdb", bouw / "jaar")
    schrijf_aanleververslagen(bouw / "peilstok.duckdb", bouw / "uitkomsten")
    schrijf_uitkomstpagina(bouw / "peilstok.duckdb", bouw / "uitkomsten")
    vorige = plek if plek.exists() else None
    # cases are the data team's own: elsewhere nothing of them is written
    gevallen = kpis_uit_manifest(json.loads(manifest.read_text(encoding="utf-8")))
    schrijf_gevallen(bouw / "peilstok.duckdb", bouw, gevallen)
    schrijf_site(bouw / "peilstok.duckdb", bouw, regio=regio, vorige=vorige, gevallen=gevallen)


def _uitgave(datateam: Path, versie: str) -> Uitgave:
    with duckdb.connect(str(datateam / "peilstok.duckdb"), read_only=True) as con:
        gegevens = lees_gegevens(con)
    return Uitgave(datateam, gegevens.peildatum, gegevens.kennisdatum, versie, gegevens)


def _maak_partijen(
    warehouse: Path,
    uitgave: Uitgave,
    toegestaan: Mapping[str, Sequence[Tabel]],
    publicatie: Path,
    werk: Path,
    geheugen: Path | None,
) -> tuple[dict[str, Path], dict[str, str], Beschermd | None]:
    """The folders of all parties, by audience; those that could not be made, with the reason; and what was
    suppressed."""
    gemaakt: dict[str, Path] = {}
    mislukt: dict[str, str] = {}
    bron = uitgave.datateam / "peilstok.duckdb"

    def maak(snede: Snede, doelgroep: Doelgroep) -> None:
        plek = publicatie / doelgroep.naam
        with _eigen_fout([doelgroep.naam], mislukt):
            plek.parent.mkdir(exist_ok=True)
            _eis_vrije_plek(plek)
            maak_partijmap(uitgave, snede, doelgroep, werk / doelgroep.naam)
            gemaakt[doelgroep.naam] = werk / doelgroep.naam

    beschermd: Beschermd | None = None
    with duckdb.connect(":memory:") as con, ThreadPoolExecutor(len(os.sched_getaffinity(0))) as werkers:
        con.execute("set enable_progress_bar = false")
        con.execute(f"attach {letterlijk(warehouse)} as {citeer(warehouse.stem)} (read_only)")
        con.execute(f"use {citeer(warehouse.stem)}")
        con.execute(f"attach {letterlijk(bron)} as {DATATEAM} (read_only)")
        soorten = [AANBIEDER, BACKOFFICE]
        with _eigen_fout(["gemeente en regio"], mislukt):
            beschermd = bescherm(con, geheugen)
            soorten += ONDERDRUKT
        con.execute("set threads = 1")
        for soort in soorten:
            tabellen = toegestaan[soort]
            if soort in ONDERDRUKT:
                stukken = stukken_van([tabel for tabel in tabellen if tabel.is_algemeen], soort, DATATEAM)
                stukken += stukken_na_onderdrukking(con, beschermd, tabellen, soort)
            else:
                stukken = stukken_van(tabellen, soort, DATATEAM)
            stukken.sort(key=lambda stuk: stuk.tabel.volledig)
            jaareinde = beschermd.jaareinde if beschermd and soort in ONDERDRUKT else []
            snede = snijd(con, soort, stukken, werk / f"snede-{soort}")
            schrijf_dictionary(bron, snede.map_ / DICTIONARY, snede.tabellen)
            plekken = {doelgroep: werk / doelgroep.naam for doelgroep in snede.doelgroepen()}
            with _eigen_fout([doelgroep.naam for doelgroep in plekken], mislukt):
                maak_sites(uitgave, snede, jaareinde, plekken)
                # small folders: many at a time are quicker than one at a time by many threads
                list(werkers.map(partial(maak, snede), plekken))
    return gemaakt, mislukt, beschermd


def _exporteer(warehouse: Path, bouw: Path, tabellen: Sequence[Tabel]) -> dict[str, int]:
    """Write `peilstok.duckdb` and `parquet/`; rows per table."""
    parquet = bouw / "parquet"
    parquet.mkdir()
    aantallen: dict[str, int] = {}
    with duckdb.connect(":memory:") as con:
        # Under its own name: views of dbt name the database they were made in.
        con.execute(f"attach {letterlijk(warehouse)} as {citeer(warehouse.stem)} (read_only)")
        con.execute(f"use {citeer(warehouse.stem)}")
        _eis_geslaagde_controles(con)
        con.execute(f"attach {letterlijk(bouw / 'peilstok.duckdb')} as pub")
        for schema in sorted({tabel.schema for tabel in tabellen}):
            con.execute(f"create schema if not exists pub.{citeer(schema)}")
        for tabel in tabellen:
            doel = f"pub.{citeer(tabel.schema)}.{citeer(tabel.naam)}"
            # one commit per table, not one per comment: each waits for the disk
            con.execute("begin")
            try:
                # Ordered: the same rows give the same bytes, in whatever order they were made.
                volgorde = ", ".join(map(citeer, tabel.volgorde)) or "all"
                con.execute(f"create table {doel} as select * from ({tabel.query}) order by {volgorde}")
            except (duckdb.CatalogException, duckdb.BinderException) as fout:
                raise PublicatieFout(
                    f"{tabel.volledig} staat in de publicatielijst, maar tabel of kolom ontbreekt in het warehouse"
                ) from fout
            con.execute(f"comment on table {doel} is {letterlijk(tabel.omschrijving)}")
            for kolom in tabel.kolommen:
                con.execute(f"comment on column {doel}.{citeer(kolom.naam)} is {letterlijk(kolom.omschrijving)}")
            con.execute("commit")
            con.execute(f"copy {doel} to {letterlijk(parquet / f'{tabel.naam}.parquet')} (format parquet)")
            rij = con.execute(f"select count(*) from {doel}").fetchone()
            aantallen[tabel.volledig] = int(rij[0]) if rij else 0
        con.execute("checkpoint pub")
        con.execute("detach pub")
    return aantallen


def _eis_geslaagde_controles(con: duckdb.DuckDBPyConnection) -> None:
    try:
        rijen = con.execute(
            "select naam, tabel, status <> 'niet geslaagd' or ernst <> 'blokkerend'"
            ", peildatum = (select peildatum from raw.instelling)"
            " from kwaliteit.controle order by all"
        ).fetchall()
    except duckdb.CatalogException as fout:
        raise PublicatieFout(
            "er zijn geen controles uitgevoerd op dit warehouse; zonder controles geen publicatie"
        ) from fout
    if not rijen or not all(van_nu for *_, van_nu in rijen):
        raise PublicatieFout("de controles horen niet bij de peildatum van dit warehouse; voer ze opnieuw uit")
    if mislukt := [f"{naam} ({tabel})" for naam, tabel, goed, _ in rijen if not goed]:
        raise PublicatieFout(
            f"{len(mislukt)} blokkerende controle(s) niet geslaagd: {', '.join(mislukt[:5])};"
            " de vorige publicatie blijft staan"
        )


def _schrijf_kwaliteit(bouw: Path) -> None:
    """The check results and findings as CSV, the checks as a small page and the reports on the messages; only what this
    audience may see of them."""
    doel = bouw / "kwaliteit"
    doel.mkdir()
    with duckdb.connect(str(bouw / "peilstok.duckdb"), read_only=True) as con:
        for naam in ("controle", "controle_sleutel", "bestand_telling", "referentie_bevinding"):
            if con.execute(
                "select 1 from duckdb_tables() where schema_name = 'kwaliteit' and table_name = ?", [naam]
            ).fetchone():
                rijen = con.execute(f"select * from kwaliteit.{naam}")
                kop = [kolom[0] for kolom in rijen.description or []]
                schrijf_csv(doel / f"{naam}.csv", kop, (_leesbaar(kop, rij) for rij in rijen.fetchall()))
    schrijf_controlepagina(bouw / "peilstok.duckdb", doel)
    schrijf_kwaliteitsrapporten(bouw / "peilstok.duckdb", doel)
    schrijf_uitvallijsten(bouw / "peilstok.duckdb", doel)


def _leesbaar(kop: Sequence[str], rij: Sequence[Any]) -> list[Any]:
    """The days in a sentence as people read them; other cells are written by their type."""
    return [dagen_in_zin(cel) if kolom == "omschrijving" and cel else cel for kolom, cel in zip(kop, rij, strict=True)]
