"""Write the statement of a year per provider (K002-18, K000-08), the yearly uitdraai per perceel (seed 000), and an
overview of them.

Of a year that was frozen they show what was known on that day, and beside it what changed since: nothing is calculated
here. They print on A4."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from peilstok.rapport.brieven import WETTEN, procent_tekst
from peilstok.rapport.gegevens import MAANDEN_LANG, lees_kolommen, lees_namen, lees_rijen
from peilstok.rapport.pagina import getal_tekst, schrijf_sjabloon

MAP = "jaar"
"""Folder of the statements, in that of the data team and in that of a provider."""
ALLE = "ALLE"

_Rij = TypeVar("_Rij", "Plek", "Resultaat")


@dataclass(frozen=True)
class Plek:
    """A line of the settlement: a product in a gemeente, or a total (`productcode` ALLE). Amounts in euro."""

    jaar: int
    wet: str
    gemeente_code: str
    aanbieder_agb: str
    productcode: str | None
    vastgelegd_op: date | None
    tot_en_met_maand: date | None
    betaling: str | None
    afgesproken_plekken: Decimal | None
    plekken: float | None
    prijs_eur: Decimal | None
    realisatie_eur: Decimal | None
    voorschot_eur: Decimal | None
    saldo_eur: Decimal | None
    zorgdagen_zonder_prijs: int | None
    saldo_nu_eur: Decimal | None
    correctie_eur: Decimal | None
    voorlopig: bool
    onvolledig: bool

    @property
    def is_totaal(self) -> bool:
        return self.productcode == ALLE

    @property
    def is_nieuw(self) -> bool:
        """It was not there on the day the year was frozen."""
        return self.tot_en_met_maand is None


@dataclass(frozen=True)
class Resultaat:
    """A result of a perceel, or a term; percentages 0-100."""

    jaar: int
    kpi: str
    maat: str
    wet: str
    perceel: str | None
    gemeente_code: str
    aanbieder_agb: str
    vastgelegd_op: date | None
    naam: str
    is_termijn: bool
    waarde: float | None
    teller: float | None
    noemer: float | None
    norm: float | None
    bandbreedte: float | None
    richting: str | None
    kleur: str | None
    geen_kleur: str | None
    waarde_nu: float | None
    kleur_nu: str | None
    voorlopig: bool
    onvolledig: bool

    @property
    def oordeel(self) -> str:
        """The light in words: colour alone says nothing on paper."""
        woorden = {"groen": "haalt de norm", "oranje": "binnen de bandbreedte", "rood": "buiten de bandbreedte"}
        return woorden.get(self.kleur or "", self.geen_kleur or "onbekend")

    @property
    def is_hoofdmaat(self) -> bool:
        """What the norm is about, and not a variant beside it."""
        return self.maat == "percentage"

    @property
    def is_anders(self) -> bool:
        """Known otherwise now than when the year was frozen, as far as a reader sees."""
        return self.vastgelegd_op is not None and procent(self.waarde) != procent(self.waarde_nu)


@dataclass(frozen=True)
class Jaarstuk:
    """What is known of one year: of one provider (`code` its AGB-code) or of one perceel."""

    jaar: int
    code: str
    naam: str
    plekken: tuple[Plek, ...]
    resultaten: tuple[Resultaat, ...]
    peildatum: date | None

    @property
    def _rijen(self) -> tuple[Plek | Resultaat, ...]:
        return (*self.plekken, *self.resultaten)

    @property
    def vastgelegd_op(self) -> date | None:
        return max((rij.vastgelegd_op for rij in self._rijen if rij.vastgelegd_op), default=None)

    @property
    def voorlopig(self) -> bool:
        return any(rij.voorlopig for rij in self._rijen)

    @property
    def onvolledig(self) -> bool:
        return any(rij.onvolledig for rij in self._rijen)

    @property
    def tot_en_met(self) -> str:
        """The months that count, in words; empty without places."""
        maand = max((plek.tot_en_met_maand for plek in self.plekken if plek.tot_en_met_maand), default=None)
        if maand is None or maand.month == 12:
            return ""
        return f"januari tot en met {MAANDEN_LANG[maand.month - 1]} {maand.year}"

    @property
    def wetten(self) -> list[str]:
        """Laws with places: a settlement is per law."""
        return sorted({plek.wet for plek in self.plekken})

    def totaal(self, wet: str) -> Plek | None:
        """The whole settlement of a law; None when only what is paid by claim is there."""
        alles = (p for p in self.plekken if p.wet == wet and p.is_totaal and p.gemeente_code == ALLE)
        return next(alles, None)

    def afrekening(self, wet: str) -> list[Plek]:
        """What is settled, per gemeente with its total last."""
        return [p for p in self.plekken if p.wet == wet and p.betaling != "per prestatie" and not _is_eind(p)]

    def per_prestatie(self, wet: str) -> list[Plek]:
        """Advances on what is paid by claim: shown, settled by nobody."""
        return [p for p in self.plekken if p.wet == wet and p.betaling == "per prestatie"]

    def zonder_bedrag(self, wet: str) -> list[Plek]:
        """Lines without which there is no total."""
        return [p for p in self.afrekening(wet) if not p.is_totaal and not p.is_nieuw and p.saldo_eur is None]

    def correcties(self) -> list[Plek]:
        """Lines that changed since the year was frozen."""
        return [p for p in self.plekken if not p.is_totaal and (p.correctie_eur or (p.is_nieuw and p.saldo_nu_eur))]

    def percelen(self) -> dict[str, list[Resultaat]]:
        """The results over all gemeenten together, by perceel."""
        per: dict[str, list[Resultaat]] = defaultdict(list)
        for r in self.resultaten:
            if r.perceel is not None and r.gemeente_code == ALLE:
                per[r.perceel].append(r)
        return dict(sorted(per.items()))

    def termijnen(self) -> list[Resultaat]:
        """The terms over all gemeenten together, per law."""
        return [r for r in self.resultaten if r.is_termijn and r.gemeente_code == ALLE]

    def van_regio(self) -> list[list[Resultaat]]:
        """Of a perceel, per KPI: all providers together, first all gemeenten and then each."""
        eigen = [r for r in self.resultaten if r.aanbieder_agb == ALLE and r.is_hoofdmaat]
        return _per_kpi(sorted(eigen, key=lambda r: (r.gemeente_code != ALLE, r.gemeente_code)))

    def van_aanbieders(self) -> list[list[Resultaat]]:
        """Of a perceel, per KPI: the providers over all gemeenten together."""
        eigen = (r for r in self.resultaten if r.aanbieder_agb != ALLE and r.is_hoofdmaat)
        return _per_kpi(r for r in eigen if r.gemeente_code == ALLE)

    def variant(self, bij: Resultaat, maat: str) -> Resultaat | None:
        """The same figure counted otherwise, such as uitval after judging."""
        sleutel = (bij.kpi, bij.gemeente_code, bij.aanbieder_agb, bij.perceel)
        gelijk = (
            r
            for r in self.resultaten
            if (r.kpi, r.gemeente_code, r.aanbieder_agb, r.perceel) == sleutel and r.maat == maat
        )
        return next(gelijk, None)


def schrijf_jaarstukken(pub_db: Path, doel: Path) -> Path:
    """Write `index.html`, `<agb>/<jaar>.html` per provider and `perceel-<nr>-<jaar>.html` into the folder `doel`, one
    below that of `schrijf_site`.

    Returns the overview, which says so when there is no year yet. Reads only `pub_db`; equal data gives equal bytes."""
    with duckdb.connect(str(pub_db), read_only=True) as con:
        kolommen = lees_kolommen(con)
        plekken = _lees(con, kolommen, "marts.jaarafrekening", Plek)
        resultaten = _lees(con, kolommen, "marts.jaarresultaat", Resultaat)
        gemeenten = lees_namen(con, kolommen, "marts.dim_gemeente", "gemeente_code", "gemeente_naam")
        aanbieders = lees_namen(con, kolommen, "marts.dim_aanbieder", "aanbieder_agb", "aanbieder_naam")
        producten = lees_namen(con, kolommen, "marts.dim_product", "productcode", "product_naam")
        peil = lees_rijen(con, kolommen, "kwaliteit.peil", ("peildatum",))
    peildatum = peil[0][0] if peil else None
    hulp = _hulp(gemeenten, aanbieders, producten)
    partijen = {(p.jaar, p.aanbieder_agb) for p in plekken} | {(r.jaar, r.aanbieder_agb) for r in resultaten}
    van_aanbieder = [
        Jaarstuk(
            jaar,
            agb,
            aanbieders.get(agb, f"aanbieder {agb}"),
            tuple(p for p in plekken if (p.jaar, p.aanbieder_agb) == (jaar, agb)),
            tuple(r for r in resultaten if (r.jaar, r.aanbieder_agb) == (jaar, agb)),
            peildatum,
        )
        for jaar, agb in sorted(partijen)
        if agb != ALLE and agb.isalnum()
    ]
    van_perceel = [
        Jaarstuk(
            jaar,
            perceel,
            f"Perceel {perceel}",
            (),
            tuple(r for r in resultaten if (r.jaar, r.perceel) == (jaar, perceel)),
            peildatum,
        )
        for jaar, perceel in sorted({(r.jaar, r.perceel) for r in resultaten if r.perceel})
    ]
    doel.mkdir()
    for stuk in van_aanbieder:
        (doel / stuk.code).mkdir(exist_ok=True)
        schrijf_sjabloon(doel / stuk.code / f"{stuk.jaar}.html", "jaarafrekening.html.j2", s=stuk, **hulp)
    for stuk in van_perceel:
        schrijf_sjabloon(doel / f"perceel-{stuk.code}-{stuk.jaar}.html", "uitdraai.html.j2", s=stuk, **hulp)
    return schrijf_sjabloon(
        doel / "index.html",
        "jaarstukken.html.j2",
        jaren=sorted({stuk.jaar for stuk in (*van_aanbieder, *van_perceel)}, reverse=True),
        aanbieders=sorted(van_aanbieder, key=lambda s: (s.naam, s.code)),
        percelen=van_perceel,
        **hulp,
    )


def neem_jaarstukken_over(van: Path, doel: Path, aanbieder_agb: str) -> None:
    """Copy the statements of this provider from the folder of `schrijf_jaarstukken` to `doel`, in the folder that the
    provider gets; nothing without any."""
    eigen = van / aanbieder_agb
    if eigen.is_dir():
        shutil.copytree(eigen, doel)


def _lees(con: duckdb.DuckDBPyConnection, kolommen: dict[str, set[str]], tabel: str, soort: type[_Rij]) -> list[_Rij]:
    """Rows in the order of the statement: a total after its parts."""
    namen = tuple(veld.name for veld in fields(soort))
    rijen = [soort(*rij) for rij in lees_rijen(con, kolommen, tabel, namen)]
    return sorted(rijen, key=_volgorde)


def _volgorde(rij: Plek | Resultaat) -> tuple[Any, ...]:
    if isinstance(rij, Plek):
        return (rij.jaar, rij.wet, rij.gemeente_code == ALLE, rij.gemeente_code, rij.is_totaal, rij.productcode or "")
    return (rij.jaar, rij.wet, rij.perceel or "", rij.kpi, not rij.is_hoofdmaat, rij.maat, rij.gemeente_code)


def _per_kpi(rijen: Iterable[Resultaat]) -> list[list[Resultaat]]:
    per: dict[str, list[Resultaat]] = defaultdict(list)
    for r in rijen:
        per[r.kpi].append(r)
    return [per[kpi] for kpi in sorted(per)]


def _is_eind(plek: Plek) -> bool:
    return plek.is_totaal and plek.gemeente_code == ALLE


def euro(bedrag: Decimal | None) -> str:
    """Cents too, since a settlement is paid: € 1.234,50; what is not known as a dash."""
    return "–" if bedrag is None else f"€\N{NO-BREAK SPACE}{getal_tekst(float(bedrag), 2)}"


def procent(waarde: float | None) -> str:
    return "–" if waarde is None else f"{getal_tekst(waarde, 1)}%"


def norm(r: Resultaat) -> str:
    """`minstens 90%, bandbreedte 5%`; a dash without a norm."""
    if r.norm is None or r.richting is None:
        return "–"
    kant = "minstens" if r.richting == "hoger" else "hoogstens"
    return f"{kant} {procent_tekst(r.norm)}" + (
        f", bandbreedte {procent_tekst(r.bandbreedte)}" if r.bandbreedte else ""
    )


def _hulp(
    gemeenten: Mapping[str, str], aanbieders: Mapping[str, str], producten: Mapping[str, str]
) -> dict[str, object]:
    def naam_van(namen: Mapping[str, str], anders: str) -> Callable[[str], str]:
        return lambda code: namen.get(code, f"{anders} {code}")

    def product(code: str | None) -> str:
        return "zonder productcode" if code is None else f"{code} {producten.get(code, '')}".strip()

    return {
        "euro": euro,
        "procent": procent,
        "norm": norm,
        "wetnaam": WETTEN,
        "gemeente": naam_van(dict(gemeenten) | {ALLE: "alle gemeenten samen"}, "gemeente"),
        "aanbieder": naam_van(aanbieders, "aanbieder"),
        "product": product,
    }
