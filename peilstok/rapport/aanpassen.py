"""A page as one audience has it: the blocks whose figures are in its folder, with what of them is there, and the
filters that do something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from peilstok.rapport.blok import SLEUTEL, Blok, Bron, Maat, Pagina
from peilstok.rapport.lezer import Lezer

NIET_GETOOND, SAMENGENOMEN, GEDECLAREERD = "niet_getoond_kolommen", "samengenomen_aantal", "is_gedeclareerd"
"""Columns of a suppressed table: what of a row is withheld, how many a row OVERIG is, whether an amount still grows."""

_EIGEN_KOLOMMEN = {
    "stoplicht": {"kpi|perceel", "periode", "waarde", "noemer", "kleur", "richting|norm|bandbreedte"},
    "aandacht": {"kijk_gemeente_code", "kpi", "perceel", "reden", "waarde", "norm", "rang", "bedrag_eur"},
    "spreiding": {"waarde", "kwart", "mediaan", "driekwart", "vergeleken_met"},
}
"""What a block needs whose sheet is not made of maten."""


def bron_voor(bron: Bron, kolommen: Mapping[str, set[str]], lezer: Lezer) -> Bron | None:
    """The source as the tables of this audience allow it; None where they do not. The data team has all of a source or
    nothing; another audience has the columns that leave for it, or else what the source names instead."""
    er_zijn = kolommen.get(bron.tabel, set())
    if lezer.is_datateam:
        return bron if bron.nodig <= er_zijn else None
    houdt = tuple(kolom for kolom in bron.kolommen if set(kolom.split("|")) <= er_zijn)
    sleutel = {kolom for kolom in ("jaar", "maand", *SLEUTEL, *bron.filterkolom.values()) if kolom in bron.kolommen}
    if sleutel <= set(houdt) and {*bron.alleen, *bron.zonder} <= er_zijn:
        extra = [k for k in (NIET_GETOOND, SAMENGENOMEN, GEDECLAREERD) if lezer.merk and k in er_zijn]
        return replace(bron, kolommen=(*houdt, *(kolom for kolom in extra if kolom not in houdt)))
    return bron_voor(bron.anders, kolommen, lezer) if bron.anders else None


def pas_aan(pagina: Pagina, bronnen: Mapping[str, Bron], lezer: Lezer) -> Pagina:
    """The page with only the blocks of sources in `bronnen` (by name, as `bron_voor` made them), without a filter that
    none of them can follow or that this audience cannot choose in."""
    gevonden = [_blok(blok, bronnen) for blok in pagina.blokken]
    blokken = tuple(blok for blok in gevonden if blok is not None)
    filters = tuple(f for f in pagina.filters if f != lezer.filter and any(blok.volgt(f) for blok in blokken))
    weg = (b.titel for b, nu in zip(pagina.blokken, gevonden, strict=True) if nu is None)
    return replace(pagina, blokken=blokken, filters=filters, weggelaten=tuple(weg))


def _blok(blok: Blok, bronnen: Mapping[str, Bron]) -> Blok | None:
    bron = bronnen.get(blok.bron.naam)
    if bron is None or (blok.rij and blok.rij not in bron.kolommen):
        return None
    if (blok.over == "maand" and blok.maten and "maand" not in bron.kolommen) or not (
        _EIGEN_KOLOMMEN.get(blok.soort, set()) <= set(bron.kolommen)
    ):
        return None
    maten = tuple(_maat(maat, bron) for maat in blok.maten if maat.kolom in bron.kolommen)
    if blok.maten and not maten:
        return None
    ontbreekt = tuple(maat.naam for maat in (*blok.maten, *blok.na) if maat.kolom not in bron.kolommen)
    getekend: set[str] = set()
    if blok.punten:
        getekend = {blok.punten.x, blok.punten.y, blok.punten.grootte, *blok.punten.minimum}
    elif blok.balken:
        getekend = {blok.balken.waarde, blok.balken.streep, blok.balken.van, blok.balken.verwacht} - {""}
    heel = getekend <= set(bron.kolommen) and not (blok.soort == "waterval" and ontbreekt)
    return replace(
        blok,
        bron=bron,
        bij=bronnen.get(blok.bij.naam) if blok.bij else None,
        # a chart without one of its marks would say something else
        soort=blok.soort if heel else "tabel",
        punten=blok.punten if heel else None,
        balken=blok.balken if heel else None,
        maten=maten,
        na=tuple(_maat(maat, bron) for maat in blok.na if maat.kolom in bron.kolommen),
        norm=blok.norm if blok.norm in bron.kolommen else "",
        ontbreekt=ontbreekt if heel else (*ontbreekt, "de grafiek"),
    )


def _maat(maat: Maat, bron: Bron) -> Maat:
    """Without a numerator or denominator that is not there: then nothing is counted or warned about with it."""
    return replace(
        maat,
        teller=maat.teller if {maat.teller, maat.noemer} <= set(bron.kolommen) else "",
        noemer=maat.noemer if maat.noemer in bron.kolommen else "",
    )
