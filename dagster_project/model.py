"""The loop of one changed model: `python -m dagster_project.model kpi_uitval`.

Builds the model and what it needs on the demo's data, as far as something changed, says which rows differ from the last
build, and asks the tests on what was built. It works on a copy of the demo's warehouse, in data/model: the demo stays
what its night made of it."""

import argparse
import hashlib
import json
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from dagster_project.gecompileerd import CompileerFout, compileer
from dagster_project.plaatsen import DBT, PROJECT, leesbaar
from expectations.toetsen import voer_toetsen_uit

DEMO = PROJECT / "data" / "demo" / "warehouse.duckdb"
WERK = PROJECT / "data" / "model"
RIJEN = 20
"""Changed rows shown."""

Knoop = Mapping[str, Any]


class ModelFout(ValueError):
    """There is no such model, or nothing to build it on; the message is Dutch and says what to do."""


@dataclass(frozen=True)
class Verschil:
    """What changed in a table. Rows as text, with their column names; the counts are complete."""

    kolommen: tuple[str, ...]
    kolommen_weg: tuple[str, ...]
    kolommen_nieuw: tuple[str, ...]
    weg: int
    nieuw: int
    rijen: tuple[tuple[str, tuple[str, ...]], ...]
    """(`-` or `+`, values), in the order of the columns."""


def main(argumenten: Sequence[str] | None = None) -> int:
    """Build, compare, test; 1 when a blocking test fails or the model cannot be built."""
    lezer = argparse.ArgumentParser(prog="make model", description="Bouwt een model en laat zien wat er veranderde.")
    lezer.add_argument("naam", metavar="M=model")
    naam = lezer.parse_args(argumenten).naam
    try:
        manifest = json.loads(compileer().read_text(encoding="utf-8"))
        with open_werk(DEMO, WERK) as con:
            gebouwd, verschil = bouw(con, manifest, naam, WERK / "stand.json")
            tabellen = {f"{knoop['schema']}.{knoop['name']}" for knoop in (*gebouwd, _vind(manifest, naam))}
            controles = voer_toetsen_uit(con, manifest, tabellen)
    except (ModelFout, CompileerFout) as fout:
        print(fout, file=sys.stderr)
        return 1
    except duckdb.Error as fout:
        # the demo's data are made up: here the engine may say what it likes
        print(f"{naam} kan niet worden gebouwd:\n{fout}", file=sys.stderr)
        return 1
    print(f"Gebouwd: {', '.join(knoop['name'] for knoop in gebouwd) or 'niets, want er is niets veranderd'}")
    print("\n".join(_regels(naam, verschil)))
    mis = [controle for controle in controles if not controle.geslaagd]
    print(f"Toetsen: {len(controles) - len(mis)} in orde, {len(mis)} niet")
    for controle in mis:
        print(f"  {controle.ernst}: {controle.tabel} {controle.toelichting} ({controle.afwijkend_aantal} rijen)")
        print("".join(f"    {sleutel}\n" for sleutel in controle.sleutels[:3]), end="")
    return int(any(controle.ernst == "blokkerend" for controle in mis))


def open_werk(demo: Path, werk: Path) -> duckdb.DuckDBPyConnection:
    """The copy of the demo's warehouse, made anew when a later night made another."""
    if not demo.exists():
        raise ModelFout(f"{leesbaar(demo)} is er nog niet: draai eerst 'make demo'.")
    werk.mkdir(parents=True, exist_ok=True)
    van = werk / "van.txt"
    gegevens = demo.stat()
    stempel = f"{gegevens.st_mtime_ns} {gegevens.st_size}"
    if not van.exists() or van.read_text(encoding="utf-8") != stempel:
        (werk / "stand.json").unlink(missing_ok=True)
        shutil.copyfile(demo, werk / "warehouse.duckdb")
        van.write_text(stempel, encoding="utf-8")
    return duckdb.connect(str(werk / "warehouse.duckdb"))


def bouw(
    con: duckdb.DuckDBPyConnection, manifest: Mapping[str, Any], naam: str, stand: Path
) -> tuple[list[Knoop], Verschil | None]:
    """Build the model and what it reads, as far as their SQL, or that of something before them, differs from what
    `stand` says was built; gives what was built, in order, and what changed in the model (None: it was not there).

    The first time all of it is built: what the demo's night built it with is not known."""
    doel = _vind(manifest, naam)
    keten = list(_keten(manifest, doel["unique_id"]))
    was = json.loads(stand.read_text(encoding="utf-8")) if stand.exists() else {}
    nu = {knoop["unique_id"]: _kenmerk(knoop) for knoop in keten}
    anders: set[str] = set()
    for knoop in keten:
        naam_ = knoop["unique_id"]
        if was.get(naam_) != nu[naam_] or anders.intersection(knoop["depends_on"].get("nodes", ())):
            anders.add(naam_)
    te_bouwen = [knoop for knoop in keten if knoop["unique_id"] in anders]
    con.execute("drop table if exists vorige")
    er_was = _bestaat(con, doel)
    if er_was:
        con.execute(f"create temp table vorige as select * from {doel['relation_name']}")
    # forgotten before they are built: after an error the next time builds all of them that are not done
    klaar = {sleutel: kenmerk for sleutel, kenmerk in was.items() if sleutel not in anders}
    stand.write_text(json.dumps(klaar), encoding="utf-8")
    for knoop in te_bouwen:
        _bouw(con, knoop)
        klaar[knoop["unique_id"]] = nu[knoop["unique_id"]]
        stand.write_text(json.dumps(klaar), encoding="utf-8")
    return te_bouwen, vergelijk(con, "vorige", doel["relation_name"]) if er_was else None


