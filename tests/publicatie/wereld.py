"""A small warehouse with the contract's names, as a night leaves it: enough to check, publish and show."""

from __future__ import annotations

import atexit
import hashlib
import hmac
import json
import random
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import duckdb
import pyarrow as pa

from peilstok.berichten.catalogus import laad_catalogus
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.laden import laad_referenties, maak_schema
from tests.dbt.magazijn import lees_project
from tests.publicatie.wereld_aanbieder import maak_aanbieder
from tests.publicatie.wereld_gesprek import maak_gesprek
from tests.publicatie.wereld_stoplicht import maak_stoplicht
from tests.publicatie.wereld_sturing import maak_sturing
from tests.publicatie.wereld_uitkomst import maak_uitkomst

WORTEL = Path(__file__).resolve().parents[2]
PEILDATUM = date(2026, 7, 14)
BSN = "999900006"
GEMEENTEN = {"0935": "Maastricht", "0983": "Venlo", "0893": "Bergen (L.)"}
AANBIEDERS = {
    f"{73730000 + n}": naam
    for n, naam in enumerate(
        (
            "De Wending Jeugdhulp",
            "Ambulant Noord",
            "Stichting 't Kompas & Co",
            "GGZ De Horst",
            "Zorghoeve <Lindelust>",
            "Maasdal Begeleiding",
            "Praktijk Van Dijk",
            "Thuis in Zorg",
            "De Springplank",
            "Samen Verder",
            "Jeugdpraktijk Peel",
            "Meander Ondersteuning",
        )
    )
}
VOORLOPIG = {
    "marts.kpi_plekken_realisatie": "maand >= date '2026-05-01'",
    "marts.kpi_lopende_voorzieningen": "maand >= date '2026-05-01'",
    "marts.kpi_verwijzer": "maand >= date '2026-05-01'",
    "marts.kpi_termijn": "maand >= date '2026-05-01'",
    "marts.kpi_doorlooptijd": "jaar = 2026",
    "marts.kpi_uitgaven": "maand >= date '2026-05-01'",
    "marts.kpi_kosten_per_client": "jaar = 2026",
    "marts.kpi_budgetplafond": "jaar = 2026",
    "marts.kpi_betaalvorm": "jaar = 2026",
    "marts.kpi_looptijd": "jaar = 2026",
    "marts.kpi_uitstroomtype": "jaar = 2026",
    "marts.kpi_wachttijd": "maand >= date '2026-05-01'",
}
PRODUCTEN = {
    "Jw": {"45V01": 28.0, "54V01": 15.0, "41V01": 12.0, "41V02": 7.0, "43A10": 4.0},
    "Wmo": {"02A01": 40.0, "07B01": 22.0, "15C01": 9.0},
}


class Sleutel:
    """A pseudonymiser with a fixed key, as the night's."""

    def is_geldig(self, bsn: str) -> bool:
        return True

    def client_id(self, bsn: str) -> str | None:
        return hmac.digest(b"test", bsn.encode(), "sha256").hex()


