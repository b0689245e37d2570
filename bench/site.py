"""What a page of the site weighs in a region of 300 providers, against the budget of 2 MB beside the shared runtime.

The region is made up per table that a page reads: every column of `nodig` that is a dimension is crossed, every other
one is a figure. A new page is measured by being listed in PAGINAS."""

from __future__ import annotations

import csv
import tempfile
from dataclasses import dataclass
from pathlib import Path

import duckdb

from bench.meten import cpu, kosten, tabel
from peilstok.rapport import DEEL, Lezer, Partij, schrijf_sites
from peilstok.rapport.gegevens import lees_gegevens
from peilstok.rapport.paginas import PAGINAS
from peilstok.rapport.paginas.aanbieder import AANBIEDER_ZELF
from peilstok.rapport.site import BYTES_MAX, schrijf_site

AANBIEDERS, GEMEENTEN = 300, 12
GEMEENTEN_PER_AANBIEDER, WAARDEN_PER_AANBIEDER = 5, 4
JAREN = (2023, 2026)
TERMIJNEN = ["305_5WD", "307_5WD", "START_7D", "VOT_14D", "VOT_5WD", "VOW_5WD", "RETOUR_3WD", "PLAN_10WD"]
SOORTEN = {
    "productcode": 40,
    "inkoopcategorie": 8,
    "zorgterrein": 6,
    "verwijzer": 10,
    "uitstroomtype": 4,
    "termijn": len(TERMIJNEN),
    "kpi": 12,
    "regel": 15,
    "maat": 5,
    "perceel": 4,
    "segment": 4,
    "methode": 2,
}
"""Values of the dimensions beside wet, gemeente, provider and period."""
ALLEEN = {"marts.pagina_budgetplafond": "g.nr < 0 and a.nr >= 0"}
"""Rows of a table that is not crossed: a ceiling is agreed with a provider, for all gemeenten together."""
TEKSTEN = ("naam", "gemeente", "ernst", "eigenaar", "soort", "stap", "eenheid", "dag", "waarover", "betaalvorm")
"""Columns that hold a word or two."""
GEMAAKT = {
    "kwaliteit.peil",
    "marts.dim_aanbieder",
    "marts.dim_kpi",
    "marts.pagina_stoplicht",
    "marts.stoplicht_opvolging",
}
"""Tables that are made by hand."""
_SEED = Path(__file__).parent.parent / "dbt" / "seeds" / "onderdrukking_tabel.csv"


PERIODEN = {
    "jaar": "select strftime(m, '%Y'), last_day(m) from maand where month(m) = 12",
    "kwartaal": "select year(m) || '-K' || quarter(m), last_day(m) from maand where month(m) % 3 = 0",
    "maand": "select strftime(m, '%Y-%m'), last_day(m) from maand",
}
STOPLICHT = (
    (14, ("jaar", "kwartaal", "maand"), 0, 0),
    (1, ("jaar", "kwartaal", "maand"), 6, 0),
    (2, ("maand",), 6, 0),
    (1, ("maand",), 0, 0),
    (5, ("jaar",), 0, 0),
    (4, ("jaar",), 6, 0),
    (3, ("jaar",), 0, 4),
)
"""The KPIs of the stoplicht by shape (besluiten/0018): how many, which periods, zorgterreinen, percelen."""


@dataclass(frozen=True)
class Gewicht:
    """Bytes of a page: always, and at most for a selection (of all providers together, or of one)."""

    pagina: str
    vast: int
    alle: int
    aanbieder: int
    samen: int

    @property
    def zwaarst(self) -> int:
        return self.vast + max(self.alle, self.aanbieder)


