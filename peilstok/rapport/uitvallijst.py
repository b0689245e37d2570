"""The worklist of uitval (K000-07): per gemeente that gave the toewijzing every case, to be judged one by one.

It can come back filled in: the columns of uitval_beoordeling.csv are among its own. A case without a toewijzingnummer
cannot be named, and no list has it. Who a case is about is not in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from peilstok.rapport.gegevens import lees_kolommen, lees_namen, lees_rijen
from peilstok.rapport.werklijst import Lijst, Rij, schrijf_werklijst

TABEL = "marts.fct_uitvalgeval"
_LEEST = (
    "wet",
    "toewijzing_gemeente_code",
    "toewijzingnummer",
    "einddatum",
    "begindatum",
    "aanbieder_agb",
    "perceel",
    "productcode",
    "reden_beeindiging",
    "geplande_einddatum",
    "is_op_geplande_einddatum",
    "is_rijp",
    "oordeel",
    "oordeel_datum",
)
UITVAL = Lijst(
    "Werklijst uitval",
    {
        "wet": 6,
        "gemeente_code": 10,
        "toewijzingnummer": 18,
        "gemeente": 18,
        "aanbieder": 26,
        "perceel": 9,
        "productcode": 12,
        "begindatum": 13,
        "einddatum": 13,
        "reden_beeindiging": 14,
        "geplande_einddatum": 13,
        "op_geplande_einddatum": 14,
        "telt_mee": 10,
        "oordeel": 14,
        "toelichting": 40,
        "datum": 13,
    },
    ("begindatum", "einddatum", "geplande_einddatum"),
    "oordeel",
    ("aanbieder", "toegang", "client", "extern"),
)
_CODE = re.compile(r"[0-9A-Za-z]{1,20}")


@dataclass(frozen=True)
class Uitvallijst:
    """The cases of one gemeente, those without a judgement first."""

    code: str
    naam: str
    rijen: Sequence[Rij]
    open_aantal: int

    @property
    def bestand(self) -> str:
        """Name of its files without extension."""
        return f"werklijst_uitval_{self.code}"


def lees_uitvallijsten(con: duckdb.DuckDBPyConnection) -> list[Uitvallijst]:
    """One per gemeente with cases; none for an audience that does not have every column of the cases."""
    kolommen = lees_kolommen(con)
    gemeenten = lees_namen(con, kolommen, "marts.dim_gemeente", "gemeente_code", "gemeente_naam")
    aanbieders = lees_namen(con, kolommen, "marts.dim_aanbieder", "aanbieder_agb", "aanbieder_naam")
    # a judgement is of a toewijzing: of more ends of it the last one stands for all
    gevallen: dict[tuple[str, str, str], dict[str, Any]] = {}
    for rij in lees_rijen(con, kolommen, TABEL, _LEEST, "toewijzingnummer is not null"):
        geval = dict(zip(_LEEST, rij, strict=True))
        gevallen[rij[0], rij[1], rij[2]] = geval
    per_gemeente: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for (_, code, _), geval in gevallen.items():
        if _CODE.fullmatch(code):
            per_gemeente[code].append(geval)
    lijsten = []
    for code, eigen in sorted(per_gemeente.items()):
        eigen.sort(key=lambda g: str(g["einddatum"]), reverse=True)
        eigen.sort(key=lambda g: g["oordeel"] is not None)
        rijen = [_rij(geval, gemeenten.get(code, code), aanbieders) for geval in eigen]
        lijsten.append(Uitvallijst(code, gemeenten.get(code, code), rijen, sum(g["oordeel"] is None for g in eigen)))
    return lijsten


def schrijf_uitvallijsten(pub_db: Path, doel: Path) -> list[Uitvallijst]:
    """Write a CSV and a workbook per gemeente into the folder `doel`; returns the lists."""
    with duckdb.connect(str(pub_db), read_only=True) as con:
        lijsten = lees_uitvallijsten(con)
    for lijst in lijsten:
        schrijf_werklijst(lijst.rijen, doel / f"{lijst.bestand}.csv", doel / f"{lijst.bestand}.xlsx", UITVAL)
    return lijsten


def _rij(geval: dict[str, Any], gemeente: str, aanbieders: dict[str, str]) -> Rij:
    """In the order of the columns of UITVAL; what was judged before stands there, and comes back as it was."""
    agb = str(geval["aanbieder_agb"])
    waarden = geval | {
        "gemeente_code": geval["toewijzing_gemeente_code"],
        "gemeente": gemeente,
        "aanbieder": aanbieders.get(agb, agb),
        "op_geplande_einddatum": "ja" if geval["is_op_geplande_einddatum"] else "nee",
        "telt_mee": "ja" if geval["is_rijp"] else "nog niet",
        "toelichting": "",
        "datum": geval["oordeel_datum"],
    }
    return tuple(waarden[naam] or "" for naam in UITVAL.kolommen)
