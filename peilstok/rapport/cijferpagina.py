"""The figures of a party as tables for its readers: of each published KPI table the last period, totals first, with a
mark where a figure is not shown. The page shows rows as they are published and computes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from peilstok.begrippen import standaardwaarden, vul_in
from peilstok.datum import datum_tekst
from peilstok.rapport.bron import ALLE
from peilstok.rapport.cijferindeling import ALLEEN_PER, BLOKKEN, KOPPEN, OVERIGE, PER_RIJ, PERIODEN, SOORTEN, plek
from peilstok.rapport.gegevens import MAANDEN_LANG, lees_kolommen, lees_namen, lees_rijen
from peilstok.rapport.pagina import getal_tekst, schrijf_sjabloon

PAGINA = "cijfers.html"
RIJEN_OP_PAGINA = 300
"""Rows of one part of a table on the page; parquet has them all."""
KORT = 10
"""Rows up to which a part is open at once."""

_NIET_GETOOND = "niet_getoond_kolommen"
_SAMENGENOMEN = "samengenomen_aantal"
_KORT_MERK = "niet getoond"
_VOORLOPIG, _ONVOLLEDIG, _GROEIT = "voorlopig", "onvolledig", "is_gedeclareerd"
_HULP = {"niet_getoond", _NIET_GETOOND, _SAMENGENOMEN, "kpi", _VOORLOPIG, _ONVOLLEDIG, _GROEIT}
_SAMEN, _ONBEKEND = "OVERIG", "_ONBEKEND"
_WETTEN = {"Jw": "Jeugdwet", "Wmo": "Wmo"}
_DECIMALEN = {"euro": 0, "plekken": 2}
_ZONDER_EENHEID = {"", "euro", "aantal"}
"""Units that a heading need not name: the cell or the name says it."""

NOTEN = {
    "*": "voorlopig (er komen nog berichten bij of de periode is nog niet voorbij; het cijfer kan nog veranderen)",
    "†": "onvolledig (over een deel van de periode ontbreken berichten)",
    "‡": "nog niet alles is gedeclareerd (het bedrag groeit nog)",
}


@dataclass(frozen=True)
class Beschrijving:
    """What the dictionary says of a table, and per column its words and unit."""

    tabel: str
    omschrijving: str
    kolommen: Mapping[str, tuple[str, str]]
    formule: str = ""
    let_op: str = ""
    definitie: str = ""


class Maat(NamedTuple):
    """A row of marts.dim_maat."""

    naam: str
    eenheid: str
    soort: str
    noemer: str


class Kop(NamedTuple):
    """A column: its name in the table, the heading with its unit, and whether it holds numbers."""

    kolom: str
    tekst: str
    eenheid: str
    is_getal: bool

    @property
    def label(self) -> str:
        """Heading and unit in one, where there is no table head: on a phone."""
        return f"{self.tekst} ({self.eenheid})" if self.eenheid else self.tekst


class Regel(NamedTuple):
    """A row: what it is about, its code, the signs of its notes, and per column the text of the cell."""

    wat: str
    code: str
    noten: str
    cellen: Sequence[str]


@dataclass(frozen=True)
class Deel:
    """Rows of one kind, in blocks (heading, rows) that are never added up. A single `kop` of "" has no heading."""

    titel: str
    koppen: Sequence[Kop]
    blokken: Sequence[tuple[str, Sequence[Regel]]]
    weggelaten: int

    @property
    def aantal(self) -> int:
        return sum(len(regels) for _, regels in self.blokken)


@dataclass(frozen=True)
class Cijfers:
    """A table on the page. `delen` begins with the totals; `noten` are sentences, `uitleg` (heading, words) pairs."""

    naam: str
    groep: str
    titel: str
    omschrijving: str
    periode: str
    delen: Sequence[Deel]
    noten: Sequence[str]
    formule: str
    let_op: str
    definitie: str
    uitleg: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class _Woorden:
    """Names by code that this folder has: of (column, code), of products by (wet, code), and of measures."""

    namen: Mapping[tuple[str, str], str] = field(default_factory=dict)
    producten: Mapping[tuple[str, str], str] = field(default_factory=dict)
    maten: Mapping[tuple[str, str], Maat] = field(default_factory=dict)
    per_kpi: Mapping[tuple[str, str], Maat] = field(default_factory=dict)
    waarden: Mapping[str, str] = field(default_factory=dict)


def schrijf_cijferpagina(
    con: duckdb.DuckDBPyConnection,
    map_: Path,
    naam: str,
    tabellen: Sequence[Beschrijving],
    merk: str,
    peildatum: date | None,
    eigen: str,
) -> Path | None:
    """Write `cijfers.html` into `map_` with the last period of each of `tabellen` in the open database `con`; None (and
    nothing) when none has rows. `merk` says in full why a figure is not shown; empty when all are. `eigen` is the
    column that has this party's code in every row."""
    woorden = _lees_woorden(con)
    op_volgorde = sorted(tabellen, key=lambda tabel: plek(tabel.tabel.split(".")[1]).volgorde)
    cijfers = [gevonden for tabel in op_volgorde if (gevonden := _lees(con, tabel, woorden, eigen))]
    if not cijfers:
        return None
    groepen = [(groep, list(leden)) for groep, leden in groupby(cijfers, key=lambda c: c.groep)]
    return schrijf_sjabloon(
        map_ / PAGINA, "cijfers.html.j2", naam=naam, groepen=groepen, merk=merk, peildatum=peildatum, kort=KORT
    )