def maak_regio(pad: Path, aanbieders: int = AANBIEDERS) -> None:
    """Write a published file at `pad` with the tables that the pages read, as large as `aanbieders` makes them."""
    nodig: dict[str, set[str]] = {}
    bronnen = [bron for pagina in (*PAGINAS, AANBIEDER_ZELF) for bron in pagina.bronnen]
    for bron in (*bronnen, *(bron.anders for bron in bronnen if bron.anders)):
        nodig.setdefault(bron.tabel, set()).update(bron.nodig)
    with duckdb.connect(str(pad)) as con:
        con.execute("create schema marts; create schema kwaliteit")

        con.execute(
            "create table kwaliteit.peil as select date '2026-12-31' as peildatum, date '2026-12-31' as kennisdatum"
        )
        for naam, eerste, aantal in (("aanbieder", 70000000, aanbieders), ("gemeente", 1000, GEMEENTEN)):
            con.execute(
                f"create table {naam} as select 'ALLE' as code, -1 as nr"
                f" union all select ({eerste} + n)::varchar, n from range({aantal}) as r (n)"
            )
        con.execute(
            "create table marts.dim_aanbieder as"
            " select code as aanbieder_agb, 'Stichting Aanbieder ' || code as aanbieder_naam, 'regulier' as segment"
            " from aanbieder where nr >= 0"
        )
        _stoplicht(con)
        for tafel, kolommen in sorted(nodig.items()):
            if tafel in GEMAAKT:
                continue
            uniek = "distinct" if tafel.startswith(("marts.dim_", "kwaliteit.regel")) else ""
            con.execute(f"create table {tafel} as {_rijen(kolommen, ALLEEN.get(tafel, 'true'), uniek)}")
        con.execute("drop table aanbieder; drop table gemeente")


def _stoplicht(con: duckdb.DuckDBPyConnection) -> None:
    """The stoplicht is not every dimension crossed: a KPI has its own periods, and few have zorgterrein or perceel. One
    figure in twenty changed since yesterday, every provider has ten steps of follow-up."""
    eerste, laatste = JAREN
    con.execute(f"""
        create temp table maand as
        select m::date as m from range(date '{eerste}-01-01', date '{laatste + 1}-01-01', interval 1 month) as r (m);
        create temp table vorm (kpi varchar, periode varchar, periode_einde date, zorgterrein varchar, perceel varchar,
            nr integer)
    """)
    for vorm, (aantal, soorten, terreinen, percelen) in enumerate(STOPLICHT):
        for soort in soorten:
            con.execute(f"""
                insert into vorm
                select 'kpi_met_een_naam_{vorm}_' || k, p.*, case when z < 0 then 'ALLE' else 'Zorgterrein ' || z end
                    , case when {percelen} > 0 then (c + 1)::varchar end, z
                from range({aantal}) as k (k), ({PERIODEN[soort]}) as p
                    , range(-1, {terreinen}) as z (z), range({max(percelen, 1)}) as c (c)
            """)
    con.execute(f"""
        create table marts.dim_kpi as
        select distinct kpi, 'Een KPI met een naam van gewone lengte ' || kpi as naam, 'procent' as eenheid
            , 'contractmanagement' as eigenaar, 'gevallen die in de periode zijn beoordeeld' as noemer
            , 'gevallen' as noemer_eenheid, 5 as minimum_n from vorm;
        create table marts.pagina_stoplicht as
        select v.* exclude (nr, periode_einde), w.wet, g.code as gemeente_code, a.code as aanbieder_agb
            , year(periode_einde) as jaar
            , (random() * 100)::decimal(18, 2) as waarde, floor(random() * 500)::decimal(18, 0) as noemer
            , case when hash(v.kpi) % 2 = 0 then 90.0 end as norm
            , case when hash(v.kpi) % 2 = 0 then 5.0 end as bandbreedte, 'hoger' as richting
            , ['groen', 'oranje', 'rood', 'grijs'][1 + (random() * 3)::integer] as kleur
            , 'minder dan 5 gevallen' as geen_kleur
            , ['beter', 'slechter', 'gelijk', 'onbekend'][1 + (random() * 3)::integer] as trend
            , (random() * 100)::decimal(18, 2) as vorige_waarde
            , periode_einde >= date '{laatste}-11-01' as voorlopig, false as onvolledig
            , case when random() < 0.05 then 'oranje' end as kleur_toen
            , (random() * 100)::decimal(18, 2) as waarde_toen, date '{laatste}-12-30' as kennisdatum_toen
        from vorm as v, (values ('Jw'), ('Wmo')) as w (wet), gemeente as g, aanbieder as a
        where (a.nr < 0 or g.nr < 0 or (a.nr + g.nr) % {GEMEENTEN} < {GEMEENTEN_PER_AANBIEDER})
            and (a.nr < 0 or v.nr < 0 or (a.nr + v.nr) % 6 < 2);
        create table marts.stoplicht_opvolging as
        select w.wet, 'escalatie' as soort, 'kpi_met_een_naam_0_' || n as kpi, code as aanbieder_agb
            , 'ALLE' as gemeente_code
            , '2 verbeterplan' as stap, 'lopend' as status, date '{laatste}-12-01' as datum, false as is_komend
        from aanbieder, range(10) as n (n), (values ('Jw'), ('Wmo')) as w (wet) where nr >= 0
    """)