def maanden(van_jaar: int, tot_en_met: date) -> Iterator[date]:
    dag = date(van_jaar, 1, 1)
    while dag <= tot_en_met:
        yield dag
        dag = date(dag.year + dag.month // 12, dag.month % 12 + 1, 1)


def bouw_warehouse(pad: Path, *, leeg: bool = False) -> Path:
    """Write a warehouse at `pad`; with `leeg` all tables are there without rows."""
    shutil.copyfile(_mal(leeg), pad)
    return pad


@cache
def _mal(leeg: bool) -> Path:
    """Built once per test run; every test gets a copy."""
    pad = Path(tempfile.mkdtemp(prefix="peilstok-test-")) / "mal.duckdb"
    atexit.register(shutil.rmtree, pad.parent, ignore_errors=True)
    with duckdb.connect(str(pad)) as con:
        _raw(con, leeg)
        _marts(con, leeg)
        maak_stoplicht(con, leeg)
        maak_aanbieder(con, leeg)
        maak_gesprek(con, leeg)
        maak_sturing(con, leeg)
        _dekking(con, leeg)
        _kwaliteit(con, leeg)
        # last, so that it gets no `onvolledig`
        maak_uitkomst(con, leeg)
        _paginas(con)
    return pad


def _paginas(con: duckdb.DuckDBPyConnection) -> None:
    """The tables that show others as a page does, as dbt makes them."""
    project = lees_project()
    for seed in ("kpi_perceel", "maandnaam", "pilot_doel", "spreiding_maat"):
        typen = project.manifest["nodes"][f"seed.peilstok.{seed}"]["config"]["column_types"]
        con.execute(
            f"create table staging.{seed} as select * from read_csv(?, header = true, columns = ?)",
            [str(WORTEL / "dbt" / "seeds" / f"{seed}.csv"), typen],
        )
    for knoop in _paginamodellen():
        view = f"create view {knoop['relation_name']} as {knoop['compiled_code']}"
        con.execute(view.replace('"warehouse".', ""))


@cache
def _paginamodellen() -> list[dict[str, Any]]:
    return [knoop for knoop in lees_project().modellen if re.match("pagina_|aandacht$", knoop["name"])]


def _id(*delen: object) -> str:
    return hashlib.sha256("|".join(map(str, delen)).encode()).hexdigest()


def _raw(con: duckdb.DuckDBPyConnection, leeg: bool) -> None:
    maak_schema(con, laad_catalogus())
    laad_referenties(con, WORTEL / "geen-landing", Pseudonimiseerder("sleutel van de test"))
    # Enough of raw to check: a question about each of the 38 tables would take a second of every test.
    for (tabel,) in con.execute(
        "select table_name from duckdb_tables() where schema_name = 'raw' and regexp_matches(table_name, '^b[0-9]{3}_')"
    ).fetchall():
        if tabel not in ("b301_client", "b305_start_product"):
            con.execute(f"drop table raw.{tabel}")
    con.execute("""
        insert into raw.instelling (peildatum, kennisdatum) values (date '2026-07-14', date '2026-07-14');
        create schema staging;
    """)
    for seed in ("bericht", "code_opvolging", "parameter", "termijn_norm"):
        bron = WORTEL / "dbt" / "seeds" / f"{seed}.csv"
        con.execute(f"create table staging.{seed} as select * from read_csv('{bron}', all_varchar = true)")
    con.execute("""
        alter table staging.code_opvolging alter vanaf_datum type date;
        alter table staging.termijn_norm alter norm_pct type double;
        create schema intermediate;
        create table intermediate.int_parameter as from staging.parameter;
        create table intermediate.int_instelling as select peildatum, kennisdatum from raw.instelling;
    """)
    if leeg:
        return
    client = Sleutel().client_id(BSN)
    for n in range(20):
        bestand, bericht = _id("bestand", n), _id("bericht", n)
        con.execute("insert into raw.bestand (bestand_id, pad, status) values (?, ?, 'geladen')", [bestand, f"{n}.xml"])
        con.execute(
            "insert into raw.bericht (bericht_id, bestand_id, wet, release, berichttype, bericht_code, afzender,"
            " ontvanger, identificatie, dagtekening)"
            " values (?, ?, 'Jw', '3.2', '301', '436', '0983', '73730001', ?, '2026-01-05')",
            [bericht, bestand, f"T{n:09d}X"],
        )
        con.execute(
            "insert into raw.b301_client (bestand_id, bericht_id, positie, client_id) values (?, ?, 1, ?)",
            [bestand, bericht, client],
        )
        con.execute(
            "insert into raw.b305_start_product"
            " (bestand_id, bericht_id, positie, ouder_positie, client_id, toewijzingnummer, begindatum)"
            " values (?, ?, 1, 1, ?, ?, '2026-01-05')",
            [bestand, bericht, client, str(n)],
        )
    con.execute("""
        insert into raw.bestand (bestand_id, pad, status, reden) values
            ('q1', 'stuk.xml', 'quarantaine', 'is leeg'),
            ('d1', 'kopie.xml', 'dubbel', null)
    """)


def _marts(con: duckdb.DuckDBPyConnection, leeg: bool) -> None:
    con.execute("""
        create schema marts;
        create table marts.dim_aanbieder (aanbieder_agb varchar, aanbieder_naam varchar, contactpersoon varchar);
        create table marts.fct_toewijzing (wet varchar, gemeente_code varchar, toewijzingnummer varchar,
            client_id varchar);
        create table marts.kpi_plekken_realisatie (wet varchar, gemeente_code varchar, aanbieder_agb varchar,
            productcode varchar, maand date, zorgdagen bigint, plekken_maand double, plekken_ytd double,
            unieke_clienten_ytd bigint, realisatie_ytd_eur decimal(18, 2), plekken_ytd_vorig_jaar double,
            voorschot_ytd_eur decimal(18, 2), saldo_ytd_eur decimal(18, 2), zorgdagen_zonder_prijs_ytd bigint);
        create table marts.dim_product (wet varchar, productcode varchar, product_naam varchar,
            inkoopcategorie varchar, zorgterrein varchar, normlooptijd_dagen integer);
        create table marts.kpi_doorlooptijd (jaar integer, wet varchar, gemeente_code varchar, aanbieder_agb varchar,
            productcode varchar, beeindigd_aantal bigint, mediaan_maanden double, mediaan_maanden_vorig_jaar double,
            verschil_maanden double, p25_maanden double, p75_maanden double, gemiddelde_maanden double,
            beeindigd_vorig_jaar_aantal bigint);
        create table marts.kpi_termijn (termijn varchar, wet varchar, gemeente_code varchar, aanbieder_agb varchar,
            maand date, totaal bigint, binnen_norm bigint, percentage double, verantwoordelijke varchar, kpi varchar);
        create table marts.kpi_bandbreedtebrief (moment date, jaar integer, wet varchar, gemeente_code varchar,
            aanbieder_agb varchar, zorgterrein varchar, tot_en_met_maand date, gedeclareerd_tot date,
            budgetplafond_eur decimal(18, 2), bandbreedte_pct double, ondergrens_eur decimal(18, 2),
            bovengrens_eur decimal(18, 2),
            realisatie_ytd_eur decimal(18, 2), uitputting_pct double, verplicht_eur decimal(18, 2),
            verwachting_methode varchar, jaareinde_eur decimal(18, 2), jaareinde_pct double,
            buiten_bandbreedte_eur decimal(18, 2), bandbreedte_signaal varchar, bandbreedte_signaal_nu varchar,
            status varchar, status_datum date, concept_datum date, verzonden_datum date, reactie_uiterlijk_datum date,
            reactie_datum date, besluit_datum date);
        create table marts.kpi_lopende_voorzieningen (wet varchar, gemeente_code varchar, inkoopcategorie varchar,
            aanbieder_agb varchar, maand date, stand bigint, instroom bigint, uitstroom bigint, aandeel_pct double,
            clienten_stand bigint, clienten_instroom bigint, clienten_uitstroom bigint);
        create table marts.kpi_verwijzer (wet varchar, gemeente_code varchar, aanbieder_agb varchar, maand date,
            verwijzer varchar, clienten_ytd bigint, aandeel_pct double);
        create table marts.kpi_uitgaven (wet varchar, zorgterrein varchar, gemeente_code varchar, maand date,
            gedeclareerd_tot date, is_gedeclareerd boolean, ontvangen_maand_eur decimal(18, 2),
            verwacht_maand_eur decimal(18, 2), laag_maand_eur decimal(18, 2), hoog_maand_eur decimal(18, 2),
            realisatie_ytd_eur decimal(18, 2), verwacht_ytd_eur decimal(18, 2), laag_ytd_eur decimal(18, 2),
            hoog_ytd_eur decimal(18, 2),
            prognose_ytd_eur decimal(18, 2), verschil_prognose_eur decimal(18, 2), vorig_jaar_ytd_eur decimal(18, 2),
            verschil_vorig_jaar_eur decimal(18, 2), jaareinde_lineair_eur decimal(18, 2),
            jaareinde_seizoen_eur decimal(18, 2));
        create table marts.kpi_kosten_per_client (jaar integer, wet varchar, productcode varchar,
            p_target decimal(18, 2), q_target double, p_real decimal(18, 2), q_real bigint,
            kosten_target_eur decimal(18, 2), kosten_real_eur decimal(18, 2), hoeveelheidsverschil_eur decimal(18, 2),
            prijsverschil_eur decimal(18, 2), mixeffect_eur decimal(18, 2), is_per_plek boolean, maanden_aantal bigint);
        create table marts.kpi_budgetplafond (jaar integer, wet varchar, gemeente_code varchar, aanbieder_agb varchar,
            zorgterrein varchar, budgetplafond_eur decimal(18, 2), gedeclareerd_tot date,
            realisatie_ytd_eur decimal(18, 2), uitputting_pct double, ontvangen_later_eur decimal(18, 2),
            verwacht_later_eur decimal(18, 2), verplicht_eur decimal(18, 2), jaareinde_lineair_eur decimal(18, 2),
            jaareinde_toegewezen_eur decimal(18, 2), jaareinde_pct double);
        create table marts.kpi_betaalvorm (jaar integer, wet varchar, gemeente_code varchar, segment varchar,
            methode varchar, gedeclareerd_tot date, clienten_aantal bigint, kosten_eur decimal(18, 2),
            kosten_per_client_eur decimal(18, 2),
            uitgestroomd_aantal bigint, gem_looptijd_dagen double);
        create table marts.kpi_looptijd (jaar integer, wet varchar, gemeente_code varchar, aanbieder_agb varchar,
            productcode varchar, uitgestroomd_aantal bigint, gem_looptijd_dagen double, normlooptijd_dagen integer,
            verschil_norm_dagen double, uitgestroomd_met_norm_aantal bigint, binnen_norm_volgens_plan_pct double,
            tot_nu_aantal bigint, gem_looptijd_tot_nu_dagen double, gem_looptijd_tot_nu_vorig_jaar_dagen double);
        create table marts.kpi_uitstroomtype (jaar integer, wet varchar, gemeente_code varchar, aanbieder_agb varchar,
            uitstroomtype varchar, clienten_aantal bigint, toewijzingen_aantal bigint, gem_looptijd_dagen double);
        create table marts.kpi_wachttijd (wet varchar, gemeente_code varchar, aanbieder_agb varchar,
            productcode varchar, maand date, gestart_aantal bigint, mediaan_dagen double, langer_4w_pct double,
            langer_8w_pct double, wachtend_aantal bigint);
    """)
    for tabel in VOORLOPIG:
        con.execute(f"alter table {tabel} add column voorlopig boolean")
    if leeg:
        return
    gen = random.Random(7)
    con.executemany(
        "insert into marts.dim_aanbieder values (?, ?, 'Piet Puk')", [[agb, naam] for agb, naam in AANBIEDERS.items()]
    )
    con.execute("insert into marts.fct_toewijzing values ('Jw', '0983', '7', 'abc')")
    con.execute("""
        insert into marts.kpi_bandbreedtebrief
        select moment, 2026, 'Jw', '0983', '73730004', 'Jeugd-ggz', maand, maand, 1000, 7.5, 925, 1075, 400, 40, 0,
            'lineair', 1200, 120, 125, 'boven', 'binnen', 'concept', moment, moment, null, null, null, null
        from (values (date '2026-02-22', date '2026-01-01'), (date '2026-05-19', date '2026-04-01'))
            as m (moment, maand)
    """)
    dagen = []
    for wet, producten in PRODUCTEN.items():
        for aanbieder_nummer, agb in enumerate(AANBIEDERS):
            for product_nummer, (product, omvang) in enumerate(producten.items()):
                if (aanbieder_nummer + product_nummer) % 3:
                    continue
                for gemeente_nummer, gemeente in enumerate(GEMEENTEN):
                    plekken = omvang / 4 / (gemeente_nummer + 1) * gen.uniform(0.6, 1.3)
                    for maand in maanden(2025, date(2026, 6, 1)):
                        plekken *= gen.uniform(0.96, 1.06)
                        dagen.append((wet, gemeente, agb, product, maand, max(0, round(plekken * 30))))
    namen: tuple[str, ...] = ("wet", "gemeente", "agb", "product", "maand", "zorgdagen")
    con.register("dag", pa.table(dict(zip(namen, zip(*dagen, strict=True), strict=True))))
    con.execute("""
        insert into marts.kpi_plekken_realisatie
        with som as (
            select wet, coalesce(gemeente, 'ALLE') as gemeente_code, coalesce(agb, 'ALLE') as aanbieder_agb
                , coalesce(product, 'ALLE') as productcode, maand, sum(zorgdagen)::bigint as zorgdagen
            from dag group by wet, maand, cube (gemeente, agb, product)
        )
        select *, zorgdagen / day(last_day(maand))
            , sum(zorgdagen) over ytd / (last_day(maand) - date_trunc('year', maand)::date + 1)
            , ceil(sum(zorgdagen) over ytd / (last_day(maand) - date_trunc('year', maand)::date + 1) * 1.1)::bigint
            , 20 * sum(zorgdagen) over ytd, null, null, null, if(productcode = '41V01', 5, 0), false
        from som
        window ytd as (partition by wet, gemeente_code, aanbieder_agb, productcode, year(maand) order by maand)
    """)
    con.execute("""
        insert into marts.kpi_lopende_voorzieningen
        with rij as (
            select wet, gemeente_code, aanbieder_agb
                , case productcode when 'ALLE' then 'ALLE' when '45V01' then 'Ambulant' when '02A01' then 'Begeleiding'
                    else '_ONBEKEND' end as inkoopcategorie
                , maand, sum(zorgdagen) // 30 as stand
            from marts.kpi_plekken_realisatie
            where 'ALLE' not in (gemeente_code, aanbieder_agb, productcode) group by all
        ), verschil as (
            select *, stand - lag(stand, 1, 0) over (
                    partition by wet, gemeente_code, aanbieder_agb, inkoopcategorie order by maand
                ) as verschil
            from rij
        ), stroom as (
            select wet, coalesce(gemeente_code, 'ALLE') as gemeente_code
                , coalesce(aanbieder_agb, 'ALLE') as aanbieder_agb
                , coalesce(inkoopcategorie, 'ALLE') as inkoopcategorie, maand, sum(stand)::bigint as stand
                , sum(greatest(verschil, 0) + 2)::bigint as erbij, sum(greatest(-verschil, 0) + 2)::bigint as eraf
            from verschil group by wet, maand, cube (gemeente_code, aanbieder_agb, inkoopcategorie)
        )
        select wet, gemeente_code, inkoopcategorie, aanbieder_agb, maand, stand, erbij, eraf
            , 100.0 * stand / nullif(max(case when inkoopcategorie = 'ALLE' then stand end) over (
                partition by wet, gemeente_code, aanbieder_agb, maand), 0)
            , stand, erbij - 1, eraf - 1, false
        from stroom;
        insert into marts.kpi_verwijzer
        select wet, gemeente_code, aanbieder_agb, maand, verwijzer, ceil(deel * unieke_clienten_ytd), 100 * deel, false
        from marts.kpi_plekken_realisatie
            , (values ('ALLE', 1.0), ('Gemeente', 0.7), ('Huisarts', 0.3), ('_ONBEKEND', 0.1)) as v (verwijzer, deel)
        where productcode = 'ALLE';
    """)
    termijnen = []
    for wet in PRODUCTEN:
        for gemeente in ("ALLE", *GEMEENTEN):
            for n, agb in enumerate(("ALLE", *AANBIEDERS)):
                basis = 8 + n * 0.9
                vorig: float | None = None
                for jaar in (2025, 2026):
                    mediaan = round(basis + gen.uniform(-2.5, 2.5), 3)
                    aantal = 120 if agb == "ALLE" else (3 if n == 5 else 5 + gen.randrange(40))
                    con.execute(
                        "insert into marts.kpi_doorlooptijd values (?, ?, ?, ?, 'ALLE', ?, ?, ?, ?, ?, ?, ?, 0, false)",
                        [jaar, wet, gemeente, agb, aantal, mediaan, vorig, None if vorig is None else mediaan - vorig]
                        + [mediaan + verder for verder in (-2, 3, 0.5)],
                    )
                    vorig = mediaan
                if gemeente == "ALLE":
                    continue
                for termijn, kans in (("305_5WD", 0.94), ("307_5WD", 0.85)):
                    for maand in maanden(2025, date(2026, 6, 1)):
                        if agb == "ALLE":
                            continue
                        totaal = gen.randrange(2, 9)
                        op_tijd = sum(gen.random() < kans - (0.4 if n == 3 else 0) for _ in range(totaal))
                        termijnen.append((termijn, wet, gemeente, agb, maand, totaal, op_tijd))
    con.execute("""
        update marts.kpi_doorlooptijd as rij set beeindigd_aantal = som.aantal
        from (
            select jaar, wet, coalesce(gemeente_code, 'ALLE') as gemeente_code
                , coalesce(aanbieder_agb, 'ALLE') as aanbieder_agb, sum(beeindigd_aantal)::bigint as aantal
            from marts.kpi_doorlooptijd where gemeente_code <> 'ALLE' and aanbieder_agb <> 'ALLE'
            group by jaar, wet, cube (gemeente_code, aanbieder_agb)
        ) as som
        where (rij.jaar, rij.wet, rij.gemeente_code, rij.aanbieder_agb)
            = (som.jaar, som.wet, som.gemeente_code, som.aanbieder_agb);
        update marts.kpi_doorlooptijd as rij set beeindigd_vorig_jaar_aantal = eerder.beeindigd_aantal
        from marts.kpi_doorlooptijd as eerder
        where (rij.jaar - 1, rij.wet, rij.gemeente_code, rij.aanbieder_agb)
            = (eerder.jaar, eerder.wet, eerder.gemeente_code, eerder.aanbieder_agb);
        insert into marts.kpi_doorlooptijd select * replace ('45V01' as productcode) from marts.kpi_doorlooptijd;
    """)
    namen = ("termijn", "wet", "gemeente_code", "aanbieder_agb", "maand", "totaal", "binnen_norm")
    con.register("blad", pa.table(dict(zip(namen, zip(*termijnen, strict=True), strict=True))))
    con.execute("""
        insert into marts.kpi_termijn
        select termijn, wet, coalesce(gemeente_code, 'ALLE'), coalesce(aanbieder_agb, 'ALLE'), maand
            , sum(totaal), sum(binnen_norm)
            , 100.0 * sum(binnen_norm) / sum(totaal), 'aanbieder', termijn, false
        from blad group by termijn, wet, maand, cube (gemeente_code, aanbieder_agb)
    """)
    _kosten_en_duur(con)
    for tabel, voorlopig in VOORLOPIG.items():
        con.execute(f"update {tabel} set voorlopig = {voorlopig}")


GEDEKT_VANAF = date(2025, 3, 1)
"""Of the Wmo in 0935 the messages of January and February 2025 are missing, so of all gemeenten together too."""

_BEGIN_PERIODE = """
    make_date(left(periode, 4)::integer, case when periode like '%K%' then 3 * right(periode, 1)::integer - 2
        when length(periode) > 4 then right(periode, 2)::integer else 1 end, 1)
"""


def _dekking(con: duckdb.DuckDBPyConnection, leeg: bool) -> None:
    """`onvolledig` beside every `voorlopig`, and what it follows from; last, since the tables are filled by place."""
    con.execute("""
        create table marts.dim_dekking (wet varchar, gemeente_code varchar, maand date, is_gedekt boolean,
            dekking_vanaf date)
    """)
    tabellen = con.execute(
        "select table_schema || '.' || table_name, list(column_name) from information_schema.columns"
        " group by all having list_contains(list(column_name), 'voorlopig')"
        " and not list_contains(list(column_name), 'onvolledig') order by all"
    ).fetchall()
    for tabel, kolommen in tabellen:
        con.execute(f"alter table {tabel} add column onvolledig boolean")
        begin = {
            "maand": "maand",
            "cohortmaand": "cohortmaand",
            "kwartaal": "kwartaal",
            "jaar": "make_date(jaar, 1, 1)",
            # of kpi_waarde, which has years only here
            "periode_nr": "make_date(periode_nr, 1, 1)",
            "periode": _BEGIN_PERIODE,
        }
        van = next(sql for kolom, sql in begin.items() if kolom in kolommen)
        wet = "wet" if "wet" in kolommen else "'Wmo'"
        waar = "gemeente_code in ('0935', 'ALLE')" if "gemeente_code" in kolommen else "true"
        con.execute(f"update {tabel} set onvolledig = {wet} = 'Wmo' and {waar} and {van} < date '{GEDEKT_VANAF}'")
    con.execute("""
        update marts.stoplicht set kleur = 'grijs', geen_kleur = 'er ontbreken berichten', trend = 'onbekend'
            , vorige_waarde = null
        where onvolledig
    """)
    if not leeg:
        con.execute(f"""
            insert into marts.dim_dekking
            select w.wet, g.gemeente_code, m.maand, not is_gat or m.maand >= date '{GEDEKT_VANAF}'
                , if(is_gat, date '{GEDEKT_VANAF}', date '2025-01-01')
            from (values ('Jw'), ('Wmo')) as w (wet)
                , (values ('0935'), ('0983'), ('0893'), ('ALLE')) as g (gemeente_code)
                , marts.dim_maand as m, lateral (select w.wet = 'Wmo' and g.gemeente_code in ('0935', 'ALLE') as is_gat)
            where m.is_volledig
        """)


def _kosten_en_duur(con: duckdb.DuckDBPyConnection) -> None:
    """Money, duration and waiting, all made from the places: any figure will do, in whole numbers; counts add up."""
    con.execute("""
        insert into marts.dim_product values
            ('Jw', '45V01', 'Jeugdhulp ambulant', 'Ambulant', 'J&O', 365),
            ('Jw', '41V01', 'Dagbesteding jeugd', '_ONBEKEND', 'J&O', 275),
            ('Jw', '54V01', 'Jeugd-ggz', '_ONBEKEND', 'Jeugd-ggz', 365),
            ('Wmo', '02A01', 'Begeleiding', 'Begeleiding', 'Begeleiding', null);
        update marts.kpi_plekken_realisatie as p set plekken_ytd_vorig_jaar = v.plekken_ytd
        from marts.kpi_plekken_realisatie as v
        where v.wet = p.wet and v.gemeente_code = p.gemeente_code and v.aanbieder_agb = p.aanbieder_agb
            and v.productcode = p.productcode and v.maand = p.maand - interval 1 year;
        update marts.kpi_plekken_realisatie set voorschot_ytd_eur = 1000 * month(maand)
            , saldo_ytd_eur = realisatie_ytd_eur - 1000 * month(maand)
        where wet = 'Jw';
        insert into marts.kpi_uitgaven
        with rij as (
            select wet, zorgterrein, gemeente_code, maand, deel * realisatie_ytd_eur as ytd
                , if(gemeente_code = 'ALLE', 50000 * month(maand), null) as prognose
            from marts.kpi_plekken_realisatie, (values ('ALLE', 1), ('J&O', 0.75)) as z (zorgterrein, deel)
            where aanbieder_agb = 'ALLE' and productcode = 'ALLE'
        )
        select rij.wet, rij.zorgterrein, rij.gemeente_code, rij.maand, tot, rij.maand <= tot
            , 500 * if(
                rij.gemeente_code = 'ALLE', count(*) over (partition by rij.wet, rij.zorgterrein, rij.maand) - 1, 1
            )
            , if(rij.maand > tot, 900, null), if(rij.maand > tot, 800, null), if(rij.maand > tot, 1000, null)
            , if(rij.maand <= tot, rij.ytd, null), if(rij.maand > tot, rij.ytd + 400, null)
            , if(rij.maand > tot, rij.ytd + 300, null), if(rij.maand > tot, rij.ytd + 500, null), rij.prognose
            , if(rij.maand <= tot, rij.ytd - rij.prognose, null), vorig.ytd
            , if(rij.maand <= tot, rij.ytd - vorig.ytd, null)
            , if(rij.maand <= tot, rij.ytd / month(rij.maand) * 12, null), null, false
        from rij
        inner join (values ('Jw', date '2026-06-01'), ('Wmo', date '2026-05-01')) as d (wet, tot) on d.wet = rij.wet
        left join rij as vorig
            on vorig.wet = rij.wet and vorig.zorgterrein = rij.zorgterrein
            and vorig.gemeente_code = rij.gemeente_code and vorig.maand = rij.maand - interval 1 year;
        insert into marts.kpi_kosten_per_client
        select year(maand), wet, productcode, 1000, 20, 1100, 20 + zorgdagen % 9 - 4, 20000
            , 1100 * (20 + zorgdagen % 9 - 4), 1000 * (zorgdagen % 9 - 4), 100 * (20 + zorgdagen % 9 - 4), null
            , false, 12, false
        from marts.kpi_plekken_realisatie
        where gemeente_code = 'ALLE' and aanbieder_agb = 'ALLE' and productcode <> 'ALLE' and month(maand) = 6;
        insert into marts.kpi_kosten_per_client (jaar, wet, productcode, q_target, q_real, kosten_real_eur, is_per_plek)
        select jaar, wet, '41V03', 0, 7, 157, true
        from (values (2025), (2026)) as j (jaar), (values ('Jw'), ('Wmo')) as w (wet);
        insert into marts.kpi_kosten_per_client
        select jaar, wet, 'ALLE', 1000, sum(q_target), 1100, sum(q_real), sum(kosten_target_eur), sum(kosten_real_eur)
            , sum(hoeveelheidsverschil_eur), sum(prijsverschil_eur), 250, false, 12, false
        from marts.kpi_kosten_per_client group by jaar, wet;
        insert into marts.kpi_budgetplafond
        select jaar, wet, gemeente, agb, terrein, plafond, make_date(jaar, 5, 1), plafond * deel, 100 * deel, 40, 60
            , 500, plafond * 1.2
            , if(deel > 0.6, null, plafond * 0.9), if(deel > 0.6, 120, 90), false
        from (values (2025), (2026)) as j (jaar), (values ('Jw'), ('Wmo')) as w (wet)
            , (values ('0983', '73730001', 'J&O', 40000, 0.7), ('ALLE', '73730004', 'ALLE', 50000, 0.5)
                , ('0983', 'ALLE', 'ALLE', 90000, 0.4)) as p (gemeente, agb, terrein, plafond, deel);
        insert into marts.kpi_betaalvorm
        select jaar, wet, gemeente, segment, methode, make_date(jaar, 6, 1), clienten, 100 * clienten, 100
            , clienten // 2, 300 + clienten
            , false
        from (values (2025), (2026)) as j (jaar), (values ('Jw'), ('Wmo')) as w (wet)
            , (values ('0983', '3', 'plekken', 40), ('0983', '4', 'pxq', 8), ('0935', '_ONBEKEND', 'pxq', 60))
                as b (gemeente, segment, methode, clienten);
        insert into marts.kpi_looptijd
        select year(maand), wet, gemeente_code, aanbieder_agb, p.productcode, zorgdagen, 200 + zorgdagen % 300
            , normlooptijd_dagen, 200 + zorgdagen % 300 - normlooptijd_dagen
            , zorgdagen, if(normlooptijd_dagen is null, null, zorgdagen % 100)
            , 2 * zorgdagen, 150 + zorgdagen % 200, if(year(maand) = 2025, null, 160), false
        from marts.kpi_plekken_realisatie as p left join marts.dim_product using (wet, productcode)
        where month(maand) = 6;
        insert into marts.kpi_uitstroomtype
        select year(maand), wet, gemeente_code, aanbieder_agb, type, 3 + zorgdagen % 40 // plek
            , if(plek = 1, 2, 1) * zorgdagen, 300 + 10 * plek, false
        from marts.kpi_plekken_realisatie
            , (values ('ALLE', 1), ('verlenging', 2), ('uitstroom uit zorg', 3)) as t (type, plek)
        where month(maand) = 6 and productcode = 'ALLE';
        insert into marts.kpi_wachttijd
        select wet, gemeente_code, aanbieder_agb, productcode, maand, zorgdagen
            , if(zorgdagen % 12 = 0, null, zorgdagen % 60)
            , if(zorgdagen % 12 = 0, null, 50 + zorgdagen % 100 // 2), if(zorgdagen % 12 = 0, null, zorgdagen % 100)
            , 2 * zorgdagen, false
        from marts.kpi_plekken_realisatie;
    """)


def _kwaliteit(con: duckdb.DuckDBPyConnection, leeg: bool) -> None:
    """Two rules with findings, messages to draw a sample from, and a provider that sent nothing since April."""
    con.execute("""
        create schema kwaliteit;
        create table kwaliteit.regel (regel varchar, wet varchar, ernst varchar, stelling varchar, eigenaar varchar,
            remedie varchar, toelichting varchar, aan_zet varchar);
        create table kwaliteit.meting (regel varchar, wet varchar, gemeente_code varchar, aanbieder_agb varchar,
            maand date, beoordeeld_aantal bigint, bevinding_aantal bigint, percentage double);
        create table kwaliteit.bevinding (bevinding_id varchar, regel varchar, wet varchar, gemeente_code varchar,
            aanbieder_agb varchar, bericht_id varchar, identificatie varchar, toewijzingnummer varchar, sleutel varchar,
            omschrijving varchar, dagtekening date, status varchar, eigenaar varchar, remedie varchar,
            te_herstellen_door varchar);
        create table kwaliteit.bevinding_verloop (bevinding_id varchar, regel varchar, wet varchar,
            gemeente_code varchar, aanbieder_agb varchar, identificatie varchar, toewijzingnummer varchar,
            omschrijving varchar, status varchar, open_sinds date, hersteld_op date, toestand varchar);
        create table marts.kpi_herstel (wet varchar, gemeente_code varchar, aanbieder_agb varchar, maand date,
            gevonden_aantal bigint, hersteld_aantal bigint, percentage double, gecorrigeerd_aantal bigint,
            akkoord_aantal bigint);
        create table marts.fct_bericht (bericht_id varchar, wet varchar, berichttype varchar, gemeente_code varchar,
            aanbieder_agb varchar, gemeente_code_nu varchar, aanbieder_agb_nu varchar, identificatie varchar,
            dagtekening date, retour_status varchar);
        create table marts.fct_levering (wet varchar, gemeente_code_nu varchar, aanbieder_agb_nu varchar,
            client_id varchar, begindatum date, einddatum_effectief date);
    """)
    if leeg:
        return
    con.execute("""
        insert into kwaliteit.regel values
            ('OP271', 'beide', 'signaal', 'Een start is op tijd gemeld.', 'aanbieder', 'Meld <voortaan> op tijd.', '',
                null),
            ('TR302/OP259', 'beide', 'fout', 'Geen twee toewijzingen tegelijk.', 'gemeente', 'Trek er een in.',
                'Elke versie telt.', null),
            ('OP090', 'beide', 'signaal', 'Elk bericht krijgt een retour.', 'gemeente', 'Stuur het.', '',
                'ontvanger'),
            ('STIL', 'beide', 'fout', 'Nooit overtreden.', 'aanbieder', 'Niets.', '', null);
        insert into kwaliteit.meting
        select regel, 'Jw', '0983', '73730001', maand::date, 10
            , case when regel = 'OP271' then bevinding else 0 end, 0
        from (values ('OP271'), ('STIL')) as r (regel)
            , (values ('2025-06-01', 9), ('2025-07-01', 1), ('2026-05-01', 2), ('2026-06-01', 3), ('2026-07-01', 9))
                as m (maand, bevinding);
        insert into kwaliteit.bevinding
        select md5('late-' || n), 'OP271', 'Jw', '0983', '73730001', 'start-' || n, 'S' || n,
            n::varchar, n::varchar, 'Start ' || n || ' is te laat gemeld', date '2026-05-01' + (n % 60)::integer,
            'open', 'aanbieder', 'Meld <voortaan> op tijd.', null
        from range(30) as r (n);
        insert into kwaliteit.bevinding values
            (md5('dubbel-1'), 'TR302/OP259', 'Jw', '0983', '73730004', null, null, '77', '77',
                '=cmd()<script>alert(2)</script>', date '2026-06-20', 'open', 'gemeente', 'Trek er een in.',
                'gemeente'),
            (md5('dubbel-2'), 'TR302/OP259', 'Jw', '0983', '73730004', null, null, '78', '78', 'Al bekeken',
                date '2026-06-21', 'akkoord', 'gemeente', 'Trek er een in.', null),
            (md5('retour-1'), 'OP090', 'Jw', '0983', '73730001', 'heen-1', 'T1', null, '301', 'Geen retour op 301',
                date '2026-06-22', 'open', 'aanbieder', 'Stuur het.', 'aanbieder'),
            (md5('retour-2'), 'OP090', 'Jw', '0983', '73730001', 'heen-2', 'T2', null, '305', 'Geen retour op 305',
                date '2026-06-23', 'open', 'gemeente', 'Stuur het.', 'gemeente'),
            (md5('retour-3'), 'OP090', 'Jw', '0983', '73730001', 'heen-3', 'T3', null, '307', 'Late retour op 307',
                date '2026-06-24', 'open', 'gemeente', 'Stuur het niet opnieuw.', null);
        insert into kwaliteit.bevinding_verloop
        select bevinding_id, regel, wet, gemeente_code, aanbieder_agb, identificatie, toewijzingnummer, omschrijving,
            status, case when regel = 'OP271' then date '2026-05-01' else date '2026-06-13' end, null, 'open'
        from kwaliteit.bevinding;
        insert into kwaliteit.bevinding_verloop values
            (md5('weg-1'), 'TR302/OP259', 'Jw', '0983', '73730004', null, '70', '<b>Overlap</b> van 70 en 71',
                'gecorrigeerd', date '2026-05-20', date '2026-06-02', 'hersteld'),
            (md5('weg-2'), 'TR302/OP259', 'Jw', '0983', '73730004', null, '60', 'Lang geleden hersteld', 'open',
                date '2026-05-20', date '2026-05-31', 'hersteld'),
            (md5('weg-3'), 'WEG', 'Jw', '0983', '73730004', null, '50', 'Niet meer nagekeken', 'open',
                date '2026-05-20', null, 'onbekend');
        insert into marts.kpi_herstel
        select 'Jw', gemeente, agb, date '2026-05-01', 8, 5, 62.5, 2, 1
        from (values ('0983'), ('ALLE')) as g (gemeente), (values ('73730004'), ('ALLE')) as a (agb);
        insert into marts.fct_bericht
        select 'start-' || n, 'Jw', case when n % 2 = 0 then '305' else '307' end, '0983', '73730001', '0983',
            '73730001', 'S' || n, date '2026-06-01' + (n % 30)::integer,
            case when n = 200 then 'afgekeurd' else 'goedgekeurd' end
        from range(201) as r (n);
        insert into marts.fct_bericht values
            ('stil', 'Jw', '305', '0983', '73730002', '0983', '73730002', 'S900', date '2026-04-01', 'goedgekeurd'),
            ('retour', 'Jw', '306', '0983', '73730002', '0983', '73730002', 'S900', date '2026-07-10', 'nvt');
        insert into marts.fct_levering values
            ('Jw', '0983', '73730001', 'client-abc', date '2026-01-01', null),
            ('Jw', '0983', '73730002', 'client-def', date '2026-01-01', null),
            ('Jw', '0983', '73730003', 'client-ghi', date '2026-01-01', date '2026-02-01');
    """)


def een_pagina(_: Path, bouw: Path, **__: object) -> None:
    """In the place of `publiceren.schrijf_site`, for what is not about the pages."""
    (bouw / "index.html").write_text("", encoding="utf-8")
    (bouw / "runtime").mkdir()


def schrijf_manifest(
    pad: Path,
    warehouse: Path,
    *,
    verborgen: tuple[str, ...] = ("contactpersoon",),
    partijen: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> Path:
    """A dbt manifest that marks every mart but `fct_toewijzing`, and the findings, for datateam, and of those every
    column but `verborgen`. `partijen` are the other audiences per table; a dimension is about no party."""
    nodes: dict[str, Any] = {}
    with duckdb.connect(str(warehouse), read_only=True) as con:
        rijen = con.execute(
            "select table_schema, table_name, column_name from information_schema.columns where table_schema = 'marts'"
            " or table_schema = 'kwaliteit'"
            " and (table_name in ('regel', 'meting', 'bevinding', 'bevinding_verloop') or table_name like 'pagina_%')"
            " order by all"
        ).fetchall()
    paginas = {knoop["name"]: knoop for knoop in _paginamodellen()}
    for schema, tabel, kolom in rijen:
        doelgroepen = ["datateam", *partijen.get(tabel, ())]
        mag: dict[str, Any] = {} if tabel == "fct_toewijzing" else {"doelgroepen": doelgroepen, "bron": "K002"}
        if tabel.startswith("dim_"):
            mag["rijen"] = "algemeen"
        pagina = paginas.get(tabel, {"depends_on": {}, "config": {"meta": {}}})
        mag |= {naam: wat for naam, wat in pagina["config"]["meta"].items() if naam == "gaat_over"}
        node = nodes.setdefault(
            f"model.peilstok.{tabel}",
            {
                "resource_type": "model",
                "schema": schema,
                "name": tabel,
                "alias": tabel,
                "description": f"Tabel {tabel}.",
                "config": {"meta": mag, "enabled": True},
                "columns": {},
                "depends_on": pagina["depends_on"],
            },
        )
        node["columns"][kolom] = {
            "name": kolom,
            "description": f'Kolom {kolom}; met teken en "aanhaling".',
            "config": {"meta": {"doelgroepen": []} if kolom in verborgen else {"eenheid": "n", "definitie": "K002-01"}},
        }
    pad.write_text(json.dumps({"nodes": nodes}), encoding="utf-8")
    return pad