def vergelijk(con: duckdb.DuckDBPyConnection, oud: str, nieuw: str) -> Verschil:
    """The rows that are in one of two tables only, over the columns that both have."""
    van, tot = ({rij[0]: rij[1] for rij in con.execute(f"describe {tabel}").fetchall()} for tabel in (oud, nieuw))
    samen = tuple(kolom for kolom in tot if kolom in van)
    lijst = ", ".join(f'"{kolom}"' for kolom in samen)
    kanten = {"-": (oud, nieuw), "+": (nieuw, oud)}
    aantallen = {}
    rijen: list[tuple[str, tuple[str, ...]]] = []
    for teken, (hier, daar) in kanten.items():
        vraag = f"select {lijst} from {hier} except all select {lijst} from {daar}"
        aantallen[teken] = (con.execute(f"select count(*) from ({vraag})").fetchone() or (0,))[0]
        gevonden = con.execute(f"{vraag} order by all limit {RIJEN}").fetchall()
        rijen += [(teken, tuple("" if w is None else str(w) for w in rij)) for rij in gevonden]
    # what goes and what comes for one key stand together
    rijen.sort(key=lambda rij: (rij[1], rij[0] == "+"))
    return Verschil(
        samen,
        tuple(kolom for kolom in van if kolom not in tot),
        tuple(kolom for kolom in tot if kolom not in van),
        aantallen["-"],
        aantallen["+"],
        tuple(rijen),
    )


def _regels(naam: str, verschil: Verschil | None) -> Iterator[str]:
    if verschil is None:
        yield f"{naam} is nieuw."
        return
    yield f"{naam}: {verschil.weg} rijen weg, {verschil.nieuw} rijen nieuw tegenover de vorige bouw"
    for woord, kolommen in (("weg", verschil.kolommen_weg), ("nieuw", verschil.kolommen_nieuw)):
        if kolommen:
            yield f"  kolommen {woord}: {', '.join(kolommen)}"
    if verschil.rijen:
        breedten = [
            max(len(naam), *(len(rij[n]) for _, rij in verschil.rijen)) for n, naam in enumerate(verschil.kolommen)
        ]
        for teken, rij in ((" ", verschil.kolommen), *verschil.rijen):
            cellen = (cel.ljust(breedte) for cel, breedte in zip(rij, breedten, strict=True))
            yield f"  {teken} {'  '.join(cellen)}".rstrip()
    if verschil.weg + verschil.nieuw > len(verschil.rijen):
        yield f"  (van elk de eerste {RIJEN})"


def _vind(manifest: Mapping[str, Any], naam: str) -> Knoop:
    for knoop in manifest["nodes"].values():
        if knoop["resource_type"] == "model" and knoop["name"] == naam:
            gevonden: Knoop = knoop
            return gevonden
    raise ModelFout(f"Er is geen model '{naam}' in dbt/models.")


def _keten(manifest: Mapping[str, Any], doel: str) -> Iterator[Knoop]:
    """The model and all seeds and models before it, each after what it reads."""
    gehad: set[str] = set()

    def bezoek(naam: str) -> Iterator[Knoop]:
        if naam in gehad or naam not in manifest["nodes"]:
            return
        gehad.add(naam)
        knoop = manifest["nodes"][naam]
        for ouder in knoop["depends_on"].get("nodes", ()):
            yield from bezoek(ouder)
        yield knoop

    return bezoek(doel)


def _kenmerk(knoop: Knoop) -> str:
    """Changes when the node would be built otherwise."""
    inhoud = knoop["compiled_code"].encode() if knoop["resource_type"] == "model" else _seed(knoop).read_bytes()
    soort = f"{knoop['config']['materialized']} {knoop['config'].get('column_types')}"
    return hashlib.sha256(soort.encode() + inhoud).hexdigest()


def _seed(knoop: Knoop) -> Path:
    return DBT / str(knoop["original_file_path"])


def _bestaat(con: duckdb.DuckDBPyConnection, knoop: Knoop) -> str | None:
    """`VIEW` or `TABLE`; None when it is not there."""
    rij = con.execute(
        "select case table_type when 'VIEW' then 'VIEW' else 'TABLE' end from information_schema.tables"
        " where table_catalog = current_database() and table_schema = ? and table_name = ?",
        [knoop["schema"], knoop["name"]],
    ).fetchone()
    return str(rij[0]) if rij else None


def _bouw(con: duckdb.DuckDBPyConnection, knoop: Knoop) -> None:
    soort = "VIEW" if knoop["config"]["materialized"] == "view" else "TABLE"
    tabel = knoop["relation_name"]
    er_is = _bestaat(con, knoop)
    if er_is not in (None, soort):
        con.execute(f"drop {er_is} {tabel}")
    if knoop["resource_type"] == "seed":
        con.execute(
            f"create or replace table {tabel} as select * from read_csv(?, header = true, columns = ?)",
            [str(_seed(knoop)), knoop["config"]["column_types"]],
        )
    else:
        con.execute(f"create or replace {soort} {tabel} as {knoop['compiled_code']}")


if __name__ == "__main__":
    sys.exit(main())