def _rijen(kolommen: set[str], alleen: str, uniek: str = "") -> str:
    uit, van, waar = [], ["(values ('Jw'), ('Wmo')) as w (wet)"], [alleen]
    soort = [naam for naam in sorted(kolommen) if naam in SOORTEN]
    eerste, laatste = JAREN
    if "maand" in kolommen:
        van.append(f"range(date '{eerste}-01-01', date '{laatste + 1}-01-01', interval 1 month) as p (maand)")
    elif "jaar" in kolommen:
        van.append(f"range({eerste}, {laatste + 1}) as p (jaar)")
    if "gemeente_code" in kolommen:
        van.append("gemeente as g")
    if "aanbieder_agb" in kolommen:
        van.append("aanbieder as a")
        if "gemeente_code" in kolommen:
            waar.append(f"(a.nr < 0 or g.nr < 0 or (a.nr + g.nr) % {GEMEENTEN} < {GEMEENTEN_PER_AANBIEDER})")
    for nr, naam in enumerate(soort):
        van.append(f"range(-1, {SOORTEN[naam]}) as s{nr} (n)")
        if "aanbieder_agb" in kolommen:
            levert = f"(a.nr * 7 + s{nr}.n) % {SOORTEN[naam]} < {WAARDEN_PER_AANBIEDER}"
            waar.append(f"(a.nr < 0 or s{nr}.n < 0 or {levert})")
    vast = {
        "wet": "w.wet",
        "maand": "p.maand::date",
        "jaar": "p.jaar",
        "gemeente_code": "g.code",
        "aanbieder_agb": "a.code",
        "voorlopig": "false",
        "onvolledig": "false",
        "periode": "'2026'",
        "periode_soort": "'jaar'",
        "status": "'open'",
        "verantwoordelijke": "'aanbieder'",
        "datum": "date '2026-03-01'",
        "dagtekening": "date '2026-03-01'",
        "is_komend": "false",
        "is_per_plek": "false",
        "vergeleken_met": "'12 in segment regulier'",
        "geldt_in": "'2026'",
        "oudste": "'16-09-2026'",
        "stelling": f"'{'woord ' * 15}'",
        "afspraak": f"'{'woord ' * 15}'",
    } | {
        naam: f"'{naam}'"
        for naam in (
            "naam",
            "gemeente",
            "ernst",
            "eigenaar",
            "soort",
            "stap",
            "eenheid",
            "dag",
            "waarover",
            "betaalvorm",
        )
    }
    for naam in sorted(kolommen):
        if naam in soort:
            bij = f"s{soort.index(naam)}.n"
            waarde = f"{TERMIJNEN}[{bij} + 1]" if naam == "termijn" else f"'{naam} ' || {bij}"
            uit.append(f"case when {bij} < 0 then 'ALLE' else {waarde} end as {naam}")
        else:
            # Decimals only where a figure has them: most columns are counts.
            heeft_decimalen = naam.endswith(("_eur", "_pct", "plekken_ytd", "_maanden", "percentage"))
            getal = "round(random() * 1000, 3)" if heeft_decimalen else "floor(random() * 500)::integer"
            uit.append(f"{vast.get(naam, getal)} as {naam}")
    return f"select {uniek} {', '.join(uit)} from {', '.join(van)} where {' and '.join(waar)}"


def weeg(site: Path) -> list[Gewicht]:
    """The weight of every page in the folder of a site."""
    uit = []
    for pagina in PAGINAS:
        delen = {pad.stem: pad.stat().st_size for pad in (site / "data" / pagina.naam).glob("*.js")}
        altijd = (f"{pagina.naam}.html", "data/site.js", f"data/{pagina.naam}.js")
        vast = sum((site / naam).stat().st_size for naam in altijd)
        per_wet = [[(naam, n) for naam, n in delen.items() if naam.split("-")[0] == wet] for wet in ("Jw", "Wmo")]

        def zwaarst(alle: bool, per_wet: list[list[tuple[str, int]]] = per_wet) -> int:
            keuze = [
                sum(n for naam, n in wet if "-" not in naam)
                + max((n for naam, n in wet if "-" in naam and naam.endswith("-ALLE") == alle), default=0)
                for wet in per_wet
            ]
            return max(keuze, default=0)

        uit.append(Gewicht(pagina.naam, vast, zwaarst(True), zwaarst(False), sum(delen.values())))
    return uit


