"""Each question at the borders holds in a good night and finds the case that breaks it. Asked as the SQL it is; that
Great Expectations answers it the same way is in test_uitvoeren."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from expectations.aanlevering import aanlever_vragen, schema_vragen
from expectations.aansluiting import AANDELEN, OPTELBAAR, aansluit_vragen
from expectations.norm import norm_vragen
from expectations.suites import marts_vragen, raw_vragen
from expectations.vraag import Vraag, lees_kolommen
from expectations.weigering import geladen_vraag
from peilstok.berichten.catalogus import laad_catalogus
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.laden import laad_referenties, maak_schema, raw_schema
from tests.expectations.sleutels import SLEUTELS

SEEDS = Path(__file__).parents[2] / "dbt" / "seeds"
# A Wednesday, without a feestdag in the nine weeks before it.
K = date(2026, 10, 14)
P = date(2026, 9, 30)


@pytest.fixture(scope="module")
def _schema(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pad = tmp_path_factory.mktemp("grenzen") / "warehouse.duckdb"
    with duckdb.connect(str(pad)) as con:
        maak_schema(con, laad_catalogus())
        laad_referenties(con, pad.parent / "geen-landing", Pseudonimiseerder("sleutel van de test"))
        con.execute("create schema staging; create schema intermediate; create schema marts")
        for seed in ("bericht", "code_opvolging", "parameter", "termijn_norm"):
            con.execute(
                f"create table staging.{seed} as select * from read_csv('{SEEDS}/{seed}.csv', all_varchar=true)"
            )
        con.execute("""
            alter table staging.code_opvolging alter vanaf_datum type date;
            alter table staging.termijn_norm alter norm_pct type double;
            create table intermediate.int_parameter as from staging.parameter;
        """)
    return pad


@pytest.fixture
def con(_schema: Path, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    pad = tmp_path / "warehouse.duckdb"
    pad.write_bytes(_schema.read_bytes())
    with duckdb.connect(str(pad)) as verbinding:
        yield verbinding


def _mis(con: duckdb.DuckDBPyConnection, vragen: Sequence[Vraag]) -> dict[str, list[dict[str, str]]]:
    """The failing checks by name, with their failing keys."""
    uit: dict[str, list[dict[str, str]]] = {}
    for vraag in vragen:
        for n, toets in enumerate(vraag.toetsen):
            laag = "false" if toets.minimum is None else f"toets_{n} < {toets.minimum}"
            hoog = "false" if toets.maximum is None else f"toets_{n} > {toets.maximum}"
            sleutel = ", ".join(f'"{k}"' for k in vraag.sleutel)
            rijen = con.execute(f"select {sleutel} from ({vraag.query}) where {laag} or {hoog} order by all").fetchall()
            if rijen:
                uit.setdefault(toets.naam, []).extend(dict(zip(vraag.sleutel, rij, strict=True)) for rij in rijen)
    return uit


def _berichten(con: duckdb.DuckDBPyConnection, per_dag: dict[date, int], **velden: str) -> None:
    """So many 301 messages on each day."""
    con.execute("create or replace temp table dag (dag date, aantal integer)")
    con.executemany("insert into dag values (?, ?)", list(per_dag.items()))
    kop = {"wet": "Jw", "berichttype": "301", "afzender": "0384", "ontvanger": "73730001", "release": "3.2"} | velden
    con.execute(
        f"""
        insert into raw.bericht (bericht_id, bestand_id, dagtekening, {", ".join(kop)})
        select uuid()::varchar, uuid()::varchar, dag::varchar, {", ".join(f"'{w}'" for w in kop.values())}
        from dag, range(aantal)
        """
    )
    con.execute(
        "insert into raw.bestand (bestand_id, status)"
        " select bestand_id, 'geladen' from raw.bericht where bestand_id not in (select bestand_id from raw.bestand)"
    )


def _werkdagen(aantal: int, tot: date = K, dagen: int = 70) -> dict[date, int]:
    reeks = (tot - timedelta(days=n) for n in range(dagen))
    return {dag: aantal for dag in reeks if dag.isoweekday() <= 5}


# -- raw in


def test_schema_is_dat_van_de_catalogus(con: duckdb.DuckDBPyConnection) -> None:
    verwacht = raw_schema(laad_catalogus())
    assert _mis(con, schema_vragen(verwacht, lees_kolommen(con))) == {}
    con.execute("""
        alter table raw.b301_client drop column geslacht;
        alter table raw.b301_client add column naam varchar;
        alter table raw.bestand alter bytes type varchar;
        drop table raw.ref_normen;
        create table raw.los (a integer);
    """)
    vragen = schema_vragen(verwacht, lees_kolommen(con))
    assert [v.ernst for v in vragen] == ["blokkerend", "signaal"]
    mis = _mis(con, vragen)
    gemist = {(s["tabel"], s["kolom"]) for s in mis["schema_volledig"]}
    assert {("raw.b301_client", "geslacht"), ("raw.bestand", "bytes"), ("raw.ref_normen", "norm")} <= gemist
    assert {t for t, _ in gemist} == {"raw.b301_client", "raw.bestand", "raw.ref_normen"}
    assert [(s["tabel"], s["kolom"]) for s in mis["schema_zonder_vreemde_kolom"]] == [
        ("raw.b301_client", "naam"),
        ("raw.los", "a"),
    ]


def test_een_regel_zonder_bericht_of_bestand_wordt_gevonden(con: duckdb.DuckDBPyConnection) -> None:
    _berichten(con, {K: 2})
    con.execute(
        "insert into raw.b301_client (bestand_id, bericht_id, positie)"
        " select bestand_id, bericht_id, 1 from raw.bericht"
    )

    def mis() -> set[str]:
        return {n for n in _mis(con, raw_vragen(lees_kolommen(con))) if n.startswith("hoort_bij")}

    assert mis() == set()
    con.execute("delete from raw.bericht where bericht_id = (select min(bericht_id) from raw.bericht)")
    assert mis() == {"hoort_bij_bericht"}
    con.execute("delete from raw.bestand")
    assert mis() == {"hoort_bij_bericht", "hoort_bij_bestand"}


@pytest.mark.parametrize(("dagen", "mis"), [(7, False), (8, True)])
def test_de_hele_landing_stil(con: duckdb.DuckDBPyConnection, dagen: int, mis: bool) -> None:
    # What is signed after K is not known yet, and says nothing.
    _berichten(con, {K - timedelta(days=dagen): 1, K + timedelta(days=1): 1})
    gevonden = _mis(con, aanlever_vragen(con, lees_kolommen(con), K))
    assert ("versheid_landing" in gevonden) is mis
    assert "versheid_gemeente" not in gevonden


def test_een_gemeente_stil(con: duckdb.DuckDBPyConnection) -> None:
    _berichten(con, {K: 1})
    _berichten(con, {K - timedelta(days=14): 1}, afzender="0437")
    # From a provider as well as from the gemeente itself; a retour counts on its own day.
    _berichten(con, {K - timedelta(days=15): 1}, afzender="73730001", ontvanger="0451", berichttype="305")
    _berichten(con, {K - timedelta(days=90): 1}, afzender="0479", dagtekening_retour=K.isoformat())
    # Merged, and left more than a year ago.
    _berichten(con, {K - timedelta(days=60): 1}, afzender="0370")
    _berichten(con, {K - timedelta(days=366): 1}, afzender="0392")
    mis = _mis(con, aanlever_vragen(con, lees_kolommen(con), K))
    assert mis == {
        "versheid_gemeente": [{"gemeente_code": "0451", "laatste_dagtekening": "2026-09-29", "dagen_stil": "15"}]
    }


def _volume(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    vragen = aanlever_vragen(con, lees_kolommen(con), K)
    assert {v.ernst for v in vragen} == {"signaal"}
    return [(s["wet"], s["periode"]) for s in _mis(con, vragen).get("volume_als_gebruikelijk", [])]


def test_volume_per_weekdag_en_per_wet(con: duckdb.DuckDBPyConnection) -> None:
    _berichten(con, _werkdagen(20))
    _berichten(con, _werkdagen(40), wet="Wmo")
    assert _volume(con) == []
    # Half as many as on other Mondays is the edge; a day less, and far too many on a Tuesday.
    con.execute("delete from raw.bericht where wet = 'Wmo' and dagtekening = '2026-10-12'")
    _berichten(con, {date(2026, 10, 12): 20}, wet="Wmo")
    assert _volume(con) == []
    con.execute(
        "delete from raw.bericht where bericht_id = (select min(bericht_id) from raw.bericht"
        " where wet = 'Wmo' and dagtekening = '2026-10-12')"
    )
    _berichten(con, {date(2026, 10, 13): 21})
    assert _volume(con) == [("Jw", "2026-10-13"), ("Wmo", "2026-10-12")]


def test_volume_van_een_week_die_niet_kwam(con: duckdb.DuckDBPyConnection) -> None:
    # Four a day is too few to judge a day by; twenty a week is enough for the week.
    _berichten(con, {dag: n for dag, n in _werkdagen(4).items() if dag <= K - timedelta(days=7)})
    assert _volume(con) == [("Jw", "de laatste 7 dagen")]


def test_volume_oordeelt_niet_over_te_weinig_of_te_kort(con: duckdb.DuckDBPyConnection) -> None:
    _berichten(con, {dag: n for dag, n in _werkdagen(3).items() if dag <= K - timedelta(days=7)})
    _berichten(con, {dag: n for dag, n in _werkdagen(50, dagen=55).items() if dag <= K - timedelta(days=7)}, wet="Wmo")
    assert _volume(con) == []


# -- refused


def _geweigerd(con: duckdb.DuckDBPyConnection, per_dag: dict[date, int], **velden: str) -> None:
    """So many refused 305 messages on each day, as the loader writes what it could read of the header."""
    con.execute("create or replace temp table dag (dag date, aantal integer)")
    con.executemany("insert into dag values (?, ?)", list(per_dag.items()))
    kop = {"wet": "Jw", "berichttype": "305", "aanbieder_agb": "73730002", "gemeente_code": "0384", "release": "3.2"}
    kop |= {"pad": "berichten/x.xml"} | velden
    con.execute(
        f"""
        insert into raw.bestand (bestand_id, status, dagtekening, {", ".join(kop)})
        select uuid()::varchar, 'quarantaine', dag, {", ".join(f"'{w}'" for w in kop.values())}
        from dag, range(aantal)
        """
    )


def _weigering(con: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """The failing checks on refusals, with what each is about."""
    mis = _mis(con, aanlever_vragen(con, lees_kolommen(con), K))
    namen = ("weigering_aandeel", "weigering_als_gebruikelijk", "release_wordt_gelezen", "release_is_niet_nieuw")
    return {
        naam: [s["soort"] + " " + s["waarde"] if "soort" in s else s["wet"] + " " + s["release"] for s in mis[naam]]
        for naam in namen
        if naam in mis
    }


def test_een_aanbieder_van_wie_opeens_meer_wordt_geweigerd(con: duckdb.DuckDBPyConnection) -> None:
    _berichten(con, _werkdagen(50))
    _berichten(con, _werkdagen(4), afzender="73730002", ontvanger="0384", berichttype="305")
    assert _weigering(con) == {}
    # The year before 3 of some 120; in the last weeks 4 of 84 is as usual, 11 of 91 is not. Of all together it is few.
    _geweigerd(con, {K - timedelta(days=40): 3})
    _geweigerd(con, {K: 4})
    assert _weigering(con) == {}
    _geweigerd(con, {K - timedelta(days=27): 7})
    assert _weigering(con) == {
        "weigering_aandeel": ["afzender 73730002"],
        "weigering_als_gebruikelijk": ["afzender 73730002"],
    }
    # What came right later is not refused, nor is a table or worklist of our own, nor what K does not know yet.
    con.execute("update raw.bestand set opgelost_door = 'x' where dagtekening = ?", [K - timedelta(days=27)])
    _geweigerd(con, {K: 50}, pad="referentie/prijzen.csv")
    _geweigerd(con, {K + timedelta(days=1): 50})
    assert _weigering(con) == {}


def test_de_gemeente_als_afzender_en_een_kop_die_niet_te_lezen_is(con: duckdb.DuckDBPyConnection) -> None:
    _berichten(con, _werkdagen(50))
    _berichten(con, _werkdagen(1), afzender="0437")
    _geweigerd(con, {K: 9}, berichttype="301", gemeente_code="0437", aanbieder_agb="73730001")
    assert _weigering(con)["weigering_aandeel"] == ["afzender 0437"]
    con.execute(
        "insert into raw.bestand (bestand_id, pad, status)"
        " select 'kop' || n, 'berichten/stuk.xml', 'quarantaine' from range(200) as r (n)"
    )
    assert _weigering(con)["weigering_aandeel"] == ["afzender 0437", "alle berichten "]


def test_een_release_die_niet_wordt_gelezen_of_nieuw_is(con: duckdb.DuckDBPyConnection) -> None:
    _berichten(con, _werkdagen(50))
    _geweigerd(con, {K - timedelta(days=60): 21}, release="3.1")
    # A law of which nothing is known yet begins; that is no news.
    _berichten(con, {K: 3}, wet="Wmo")
    assert _weigering(con) == {
        "weigering_aandeel": ["afzender 73730002", "release Jw 3.1"],
        "release_wordt_gelezen": ["Jw 3.1"],
    }
    _geweigerd(con, {K: 1}, release="4.0")
    uit = _weigering(con)
    assert uit["release_wordt_gelezen"] == ["Jw 3.1", "Jw 4.0"]
    assert uit["release_is_niet_nieuw"] == ["Jw 4.0"]


def test_niets_geladen(con: duckdb.DuckDBPyConnection) -> None:
    def mis() -> dict[str, list[dict[str, str]]]:
        return _mis(con, geladen_vraag(lees_kolommen(con), K))

    assert mis() == {"iets_geladen": [{"geladen_aantal": "0", "geweigerd_aantal": "0"}]}
    _geweigerd(con, {K: 2})
    _berichten(con, {K + timedelta(days=1): 1})
    assert mis() == {"iets_geladen": [{"geladen_aantal": "0", "geweigerd_aantal": "2"}]}
    _berichten(con, {K: 1})
    assert mis() == {}
    assert {v.ernst for v in geladen_vraag(lees_kolommen(con), K)} == {"blokkerend"}


def test_een_feestdag_is_geen_stilte(con: duckdb.DuckDBPyConnection) -> None:
    _berichten(con, {dag: 0 if dag == date(2026, 10, 12) else n for dag, n in _werkdagen(30).items()})
    assert _volume(con) == [("Jw", "2026-10-12")]
    con.execute("create table marts.dim_dag as select date '2026-10-12' as datum, 'Feest' as feestdag")
    assert _volume(con) == []


# -- marts out


def _aansluiting(con: duckdb.DuckDBPyConnection) -> dict[str, list[dict[str, str]]]:
    vragen = aansluit_vragen(lees_kolommen(con), SLEUTELS, P, K)
    assert {v.ernst for v in vragen} == {"blokkerend"}
    return _mis(con, vragen)


def test_optelbare_kolommen_en_aandelen_horen_bij_een_kpi() -> None:
    assert {f"marts.{tabel}" for tabel in OPTELBAAR.keys() | AANDELEN.keys()} <= SLEUTELS.keys()


def test_alle_is_de_som_per_dimensie(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("""
        create table marts.kpi_wachttijd as
        with d (gemeente_code, aanbieder_agb, productcode, n) as (
            values ('0384', 'a', '45V01', 2), ('0384', 'b', null, 3), ('0437', 'a', '45V01', 4)
        )
        select 'Jw' as wet, gemeente_code, aanbieder_agb, productcode, maand, sum(n) as gestart_aantal
            , 0 as wachtend_aantal
        from (
            select if(g, 'ALLE', gemeente_code) as gemeente_code, if(a, 'ALLE', aanbieder_agb) as aanbieder_agb
                , if(p, 'ALLE', productcode) as productcode, date '2026-09-01' as maand, n
            from d, (values (true), (false)) as g (g), (values (true), (false)) as a (a)
                , (values (true), (false)) as p (p)
        ) group by all
    """)
    assert _aansluiting(con) == {}
    con.execute(
        "update marts.kpi_wachttijd set gestart_aantal = 8"
        " where gemeente_code = 'ALLE' and aanbieder_agb = 'ALLE' and productcode = 'ALLE'"
    )
    mis = _aansluiting(con)
    assert set(mis) == {"alle_is_som"}
    assert [s["opgeteld_over"] for s in mis["alle_is_som"]] == ["aanbieder_agb", "gemeente_code", "productcode"]
    assert mis["alle_is_som"][1] == {
        "opgeteld_over": "gemeente_code",
        "wet": "Jw",
        "gemeente_code": "ALLE",
        "aanbieder_agb": "ALLE",
        "productcode": "ALLE",
        "maand": "2026-09-01",
        "gestart_aantal_alle": "8.0",
        "gestart_aantal_delen": "9.0",
        "wachtend_aantal_alle": "0.0",
        "wachtend_aantal_delen": "0.0",
    }


def test_bedragen_mogen_een_afronding_schelen_en_niet_meer(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("""
        create table marts.kpi_uitgaven as select 'Jw' as wet, 'ALLE' as zorgterrein, g as gemeente_code
            , date '2026-01-01' as maand, e::decimal(18, 2) as ontvangen_maand_eur
            , e::decimal(18, 2) as ontvangen_ytd_eur
        from (values ('ALLE', 10.01), ('0384', 5.00), ('0437', 5.00)) as v (g, e)
    """)
    con.execute("insert into marts.kpi_uitgaven select * replace ('jeugd' as zorgterrein) from marts.kpi_uitgaven")
    assert _aansluiting(con) == {}
    con.execute(
        "update marts.kpi_uitgaven set ontvangen_maand_eur = 10.03, ontvangen_ytd_eur = 10.03"
        " where gemeente_code = 'ALLE'"
    )
    assert set(_aansluiting(con)) == {"alle_is_som"}
    con.execute("update marts.kpi_uitgaven set ontvangen_maand_eur = 10.01 where gemeente_code = 'ALLE'")
    assert set(_aansluiting(con)) == {"jaar_is_som_van_maanden"}


def test_stand_sluit_aan_en_geen_maand_ontbreekt(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("""
        create table marts.kpi_lopende_voorzieningen as
        select 'Jw' as wet, g as gemeente_code, i as inkoopcategorie, a as aanbieder_agb, m::date as maand, stand
            , instroom, uitstroom
        from (values ('2026-07-01', 2, 2, 0), ('2026-08-01', 3, 2, 1), ('2026-09-01', 3, 0, 0))
            as r (m, stand, instroom, uitstroom)
        , (values ('0384'), ('ALLE')) as g (g), (values ('x'), ('ALLE')) as i (i), (values ('a'), ('ALLE')) as a (a)
    """)
    assert _aansluiting(con) == {}
    con.execute("delete from marts.kpi_lopende_voorzieningen where maand = date '2026-08-01'")
    assert {n: len(s) for n, s in _aansluiting(con).items()} == {"stand_sluit_aan": 8, "geen_maand_ontbreekt": 8}


@pytest.mark.parametrize(
    ("wijziging", "mis"),
    [
        ("maand = date '2026-09-02'", "maand_is_heel"),
        ("maand = date '2026-10-01'", "maand_is_heel"),
        ("percentage = 51", "percentage_is_deel_van_geheel"),
        ("percentage = null", "percentage_is_deel_van_geheel"),
        ("totaal = 0", "percentage_is_deel_van_geheel"),
    ],
)
def test_een_rij_van_kpi_termijn_klopt_in_zichzelf(con: duckdb.DuckDBPyConnection, wijziging: str, mis: str) -> None:
    con.execute("""
        create table marts.kpi_termijn as select '305_5WD' as termijn, 'Jw' as wet, g as gemeente_code
            , a as aanbieder_agb, date '2026-09-01' as maand, 4 as totaal, 2 as binnen_norm, 50.0::double as percentage
            , 'aanbieder' as verantwoordelijke
        from (values ('0384'), ('ALLE')) as g (g), (values ('a'), ('ALLE')) as a (a)
    """)
    assert _aansluiting(con) == {}
    con.execute(f"update marts.kpi_termijn set {wijziging}")
    assert set(_aansluiting(con)) == {mis}


def test_een_jaar_een_saldo_en_een_verschil(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("""
        create table marts.kpi_kosten_per_client as select 2026 as jaar, 'Jw' as wet, p as productcode
            , 5.0 as kosten_real_eur, 3.00 as verschil_eur, 1.00 as hoeveelheidsverschil_eur, 2.00 as prijsverschil_eur
        from (values ('ALLE'), ('x')) as p (p);
        create table marts.kpi_plekken_realisatie as select 'Jw' as wet, '0384' as gemeente_code, 'a' as aanbieder_agb
            , 'x' as productcode, date '2026-09-01' as maand, 5.00 as realisatie_ytd_eur, 3.00 as voorschot_ytd_eur
            , 2.00 as saldo_ytd_eur
        where false;
        insert into marts.kpi_plekken_realisatie
        select 'Jw', g, a, p, date '2026-09-01', 5, 3, 2
        from (values ('0384'), ('ALLE')) as g (g), (values ('a'), ('ALLE')) as a (a), (values ('x'), ('ALLE')) as p (p);
        insert into marts.kpi_plekken_realisatie select * replace (date '2026-08-01' as maand, null as voorschot_ytd_eur
            , null as saldo_ytd_eur) from marts.kpi_plekken_realisatie;
    """)
    assert _aansluiting(con) == {}
    con.execute("update marts.kpi_kosten_per_client set jaar = 2027, prijsverschil_eur = 2.01")
    con.execute("update marts.kpi_plekken_realisatie set saldo_ytd_eur = 2.01")
    assert set(_aansluiting(con)) == {"jaar_is_begonnen", "verschil_is_hoeveelheid_en_prijs", "saldo_is_verschil"}


def test_elk_ontvangen_bericht_is_een_keer_geteld(con: duckdb.DuckDBPyConnection) -> None:
    _berichten(con, {K: 3, K + timedelta(days=1): 1})
    # The same message in two files, the later of a TR056 pair, and a retour that K does not know yet.
    con.execute("""
        insert into raw.bericht by name
        select bericht_id, 'nog een' as bestand_id, wet, release, berichttype, dagtekening from raw.bericht limit 1;
        insert into raw.bericht (bericht_id, bestand_id, wet, release, berichttype, dagtekening, dagtekening_retour)
        values ('r', 'r', 'Jw', '3.2', '302', '2026-10-14', '2026-10-15');
        create table staging.stg_bericht_bekend as
        select wet, berichttype, row_number() over (order by bericht_id) as volgorde
        from (select distinct wet, berichttype, bericht_id from raw.bericht where dagtekening = '2026-10-14') limit 2;
        create table marts.fct_bericht (bericht_id varchar, wet varchar, berichttype varchar);
        insert into marts.fct_bericht values ('a', 'Jw', '301'), ('b', 'Jw', '301');
    """)
    assert _aansluiting(con) == {}
    con.execute("delete from marts.fct_bericht where bericht_id = 'a'")
    assert _aansluiting(con)["elk_bericht_komt_aan"] == [
        {
            "wet": "Jw",
            "berichttype": "301",
            "ontvangen_aantal": "3",
            "dubbele_sleutel_aantal": "1",
            "geteld_aantal": "1",
        }
    ]
    con.execute("insert into marts.fct_bericht values ('c', 'Wmo', '305')")
    assert len(_aansluiting(con)["elk_bericht_komt_aan"]) == 2


@pytest.mark.parametrize("naam", ["toewijzing", "levering", "prestatie", "verzoek"])
def test_elke_rij_van_een_feit_komt_aan(con: duckdb.DuckDBPyConnection, naam: str) -> None:
    con.execute(f"""
        create table intermediate.int_{naam} as select 'Jw' as wet, false as is_verwijderd from range(3);
        create table marts.fct_{naam} as select wet from intermediate.int_{naam};
    """)
    assert _aansluiting(con) == {}
    con.execute(f"insert into marts.fct_{naam} values ('Wmo')")
    assert _aansluiting(con) == {"elke_rij_komt_aan": [{"wet": "Wmo", "bron_aantal": "0", "mart_aantal": "1"}]}


def test_een_feit_dat_dubbel_staat_wordt_gevonden(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("create table marts.fct_bericht as select 'a' as bericht_id, 'Jw' as wet, '301' as berichttype")
    assert _mis(con, marts_vragen(lees_kolommen(con), SLEUTELS)) == {}
    con.execute("insert into marts.fct_bericht values ('a', 'Wmo', '301')")
    assert set(_mis(con, marts_vragen(lees_kolommen(con), SLEUTELS))) == {"sleutel_uniek"}


# -- norms


def _termijnen(con: duckdb.DuckDBPyConnection) -> None:
    """Of every norm one party that is just at it and one that is just below, in the last twelve complete months."""
    con.execute("""
        create table marts.kpi_termijn as
        select termijn, 'Jw' as wet
            , if(verantwoordelijke = 'gemeente', partij, 'ALLE') as gemeente_code
            , if(verantwoordelijke = 'gemeente', 'ALLE', partij) as aanbieder_agb
            , date '2026-09-01' as maand, 1000 as totaal, (10 * norm_pct)::integer - tekort as binnen_norm
            , verantwoordelijke, 'norm van ' || verantwoordelijke || ' ' || termijn as kpi
        from staging.termijn_norm, (values ('goed', 0), ('traag', 1)) as p (partij, tekort);
        -- what is too old, and what is of both parties, takes no part
        insert into marts.kpi_termijn select * replace (date '2025-09-01' as maand, 0 as binnen_norm)
        from marts.kpi_termijn where maand = date '2026-09-01';
        insert into marts.kpi_termijn
        select * replace ('ALLE' as gemeente_code, 'ALLE' as aanbieder_agb, 0 as binnen_norm)
        from marts.kpi_termijn where maand = date '2026-09-01';
    """)


def test_elke_norm_vindt_wie_er_net_onder_zit(con: duckdb.DuckDBPyConnection) -> None:
    _termijnen(con)
    vragen = norm_vragen(con, lees_kolommen(con), P)
    assert {v.ernst for v in vragen} == {"signaal"}
    con.execute("insert into raw.ref_normen (kpi, norm) values ('norm van gemeente RETOUR_3WD', '10')")
    assert "norm_RETOUR_3WD_Jw_gemeente" not in _mis(con, norm_vragen(con, lees_kolommen(con), P))
    con.execute("delete from raw.ref_normen")
    mis = _mis(con, vragen)
    namen = {
        *("305_5WD", "307_5WD", "START_7D", "PLAN_10WD", "VOT_14D", "VOT_5WD", "VOW_5WD"),
        *("RETOUR_3WD", "RETOUR_3WD"),
    }
    gevonden = {naam.removeprefix("norm_").replace("_Jw", "") for naam in mis}
    assert gevonden == (namen - {"RETOUR_3WD"}) | {"RETOUR_3WD_gemeente", "RETOUR_3WD_aanbieder"}
    for naam, sleutels in mis.items():
        partij = "gemeente_code" if naam.startswith(("norm_VO", "norm_RETOUR_3WD_Jw_g")) else "aanbieder_agb"
        assert [s[partij] for s in sleutels] == ["traag"], naam
        assert int(sleutels[0]["binnen_aantal"]) + int(sleutels[0]["buiten_aantal"]) == 1000
    assert mis["norm_VOT_14D_Jw"][0]["buiten_aantal"] == "101"


def test_een_afspraak_gaat_voor_de_standaard_van_de_seed(con: duckdb.DuckDBPyConnection) -> None:
    _termijnen(con)
    con.execute(
        "insert into raw.ref_normen (kpi, wet, norm, bron)"
        " values ('norm van gemeente VOT_14D', 'Jw', '89,9', 'verordening')"
    )
    vragen = norm_vragen(con, lees_kolommen(con), P)
    assert "norm_VOT_14D_Jw" not in _mis(con, vragen)
    toets = next(t for v in vragen for t in v.toetsen if t.naam == "norm_VOT_14D_Jw")
    assert toets.norm_pct == 89.9
    assert "ten minste 89,9% van de verzoeken" in toets.toelichting and "verordening" in toets.toelichting


def test_elke_norm_is_van_een_termijn_en_van_wie_die_moet_halen() -> None:
    def lees(naam: str) -> list[dict[str, str]]:
        with (SEEDS / f"{naam}.csv").open(encoding="utf-8") as bestand:
            return list(csv.DictReader(bestand))

    wie = {r["termijn"]: r["verantwoordelijke"] for r in lees("termijn")}
    for rij in lees("termijn_norm"):
        assert wie[rij["termijn"]] in (rij["verantwoordelijke"], "ontvanger"), rij