def _lees_woorden(con: duckdb.DuckDBPyConnection) -> _Woorden:
    kolommen = lees_kolommen(con)
    namen = {
        (kolom, code): naam
        for kolom, tabel, sleutel, veld in (
            ("aanbieder_agb", "marts.dim_aanbieder", "aanbieder_agb", "aanbieder_naam"),
            ("gemeente_code", "marts.dim_gemeente", "gemeente_code", "gemeente_naam"),
            ("kpi", "marts.dim_kpi", "kpi", "naam"),
        )
        for code, naam in lees_namen(con, kolommen, tabel, sleutel, veld).items()
    }
    hulpvormen = lees_rijen(con, kolommen, "marts.dim_uitkomstcode", ("soort", "code", "omschrijving"))
    namen |= {(soort, code): naam for soort, code, naam in hulpvormen}
    producten = lees_rijen(con, kolommen, "marts.dim_product", ("wet", "productcode", "product_naam"))
    maten = lees_rijen(con, kolommen, "marts.dim_maat", ("tabel", "kpi", "maat", "naam", "eenheid", "soort", "noemer"))
    return _Woorden(
        namen=namen,
        producten={(wet, code): naam for wet, code, naam in producten if naam},
        maten={(rij[0], rij[2]): _maat(rij[3:]) for rij in maten},
        per_kpi={(rij[1], rij[2]): _maat(rij[3:]) for rij in maten},
        waarden={
            **standaardwaarden(),
            **lees_namen(con, kolommen, "marts.dim_parameter", "parameter", "waarde"),
        },
    )


def _maat(rij: Sequence[str | None]) -> Maat:
    return Maat(*(deel or "" for deel in rij))


def _lees(con: duckdb.DuckDBPyConnection, tabel: Beschrijving, woorden: _Woorden, eigen: str) -> Cijfers | None:
    naam = tabel.tabel.split(".")[1]
    periode = next((kolom for kolom in PERIODEN if kolom in tabel.kolommen), "")
    laatste = f" where {periode} = (select max({periode}) from {tabel.tabel})" if periode else ""
    antwoord = con.execute(f"select * from {tabel.tabel}{laatste} order by all")
    alle = [str(kolom[0]) for kolom in antwoord.description or []]
    rijen = [dict(zip(alle, rij, strict=True)) for rij in antwoord.fetchall()]
    if not rijen:
        return None
    # whose folder it is says the heading
    soorten = [kolom for kolom in SOORTEN if kolom in alle and kolom != eigen]
    getoond = [k for k in alle if k not in {*_HULP, *SOORTEN, *BLOKKEN, *PERIODEN}]
    maten = {kolom: maat for kolom in getoond if (maat := woorden.maten.get((naam, kolom)))}
    koppen = [_kop(kolom, maten.get(kolom), tabel.kolommen.get(kolom, ("", ""))[1], rijen) for kolom in getoond]
    eigen_noten, noten = _noten(rijen)
    waar = plek(naam)
    return Cijfers(
        naam=naam,
        groep=waar.groep,
        titel=waar.titel,
        omschrijving=vul_in(tabel.omschrijving, woorden.waarden),
        periode=_periode(rijen[0].get(periode), periode, any("ytd" in kolom for kolom in getoond)),
        delen=_delen(naam, rijen, soorten, koppen, maten, woorden, eigen_noten),
        noten=noten,
        formule=_leesbaar(tabel.formule, woorden),
        let_op=_leesbaar(tabel.let_op, woorden),
        definitie=tabel.definitie,
        uitleg=[
            (kop.label, _leesbaar(tekst, woorden))
            for kop in koppen
            if (tekst := tabel.kolommen.get(kop.kolom, ("", ""))[0])
        ],
    )


def _leesbaar(tekst: str, woorden: _Woorden) -> str:
    return vul_in(tekst, woorden.waarden).replace("`", "")


