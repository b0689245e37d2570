"""Write the site: a page per entry of PAGINAS, its figures as scripts beside it (a browser refuses fetch on file://),
and the scripts and styles that all pages share in `runtime/`.

    index.html, volume.html, ..         what a reader opens
    data/site.js                        names, choices, dates: the same for all pages
    data/<pagina>.js                    what the page shows (its blocks), without figures
    data/<pagina>/<wet>[-<agb>].js      figures, loaded when chosen
    runtime/                            Vega, site.js, site.css, the XLSX writer

Every script in data/ ends with the version that the page itself names: a page that was opened before the publication
was swapped would otherwise show figures of the next night under its own date.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import duckdb
import vl_convert

from peilstok.begrippen import laad_boek, standaardwaarden, vul_in
from peilstok.datum import datum_tekst
from peilstok.geval import Kpi
from peilstok.rapport.aanpassen import bron_voor, pas_aan
from peilstok.rapport.blok import KOLOM_VAN_FILTER, MIN_AANTAL, RIJEN_VAN_ZORGTERREIN, WARN_NOEMER, Blok, Bron, Pagina
from peilstok.rapport.bron import ALLE, DEEL, OVERIG, Keuzes, delen, keuzes, laatste_jaar, open_bron
from peilstok.rapport.definities import DICTIONARY, Definitie, Definitieboek, lees_definities
from peilstok.rapport.gegevens import (
    MAANDEN_LANG,
    Gegevens,
    lees_gegevens,
    lees_kolommen,
    lees_namen,
    lees_rijen,
)
from peilstok.rapport.gevallenpagina import adres_van, met_gevallen, telbaar
from peilstok.rapport.grafieken import MAANDEN, REEKSEN_MAX, grafiek
from peilstok.rapport.leeswijzer import lees_vragen
from peilstok.rapport.lezer import TEKSTEN, Lezer, Partij
from peilstok.rapport.pagina import als_json, schrijf_sjabloon
from peilstok.rapport.paginas import PAGINAS, paginas_voor
from peilstok.rapport.paginas.aanbieder import AANBIEDER_ZELF
from peilstok.rapport.runtime import koppel, koppel_map, schrijf_runtime
from peilstok.rapport.scripts import Scripts
from peilstok.rapport.uitvallijst import lees_uitvallijsten

_SJABLOON = "lezer.html.j2"
"""Of a page with figures for another audience than the data team."""

BYTES_MAX = 2_000_000
"""What a page may load beside the shared runtime (issue 8.4)."""


def schrijf_site(
    pub_db: Path,
    doel: Path,
    *,
    regio: str = "",
    paginas: Sequence[Pagina] = PAGINAS,
    vorige: Path | None = None,
    gevallen: Mapping[str, Kpi] | None = None,
) -> Path:
    """Write the site of the data team into the folder `doel`; returns the path of `index.html`.

    Reads only `pub_db`, a published peilstok.duckdb, dictionary.csv beside it, and the book of definitions. The content
    follows from the data alone: no clock, so equal data gives equal bytes. `regio` is the name in the heading; without
    it the gemeenten are named. `vorige` is the folder of an earlier site, from which libraries are taken over.
    `gevallen` are the KPIs whose cases the page of schrijf_gevallen has, so that their figures link to it."""
    schrijf_runtime(doel / "runtime", vorige / "runtime" if vorige else None)
    with duckdb.connect(str(pub_db), read_only=True) as con:
        huis = _Huis(con, Lezer(), lees_gegevens(con), pub_db.parent / DICTIONARY, paginas, gevallen or {})
        huis.schrijf([Partij("", regio, doel)])
    return doel / "index.html"


def schrijf_sites(
    con: duckdb.DuckDBPyConnection,
    lezer: Lezer,
    partijen: Sequence[Partij],
    gegevens: Gegevens,
    dictionary: Path,
    runtime: Path,
) -> None:
    """Write the site of each of these parties, of one kind, into its folder: the pages of the data team with what the
    tables in `con` have of them. The rows of those tables say whose they are (bron.DEEL); each is read once for all.

    `gegevens` are those of the data team, of which every party sees its own part; `runtime` the folder with the scripts
    that all sites share; a second name for each of its files is put into every folder."""
    if not partijen:
        return
    huis = _Huis(con, lezer, gegevens, dictionary, paginas_voor(lezer), {})
    for partij in partijen:
        koppel_map(runtime, partij.doel / "runtime")
    huis.schrijf(partijen)


@dataclass
class _Huis:
    """What the sites of one kind of audience have in common."""

    con: duckdb.DuckDBPyConnection
    lezer: Lezer
    gegevens: Gegevens
    dictionary: Path
    paginas: Sequence[Pagina]
    gevallen: Mapping[str, Kpi]

    def schrijf(self, partijen: Sequence[Partij]) -> None:
        """Write the site of each, with one pass over every source."""
        con, lezer = self.con, self.lezer
        kolommen = lees_kolommen(con)
        definities = lees_definities(self.dictionary)
        gemaakt_van = {definitie.tabel: definitie.gemaakt_van for definitie in definities}
        bronnen = self._bronnen(kolommen)
        laatste = laatste_jaar(con, kolommen, list(bronnen.values()))
        if laatste is None:
            bronnen = {}
        for bron in bronnen.values():
            open_bron(con, bron, laatste or 0, DEEL in kolommen[bron.tabel])
        paginas = [pas_aan(pagina, bronnen, lezer) for pagina in self.paginas]
        if not lezer.is_datateam:
            paginas = [p for n, p in enumerate(paginas) if not n or p.blokken or not p.heeft_cijfers]
        te_kiezen = keuzes(con, list(bronnen.values()), laatste or 0)
        te_openen = met_gevallen(kolommen, self.gevallen)
        vast = _vaste_delen(con, kolommen)
        segmenten = lees_namen(con, kolommen, "marts.dim_aanbieder", "aanbieder_agb", "segment")
        scripts = {}
        for partij in partijen:
            scripts[partij.code] = Scripts(partij.doel / "data")
            site = vast | _site(partij, lezer, self.gegevens, te_kiezen.get(partij.code, {}), segmenten)
            site["gevallen"] = _gevallen_per_kpi(te_openen, vast["kpis"])
            scripts[partij.code].schrijf("site.js", "window.PEILSTOK", als_json(site))
        for pagina in paginas:
            self._schrijf_cijfers(pagina, scripts, te_openen, gemaakt_van)
        versies = {code: van.sluit_af() for code, van in scripts.items()}
        parameters = lees_namen(con, kolommen, "marts.dim_parameter", "parameter", "waarde")
        gedeeld = {
            "lezer": lezer,
            "tekst": TEKSTEN.get(lezer.soort),
            "paginas": paginas,
            "definities": definities,
            "boek": Definitieboek(laad_boek(), definities, {**standaardwaarden(), **parameters}),
            "vul_in": vul_in,
            # of the data team alone: they name cases of a provider, or count over all
            "vragen": lees_vragen(con, kolommen, self.gegevens) if lezer.is_datateam else [],
            "uitvallijsten": lees_uitvallijsten(con) if lezer.is_datateam else [],
        }
        for pagina in paginas:
            van_pagina = gedeeld | {
                "pagina": pagina,
                "blokken": pagina.blokken,
                "definitie_van": _definitie_van(pagina, definities),
            }
            # without figures it is the same for every party
            is_gelijk = not lezer.is_datateam and not pagina.heeft_cijfers
            eerste = partijen[0].doel / f"{pagina.naam}.html"
            for partij in partijen:
                doel = partij.doel / f"{pagina.naam}.html"
                if is_gelijk and doel != eerste:
                    koppel(eerste, doel)
                    continue
                keuze = te_kiezen.get(partij.code, {})
                schrijf_sjabloon(
                    doel,
                    pagina.sjabloon if lezer.is_datateam or not pagina.heeft_cijfers else _SJABLOON,
                    **van_pagina,
                    g=_eigen(self.gegevens, lezer, "" if is_gelijk else partij.code),
                    regio=partij.naam or _regio(_gebruikt(keuze)["gemeenten"], self.gegevens.gemeenten),
                    versie="" if is_gelijk else versies[partij.code],
                    is_leeg=not keuze and (lezer.is_datateam or pagina.heeft_cijfers),
                )

    def _bronnen(self, kolommen: Mapping[str, set[str]]) -> dict[str, Bron]:
        """The sources of the pages by name, as the tables of this audience allow."""
        gevonden = {bron.naam: bron for pagina in self.paginas for bron in pagina.bronnen}
        if not self.lezer.is_datateam:
            # what is not divided over parties has rows of nobody
            kolommen = {tabel: namen for tabel, namen in kolommen.items() if DEEL in namen}
        eigen = {naam: bron_voor(bron, kolommen, self.lezer) for naam, bron in gevonden.items()}
        return {naam: bron for naam, bron in eigen.items() if bron is not None}

    def _schrijf_cijfers(
        self,
        pagina: Pagina,
        scripts: Mapping[str, Scripts],
        te_openen: Mapping[str, Kpi],
        gemaakt_van: Mapping[str, Sequence[str]],
    ) -> None:
        """The blocks of one page, and its figures in parts, for every party."""
        # As text at once: the figures of 300 providers as Python objects would take ten times the memory.
        per_bestand: dict[str, dict[str, list[str]]] = {code: {} for code in scripts}
        for bron in pagina.bronnen:
            for code, deel in delen(self.con, bron):
                if code in per_bestand:
                    tekst = f"{json.dumps(bron.naam)}:{als_json(deel.kolommen)}"
                    per_bestand[code].setdefault(deel.naam, []).append(tekst)
        blokken = [_blok(blok, self.lezer) | {"geval": _geval(blok, te_openen, gemaakt_van)} for blok in pagina.blokken]
        beschrijving = {
            "naam": pagina.naam,
            "titel": pagina.titel,
            "filters": pagina.filters,
            "eerstWet": pagina.eerst_wet,
            "blokken": blokken,
        }
        tekst = als_json(beschrijving).removesuffix("}")
        for code, bestanden in per_bestand.items():
            for naam, stukken in bestanden.items():
                plaats = f"window.PEILSTOK.delen[{json.dumps(naam)}]"
                scripts[code].schrijf(f"{pagina.naam}/{naam}.js", plaats, f"{{{','.join(stukken)}}}")
            namen = als_json(sorted(bestanden))
            scripts[code].schrijf(f"{pagina.naam}.js", "window.PEILSTOK.pagina", f'{tekst},"delen":{namen}}}')


def _eigen(gegevens: Gegevens, lezer: Lezer, code: str) -> Gegevens:
    """Of what the data team is told, what is about the party with this code or about no one."""
    if lezer.is_datateam:
        return gegevens
    is_van_een = lezer.filter == "gemeente"
    # seen from a gemeente its own is all there is
    gaten = [replace(gat, gemeente_code=ALLE) for gat in gegevens.gaten if gat.gemeente_code == code]
    return replace(
        gegevens,
        gaten=gaten if is_van_een else [gat for gat in gegevens.gaten if gat.gemeente_code == ALLE],
        aanbieders={},
        bestanden=[],
        controles=[],
        bevindingen_open=None,
        aanleveringen=[],
    )


def ontbrekend(kolommen: Mapping[str, set[str]], paginas: Sequence[Pagina] = (*PAGINAS, AANBIEDER_ZELF)) -> list[str]:
    """What the sources of these pages need and `kolommen` (by `schema.table`) lacks, as "pagina blok: tabel.kolom":
    blocks that would fall away without a word."""
    return sorted(
        f"{pagina.naam} {blok.id}: {bron.tabel}.{kolom}"
        for pagina in paginas
        for blok in pagina.blokken
        for bron in (blok.bron, blok.bij, blok.bron.anders)
        if bron is not None
        for kolom in bron.nodig - kolommen.get(bron.tabel, set())
    )


def _definitie_van(pagina: Pagina, definities: Sequence[Definitie]) -> dict[str, str]:
    """Per block the place of its definition on the page of definitions: that of its table, and of a table made for a
    page the first one that it is made of."""
    van_tabel = {d.tabel: d for d in definities}
    uit = {}
    for blok in pagina.blokken:
        definitie = van_tabel.get(blok.bron.tabel)
        while definitie and definitie.is_pagina:
            definitie = next((van_tabel[t] for t in definitie.gemaakt_van if t in van_tabel), None)
        if definitie:
            uit[blok.id] = definitie.anker
    return uit


_KPI = ("kpi", "naam", "eenheid", "eigenaar", "noemer", "noemer_eenheid", "minimum_n")
"""What the pages say of a KPI (dim_kpi)."""


def _geval(blok: Blok, te_openen: Mapping[str, Kpi], gemaakt_van: Mapping[str, Sequence[str]]) -> dict[str, Any] | None:
    """What a figure of this block needs to lead to its cases: the KPI, the maten that are counted from them, and what
    its rows have in common."""
    kpi = adres_van(blok.bron.tabel, gemaakt_van.get(blok.bron.tabel, ()), te_openen)
    if kpi is None:
        return None
    getoond = {maat.kolom for maat in (*blok.maten, *blok.na)}
    maten = {kolom: waar for kolom, waar in telbaar(kpi).items() if kolom in getoond}
    if not maten:
        return None
    vast = {kolom: mag[0] for kolom, mag in blok.bron.alleen.items() if len(mag) == 1 and kolom in kpi.grain}
    return {"tabel": kpi.naam, "grain": kpi.grain, "maten": maten, "vast": vast}


def _gevallen_per_kpi(te_openen: Mapping[str, Kpi], kpis: Sequence[str]) -> dict[str, Any]:
    """Of each KPI on the stoplicht where its cases are: its own table, or of a term the one of all terms. What waits
    for claims and runs on within the year is not there: the stoplicht does not say up to which month it goes."""
    per_term = next((kpi for kpi in te_openen.values() if kpi.opzet.get("per_kpi")), None)
    uit = {}
    for naam in kpis:
        kpi = te_openen.get(naam)
        if kpi and not (kpi.opzet.get("gedeclareerd") and kpi.opzet.get("tijd") == "ytd"):
            uit[naam] = {"tabel": naam, "grain": kpi.grain, "vast": {}}
        elif per_term and naam.isupper():
            uit[naam] = {"tabel": per_term.naam, "grain": per_term.grain, "vast": {per_term.opzet["per_kpi"]: naam}}
    return uit


def _blok(blok: Blok, lezer: Lezer) -> dict[str, Any]:
    uit = asdict(blok)
    uit["bron"] = blok.bron.naam
    uit["los"] = blok.bron.los
    uit["filterkolom"] = dict(blok.bron.filterkolom)
    uit["jaareinde"] = blok.bron.tabel in lezer.jaareinde
    uit["bij"] = blok.bij.naam if blok.bij else ""
    # A list of pairs: the order of an object's keys is lost when they are sorted, and it is the order of the rows.
    uit["namen"] = list(blok.namen.items())
    uit["grafieken"] = [grafiek(blok, maat) for maat in (blok.maten if blok.maatkeuze else blok.maten[:1])]
    return uit


def _vaste_delen(con: duckdb.DuckDBPyConnection, kolommen: dict[str, set[str]]) -> dict[str, Any]:
    """What the browser must know on every page, whoever reads it."""
    velden = ("wet", "productcode", "product_naam", "inkoopcategorie", "zorgterrein")
    return {
        "delen": {},
        "alle": ALLE,
        "overig": OVERIG,
        "maanden": {"kort": MAANDEN, "lang": list(MAANDEN_LANG)},
        "producten": [list(rij) for rij in lees_rijen(con, kolommen, "marts.dim_product", velden)],
        "kpis": {kpi: rest for kpi, *rest in lees_rijen(con, kolommen, "marts.dim_kpi", _KPI)},
        "kolomVanFilter": dict(KOLOM_VAN_FILTER),
        "rijenVanZorgterrein": RIJEN_VAN_ZORGTERREIN,
        "reeksenMax": REEKSEN_MAX,
        "minAantal": MIN_AANTAL,
        "warnNoemer": WARN_NOEMER,
        "locale": {
            "getal": vl_convert.get_format_locale("nl-NL"),
            "tijd": vl_convert.get_time_format_locale("nl-NL"),
        },
    }


def _site(
    partij: Partij, lezer: Lezer, g: Gegevens, te_kiezen: Mapping[str, Keuzes], segmenten: Mapping[str, str]
) -> dict[str, Any]:
    """What the browser must know of this party: no name or code but of what it can choose."""
    gebruikt = _gebruikt(te_kiezen)
    gemeenten = {*gebruikt["gemeenten"], *([] if lezer.filter == "gemeente" else [ALLE])}
    return {
        "peildatum": datum_tekst(g.peildatum),
        "kennisdatum": datum_tekst(g.kennisdatum),
        "vast": {lezer.filter: partij.vast} if lezer.filter else {},
        "merk": lezer.merk,
        "gemeenten": {code: g.gemeenten[code] for code in gebruikt["gemeenten"] if code in g.gemeenten},
        "aanbieders": {code: g.aanbieders[code] for code in gebruikt["aanbieders"] if code in g.aanbieders},
        "segmenten": {code: s for code, s in segmenten.items() if lezer.is_datateam or code in gebruikt["aanbieders"]},
        "keuzes": {wet: asdict(keuze) for wet, keuze in te_kiezen.items()},
        "gaten": [
            [gat.wet, gat.gemeente_code, gat.vanaf.year * 100 + gat.vanaf.month if gat.vanaf else 0]
            for gat in g.gaten
            if lezer.is_datateam or gat.gemeente_code in gemeenten
        ],
    }


def _gebruikt(te_kiezen: Mapping[str, Keuzes]) -> dict[str, list[str]]:
    """The codes of gemeenten and providers that can be chosen under some law."""
    return {
        soort: sorted({code for keuze in te_kiezen.values() for code in getattr(keuze, soort)})
        for soort in ("gemeenten", "aanbieders")
    }


def _regio(codes: Sequence[str], namen: dict[str, str]) -> str:
    genoemd = [namen.get(code, code) for code in codes]
    if not genoemd:
        return "uw regio"
    if len(genoemd) > 6:
        return f"{len(genoemd)} gemeenten"
    return "gemeente " + genoemd[0] if len(genoemd) == 1 else f"de gemeenten {', '.join(genoemd[:-1])} en {genoemd[-1]}"
