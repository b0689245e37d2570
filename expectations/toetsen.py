"""The tests that the yml of a table declares: dbt's own SQL for them, asked per table in one pass instead of once per
column, and reported like every other check, with the column and the keys that fail."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Any

import duckdb

from expectations.controle import Controle, ControleFout, Ernst, Sleutel
from expectations.vraag import NIET_TONEN, lees_sleutels

SUITE_TOETS = "toets"
MAX_VOORBEELDEN = 100
"""Failing keys kept per test: these say what to mend, not whom to call."""

GEVULD = "gevuld"
"""One test of dbt per table, `where <column> is null or ..`, told apart here into its columns."""

RIJTOETSEN = frozenset({GEVULD, "accepted_values", "tussen"})
"""Tests that judge a row by itself; dbt/tests/generic writes them as `select * from <table> where <condition>`."""

_RIJTOETS = re.compile(r"\s*select \*\s+from (?P<tabel>\S+)\s+where\s(?P<voorwaarde>.+)", re.DOTALL)


@dataclass(frozen=True)
class Tabeltoets:
    """One test on one table. `voorwaarde` holds for a row that fails; without it `query` gives what fails."""

    naam: str
    tabel: str
    relatie: str
    kolom: str
    ernst: Ernst
    query: str
    voorwaarde: str | None
    toelichting: str


def lees_toetsen(manifest: Mapping[str, Any]) -> list[Tabeltoets]:
    """Every test of a compiled manifest of dbt, unit tests left out. ControleFout when one has no SQL."""
    knopen = manifest["nodes"]
    toetsen = [knoop for _, knoop in sorted(knopen.items()) if knoop["resource_type"] == "test"]
    return [toets for knoop in toetsen for toets in _per_kolom(_toets(knoop, knopen))]


def voer_toetsen_uit(
    con: duckdb.DuckDBPyConnection, manifest: Mapping[str, Any], alleen: AbstractSet[str] | None = None
) -> list[Controle]:
    """The result of every test, or of those on the tables `alleen` (`schema.table`), on an open warehouse.
    ControleFout when one could not be asked."""
    sleutels = {
        tabel: tuple(kolom for kolom in sleutel if kolom != NIET_TONEN)
        for tabel, sleutel in lees_sleutels(manifest).items()
    }
    per_tabel: dict[str, list[Tabeltoets]] = defaultdict(list)
    for toets in lees_toetsen(manifest):
        if alleen is None or toets.tabel in alleen:
            per_tabel[toets.tabel].append(toets)
    return [c for tabel, toetsen in per_tabel.items() for c in _vraag(con, toetsen, sleutels.get(tabel, ()))]


def _toets(knoop: Mapping[str, Any], knopen: Mapping[str, Any]) -> Tabeltoets:
    meta = knoop.get("test_metadata") or {}
    soort = meta.get("name", "")
    if not knoop.get("compiled_code"):
        raise ControleFout(f"toets {knoop['name']} is niet gecompileerd")
    over = [knoop["attached_node"]] if knoop.get("attached_node") else knoop["depends_on"]["nodes"]
    tabel = next((knopen[naam] for naam in over if naam in knopen), None)
    if tabel is None:
        raise ControleFout(f"toets {knoop['name']} gaat over geen tabel")
    query = knoop["compiled_code"].strip()
    voorwaarde = None
    if soort in RIJTOETSEN:
        gevonden = _RIJTOETS.fullmatch(query)
        if gevonden is None or gevonden["tabel"] != tabel["relation_name"]:
            raise ControleFout(f"toets {knoop['name']} heeft niet de vorm 'select * from tabel where ..'")
        voorwaarde = gevonden["voorwaarde"]
    return Tabeltoets(
        naam=soort if meta else knoop["name"],
        tabel=f"{tabel['schema']}.{tabel['name']}",
        relatie=tabel["relation_name"],
        kolom=knoop.get("column_name") or "",
        ernst="signaal" if knoop["config"]["severity"].lower() == "warn" else "blokkerend",
        query=query,
        voorwaarde=voorwaarde,
        toelichting=_toelichting(
            soort,
            knoop.get("column_name") or "",
            {"kolommen": tabel["config"]["meta"].get("grain")} | (meta.get("kwargs") or {}),
            knoop["name"],
        ),
    )


def _per_kolom(toets: Tabeltoets) -> list[Tabeltoets]:
    """The test itself; of GEVULD one per column that it asks about."""
    if toets.naam != GEVULD or toets.voorwaarde is None:
        return [toets]
    return [
        replace(
            toets,
            naam="not_null",
            kolom=(kolom := deel.removesuffix(" is null")),
            query=f"select * from {toets.relatie} where {deel}",
            voorwaarde=deel,
            toelichting=f"{kolom} is altijd gevuld.",
        )
        for deel in toets.voorwaarde.split(" or ")
    ]


def _toelichting(soort: str, kolom: str, argumenten: Mapping[str, Any], naam: str) -> str:
    match soort:
        case "accepted_values":
            return f"{kolom} is een van: {', '.join(map(str, argumenten['values']))}."
        case "tussen":
            grenzen = {"laag": "ten minste", "hoog": "ten hoogste"}
            delen = [f"{woord} {argumenten[g]}" for g, woord in grenzen.items() if argumenten.get(g) is not None]
            return f"{kolom} is {' en '.join(delen)}."
        case "unieke_sleutel":
            return f"Elke combinatie van {', '.join(argumenten['kolommen'])} komt een keer voor."
        case "alle_is_som":
            maten = ", ".join(argumenten["maten"])
            return f"{maten}: de regel ALLE voor {', '.join(argumenten['dimensies'])} is de som van de andere regels."
        case "relationships":
            doel = re.sub(r"\W*(ref|source)\W+|\W+$", "", str(argumenten["to"])).replace("', '", ".")
            return f"Elke ingevulde {kolom} staat in {doel} ({argumenten['field']})."
    return f"Toets {naam.replace('_', ' ')}: geen regel wijkt af."


def _vraag(
    con: duckdb.DuckDBPyConnection, toetsen: Sequence[Tabeltoets], sleutel: tuple[str, ...]
) -> Iterator[Controle]:
    tabel, relatie = toetsen[0].tabel, toetsen[0].relatie
    per_rij = [toets for toets in toetsen if toets.voorwaarde is not None]
    rest = [toets for toets in toetsen if toets.voorwaarde is None]
    try:
        tellers = [f"count(*) filter (where {toets.voorwaarde})" for toets in per_rij]
        totaal, *aantallen = _een_rij(con, f"select {', '.join(['count(*)', *tellers])} from {relatie}")
        aantallen += [_een_rij(con, f"select count(*) from ({toets.query})")[0] for toets in rest]
        for toets, aantal in zip((*per_rij, *rest), aantallen, strict=True):
            yield Controle(
                suite=SUITE_TOETS,
                naam=toets.naam,
                tabel=tabel,
                kolom=toets.kolom,
                ernst=toets.ernst,
                geslaagd=not aantal,
                beoordeeld_aantal=totaal,
                afwijkend_aantal=aantal,
                sleutels=_voorbeelden(con, toets, sleutel) if aantal else (),
                toelichting=toets.toelichting,
            )
    except duckdb.Error as fout:
        # only the kind of error: an engine's message may quote a value of the row it stumbled on
        soort = str(fout).split("\n", 1)[0].split(":", 1)[0][:120]
        raise ControleFout(f"de toetsen op {tabel} konden niet worden uitgevoerd: {soort}") from None


def _een_rij(con: duckdb.DuckDBPyConnection, vraag: str) -> tuple[int, ...]:
    rij = con.execute(vraag).fetchone()
    return tuple(rij or ())


def _voorbeelden(con: duckdb.DuckDBPyConnection, toets: Tabeltoets, sleutel: tuple[str, ...]) -> tuple[Sleutel, ...]:
    """Keys of what fails: of a row its key, of another test the columns that it selects."""
    if toets.voorwaarde is not None and not sleutel:
        return ()
    kolommen = ", ".join(f'"{kolom}"' for kolom in sleutel) if toets.voorwaarde is not None else "*"
    antwoord = con.execute(f"select {kolommen} from ({toets.query}) order by all limit {MAX_VOORBEELDEN}")
    namen = [beschrijving[0] for beschrijving in antwoord.description or ()]
    return tuple(
        {n: str(w) for n, w in zip(namen, rij, strict=True) if w is not None and n != NIET_TONEN}
        for rij in antwoord.fetchall()
    )
