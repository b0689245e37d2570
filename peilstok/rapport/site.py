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
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import duckdb
import vl_convert

from peilstok.begrippen import laad_boek, standaardwaarden, vul_in
from peilstok.datum import datum_tekst
from peilstok.geval import Kpi
from peilstok.rapport.aanpassen import pas_aan
from peilstok.rapport.blok import (
    KOLOM_VAN_FILTER,
    MIN_AANTAL,
    RIJEN_VAN_ZORGTERREIN,
    WARN_NOEMER,
    Blok,
    Bron,
    Pagina,
)
from peilstok.rapport.bron import ALLE, Keuzes, delen, keuzes, laatste_jaar, open_bron
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
from peilstok.rapport.pagina import als_json, schrijf_sjabloon
from peilstok.rapport.paginas import PAGINAS
from peilstok.rapport.runtime import schrijf_runtime
from peilstok.rapport.scripts import Scripts
from peilstok.rapport.uitvallijst import lees_uitvallijsten

BYTES_MAX = 2_000_000
"""What a page may load beside the shared runtime (issue 8.4)."""


def schrijf_site(
    pub_db: Path,
    doel: Path,
    *,
    regio: str = "",
    doelgroep: str = "datateam",
    paginas: Sequence[Pagina] = PAGINAS,
    vorige: Path | None = None,
    gevallen: Mapping[str, Kpi] | None = None,
) -> Path:
    """Write the site into the folder `doel`; returns the path of `index.html`.

    Reads only `pub_db`, a published peilstok.duckdb, dictionary.csv beside it, and the book of definitions. The content
    follows from the data alone: no clock, so equal data gives equal bytes. `regio` is the name in the heading; without
    it the gemeenten are named. `vorige` is the folder of an earlier site, from which libraries are taken over.
    `gevallen` are the KPIs whose cases the page of schrijf_gevallen has, so that their figures link to it."""
    definities = lees_definities(pub_db.parent / DICTIONARY)
    data = doel / "data"
    data.mkdir(parents=True, exist_ok=True)
    schrijf_runtime(doel / "runtime", vorige / "runtime" if vorige else None)
    with duckdb.connect(str(pub_db), read_only=True) as con:
        gegevens = lees_gegevens(con)
        kolommen = lees_kolommen(con)
        bronnen = {bron.naam: bron for pagina in paginas for bron in pagina.bronnen}
        laatste = laatste_jaar(con, kolommen, list(bronnen.values()))
        er_zijn = {
            naam: bron
            for naam, bron in bronnen.items()
            if laatste is not None and open_bron(con, kolommen, bron, laatste)
        }
        paginas = [pas_aan(pagina, er_zijn) for pagina in paginas]
        te_kiezen = keuzes(con, list(er_zijn.values()), laatste or 0)
        scripts = Scripts(data)
        te_openen = met_gevallen(kolommen, gevallen or {})
        gemaakt_van = {definitie.tabel: definitie.gemaakt_van for definitie in definities}
        site = _site(con, kolommen, gegevens, te_kiezen)
        site["gevallen"] = _gevallen_per_kpi(te_openen, site["kpis"])
        scripts.schrijf("site.js", "window.PEILSTOK", als_json(site))
        for pagina in paginas:
            _schrijf_pagina(con, scripts, pagina, er_zijn, te_openen, gemaakt_van)
        versie = scripts.sluit_af()
        vragen = lees_vragen(con, kolommen, gegevens)
        parameters = lees_namen(con, kolommen, "marts.dim_parameter", "parameter", "waarde")
        uitvallijsten = lees_uitvallijsten(con)
    boek = Definitieboek(laad_boek(), definities, {**standaardwaarden(), **parameters})
    codes = sorted({code for keuze in te_kiezen.values() for code in keuze.gemeenten})
    for pagina in paginas:
        schrijf_sjabloon(
            doel / f"{pagina.naam}.html",
            pagina.sjabloon,
            g=gegevens,
            regio=regio or _regio(codes, gegevens.gemeenten),
            doelgroep=doelgroep,
            pagina=pagina,
            paginas=paginas,
            versie=versie,
            blokken=pagina.blokken,
            is_leeg=not te_kiezen,
            definities=definities,
            boek=boek,
            vul_in=vul_in,
            definitie_van=_definitie_van(pagina, definities),
            vragen=vragen,
            uitvallijsten=uitvallijsten,
        )
    return doel / "index.html"