def sites_van(soort: str, pub: Path, site: Path, map_: Path) -> int:
    """Write the sites of all parties of one kind below `map_`, from the tables of the data team at `pub` as they are
    divided over that kind; returns how many. A gemeente has the tables, levels and months of seed
    onderdrukking_tabel."""
    kolom = "aanbieder_agb" if soort == "aanbieder" else "gemeente_code"
    with _SEED.open(encoding="utf-8") as bestand:
        onderdrukt = {f"marts.{rij['tabel']}": rij for rij in csv.DictReader(bestand)}
    with duckdb.connect(":memory:") as con:
        con.execute(f"attach '{pub}' as pub (read_only); create schema marts; create schema kwaliteit")
        tabellen = con.execute(
            "select schema_name || '.' || table_name, list(column_name) from duckdb_columns()"
            " where database_name = 'pub' group by all"
        ).fetchall()
        for tafel, kolommen in tabellen:
            if kolom not in kolommen or (soort != "aanbieder" and tafel not in onderdrukt):
                if tafel.startswith(("marts.dim_", "kwaliteit.peil")):
                    con.execute(f"create view {tafel} as from pub.{tafel}")
                continue
            waar = f"{kolom} <> 'ALLE'"
            if soort != "aanbieder":
                rij = onderdrukt[tafel]
                waar += " and month(maand) = 12" if rij["jaareinde"] == "true" else ""
                gekruist = {"aanbieder_agb", rij["sleutel"]} <= set(kolommen)
                waar += f" and (aanbieder_agb = 'ALLE' or {rij['sleutel']} = 'ALLE')" if gekruist else ""
            con.execute(f"create view {tafel} as select *, {kolom} as {DEEL} from pub.{tafel} where {waar}")
        with duckdb.connect(str(pub), read_only=True) as bron:
            gegevens = lees_gegevens(bron)
            codes = [code for (code,) in bron.execute(f"select distinct {kolom} from marts.kpi_verwijzer").fetchall()]
        partijen = [Partij(code, code, map_ / soort / code, code) for code in sorted({*codes} - {"ALLE"})]
        jaareinde = frozenset(naam for naam, rij in onderdrukt.items() if rij["jaareinde"] == "true")
        lezer = (
            Lezer(soort, "aanbieder") if soort == "aanbieder" else Lezer(soort, "gemeente", "niet getoond", jaareinde)
        )
        schrijf_sites(con, lezer, partijen, gegevens, pub.parent / "dictionary.csv", site / "runtime")
    return len(partijen)


def meet(aanbieders: int = AANBIEDERS) -> None:
    """Make the region, its site and those of all providers and gemeenten in a temporary folder; print what every page
    weighs, and what the sites of the parties cost beside that of the data team."""
    with tempfile.TemporaryDirectory(prefix="peilstok-bench-") as map_:
        pub, site = Path(map_) / "peilstok.duckdb", Path(map_) / "site"
        maak_regio(pub, aanbieders)
        eigen = kosten(lambda: schrijf_site(pub, site))
        van_partijen = []
        for soort in ("aanbieder", "gemeente"):
            begin = cpu()
            aantal = sites_van(soort, pub, site, Path(map_))
            van_partijen.append((f"{aantal} sites van een {soort}", cpu() - begin))
        gewichten = weeg(site)
        runtime = sum(pad.stat().st_size for pad in (site / "runtime").iterdir())
    tabel(
        f"Pagina's van de site, {aanbieders} aanbieders ({eigen:.0f} s CPU; runtime {runtime / 1e6:.2f} MB, gedeeld)",
        ("pagina", "vast kB", "alle aanbieders kB", "een aanbieder kB", "zwaarste / budget", "samen MB"),
        [
            (
                g.pagina,
                f"{g.vast / 1e3:.0f}",
                f"{g.alle / 1e3:.0f}",
                f"{g.aanbieder / 1e3:.0f}",
                f"{g.zwaarst / BYTES_MAX:.2f}",
                f"{g.samen / 1e6:.1f}",
            )
            for g in gewichten
        ],
    )
    tabel(
        "De sites van alle anderen",
        ("wat", "s CPU", "naast die van het datateam"),
        [
            (wat, f"{seconden:.0f}", f"{seconden / eigen:.2f}x")
            for wat, seconden in (*van_partijen, ("samen", sum(seconden for _, seconden in van_partijen)))
        ],
    )
