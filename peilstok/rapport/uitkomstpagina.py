"""The page Uitkomsten of the data team: outcomes of one provider for any selection of the fourteen filters (K003-06),
with the rows Selectie and Instelling (K003-07).

No table can hold all totals of every selection, so the browser counts cases: the published geval_ tables of outcomes
per provider, without client_id, loaded when the provider is chosen. An audience without those cases has no page."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from peilstok.rapport.gegevens import lees_kolommen, lees_namen, lees_rijen
from peilstok.rapport.pagina import als_json, schrijf_sjabloon

KEUZES = {
    "reden_beeindiging": "Reden einde",
    "gemeente_code": "Gemeente",
    "profiel": "Profiel",
    "verwijzer": "Verwijzer",
    "productcategorie": "Productcategorie",
    "perspectief": "Perspectief",
    "zorgvraagzwaarte": "Zorgvraagzwaarte",
    "hulpvorm": "Hulpvorm",
    "complexiteit": "Complexiteit",
}
"""Columns of a case that are chosen from a list; with the four dates and the respondent they are the filters of the
deck."""
# Who, to tell records apart while they are put together; none of it is written.
_WIE = ("aanbieder_agb", "client_id", "geslacht", "geboortemaand", "pc4", "volgnr_onbekend")
_RECORD = (*_WIE, "datum_aanvang", "datum_einde", *KEUZES)
_ANTWOORDEN = {
    "marts.geval_tevredenheid": ("tevredenheid",),
    "marts.geval_zonder_hulp": ("schaal", "is_antwoord_1", "is_antwoord_2", "is_antwoord_3", "is_antwoord_4"),
    "marts.geval_doelen": ("is_behaald", "is_deels", "is_gelijk", "is_ongunstiger"),
}
_RESPONS = "marts.geval_respons"
_CODES = "marts.dim_uitkomstcode"


def schrijf_uitkomstpagina(pub_db: Path, doel: Path) -> Path | None:
    """Write `cijfers.html`, its script and a file of cases per provider into `doel`, which may exist. Returns the page,
    or None (and writes nothing) where there are no cases.

    Reads only `pub_db`. No clock: equal data gives equal bytes."""
    with duckdb.connect(str(pub_db), read_only=True) as con:
        kolommen = lees_kolommen(con)
        metingen = _metingen(con, kolommen)
        records: dict[str, list[list[Any]]] = defaultdict(list)
        velden = (*_RECORD, "in_noemer", "in_teller")
        for rij in lees_rijen(con, kolommen, _RESPONS, velden):
            cel = dict(zip(velden, rij, strict=True))
            # who works alone need not measure
            if cel["in_noemer"]:
                records[cel["aanbieder_agb"]].append([*_keuzes(cel), int(cel["in_teller"])])
        aanbieders = lees_namen(con, kolommen, "marts.dim_aanbieder", "aanbieder_agb", "aanbieder_naam")
        namen = {"gemeente_code": lees_namen(con, kolommen, "marts.dim_gemeente", "gemeente_code", "gemeente_naam")}
        for soort, code, omschrijving in lees_rijen(con, kolommen, _CODES, ("soort", "code", "omschrijving")):
            namen.setdefault(soort, {})[code] = omschrijving
    codes = sorted(records.keys() | metingen.keys())
    if not codes:
        return None
    doel.mkdir(exist_ok=True)
    for agb in codes:
        inhoud = {
            "metingen": sorted(metingen[agb], key=json.dumps),
            "records": sorted(records[agb], key=json.dumps),
        }
        # a script and not JSON: a page that is opened from disk may not fetch
        (doel / f"gevallen_{agb}.js").write_text(f'uitkomsten("{agb}",{als_json(inhoud)});\n', encoding="utf-8")
    script = (files("peilstok.rapport") / "runtime_bron" / "uitkomsten.js").read_bytes()
    (doel / "cijfers.js").write_bytes(script)
    return schrijf_sjabloon(
        doel / "cijfers.html",
        "uitkomsten.html.j2",
        aanbieders=[(agb, aanbieders.get(agb, agb)) for agb in codes],
        keuzes=KEUZES,
        namen=als_json(namen),
    )


def _keuzes(cel: dict[str, Any]) -> list[Any]:
    """A case as the page has it: begin, end, and what is chosen from a list."""
    return [_dag(cel["datum_aanvang"]), _dag(cel["datum_einde"]), *(cel[kolom] or "" for kolom in KEUZES)]


def _dag(dag: date | None) -> str:
    return dag.isoformat() if dag else ""


def _metingen(con: duckdb.DuckDBPyConnection, kolommen: dict[str, set[str]]) -> dict[str, list[list[Any]]]:
    """Per provider its valid measurements: the choices, respondent, mark, scale, answer, goals (numbers from 1)."""
    per_meting: dict[tuple[Any, ...], dict[str, Any]] = {}
    for tabel, antwoorden in _ANTWOORDEN.items():
        velden = (*_RECORD, "respondent", *antwoorden)
        for rij in lees_rijen(con, kolommen, tabel, velden):
            sleutel = rij[: len(_RECORD) + 1]
            cel = per_meting.setdefault(sleutel, {})
            cel |= dict(zip(velden, rij, strict=True))
    uit: dict[str, list[list[Any]]] = defaultdict(list)
    for cel in per_meting.values():
        uit[cel["aanbieder_agb"]].append(
            [
                *_keuzes(cel),
                cel["respondent"],
                cel.get("tevredenheid"),
                cel.get("schaal"),
                _welke(cel, _ANTWOORDEN["marts.geval_zonder_hulp"][1:]),
                _welke(cel, _ANTWOORDEN["marts.geval_doelen"]),
            ]
        )
    return uit


def _welke(cel: dict[str, Any], vlaggen: tuple[str, ...]) -> int | None:
    return next((nummer for nummer, vlag in enumerate(vlaggen, 1) if cel.get(vlag)), None)