def ontbrekend(kolommen: Mapping[str, set[str]], paginas: Sequence[Pagina] = PAGINAS) -> list[str]:
    """What the sources of these pages need and `kolommen` (by `schema.table`) lacks, as "pagina blok: tabel.kolom":
    blocks that would fall away without a word."""
    return sorted(
        f"{pagina.naam} {blok.id}: {bron.tabel}.{kolom}"
        for pagina in paginas
        for blok in pagina.blokken
        for bron in (blok.bron, blok.bij)
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


def _schrijf_pagina(
    con: duckdb.DuckDBPyConnection,
    scripts: Scripts,
    pagina: Pagina,
    er_zijn: dict[str, Bron],
    te_openen: Mapping[str, Kpi],
    gemaakt_van: Mapping[str, Sequence[str]],
) -> None:
    """The blocks of one page that this audience has, and its figures in parts."""
    # As text at once: the figures of 300 providers as Python objects would take ten times the memory.
    per_bestand: dict[str, list[str]] = defaultdict(list)
    for bron in (bron for bron in pagina.bronnen if bron.naam in er_zijn):
        for deel in delen(con, bron):
            per_bestand[deel.naam].append(f"{json.dumps(bron.naam)}:{als_json(deel.kolommen)}")
    for naam, bronnen in per_bestand.items():
        plaats = f"window.PEILSTOK.delen[{json.dumps(naam)}]"
        scripts.schrijf(f"{pagina.naam}/{naam}.js", plaats, f"{{{','.join(bronnen)}}}")
    beschrijving = {
        "naam": pagina.naam,
        "titel": pagina.titel,
        "filters": pagina.filters,
        "delen": sorted(per_bestand),
        "blokken": [_blok(blok) | {"geval": _geval(blok, te_openen, gemaakt_van)} for blok in pagina.blokken],
    }
    scripts.schrijf(f"{pagina.naam}.js", "window.PEILSTOK.pagina", als_json(beschrijving))


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


def _blok(blok: Blok) -> dict[str, Any]:
    uit = asdict(blok)
    uit["bron"] = blok.bron.naam
    uit["los"] = blok.bron.los
    uit["filterkolom"] = dict(blok.bron.filterkolom)
    uit["bij"] = blok.bij.naam if blok.bij else ""
    # A list of pairs: the order of an object's keys is lost when they are sorted, and it is the order of the rows.
    uit["namen"] = list(blok.namen.items())
    uit["grafieken"] = [grafiek(blok, maat) for maat in (blok.maten if blok.maatkeuze else blok.maten[:1])]
    return uit


def _site(
    con: duckdb.DuckDBPyConnection, kolommen: dict[str, set[str]], g: Gegevens, te_kiezen: dict[str, Keuzes]
) -> dict[str, Any]:
    gebruikt = {
        soort: sorted({code for keuze in te_kiezen.values() for code in getattr(keuze, soort)})
        for soort in ("gemeenten", "aanbieders")
    }
    producten = lees_rijen(
        con,
        kolommen,
        "marts.dim_product",
        ("wet", "productcode", "product_naam", "inkoopcategorie", "zorgterrein"),
    )
    kpis = lees_rijen(con, kolommen, "marts.dim_kpi", _KPI)
    return {
        "delen": {},
        "alle": ALLE,
        "peildatum": datum_tekst(g.peildatum),
        "kennisdatum": datum_tekst(g.kennisdatum),
        "maanden": {"kort": MAANDEN, "lang": list(MAANDEN_LANG)},
        "gemeenten": {code: g.gemeenten[code] for code in gebruikt["gemeenten"] if code in g.gemeenten},
        "aanbieders": {code: g.aanbieders[code] for code in gebruikt["aanbieders"] if code in g.aanbieders},
        "segmenten": lees_namen(con, kolommen, "marts.dim_aanbieder", "aanbieder_agb", "segment"),
        "producten": [list(rij) for rij in producten],
        "kpis": {kpi: rest for kpi, *rest in kpis},
        "keuzes": {wet: asdict(keuze) for wet, keuze in te_kiezen.items()},
        "gaten": [
            [gat.wet, gat.gemeente_code, gat.vanaf.year * 100 + gat.vanaf.month if gat.vanaf else 0] for gat in g.gaten
        ],
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


def _regio(codes: Sequence[str], namen: dict[str, str]) -> str:
    genoemd = [namen.get(code, code) for code in codes]
    if not genoemd:
        return "uw regio"
    if len(genoemd) > 6:
        return f"{len(genoemd)} gemeenten"
    return "gemeente " + genoemd[0] if len(genoemd) == 1 else f"de gemeenten {', '.join(genoemd[:-1])} en {genoemd[-1]}"
