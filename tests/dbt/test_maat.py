"""Measures as data (contract chapter 4): dim_maat says what every column of a KPI table is, kpi_waarde is the same
figures in long form. Neither may drift from the tables."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from peilstok.demo import STANDAARD, maak_regio, schrijf_regio
from tests.dbt.hertelling import gevallen_van, grein, kpi_modellen
from tests.dbt.magazijn import Instelling, Magazijn, Project
from tests.dbt.test_gevallen import GEEN_MAAT

REGIO = replace(STANDAARD, clienten=40, regels=True)
GEEN_CIJFER = GEEN_MAAT | {
    *(
        "wet",
        "jaar",
        "van_jaar",
        "tot_jaar",
        "richting",
        "status",
        "volgorde",
        "is_verslagmaand",
        "is_per_plek",
        "is_gedeclareerd",
    ),
    *("verwachting_methode", "bandbreedte_signaal", "bandbreedte_signaal_nu", "vorige_kennisdatum"),
    *("tot_en_met_maand", "gedeclareerd_tot", "gedeclareerd_tot_toen"),
    *(
        "status_datum",
        "concept_datum",
        "verzonden_datum",
        "eind_datum",
        "is_gekozen",
        "bekend_tot",
        "kalendermaand",
        "reactie_uiterlijk_datum",
        "reactie_datum",
        "besluit_datum",
    ),
}
"""Columns that are no number: words, flags and dates."""
SLEUTEL = ("wet", "perceel", "zorgterrein", "gemeente_code", "aanbieder_agb")


@pytest.fixture(scope="module")
def demo(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Magazijn:
    landing: Path = tmp_path_factory.mktemp("maten")
    schrijf_regio(maak_regio(REGIO), landing)
    magazijn = Magazijn(project)
    dag = REGIO.peildatum.isoformat()
    magazijn.laad(landing, Instelling(peildatum=dag, kennisdatum=dag, historie_tot="2056-12-31"))
    return magazijn.bouw("kpi_waarde", "dim_maat", "dim_kpi", *(k["name"] for k in kpi_modellen(project)))


def zonder_waarden(project: Project) -> set[str]:
    """The KPI tables that say in their yml why they have no rows in kpi_waarde."""
    return {k["name"] for k in kpi_modellen(project) if k["config"]["meta"].get("zonder_waarden")}


def _een(magazijn: Magazijn, vraag: str) -> Any:
    return (magazijn.con.execute(vraag).fetchone() or (None,))[0]


def test_elke_kolom_met_een_cijfer_is_een_maat_en_andersom(project: Project, demo: Magazijn) -> None:
    per_tabel: dict[str, set[str]] = {}
    for tabel, maat in demo.con.execute("select tabel, maat from marts.dim_maat").fetchall():
        per_tabel.setdefault(tabel, set()).add(maat)
    for knoop in kpi_modellen(project):
        kolommen = set(demo.kolommen(f"marts.{knoop['name']}")) - set(grein(knoop)) - GEEN_CIJFER
        assert per_tabel.pop(knoop["name"]) == kolommen, knoop["name"]
    assert per_tabel == {}


def test_een_maat_noemt_maten_van_haar_eigen_kpi(demo: Magazijn) -> None:
    los = demo.con.execute(
        "select a.kpi, a.maat from marts.dim_maat as a cross join (values (a.teller), (a.noemer)) as v(bron) "
        "left join marts.dim_maat as b on a.kpi = b.kpi and v.bron = b.maat where v.bron is not null and b.maat is null"
    ).fetchall()
    # per day of the calendar: counted in zorgdagen of the year, which the table does not show
    assert los == [("plekken_realisatie", "plekken_ytd")]


def test_het_stoplicht_heeft_een_maat_per_kpi(demo: Magazijn) -> None:
    gevraagd = {rij[0] for rij in demo.con.execute("select kpi from marts.dim_kpi").fetchall()}
    maten = demo.con.execute("select kpi, richting from marts.dim_maat where in_stoplicht").fetchall()
    assert {kpi for kpi, _ in maten} == gevraagd and len(maten) == len(gevraagd)
    assert all(richting for _, richting in maten)


def test_elke_kpi_heeft_waarden_of_zegt_waarom_niet(project: Project) -> None:
    """kpi_waarde names the tables it reads, as dbt wants to know them before it has read any yml."""
    [waarde] = [k for k in project.modellen if k["name"] == "kpi_waarde"]
    gelezen = {ouder.rpartition(".")[2] for ouder in waarde["depends_on"]["nodes"]} - {"kpi_perceel"}
    assert {naam for naam in gelezen if naam.startswith("kpi_")} == {k["name"] for k in kpi_modellen(project)} - (
        zonder_waarden(project)
    )


def test_kpis_zonder_waarde(project: Project, demo: Magazijn) -> None:
    met = {
        rij[0]
        for rij in demo.con.execute(
            "select distinct tabel from marts.dim_maat where kpi in (select kpi from marts.kpi_waarde)"
        ).fetchall()
    }
    leeg = {k["name"] for k in kpi_modellen(project) if not _een(demo, f"select count(*) from marts.{k['name']}")}
    assert {k["name"] for k in kpi_modellen(project)} - met - leeg == zonder_waarden(project) - leeg


def test_elke_waarde_is_de_cel_van_haar_tabel(project: Project, demo: Magazijn) -> None:
    """And every cell that is known has a row."""
    fout = []
    for knoop in kpi_modellen(project):
        if knoop["name"] in zonder_waarden(project):
            continue
        opzet, rij = knoop["config"]["meta"], grein(knoop)
        tijd = next(k for k in rij if k in ("jaar", "kwartaal", "maand", "cohortmaand"))
        nr = {"jaar": "t.jaar", "kwartaal": "year(t.kwartaal) * 4 + quarter(t.kwartaal)"}.get(
            tijd, f"year(t.{tijd}) * 12 + month(t.{tijd})"
        )
        zelfde = [f"w.{k} is not distinct from {'t.' + k if k in rij else _zonder(k)}" for k in SLEUTEL if k != "wet"]
        zelfde += [f"w.kpi = {'t.' + opzet['per_kpi'] if 'per_kpi' in opzet else repr(knoop['name'][4:])}"]
        zelfde += ["w.wet = t.wet"] if "wet" in rij else []
        andere = set(rij) - {*SLEUTEL, tijd, "termijn", "verantwoordelijke"}
        totaal = " and ".join(f"t.{kolom} = 'ALLE'" for kolom in sorted(andere)) or "true"
        for maat in opzet["maten"].keys() & knoop["columns"].keys():
            (fouten,) = demo.con.execute(
                f"with t as (select t.*, {nr} as nr from marts.{knoop['name']} as t where {totaal}), "
                f"w as (select w.* from marts.kpi_waarde as w inner join marts.dim_maat as m "
                f"on w.kpi = m.kpi and w.maat = m.maat and w.soort = m.venster "
                f"where m.tabel = '{knoop['name']}' and w.maat = '{maat}' "
                f"and (w.zorgterrein = 'ALLE' or {'zorgterrein' in rij})) "
                f"select count(*) from t full join w on w.periode_nr = t.nr and {' and '.join(zelfde)} "
                f"where t.{maat}::double is distinct from w.waarde or t.nr is null"
            ).fetchone() or (0,)
            if fouten:
                fout.append(f"{knoop['name']}.{maat}: {fouten}")
    assert fout == []


def _zonder(kolom: str) -> str:
    return "null" if kolom == "perceel" else "'ALLE'"


def test_zorgterreinen_tellen_op_tot_het_totaal(demo: Magazijn) -> None:
    """Counts of cases: each stands in one zorgterrein. What is about no product at all (a request) has no such rows."""
    rij = "w.kpi, w.maat, w.wet, w.perceel, w.gemeente_code, w.aanbieder_agb, w.soort, w.periode_nr"
    fout = demo.con.execute(
        f"select {rij}, sum(w.waarde) filter (where w.zorgterrein <> 'ALLE') as delen, "
        "sum(w.waarde) filter (where w.zorgterrein = 'ALLE') as totaal from marts.kpi_waarde as w "
        "inner join marts.dim_maat as m on w.kpi = m.kpi and w.maat = m.maat "
        "where m.statistiek in ('aantal', 'som') and m.tabel not in ('kpi_budgetplafond', 'kpi_uitgaven') "
        # a row without ended cases is not there, whatever is still open in it
        "and m.maat <> 'open_aantal' "
        f"group by {rij} having delen is not null and abs(delen - totaal) > 1e-6 * greatest(1, abs(totaal))"
    ).fetchall()
    assert fout == []
    per_zorgterrein = {
        rij[0]
        for rij in demo.con.execute(
            "select distinct m.tabel from marts.kpi_waarde as w inner join marts.dim_maat as m "
            "on w.kpi = m.kpi and w.maat = m.maat where w.zorgterrein not in ('ALLE', '_ONBEKEND')"
        ).fetchall()
    }
    assert per_zorgterrein >= {
        *("kpi_afschaling", "kpi_doelrealisatie_uitstroom", "kpi_doorlooptijd", "kpi_gebruik_317", "kpi_looptijd"),
        *("kpi_lopende_voorzieningen", "kpi_passende_hulp", "kpi_plekken_realisatie", "kpi_productafschaling"),
        *("kpi_recidive", "kpi_reden_beeindiging", "kpi_termijn", "kpi_uitgaven", "kpi_uitstroomtype", "kpi_uitval"),
        *("kpi_verwijzer", "kpi_wachttijd"),
    }


@pytest.mark.parametrize(
    ("kpi", "maat", "geval", "uitdrukking", "periode"),
    [
        ("doorlooptijd", "mediaan_maanden", "doorlooptijd", "median(maanden) filter (where in_noemer)", "jaar"),
        ("wachttijd", "mediaan_dagen", "wachttijd", "median(dagen)", "year(maand) * 12 + month(maand)"),
        (
            "wachttijd",
            "langer_4w_pct",
            "wachttijd",
            "100.0 * count_if(langer_4w) / nullif(count_if(in_noemer), 0)",
            "year(maand) * 12 + month(maand)",
        ),
        ("looptijd", "gem_looptijd_dagen", "looptijd", "avg(looptijd_dagen)", "jaar"),
        ("uitstroomtype", "clienten_aantal", "uitstroomtype", "count(distinct client_id)", "jaar"),
        (
            "passende_hulp",
            "percentage",
            "passende_hulp",
            "100.0 * count_if(in_teller) / count(*)",
            "year(maand) * 12 + month(maand)",
        ),
    ],
)
def test_een_zorgterrein_is_zijn_eigen_gevallen(
    demo: Magazijn, kpi: str, maat: str, geval: str, uitdrukking: str, periode: str
) -> None:
    """Medians, means and unique clients of one zorgterrein, of all gemeenten and providers together."""
    geteld = demo.con.execute(
        f"select wet, zorgterrein, {periode} as nr, {uitdrukking} as waarde from marts.geval_{geval} "
        "group by all having waarde is not null"
    ).fetchall()
    venster = _een(demo, f"select venster from marts.dim_maat where kpi = '{kpi}' and maat = '{maat}'")
    gevonden = {
        rij[:3]: rij[3]
        for rij in demo.con.execute(
            "select wet, zorgterrein, periode_nr, waarde from marts.kpi_waarde "
            "where kpi = ? and maat = ? and soort = ? and gemeente_code = 'ALLE' and aanbieder_agb = 'ALLE' "
            "and zorgterrein <> 'ALLE' and waarde is not null",
            [kpi, maat, venster],
        ).fetchall()
    }
    # months that are not over have cases, but no row
    assert {sleutel[:3]: pytest.approx(sleutel[3]) for sleutel in geteld if sleutel[:3] in gevonden} == gevonden
    assert len(gevonden) > 3


def test_langere_perioden_zijn_hun_maanden(demo: Magazijn) -> None:
    """A quarter, a year and twelve months have the teller and noemer of their months; a window that reaches before the
    first month of the region counts what there is."""
    rij = "w.kpi, w.maat, w.wet, w.zorgterrein, w.gemeente_code, w.aanbieder_agb"
    fout = demo.con.execute(
        f"with opgeteld as (select {rij}, t.soort, t.periode_nr, sum(w.teller) as teller, sum(w.noemer) as noemer "
        "from marts.kpi_waarde as w inner join marts.dim_tijdvak as t on t.maand = (make_date(("
        "(w.periode_nr - 1) // 12)::int, ((w.periode_nr - 1) % 12 + 1)::int, 1)) "
        "inner join marts.dim_maat as m on w.kpi = m.kpi and w.maat = m.maat "
        "where w.soort = 'maand' and m.statistiek = 'aandeel' and m.optelbaar_in_tijd and t.soort <> 'maand' "
        f"and t.soort <> 'jaar tot en met' group by {rij}, t.soort, t.periode_nr) "
        "select * from marts.kpi_waarde as w inner join opgeteld as o "
        "using (kpi, maat, wet, zorgterrein, gemeente_code, aanbieder_agb, soort, periode_nr) "
        # hours are added in six places
        "where abs(w.teller - o.teller) > 1e-4 or abs(w.noemer - o.noemer) > 1e-6 "
        "or abs(w.waarde * w.noemer - (case when w.kpi = 'volume' then 7 else 100 end) * w.teller) > 1e-6 * w.noemer"
    ).fetchall()
    assert fout == []
    soorten = {rij[0] for rij in demo.con.execute("select distinct soort from marts.kpi_waarde").fetchall()}
    assert soorten == {"maand", "kwartaal", "jaar", "jaar tot en met", "12 maanden"}


def test_waar_clienten_staan_volgt_uit_de_gevallen(project: Project, demo: Magazijn) -> None:
    """A KPI whose cases name clients says how many there are, however it is made."""
    met = {
        rij[0]
        for rij in demo.con.execute(
            "select distinct m.tabel from marts.kpi_waarde as w inner join marts.dim_maat as m "
            "on w.kpi = m.kpi and w.maat = m.maat where w.n_clienten is not null"
        ).fetchall()
    }
    for knoop in kpi_modellen(project):
        if knoop["name"] in zonder_waarden(project) or not _een(demo, f"select count(*) from marts.{knoop['name']}"):
            continue
        gevallen = next((k for k in project.modellen if k["name"] == gevallen_van(knoop)), None)
        noemt = gevallen is not None and "client_id" in gevallen["columns"]
        # its months are added by its own SQL
        assert (knoop["name"] in met) == (noemt and knoop["name"] not in {"kpi_uitgaven", "kpi_volume"}), knoop["name"]


def test_clienten_van_een_rij_zijn_verschillend(demo: Magazijn) -> None:
    geteld = demo.con.execute(
        "select wet, kpi, year(maand) as nr, count(distinct client_id) from marts.geval_termijn "
        "where client_id is not null and maand in (select maand from marts.dim_maand where is_volledig) group by all"
    ).fetchall()
    gevonden = {
        rij[:3]: rij[3]
        for rij in demo.con.execute(
            "select wet, kpi, periode_nr, n_clienten from marts.kpi_waarde "
            "where maat = 'percentage' and soort = 'jaar' and zorgterrein = 'ALLE' and gemeente_code = 'ALLE' "
            "and aanbieder_agb = 'ALLE' and n_clienten is not null"
        ).fetchall()
    }
    assert geteld and {rij[:3]: rij[3] for rij in geteld}.items() <= gevonden.items()
