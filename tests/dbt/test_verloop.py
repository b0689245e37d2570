"""The life of findings: what the ledger says depends on the last state of each knowledge date, and on nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peilstok.berichten.catalogus import laad_catalogus
from peilstok.laden import maak_schema
from peilstok.verloop import KOLOMMEN, bewaar_verloop, laad_verloop, stand
from tests.dbt.magazijn import Instelling, Magazijn, Project, gestart, gestopt, start, stop, toegewezen, toewijzing

DAG = date(2026, 1, 1)


@dataclass(frozen=True)
class Stand:
    """What a night finds: findings by id, each of the rule and the message that bear its first letter; rules that are
    not checked and messages that are not known are in `niet_nagekeken`."""

    gevonden: frozenset[str]
    niet_nagekeken: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Regel:
    """A row of the ledger, as a person would write it down."""

    eerst_gezien: date
    open_sinds: date
    laatst_gezien: date
    hersteld_op: date | None = None


def met_de_hand(nachten: Sequence[tuple[date, Stand]]) -> dict[str, Regel]:
    """The ledger after these nights, one per knowledge date and in order."""
    boek: dict[str, Regel] = {}
    for dag, nacht in nachten:
        for naam in boek.keys() | nacht.gevonden:
            oud = boek.get(naam)
            if naam in nacht.gevonden:
                doorlopend = oud is not None and oud.hersteld_op is None
                boek[naam] = Regel(oud.eerst_gezien if oud else dag, oud.open_sinds if doorlopend and oud else dag, dag)
            elif oud is not None and oud.hersteld_op is None and naam[0] not in nacht.niet_nagekeken:
                boek[naam] = Regel(oud.eerst_gezien, oud.open_sinds, oud.laatst_gezien, dag)
    return boek


class Nachten:
    """Nights on one ledger folder, each in a warehouse of its own: nothing but the folder goes from night to night."""

    def __init__(self, project: Project, map_: Path) -> None:
        self._sql = next(k["compiled_code"] for k in project.modellen if k["name"] == "bevinding_verloop")
        self.map = map_

    def draai(self, dag: date, nacht: Stand) -> bool:
        """One night; whether it was kept."""
        with duckdb.connect(":memory:") as con:
            con.execute("ATTACH ':memory:' AS warehouse; USE warehouse")
            for schema in ("staging", "intermediate", "kwaliteit"):
                con.execute(f"CREATE SCHEMA {schema}")
            maak_schema(con, laad_catalogus())
            con.execute("INSERT INTO raw.instelling (kennisdatum) VALUES (?)", [dag])
            laad_verloop(con, self.map, dag)
            con.execute(
                """
                CREATE VIEW intermediate.int_instelling AS FROM raw.instelling;
                CREATE VIEW intermediate.int_vorig_verloop AS FROM raw.vorig_verloop;
                CREATE TABLE staging.regel_register (regel VARCHAR, status VARCHAR);
                CREATE TABLE intermediate.int_bericht
                    (bericht_id VARCHAR, wet VARCHAR, gemeente_code VARCHAR, aanbieder_agb VARCHAR);
                CREATE TABLE kwaliteit.bevinding AS SELECT * EXCLUDE (eerst_gezien, open_sinds, laatst_gezien,
                    hersteld_op, stand) FROM raw.vorig_verloop LIMIT 0;
                """
            )
            for letter in "abcd":
                # of a and b the rule goes unchecked, of c and d the message is gone
                weg = letter in nacht.niet_nagekeken
                status = "niet controleerbaar" if weg and letter in "ab" else "gecontroleerd"
                con.execute("INSERT INTO staging.regel_register VALUES (?, ?)", [letter, status])
                if not (weg and letter in "cd"):
                    con.execute("INSERT INTO intermediate.int_bericht VALUES (?, 'Jw', '0384', '65656055')", [letter])
            for naam in sorted(nacht.gevonden):
                con.execute(
                    "INSERT INTO kwaliteit.bevinding (bevinding_id, regel, wet, gemeente_code, aanbieder_agb, "
                    "bericht_id, omschrijving, dagtekening, status) "
                    "VALUES (?, ?, 'Jw', '0384', '65656055', ?, 'x', DATE '2025-12-01', 'open')",
                    [naam, naam[0], naam[0]],
                )
            con.execute(f"CREATE TABLE kwaliteit.bevinding_verloop AS {self._sql}")
            return bewaar_verloop(con, self.map, dag)

    def boek(self) -> dict[str, Regel]:
        """The ledger that was kept last."""
        with duckdb.connect(":memory:") as con:
            rijen = con.execute(
                "SELECT bevinding_id, eerst_gezien, open_sinds, laatst_gezien, hersteld_op FROM read_parquet(?)",
                [str(self.map / f"bevinding_{stand(self.map)}.parquet")],
            ).fetchall()
        return {naam: Regel(*rest) for naam, *rest in rijen}

    def bytes(self) -> bytes:
        return (self.map / f"bevinding_{stand(self.map)}.parquet").read_bytes()


namen = st.frozensets(st.sampled_from(["a1", "a2", "b1", "c1", "d1"]))
standen = st.builds(Stand, namen, st.frozensets(st.sampled_from("abcd"), max_size=2))


@st.composite
def reeksen(draw: st.DrawFn) -> list[tuple[date, Stand]]:
    dag = DAG
    reeks = []
    for sprong, nacht in draw(st.lists(st.tuples(st.integers(1, 40), standen), min_size=1, max_size=6)):
        dag += timedelta(days=sprong)
        reeks.append((dag, nacht))
    return reeks


@settings(max_examples=25, deadline=None)
@given(reeksen(), st.data())
def test_alleen_de_laatste_stand_van_elke_kennisdatum_telt(
    project: Project, reeks: list[tuple[date, Stand]], data: st.DataObject
) -> None:
    with TemporaryDirectory() as een, TemporaryDirectory() as twee:
        recht, met_omwegen = Nachten(project, Path(een)), Nachten(project, Path(twee))
        for dag, nacht in reeks:
            assert recht.draai(dag, nacht)
            # other nights of the same day first, then nights as of an earlier day
            for eerder in data.draw(st.lists(standen, max_size=2)):
                met_omwegen.draai(dag, eerder)
            assert met_omwegen.draai(dag, nacht)
            for terug, toen in data.draw(st.lists(st.tuples(st.integers(1, 60), standen), max_size=1)):
                assert not met_omwegen.draai(dag - timedelta(days=terug), toen)
        assert recht.boek() == met_de_hand(reeks)
        assert met_omwegen.bytes() == recht.bytes()


@pytest.fixture
def nachten(project: Project, tmp_path: Path) -> Nachten:
    return Nachten(project, tmp_path / "verloop")


def test_dezelfde_nacht_nog_eens_verandert_niets(nachten: Nachten) -> None:
    nachten.draai(DAG, Stand(frozenset({"a1", "b1"})))
    nachten.draai(DAG + timedelta(days=1), Stand(frozenset({"a1"})))
    eerst = nachten.bytes()
    assert nachten.draai(DAG + timedelta(days=1), Stand(frozenset({"a1"})))
    assert nachten.bytes() == eerst
    assert len(list(nachten.map.iterdir())) == 2


def test_regel_die_niet_meer_wordt_nagekeken_is_geen_herstel(nachten: Nachten) -> None:
    nachten.draai(DAG, Stand(frozenset({"a1"})))
    nachten.draai(DAG + timedelta(days=1), Stand(frozenset(), frozenset("a")))
    assert nachten.boek()["a1"] == Regel(DAG, DAG, DAG)
    # checked again, and still not there: now it is
    nachten.draai(DAG + timedelta(days=9), Stand(frozenset()))
    assert nachten.boek()["a1"] == Regel(DAG, DAG, DAG, DAG + timedelta(days=9))


def test_een_nacht_van_voor_het_verloop_ziet_wat_toen_was_gezien(nachten: Nachten) -> None:
    for sprong, gevonden in enumerate([{"a1"}, {"a1", "b1"}, {"b1"}, {"b1", "c1"}]):
        nachten.draai(DAG + timedelta(days=sprong), Stand(frozenset(gevonden)))
    with duckdb.connect(":memory:") as con:
        maak_schema(con, laad_catalogus())
        assert laad_verloop(con, nachten.map, DAG + timedelta(days=1)) == 1
        assert con.execute(
            "SELECT bevinding_id, stand, laatst_gezien, hersteld_op FROM raw.vorig_verloop"
        ).fetchall() == [("a1", DAG, DAG, None)]
        assert laad_verloop(con, nachten.map, DAG - timedelta(days=1)) == 0


def test_zonder_bevindingen_blijft_de_datum(nachten: Nachten) -> None:
    assert stand(nachten.map) is None
    nachten.draai(DAG, Stand(frozenset()))
    assert stand(nachten.map) == DAG and nachten.boek() == {}


def test_mislukt_bewaren_laat_het_vorige_staan(nachten: Nachten) -> None:
    nachten.draai(DAG, Stand(frozenset({"a1"})))
    with duckdb.connect(":memory:") as con, pytest.raises(duckdb.CatalogException):
        bewaar_verloop(con, nachten.map, DAG + timedelta(days=1))
    assert stand(nachten.map) == DAG and len(list(nachten.map.iterdir())) == 1


@pytest.fixture
def leeg_verloop(magazijn: Magazijn) -> Iterator[Magazijn]:
    yield magazijn
    magazijn.con.execute("DELETE FROM raw.vorig_verloop")


def test_van_bericht_tot_kpi(leeg_verloop: Magazijn, tmp_path: Path) -> None:
    """By hand: a stop with a wrong end (TR018) is deleted and sent anew within the month; a late start stays late."""
    fout = [
        toewijzing("T1", "2024-12-15", toegewezen(einde="2025-12-31")),
        start("S1", "2025-03-03", gestart()),
        stop("P1", "2025-06-23", gestopt(einde="2025-01-02")),
    ]
    goed = [
        *fout,
        stop("P2", "2025-07-10", gestopt(einde="2025-01-02", status="3")),
        stop("P3", "2025-07-11", gestopt()),
    ]

    def nacht(dag: str) -> None:
        laad_verloop(leeg_verloop.con, tmp_path, date.fromisoformat(dag))
        leeg_verloop.draai(fout if dag < "2025-07" else goed, Instelling(peildatum=dag, kennisdatum=dag))
        leeg_verloop.bouw("bevinding_verloop")
        assert bewaar_verloop(leeg_verloop.con, tmp_path, date.fromisoformat(dag))

    def toestand() -> list[tuple[str, str, str | None]]:
        return leeg_verloop.rijen("kwaliteit.bevinding_verloop", "regel, toestand, hersteld_op", "regel <> 'OP272'")

    laat = [("OP090", "open", None), ("OP271", "open", None), ("S002-305-5WD", "open", None)]
    nacht("2025-06-30")
    assert set(toestand()) >= {*laat, ("TR018", "open", None)}
    nacht("2025-07-15")
    assert ("TR018", "hersteld", "2025-07-15") in toestand() and set(toestand()) >= set(laat)
    nacht("2025-08-01")
    # June has had its 31 days on 31 July, and a night has seen that
    nacht("2025-08-02")
    herstelbaar = leeg_verloop.con.execute(
        "SELECT count(*), count(hersteld_op) FROM kwaliteit.bevinding_verloop JOIN staging.regel_register USING (regel)"
        " WHERE is_herstelbaar AND eerst_gezien = DATE '2025-06-30'"
    ).fetchone()
    assert herstelbaar is not None and herstelbaar[1] >= 1
    assert leeg_verloop.rijen(
        "marts.kpi_herstel", "maand, gevonden_aantal, hersteld_aantal, voorlopig", "gemeente_code = aanbieder_agb"
    ) == [("2025-06-01", *herstelbaar, True)]


def test_kolommen_van_het_verloop(magazijn: Magazijn) -> None:
    assert magazijn.draai([]).kolommen("kwaliteit.bevinding_verloop") == [*KOLOMMEN, "toestand"]
