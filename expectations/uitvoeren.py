"""Carry out the checks on a finished warehouse and keep their results in it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from expectations.aanlevering import aanlever_vragen, schema_vragen
from expectations.aansluiting import aansluit_vragen
from expectations.controle import MAX_SLEUTELS, Controle, ControleFout
from expectations.duckdb_werkend import great_expectations_op_duckdb
from expectations.norm import norm_vragen
from expectations.privacy import Pseudoniem, controleer_privacy
from expectations.suites import VERPLICHTE_TABELLEN, marts_vragen, raw_vragen
from expectations.vraag import SUITE_MARTS, Sleutels, Toets, Vraag, lees_kolommen, voeg_samen
from expectations.weigering import geladen_vraag


def voer_controles_uit(
    warehouse: Path,
    sleutels: Sleutels,
    pseudoniem: Pseudoniem | None = None,
    raw_schema: Mapping[str, Mapping[str, str]] | None = None,
) -> list[Controle]:
    """All checks at the borders of one warehouse, opened read-only, for the dates it says it is valid for.
    `sleutels` is what its models declare (`lees_sleutels`).

    Without `pseudoniem` the privacy check cannot be done and is left out; so is that on the schema of raw without
    `raw_schema` (`raw.<table>` -> column -> type, as the catalogue wants it). No process may have the file open for
    writing. ControleFout when a check breaks down."""
    with duckdb.connect(str(warehouse), read_only=True) as con:
        peildatum, kennisdatum = lees_instelling(con)
        kolommen = lees_kolommen(con)
        controles = [_tabellen_aanwezig(set(kolommen))]
        vragen = [
            *(schema_vragen(raw_schema, kolommen) if raw_schema is not None else ()),
            *raw_vragen(kolommen),
            *geladen_vraag(kolommen, kennisdatum),
            *aanlever_vragen(con, kolommen, kennisdatum),
            *marts_vragen(kolommen, sleutels),
            *aansluit_vragen(kolommen, sleutels, peildatum, kennisdatum),
            *norm_vragen(con, kolommen, peildatum),
        ]
        if pseudoniem is not None:
            controles += controleer_privacy(con, pseudoniem)
    controles += _beantwoord(warehouse, voeg_samen(vragen))
    return [*controles, _iets_beoordeeld(controles)]


def lees_instelling(con: duckdb.DuckDBPyConnection) -> tuple[date, date]:
    """(peildatum, kennisdatum) the warehouse says it is valid for. ControleFout when it does not say."""
    try:
        rij = con.execute("select peildatum, kennisdatum from raw.instelling").fetchone()
    except duckdb.CatalogException as fout:
        raise ControleFout("raw.instelling ontbreekt: onbekend voor welke peildatum het warehouse geldt") from fout
    if rij is None:
        raise ControleFout("raw.instelling is leeg: onbekend voor welke peildatum het warehouse geldt")
    return rij[0], rij[1]


def bewaar_controles(con: duckdb.DuckDBPyConnection, controles: Sequence[Controle], peildatum: date) -> None:
    """Replace `kwaliteit.controle` (a row per check) and `kwaliteit.controle_sleutel` (a row per failing key, JSON
    text).

    `con` is open for writing; both tables change in one transaction. `kennis` is the kennisdatum of raw.instelling,
    else `peildatum`."""
    try:
        kennis = lees_instelling(con)[1]
    except ControleFout:
        kennis = peildatum
    con.execute("begin")
    try:
        con.execute("create schema if not exists kwaliteit")
        con.execute(
            "create or replace table kwaliteit.controle (suite varchar, naam varchar, tabel varchar, kolom varchar,"
            " ernst varchar, status varchar, beoordeeld_aantal bigint, afwijkend_aantal bigint, percentage double,"
            " norm_pct double, toelichting varchar, peildatum date, kennis date)"
        )
        con.execute(
            "create or replace table kwaliteit.controle_sleutel (suite varchar, naam varchar, tabel varchar,"
            " kolom varchar, sleutel varchar)"
        )
        _voeg_toe(
            con,
            "kwaliteit.controle",
            [
                (
                    c.suite,
                    c.naam,
                    c.tabel,
                    c.kolom,
                    c.ernst,
                    c.status,
                    c.beoordeeld_aantal,
                    c.afwijkend_aantal,
                    c.percentage,
                    c.norm_pct,
                    c.toelichting,
                    peildatum,
                    kennis,
                )
                for c in controles
            ],
        )
        _voeg_toe(
            con,
            "kwaliteit.controle_sleutel",
            [
                (c.suite, c.naam, c.tabel, c.kolom, json.dumps(s, ensure_ascii=False))
                for c in controles
                for s in c.sleutels
            ],
        )
        con.execute("commit")
    except BaseException:
        con.execute("rollback")
        raise


def _voeg_toe(con: duckdb.DuckDBPyConnection, tabel: str, rijen: list[tuple[Any, ...]]) -> None:
    # Many rows per statement: row by row costs a millisecond each (stack.md).
    for begin in range(0, len(rijen), 500):
        deel = rijen[begin : begin + 500]
        plaatsen = ", ".join("(" + ", ".join("?" * len(rij)) + ")" for rij in deel)
        con.execute(f"insert into {tabel} values {plaatsen}", [waarde for rij in deel for waarde in rij])


def _tabellen_aanwezig(aanwezig: set[str]) -> Controle:
    ontbreekt = [t for t in VERPLICHTE_TABELLEN if t not in aanwezig]
    return Controle(
        suite=SUITE_MARTS,
        naam="tabellen_aanwezig",
        tabel="alle tabellen",
        kolom="",
        ernst="blokkerend",
        geslaagd=not ontbreekt,
        beoordeeld_aantal=len(VERPLICHTE_TABELLEN),
        afwijkend_aantal=len(ontbreekt),
        sleutels=tuple({"tabel": t} for t in ontbreekt),
        toelichting="Alle tabellen die de uitvoer nodig heeft zijn gemaakt.",
    )


def _iets_beoordeeld(controles: Sequence[Controle]) -> Controle:
    """Checks on the published figures of which none had anything to judge: nothing to publish either."""
    van_cijfers = [c for c in controles if c.tabel.startswith("marts.kpi_")]
    beoordeeld = any(c.beoordeeld_aantal for c in van_cijfers)
    return Controle(
        suite=SUITE_MARTS,
        naam="iets_beoordeeld",
        tabel="alle tabellen",
        kolom="",
        ernst="blokkerend",
        geslaagd=beoordeeld,
        beoordeeld_aantal=1,
        afwijkend_aantal=int(not beoordeeld),
        toelichting="Er is ten minste een cijfer te controleren. Is er geen, dan zijn alle tabellen met cijfers leeg;"
        " kijk of de berichten zijn geladen (tabel raw.bestand).",
    )


@dataclass(frozen=True)
class Telling:
    """What one pass over a table says of one question: rows judged, and rows outside the bounds."""

    beoordeeld: int
    afwijkend: int


def _beantwoord(warehouse: Path, vragen: Sequence[Vraag]) -> list[Controle]:
    """Judge every question with Great Expectations, on a read-only connection.

    Asked by itself it reads a table some six times per question. So a table is read once for all its questions, Great
    Expectations judges those counts, and goes to the rows of the questions that fail for their keys."""
    if not vragen:
        return []
    with duckdb.connect(str(warehouse), read_only=True) as con:
        geteld = {(nummer, n): t for nummer, vraag in enumerate(vragen) for n, t in enumerate(_tel(con, vraag))}
    with great_expectations_op_duckdb() as gx:
        context = gx.get_context(mode="ephemeral")
        context.variables.progress_bars = {"globally": False}
        bron = context.data_sources.add_sql(
            "warehouse",
            connection_string=f"duckdb:///{warehouse.resolve()}",
            kwargs={"connect_args": {"read_only": True}},
        )
        try:
            mis = _oordeel(gx, bron, geteld)
            uitkomsten: dict[tuple[int, int], Controle] = {}
            for nummer, vraag in enumerate(vragen):
                toetsen = [n for n, _ in enumerate(vraag.toetsen) if (nummer, n) in mis]
                if toetsen:
                    nader = replace(vraag, toetsen=tuple(vraag.toetsen[n] for n in toetsen))
                    gezocht = _zoek_sleutels(gx, bron, nummer, nader)
                    uitkomsten |= {(nummer, n): c for n, c in zip(toetsen, gezocht, strict=True)}
        finally:
            bron.get_execution_engine().close()
            bron.get_engine().dispose()
    controles = []
    for (nummer, n), telling in geteld.items():
        vraag = vragen[nummer]
        controle = uitkomsten.get((nummer, n)) or _geslaagd(vraag, vraag.toetsen[n], telling)
        if (controle.beoordeeld_aantal, controle.afwijkend_aantal) != (telling.beoordeeld, telling.afwijkend):
            raise ControleFout(f"controle {controle.naam} op {controle.tabel} telt twee keer iets anders")
        controles.append(controle)
    return controles


def _tel(con: duckdb.DuckDBPyConnection, vraag: Vraag) -> list[Telling]:
    """One pass over the table, for all its questions."""
    kolommen = [f"({toets.uitdrukking})::double as toets_{n}" for n, toets in enumerate(vraag.toetsen)]
    tellers = []
    for n, toets in enumerate(vraag.toetsen):
        grenzen = [f"toets_{n} >= {toets.minimum!r}"] if toets.minimum is not None else []
        grenzen += [f"toets_{n} <= {toets.maximum!r}"] if toets.maximum is not None else []
        tellers += [f"count(toets_{n})", f"count(toets_{n}) filter (where not ({' and '.join(grenzen) or 'true'}))"]
    try:
        rij = con.execute(
            f"select {', '.join(tellers)} from (select {', '.join(kolommen)} from {vraag.bron}) as vraag"
        ).fetchone()
    except duckdb.Error as fout:
        # only the kind of error: an engine's message may quote a value of the row it stumbled on
        namen = ", ".join(toets.naam for toets in vraag.toetsen)
        soort = str(fout).split("\n", 1)[0].split(":", 1)[0][:120]
        raise ControleFout(f"controle {namen} op {vraag.tabel} kon niet worden uitgevoerd: {soort}") from None
    getallen = iter(rij or ())
    return [Telling(beoordeeld, afwijkend) for beoordeeld, afwijkend in zip(getallen, getallen, strict=True)]


def _oordeel(gx: Any, bron: Any, geteld: Mapping[tuple[int, int], Telling]) -> set[tuple[int, int]]:
    """The questions (number, number of its part) of which a row lies outside the bounds."""
    regels = ", ".join(f"({nummer}, {n}, {telling.afwijkend})" for (nummer, n), telling in geteld.items())
    batch = (
        bron.add_query_asset("tellingen", query=f"select * from (values {regels}) as t (vraag, toets, afwijkend)")
        .add_batch_definition_whole_table("alles")
        .get_batch()
    )
    suite = gx.ExpectationSuite("tellingen")
    suite.add_expectation(gx.expectations.ExpectColumnValuesToBeBetween(column="afwijkend", min_value=0, max_value=0))
    uitkomst = batch.validate(
        suite,
        result_format={
            "result_format": "COMPLETE",
            "unexpected_index_column_names": ["vraag", "toets"],
            "partial_unexpected_count": len(geteld),
        },
    ).results[0]
    if uitkomst.result.get("element_count") != len(geteld):
        raise ControleFout(f"de controles konden niet worden beoordeeld: {_soort_fout(uitkomst)}")
    return {(int(rij["vraag"]), int(rij["toets"])) for rij in uitkomst.result.get("unexpected_index_list") or ()}


def _zoek_sleutels(gx: Any, bron: Any, nummer: int, vraag: Vraag) -> list[Controle]:
    """The results of questions that fail, with the keys of their rows."""
    batch = (
        bron.add_query_asset(f"vraag_{nummer}", query=vraag.query).add_batch_definition_whole_table("alles").get_batch()
    )
    suite = gx.ExpectationSuite(f"{vraag.suite}.{vraag.tabel}.{nummer}")
    for n, toets in enumerate(vraag.toetsen):
        suite.add_expectation(
            gx.expectations.ExpectColumnValuesToBeBetween(
                column=f"toets_{n}",
                min_value=toets.minimum,
                max_value=toets.maximum,
                severity="critical" if vraag.ernst == "blokkerend" else "warning",
            )
        )
    uitkomst = batch.validate(
        suite,
        result_format={
            "result_format": "COMPLETE",
            "unexpected_index_column_names": list(vraag.sleutel),
            "partial_unexpected_count": MAX_SLEUTELS,
        },
    )
    per_kolom = {r.expectation_config.kwargs["column"]: r for r in uitkomst.results}
    return [_controle(vraag, toets, per_kolom[f"toets_{n}"]) for n, toets in enumerate(vraag.toetsen)]


def _geslaagd(vraag: Vraag, toets: Toets, telling: Telling) -> Controle:
    return Controle(
        suite=vraag.suite,
        naam=toets.naam,
        tabel=vraag.tabel,
        kolom=toets.kolom,
        ernst=vraag.ernst,
        geslaagd=True,
        beoordeeld_aantal=telling.beoordeeld,
        afwijkend_aantal=0,
        toelichting=toets.toelichting,
        norm_pct=toets.norm_pct,
    )


def _controle(vraag: Vraag, toets: Toets, uitkomst: Any) -> Controle:
    resultaat = uitkomst.result
    if "element_count" not in resultaat:
        # Only the kind of error: an engine's message may quote a value of the row it stumbled on.
        raise ControleFout(
            f"controle {toets.naam} op {vraag.tabel} kon niet worden uitgevoerd: {_soort_fout(uitkomst)}"
        )
    return Controle(
        suite=vraag.suite,
        naam=toets.naam,
        tabel=vraag.tabel,
        kolom=toets.kolom,
        ernst=vraag.ernst,
        geslaagd=bool(uitkomst.success),
        beoordeeld_aantal=int(resultaat["element_count"] or 0) - int(resultaat.get("missing_count") or 0),
        afwijkend_aantal=int(resultaat.get("unexpected_count") or 0),
        sleutels=tuple(
            {k: str(rij[k]) for k in vraag.sleutel if rij[k] is not None}
            for rij in (resultaat.get("unexpected_index_list") or ())[:MAX_SLEUTELS]
        ),
        toelichting=toets.toelichting,
        norm_pct=toets.norm_pct,
    )


def _soort_fout(uitkomst: Any) -> str:
    """The first words of the engine's error; `exception_info` is one record, or one per metric that broke down."""
    info = uitkomst.exception_info or {}
    record = info if "exception_message" in info else next(iter(info.values()), {})
    return str(record.get("exception_message") or "onbekende fout").split("\n", 1)[0].split(":", 1)[0][:120]