def _periode(waarde: Any, kolom: str, is_tot_en_met: bool) -> str:
    match waarde:
        case None:
            return ""
        case date() if kolom == "kwartaal":
            return f"{(waarde.month + 2) // 3}e kwartaal van {waarde.year}"
        case date():
            maand = f"{MAANDEN_LANG[waarde.month - 1]} {waarde.year}"
            return f"januari tot en met {maand}" if is_tot_en_met and waarde.month > 1 else maand
    return str(waarde)


def _kop(kolom: str, maat: Maat | None, eenheid: str, rijen: Sequence[Mapping[str, Any]]) -> Kop:
    tekst = maat.naam if maat else KOPPEN.get(kolom, kolom.replace("_", " ").capitalize())
    eenheid = (maat.eenheid if maat else "" if kolom in KOPPEN else eenheid).removesuffix(" (0-100)")
    is_getal = maat is not None or any(isinstance(rij[kolom], int | float | Decimal) for rij in rijen)
    return Kop(kolom, tekst, "" if eenheid in _ZONDER_EENHEID or eenheid in tekst.lower() else eenheid, is_getal)


def _noten(rijen: Sequence[Mapping[str, Any]]) -> tuple[dict[str, str], list[str]]:
    """The column behind each sign that differs between rows, and the sentences below the table. What holds for every
    row needs no signs."""
    eigen, zinnen = {}, []
    for teken, kolom, waarde in (("*", _VOORLOPIG, True), ("†", _ONVOLLEDIG, True), ("‡", _GROEIT, False)):
        geldt = [rij.get(kolom) is waarde for rij in rijen]
        if all(geldt):
            zinnen.append(f"Alle regels: {NOTEN[teken]}.")
        elif any(geldt):
            eigen[teken] = kolom
            zinnen.append(f"{teken} {NOTEN[teken]}.")
    return eigen, zinnen


def _delen(
    tabel: str,
    rijen: Sequence[Mapping[str, Any]],
    soorten: Sequence[str],
    koppen: Sequence[Kop],
    maten: Mapping[str, Maat],
    woorden: _Woorden,
    noten: Mapping[str, str],
) -> list[Deel]:
    """The totals, then the rows per provider, per product and so on."""
    gevonden: dict[tuple[str, ...], dict[str, list[tuple[Mapping[str, Any], Regel]]]] = {}
    blokken: dict[str, None] = dict.fromkeys(sorted({_blok(rij, woorden) for rij in rijen}))
    for rij in rijen:
        per = tuple(kolom for kolom in soorten if rij[kolom] != ALLE)
        blok = _blok(rij, woorden)
        tekens = "".join(teken for teken, kolom in noten.items() if rij.get(kolom) is (kolom != _GROEIT))
        wat, code = _wat(rij, per, woorden) if per else (blok or "Totaal", "")
        cellen = [_cel(rij, kop, maten, woorden) for kop in _koppen(tabel, koppen, per)]
        gevonden.setdefault(per, {}).setdefault(blok, []).append((rij, Regel(wat, code, tekens, cellen)))
    delen = []
    for per in sorted(gevonden, key=lambda per: (len(per), [list(SOORTEN).index(kolom) for kolom in per])):
        per_blok = {
            blok: [regel for _, regel in sorted(leden, key=lambda lid: _volgorde(lid[0], per, lid[1]))]
            for blok in blokken
            if (leden := gevonden[per].get(blok))
        }
        titel = "Per " + " en ".join(SOORTEN[kolom] for kolom in per)
        if not per:
            regels = [regel for leden in per_blok.values() for regel in leden]
            delen.append(
                Deel(
                    "",
                    _koppen(tabel, koppen, per),
                    [("", regels[:RIJEN_OP_PAGINA])],
                    max(0, len(regels) - RIJEN_OP_PAGINA),
                )
            )
            continue
        weg = sum(max(0, len(leden) - RIJEN_OP_PAGINA) for leden in per_blok.values())
        delen.append(
            Deel(
                titel,
                _koppen(tabel, koppen, per),
                [(blok, leden[:RIJEN_OP_PAGINA]) for blok, leden in per_blok.items()],
                weg,
            )
        )
    return delen


def _koppen(tabel: str, koppen: Sequence[Kop], per: Sequence[str]) -> list[Kop]:
    return [kop for kop in koppen if ALLEEN_PER.get((tabel, kop.kolom)) in (None, *per)]


def _volgorde(rij: Mapping[str, Any], per: Sequence[str], regel: Regel) -> tuple[int, str, str]:
    """By name; what is unknown and what is taken together come last."""
    codes = [str(rij[kolom]) for kolom in per]
    return (2 if _SAMEN in codes else 1 if _ONBEKEND in codes else 0, regel.wat.lower(), regel.code)


