"""What a block must show for a selection, worked out from the published tables with no code of the site: the measure of
the tests in a browser."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from peilstok.rapport.blok import Blok, Maat
from peilstok.rapport.bron import vraag

ALLE = "ALLE"


@dataclass(frozen=True)
class Keuze:
    """A selection as the filters hold it; `maand` 0 is the last one."""

    wet: str
    jaar: int
    maand: int = 0
    gemeente: str = ALLE
    aanbieder: str = ALLE
    zorgterrein: str = ALLE


def verwacht(con: duckdb.DuckDBPyConnection, blok: Blok, keuze: Keuze, maat: Maat | None = None) -> list[list[Any]]:
    """The figures of every row of the sheet (without its name), sorted; empty where the page must explain itself."""
    rijen = _rijen(con, blok)
    rijen = [r for r in rijen if r["wet"] == keuze.wet]
    filters = {
        "gemeente": ("gemeente_code", keuze.gemeente),
        "aanbieder": ("aanbieder_agb", keuze.aanbieder),
        "zorgterrein": ("zorgterrein", keuze.zorgterrein),
    }
    for naam, (kolom, waarde) in filters.items():
        alle_rijen = blok.bron.los and waarde == ALLE and naam not in blok.bron.filterkolom
        if rijen and kolom in rijen[0] and blok.rij != kolom and not alle_rijen:
            rijen = [r for r in rijen if r[kolom] == waarde]
    per_maand = bool(rijen) and "maand" in rijen[0]
    tot = keuze.maand or 12

    def in_jaar(jaar: int) -> list[dict[str, Any]]:
        if per_maand:
            return [r for r in rijen if r["maand"].year == jaar and r["maand"].month <= tot]
        return [r for r in rijen if r.get("jaar", jaar) == jaar]

    dit_jaar = in_jaar(keuze.jaar)
    if blok.venster:
        bekend = [r for r in rijen if _nummer(r["maand"]) <= 12 * keuze.jaar + tot]
        eind = max((_nummer(r["maand"]) for r in bekend), default=0)
        dit_jaar = [r for r in bekend if _nummer(r["maand"]) > eind - blok.venster]
    if not dit_jaar:
        return []
    maten = [maat] if maat else list(blok.maten)
    codes = {r[blok.rij] if blok.rij else ALLE for r in dit_jaar}
    uit: list[list[Any]] = []
    if blok.over == "maand":
        maanden = sorted({r["maand"] for r in dit_jaar})
        if blok.venster:
            van, tot_en_met = _nummer(maanden[0]), _nummer(maanden[-1])
            maanden = [date((nr - 1) // 12, (nr - 1) % 12 + 1, 1) for nr in range(van, tot_en_met + 1)]
        for code in codes:
            eigen = {r["maand"]: r for r in dit_jaar if not blok.rij or r[blok.rij] == code}
            for m in maten:
                cellen = [eigen[maand][m.kolom] if maand in eigen else None for maand in maanden]
                na = [eigen[maanden[-1]][n.kolom] if maanden[-1] in eigen else None for n in blok.na]
                dit = {maand: r for maand, r in eigen.items() if maand.year == keuze.jaar}
                uit.append([*cellen, *_totaal(blok, m, dit, maanden[-1]), *na])
    elif blok.over == "rijen":
        uit = [[r[m.kolom] for m in maten] for r in dit_jaar]
    elif blok.over == "maat":
        laatste = max(r["maand"] for r in dit_jaar) if per_maand else None
        nu = [r for r in dit_jaar if laatste is None or r["maand"] == laatste]
        uit = [[r[m.kolom] for m in maten] for r in nu]
        if not blok.rij:
            uit = [[w] for rij in uit for w in rij]
    else:
        vorig = in_jaar(keuze.jaar - 1)
        for code in codes | {r[blok.rij] for r in vorig if blok.rij}:
            rij: list[Any] = []
            for deel in (vorig, dit_jaar):
                eigen_rij = next((r for r in deel if not blok.rij or r[blok.rij] == code), {})
                rij += [eigen_rij.get(m.kolom) for m in maten]
            uit.append(rij)
    return gesorteerd(uit)


def _nummer(maand: date) -> int:
    return 12 * maand.year + maand.month


def gesorteerd(rijen: list[list[Any]]) -> list[list[Any]]:
    """Figures with two decimals, rows in an order of their own: the sheet may sort as it likes. Text stays text."""
    rond = [[w if w is None or isinstance(w, str) else round(float(w), 2) for w in rij] for rij in rijen]
    return sorted(rond, key=lambda rij: [(w is not None, isinstance(w, str), w or 0) for w in rij])


def _totaal(blok: Blok, maat: Maat, eigen: dict[Any, dict[str, Any]], laatste: Any) -> list[Any]:
    if not blok.totaal:
        return []
    if blok.totaal == "laatste":
        return [eigen[laatste][maat.kolom] if laatste in eigen else None]
    if maat.teller:
        noemer = sum(r[maat.noemer] for r in eigen.values())
        return [100 * sum(r[maat.teller] for r in eigen.values()) / noemer if noemer else None]
    return [sum(r[maat.kolom] or 0 for r in eigen.values())]


def _rijen(con: duckdb.DuckDBPyConnection, blok: Blok) -> list[dict[str, Any]]:
    return [dict(zip(blok.bron.kolommen, rij, strict=True)) for rij in con.execute(*vraag(blok.bron)).fetchall()]


def stoplicht_verwacht(
    con: duckdb.DuckDBPyConnection, keuze: Keuze, zorgterrein: str, duur: str
) -> dict[str, dict[str, Any]]:
    """The rows of the stoplicht by name of the KPI: of each the last period of the length `duur`, else the next length
    that it has; a month or quarter at most a year before the selection."""
    laatste = {2025: 12, 2026: 6}[keuze.jaar]
    tot = date(keuze.jaar, keuze.maand or laatste, 1)
    begin = date(tot.year - 1, tot.month, 1)
    rijen = con.execute(
        """
        with alles as (
            select s.*, k.noemer_eenheid, k.naam || coalesce(', perceel ' || s.perceel, '') as wie, k.eigenaar
                , w.kleur_toen
                , case when s.periode like '%K%' then 'kwartaal' when length(s.periode) = 4 then 'jaar' else 'maand' end
                    as duur
            from marts.stoplicht as s join marts.dim_kpi as k using (kpi)
            left join marts.stoplicht_wijziging as w
                on (s.kpi, s.wet, s.gemeente_code, s.aanbieder_agb, s.zorgterrein, s.periode)
                    = (w.kpi, w.wet, w.gemeente_code, w.aanbieder_agb, w.zorgterrein, w.periode)
                and s.perceel is not distinct from w.perceel
            where s.wet = $wet and s.gemeente_code = $gemeente and s.aanbieder_agb = $aanbieder
                and s.zorgterrein = $zorgterrein
        )
        select *, list_position([$duur, 'kwartaal', 'maand', 'jaar'], duur) as plaats from alles
        where case when duur = 'jaar' then year(periode_einde) = $jaar
            else periode_einde between $begin and last_day($tot) end
        qualify row_number() over (partition by wie order by plaats, periode desc) = 1
        """,
        {
            "wet": keuze.wet,
            "gemeente": keuze.gemeente,
            "aanbieder": keuze.aanbieder,
            "zorgterrein": zorgterrein,
            "duur": duur,
            "jaar": keuze.jaar,
            "begin": begin,
            "tot": tot,
        },
    )
    namen = [kolom[0] for kolom in rijen.description or []]
    uit = {}
    for rij in (dict(zip(namen, r, strict=True)) for r in rijen.fetchall()):
        uit[rij["wie"]] = {
            "Oordeel": rij["kleur"],
            "Waarde": rij["waarde"],
            "Norm": rij["norm"],
            "Bandbreedte": rij["bandbreedte"],
            "Vorige waarde": rij["vorige_waarde"],
            "Noemer": rij["noemer"],
            "Noemer telt": rij["noemer_eenheid"],
            "Geen kleur": rij["geen_kleur"] or "",
            "Trend": rij["trend"],
            "Beter is": rij["richting"],
            "Eigenaar": rij["eigenaar"],
            "Periode": _periode(rij["periode"]) + "*" * rij["voorlopig"] + "†" * rij["onvolledig"],
        }
        if rij["kleur_toen"] is None:
            uit[rij["wie"]]["Sinds vorige publicatie"] = "–"
    return uit


def _periode(periode: str) -> str:
    jaar, _, rest = periode.partition("-")
    if not rest:
        return jaar
    maanden = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
    return f"{rest} {jaar}" if rest[0] == "K" else f"{maanden[int(rest) - 1]} {jaar}"