def _blok(rij: Mapping[str, Any], woorden: _Woorden) -> str:
    """What the block of a row is about: Wmo, perceel 1."""
    delen = []
    for kolom in BLOKKEN:
        if (waarde := rij.get(kolom)) is None:
            continue
        match kolom:
            case "wet":
                delen.append(_WETTEN.get(waarde, str(waarde)))
            case "termijn":
                naam = woorden.namen.get(("kpi", str(waarde)), str(waarde))
                zin = naam.partition(": ")[2] or naam
                delen.append(zin[:1].upper() + zin[1:])
            case "verantwoordelijke":
                delen[-1:] = [f"{delen[-1]} ({waarde})"] if delen else [str(waarde)]
            case _:
                delen.append(f"{kolom} {waarde}")
    tekst = ", ".join(delen)
    return tekst[:1].upper() + tekst[1:]


def _wat(rij: Mapping[str, Any], per: Sequence[str], woorden: _Woorden) -> tuple[str, str]:
    """What a row is about, in words, and the code behind the name."""
    namen, codes = [], []
    for kolom in per:
        waarde = "" if rij[kolom] is None else str(rij[kolom])
        if waarde == _SAMEN:
            samen, aantal = OVERIGE.get(SOORTEN[kolom], "Overige"), rij.get(_SAMENGENOMEN)
            namen.append(f"{samen} ({aantal})" if aantal else samen)
        elif waarde in ("", _ONBEKEND):
            namen.append(f"{SOORTEN[kolom].capitalize()} onbekend")
        elif kolom == "maat":
            kpi = str(rij.get("kpi"))
            maat = woorden.per_kpi.get((kpi, waarde))
            namen.append(woorden.namen.get(("kpi", kpi), kpi))
            # a KPI may have more than one measure
            codes += [maat.naam] if maat and maat.naam != namen[-1] else []
        else:
            naam = (
                woorden.producten.get((str(rij.get("wet")), waarde))
                if kolom == "productcode"
                else woorden.namen.get((kolom, waarde))
            )
            namen.append(naam or waarde[:1].upper() + waarde[1:])
            codes += [waarde] if naam and kolom != "hulpvorm" else []
    return ", ".join(namen), ", ".join(codes)


def _cel(rij: Mapping[str, Any], kop: Kop, maten: Mapping[str, Maat], woorden: _Woorden) -> str:
    waarde = rij[kop.kolom]
    maat = maten.get(kop.kolom)
    if kop.kolom in PER_RIJ and not maat:
        maat = woorden.per_kpi.get((str(rij.get("kpi")), str(rij.get("maat"))))
    eenheid = maat.eenheid if maat else ""
    match waarde:
        case None:
            return _KORT_MERK if _is_niet_getoond(rij, kop.kolom, maten) else "–"
        case bool():
            return "ja" if waarde else "nee"
        case date():
            is_maand = kop.kolom == "gedeclareerd_tot"
            return f"{MAANDEN_LANG[waarde.month - 1]} {waarde.year}" if is_maand else datum_tekst(waarde)
        case int() | float() | Decimal():
            is_heel = isinstance(waarde, int)
            tekst = getal_tekst(float(waarde), 0 if is_heel else _DECIMALEN.get(eenheid, 1))
            tekst = tekst.replace("-", "−")
            if eenheid.startswith("procent") and eenheid != "procentpunt":
                return f"{tekst}%"
            if eenheid == "euro":
                return f"€ {tekst}"
            # a column with rows of several units cannot say it in its heading
            return f"{tekst} {eenheid}" if kop.kolom in PER_RIJ and eenheid else tekst
    return str(waarde)


def _is_niet_getoond(rij: Mapping[str, Any], kolom: str, maten: Mapping[str, Maat]) -> bool:
    """Whether an empty cell is withheld rather than unknown. The published list names the figure that was withheld;
    what rests on it went along without being named, and a row OVERIG stands for rows that are withheld. A norm does
    not rest on it, nor does a share of a shown noemer."""
    genoemd = str(rij.get(_NIET_GETOOND) or "").split(",")
    if kolom in genoemd:
        return True
    if not rij.get("niet_getoond") and not rij.get(_SAMENGENOMEN):
        return False
    maat = maten.get(kolom)
    if maat and maat.soort == "referentie":
        return False
    if maat and maat.soort == "telling":
        return rij.get(maat.noemer) is None
    # a comparison or a colour rests on the tellings of its row
    return all(rij[naam] is None for naam, ander in maten.items() if ander.soort == "telling")
