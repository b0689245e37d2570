"""What must hold for the whole project: layers, documentation, portable SQL, seeds that agree with the catalogue."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from dagster_project.gecompileerd import compileer
from expectations.vraag import lees_sleutels
from peilstok.instellingen import lees_instellingen
from peilstok.publicatie.doelgroep import ONDERDRUKT, SOORTEN
from peilstok.publicatie.toegestaan import lees_alle_toegestaan, lees_toegestaan
from peilstok.rapport import ontbrekend
from peilstok.rapport.paginas import PAGINAS
from tests.dbt.hertelling import kpi_modellen
from tests.dbt.magazijn import DBT, Instelling, Magazijn, Project

MODELLEN = sorted((DBT / "models").rglob("*.sql"))
VOL = 40
MAG_LEZEN = {
    "staging": {"source", "seed", "staging"},
    "intermediate": {"seed", "staging", "intermediate"},
    "marts": {"seed", "intermediate", "marts"},
    "kwaliteit": {"seed", "intermediate", "marts", "kwaliteit"},
}
# engine-only SQL, and what the contract's other engines lack (stack.md)
NIET_OVERDRAAGBAAR = {
    "qualify": r"\bqualify\b",
    "group by all": r"\bgroup\s+by\s+all\b",
    "order by all": r"\border\s+by\s+all\b",
    ":: cast": r"::",
    "list or struct": r"\b(list|struct|map|unnest|struct_pack|list_\w+|array_\w+)\s*[\(\[]",
    "try_cast": r"\btry_cast\b",
    "exclude": r"\bexclude\s*\(",
    "engine date functions": r"\b(date_diff|datediff|date_add|strftime|strptime|last_day|generate_series)\s*\(",
    "engine aggregates": r"\b(arg_max|arg_min|any_value|median|string_agg|first|last|max_by|min_by)\s*\(",
    "regex": r"\bregexp_\w+\s*\(|~\*",
    "ilike": r"\bilike\b",
    "is distinct from": r"\bis\s+(not\s+)?distinct\s+from\b",
    "interval": r"\binterval\b",
    "today": r"\b(current_date|current_timestamp|now)\b",
}


def broncode(pad: Path) -> str:
    """SQL of a model without Jinja and comments."""
    tekst = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", pad.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"--[^\n]*", " ", tekst).lower()


def seed(naam: str) -> list[dict[str, str]]:
    with (DBT / "seeds" / f"{naam}.csv").open(encoding="utf-8") as bestand:
        return list(csv.DictReader(bestand))


def modellen(project: Project, schema: str | None = None) -> list[dict[str, Any]]:
    return [knoop for knoop in project.modellen if schema in (None, knoop["schema"])]


def beschreven(project: Project, *schemas: str) -> list[dict[str, Any]]:
    """Models of these schemas but the rules of message quality: seed regel_register describes those."""
    return [k for k in project.modellen if k["schema"] in schemas and not k["name"].startswith("regel_")]


def laag(project: Project, knoop_id: str) -> str:
    if not knoop_id.startswith("model."):
        return knoop_id.split(".")[0]
    return str(project.manifest["nodes"][knoop_id]["schema"])


def test_lagen_lezen_niet_stroomafwaarts(project: Project) -> None:
    fout = [
        f"{knoop['name']} reads {ouder}"
        for knoop in modellen(project)
        for ouder in knoop["depends_on"]["nodes"]
        if laag(project, ouder) not in MAG_LEZEN[knoop["schema"]]
    ]
    assert fout == []


def test_schema_is_de_map(project: Project) -> None:
    assert {k["original_file_path"].split("/")[1] == k["schema"] for k in modellen(project)} == {True}


def test_elk_model_staat_in_een_kamer() -> None:
    """Models of intermediate and marts stand in rooms by concept, none of them too full to read."""
    kamers = Counter(pad.parent for laag in ("intermediate", "marts") for pad in (DBT / "models" / laag).rglob("*.sql"))
    assert [kamer.name for kamer in kamers if kamer.parent != DBT / "models" / kamer.parent.name] == []
    assert {kamer.name: aantal for kamer, aantal in kamers.items() if aantal > VOL} == {}


def test_sql_is_overdraagbaar() -> None:
    fout = {
        (pad.stem, naam)
        for pad in MODELLEN
        for naam, patroon in NIET_OVERDRAAGBAAR.items()
        if re.search(patroon, broncode(pad))
    }
    assert fout == set()


def test_codes_staan_in_seeds() -> None:
    """Two-digit and four-digit codes are code list values: a seed column says what they mean."""
    fout = {(pad.stem, code) for pad in MODELLEN for code in re.findall(r"'\d{2}'|'\d{4}'", broncode(pad))}
    assert fout == set()


def test_elk_model_heeft_zijn_yml() -> None:
    """One model in it, with the name of the file."""
    paden = [pad.with_suffix(".yml") for pad in MODELLEN if pad.parent.name != "regel"]
    assert [pad.name for pad in paden if not pad.exists()] == []
    inhoud = {pad.stem: yaml.load(pad.read_bytes(), Loader=yaml.CSafeLoader) for pad in paden}
    namen = {stam: [model["name"] for model in yml["models"]] for stam, yml in inhoud.items()}
    assert {stam: gevonden for stam, gevonden in namen.items() if gevonden != [stam]} == {}


def test_modellen_zijn_beschreven(project: Project) -> None:
    for knoop in beschreven(project, "staging", "intermediate", "marts", "kwaliteit"):
        assert knoop["description"], knoop["name"]
        assert {"grain", "eigenaar"} <= knoop["config"]["meta"].keys(), knoop["name"]
    for knoop in beschreven(project, "marts", "kwaliteit"):
        doelgroepen = knoop["config"]["meta"].get("doelgroepen", [])
        # what suppression rests on is for nobody
        verwacht = [] if knoop["fqn"][2] == "onderdrukking" else [soort for soort in SOORTEN if soort in doelgroepen]
        assert doelgroepen == verwacht, knoop["name"]
        assert doelgroepen or knoop["fqn"][2] == "onderdrukking", knoop["name"]
        for kolom in knoop["columns"].values():
            assert kolom["description"], f"{knoop['name']}.{kolom['name']}"
            assert set(kolom["config"]["meta"].get("doelgroepen", [])) <= set(doelgroepen), knoop["name"]


def test_wat_een_doelgroep_krijgt_is_te_verdelen(project: Project, tmp_path: Path) -> None:
    """A yml that names an audience for a table whose rows cannot be told apart would give it nothing, in silence."""
    (tmp_path / "manifest.json").write_text(json.dumps(project.manifest), encoding="utf-8")
    per_soort = lees_alle_toegestaan(tmp_path / "manifest.json")
    genoemd = {
        soort: {
            k["name"]
            for k in beschreven(project, "marts", "kwaliteit")
            if soort in k["config"]["meta"].get("doelgroepen", [])
        }
        for soort in SOORTEN
    }
    gekregen = {soort: {tabel.naam for tabel in tabellen} for soort, tabellen in per_soort.items()}
    assert {soort: namen - gekregen[soort] for soort, namen in genoemd.items()} == {soort: set() for soort in SOORTEN}
    # what may rest on few clients leaves for these only as the seed of suppression says
    for soort in ONDERDRUKT:
        beschermd = {rij["tabel"] for rij in seed("onderdrukking_tabel") if rij[f"niveaus_{soort}"]}
        assert {tabel.naam for tabel in per_soort[soort] if not tabel.is_algemeen} == beschermd
    # who a case is about, and what leads to a person, whatever a yml says
    for soort, tabellen in per_soort.items():
        kolommen = {kolom.naam for tabel in tabellen for kolom in tabel.kolommen}
        assert ("client_id" in kolommen) == (soort == "datateam")
        assert ("toewijzingnummer" in kolommen) == (soort in ("datateam", "aanbieder", "backoffice"))


def test_kpi_heeft_definitie_en_unittest(project: Project) -> None:
    getest = {unit["model"] for unit in project.manifest["unit_tests"].values()}
    for knoop in kpi_modellen(project):
        meta = knoop["config"]["meta"]
        assert all(meta.get(deel) for deel in ("definitie", "formule", "bron", "let_op")), knoop["name"]
        assert knoop["name"] in getest


def test_seed_kpi_noemt_elke_kpi(project: Project) -> None:
    """Else a norm on it would be reported as one on nothing."""
    kpis = {knoop["name"].removeprefix("kpi_") for knoop in kpi_modellen(project)}
    assert kpis - {rij["kpi"] for rij in seed("kpi")} == set()


def test_elke_kpi_zegt_of_hij_onvolledig_is(project: Project) -> None:
    """A figure that reaches before the first covered month says so (contract, gaps in the input). A proposed norm is
    made of figures that are complete."""
    zonder = {knoop["name"] for knoop in kpi_modellen(project) if "onvolledig" not in knoop["columns"]}
    # of outcome files and measurements nobody knows what is missing: who delivers nothing is in kpi_aansluiting or
    # nowhere
    uitkomsten = {"tevredenheid", "zonder_hulp", "doelen", "respons", "uitkomst_uitval", "nieuwe_start", "aansluiting"}
    assert zonder == {"kpi_normvoorstel", "kpi_zelfredzaamheid", *(f"kpi_{naam}" for naam in uitkomsten)}


def test_register_noemt_wat_ontbreekt(project: Project) -> None:
    """Seed, the list in kwaliteit.bevinding and the SQL of the rules: one fact in three places."""
    register = {rij["model"] for rij in seed("regel_register") if rij["dekking_datum"]}
    regels = [knoop for knoop in modellen(project) if knoop["name"].startswith("regel_")]
    assert register == {knoop["name"] for knoop in regels if " as dekking_datum" in knoop["raw_code"]}
    [bevinding] = [knoop for knoop in modellen(project) if knoop["name"] == "bevinding"]
    lijst = re.search(r"set ontbrekend = \[(.*?)\]", bevinding["raw_code"], re.DOTALL)
    assert lijst is not None
    assert register == {f"regel_{naam}" for naam in re.findall(r"'(\w+)'", lijst[1])}


def test_keuzes_staan_in_het_woordenboek(project: Project) -> None:
    """A parameter that a KPI reads itself is named in its yml, so that the dictionary shows its value."""
    bekend = {rij["parameter"] for rij in seed("parameter")}
    for knoop in modellen(project, "marts"):
        keuzes = set(knoop["config"]["meta"].get("keuzes", []))
        gelezen = set(re.findall(r"parameter\('(\w+)'\)", knoop["raw_code"])) - {"onbekend"}
        assert keuzes <= bekend, knoop["name"]
        if knoop in kpi_modellen(project):
            assert gelezen <= keuzes, knoop["name"]


def test_kolommen_gelijk_aan_yml(project: Project, magazijn: Magazijn) -> None:
    magazijn.draai([])
    for knoop in beschreven(project, "marts", "kwaliteit"):
        assert magazijn.kolommen(f"{knoop['schema']}.{knoop['name']}") == list(knoop["columns"]), knoop["name"]


def test_unittests_noemen_elke_kolom_die_het_model_leest(project: Project, magazijn: Magazijn) -> None:
    """dbt-core #10649: a column that a fixture leaves out is NULL without a word."""
    magazijn.draai([])
    per_naam = {knoop["name"]: knoop for knoop in modellen(project)}
    for unit in project.manifest["unit_tests"].values():
        code = per_naam[unit["model"]]["compiled_code"]
        for gegeven in unit["given"]:
            naam = re.fullmatch(r"ref\('(\w+)'\)", gegeven["input"])[1]
            if naam not in per_naam:
                continue
            kolommen = set(magazijn.kolommen(f"{per_naam[naam]['schema']}.{naam}"))
            gelezen = {kolom for kolom in kolommen if re.search(rf"\b{kolom}\b", code)}
            for rij in gegeven["rows"]:
                assert gelezen - rij.keys() == set(), f"{unit['name']}: {naam}"


def test_lege_bron_geeft_lege_marts(magazijn: Magazijn) -> None:
    assert {naam: len(rijen) for naam, rijen in magazijn.draai([]).marts().items() if rijen} == {}


@pytest.mark.parametrize(
    ("naam", "codelijsten"),
    [
        ("reden_beeindiging", {"Jw": "JZ588", "Wmo": "WMO588"}),
        ("reden_wijziging", {"Jw": "JZ002", "Wmo": "WMO002"}),
        ("productcategorie", {"Jw": "JZ020", "Wmo": "WMO020"}),
    ],
)
def test_seed_per_wet_dekt_de_codelijst(naam: str, codelijsten: dict[str, str]) -> None:
    lijst = {
        (wet, r["code"])
        for wet, codelijst in codelijsten.items()
        for r in seed("codelijst")
        if r["codelijst"] == codelijst and r["in_release"] == "3.2"
    }
    assert {(r["wet"], r["code"]) for r in seed(naam)} == lijst


@pytest.mark.parametrize(
    ("naam", "codelijst"),
    [
        ("soort_adres", "COD757"),
        ("eenheid", "WJ756"),
        ("frequentie", "WMO757"),
        ("status_aanlevering", "COD467"),
        ("verwijzer", "COD327"),
        ("retourcode", "WJ001"),
    ],
)
def test_seed_dekt_de_codelijst(naam: str, codelijst: str) -> None:
    codes = {r["code"] for r in seed("codelijst") if r["codelijst"] == codelijst}
    assert codes - {r["code"] for r in seed(naam)} <= {"9355"}


def test_referentie_wordt_een_dimensie(magazijn: Magazijn) -> None:
    """A code that the municipality lists twice appears once."""
    magazijn.voer_uit(
        "INSERT INTO raw.ref_aanbieders (aanbieder_agb, aanbieder_naam) "
        "VALUES ('65656055', 'Zorg B'), ('65656055', 'Zorg A')"
    )
    magazijn.draai([]).bouw("dim_aanbieder", "dim_gemeente")
    magazijn.voer_uit("DELETE FROM raw.ref_aanbieders")
    assert magazijn.rijen("marts.dim_aanbieder", "aanbieder_agb, aanbieder_naam") == [("65656055", "Zorg A")]
    assert magazijn.rijen("marts.dim_gemeente", "gemeente_naam", "gemeente_code = '0384'") == [("Diemen",)]


def test_kalender(magazijn: Magazijn) -> None:
    """Easter 2025 by hand: from Thursday 17 to Tuesday 22 April is one working day; all of the history is covered."""
    magazijn.draai([], Instelling())
    werkdag = dict(magazijn.rijen("marts.dim_dag", "datum, werkdag_nr"))
    assert werkdag["2025-04-22"] - werkdag["2025-04-17"] == 1
    assert werkdag["2025-05-06"] - werkdag["2025-05-02"] == 1  # Saturday, Sunday, 5 May (a Monday) off
    assert werkdag["2026-04-28"] - werkdag["2026-04-24"] == 1  # Koningsdag 2026 is a Monday
    assert (min(werkdag), max(werkdag)) == ("2015-01-01", "2055-12-31")
    assert magazijn.rijen("marts.dim_dag", "weekdag_nr", "datum = '2025-04-20'") == [(7,)]
    assert magazijn.rijen("marts.dim_maand", "dagen_aantal, dagen_ytd_aantal", "maand = '2024-02-01'") == [(29, 60)]


@pytest.mark.parametrize(
    ("kennis", "eerste"),
    [
        ("2026-07-14", "2026-05-01"),
        ("2026-01-02", "2025-11-01"),
        ("2026-03-30", "2026-01-01"),
        ("2026-03-31", "2026-02-01"),
    ],
)
def test_voorlopig_is_jonger_dan_twee_maanden(magazijn: Magazijn, kennis: str, eerste: str) -> None:
    """A12, and with the day from which a month is final its state on another day follows."""
    magazijn.draai([], Instelling(kennis, kennis))
    for voorlopig in ("is_voorlopig", f"coalesce(definitief_vanaf > date '{kennis}', true)"):
        assert magazijn.rijen("marts.dim_maand", "min(maand)", voorlopig) == [(eerste,)]
    assert magazijn.rijen("marts.dim_maand", "definitief_vanaf", "maand = '2025-12-01'") == [("2026-02-28",)]


def test_elke_bron_van_een_pagina_bestaat_en_mag_naar_het_datateam() -> None:
    """Else its blocks fall away without a word."""
    gepubliceerd = {
        tabel.volledig: {kolom.naam for kolom in tabel.kolommen} for tabel in lees_toegestaan(compileer(), "datateam")
    }
    assert ontbrekend(gepubliceerd) == []


def test_elke_tabel_is_getoetst_op_haar_korrel(project: Project) -> None:
    """`meta.grain` is the key that dbt and the borders check; a table that may hold equal rows says why."""
    sleutels = lees_sleutels(project.manifest)
    for knoop in beschreven(project, "staging", "intermediate", "marts", "kwaliteit"):
        korrel, tabel = knoop["config"]["meta"]["grain"], f"{knoop['schema']}.{knoop['name']}"
        assert isinstance(korrel, list), tabel
        if korrel:
            assert sleutels.get(tabel) == tuple(korrel), tabel
        else:
            assert tabel not in sleutels and knoop["config"]["meta"]["grain_toelichting"], tabel


_EENHEID = {"_dagen": r" dagen", "_maanden": r" maanden", "_pct": r"%"}
# these windows are no choice: the contract fixes them, whatever parameter happens to have the same number
_GEEN_PARAMETER = re.compile(
    r"(over( de)?|bij|of|en|naar|in de|[,;]|periode_soort)( laatste)? 12 maanden|12 maanden na een afschaling"
    r"|binnen [36] maanden|3 en 6 maanden|binnen (7|14) dagen|na 90 dagen zonder|klasse van 30 dagen|marge van (80|95)%"
    r"|100%|95% van de cliënten|12 maanden is 365|of 5% als"
)


def _teksten(project: Project) -> Iterator[tuple[str, str]]:
    """What readers see of a figure: the yml of published tables, the book of definitions, rules and signals."""
    for knoop in beschreven(project, "marts", "kwaliteit"):
        meta = knoop["config"]["meta"]
        yield knoop["name"], f"{knoop['description']} {meta.get('formule') or ''}"
        yield from ((knoop["name"], str(zin)) for zin in meta.get("let_op") or [])
        yield from ((f"{knoop['name']}.{k['name']}", k["description"]) for k in knoop["columns"].values())
    for naam in ("begrippen", "definities"):
        pad = DBT.parent / "peilstok" / "begrippen" / f"{naam}.toml"
        yield from ((naam, regel) for regel in pad.read_text(encoding="utf-8").splitlines())
    for rij in seed("regel_register"):
        yield rij["regel"], f"{rij['stelling']} {rij['remedie']}"
    for rij in seed("stoplicht_kpi"):
        yield rij["kpi"], " ".join(rij.values())
    for pagina in PAGINAS:
        yield from ((f"{pagina.naam}.{blok.id}", blok.uitleg) for blok in pagina.blokken)


def test_een_tekst_noemt_een_parameter_en_niet_zijn_waarde(project: Project) -> None:
    """A municipality may choose otherwise: what a text prints of a parameter is filled in ({parameter})."""
    parameters = {rij["parameter"]: rij for rij in seed("parameter")}
    patronen = {
        rf"(?<![\w,.-]){re.escape(rij['waarde'].replace('.', ','))}{eenheid}"
        for naam, rij in parameters.items()
        for eind, eenheid in _EENHEID.items()
        if naam.endswith(eind) and rij["soort"] != "vast"
    } | {re.escape(rij["waarde"].replace(".", ",")) for rij in parameters.values() if "." in rij["waarde"]}
    gevonden = re.compile("|".join(sorted(patronen)))
    assert [(wie, tekst) for wie, tekst in _teksten(project) if gevonden.search(_GEEN_PARAMETER.sub("", tekst))] == []
    genoemd = {naam for _, tekst in _teksten(project) for naam in re.findall(r"{(\w+)}", tekst)}
    assert genoemd <= parameters.keys()


def test_een_regel_noemt_de_dagen_van_zijn_termijn(project: Project) -> None:
    """Working days and days in the words of a rule are those that its SQL reads in seed termijn."""
    dagen = {rij["termijn"]: int(rij["norm_dagen"]) for rij in seed("termijn")}
    code = {knoop["name"]: knoop["raw_code"] for knoop in modellen(project)}
    for rij in seed("regel_register"):
        termijnen = [d for naam, d in dagen.items() if f"'{naam}'" in code.get(rij["model"], "")]
        if termijnen:
            genoemd = re.findall(r"(\d+) (werkdagen|kalenderdagen|dagen|weken)", f"{rij['stelling']} {rij['remedie']}")
            assert {int(n) * (7 if soort == "weken" else 1) for n, soort in genoemd} <= set(termijnen), rij


def test_geen_tekst_van_een_regel_is_oningevuld(magazijn: Magazijn) -> None:
    magazijn.draai([])
    assert magazijn.rijen("kwaliteit.regel", "regel", "concat(stelling, remedie, toelichting) like '%{%'") == []


def test_standaard_van_een_instelling_staat_ook_in_de_seed() -> None:
    """The texts in docs/ print it; a night prints its own setting."""
    standaard = lees_instellingen(DBT / "geen", {})
    seeds = {rij["parameter"]: rij["waarde"] for rij in seed("parameter") if rij["soort"] == "instelling"}
    assert seeds == {
        "aansluit_dagen": str(standaard.aansluit_dagen),
        "recidive_maanden": str(standaard.recidive_maanden),
    }


def test_n_naast_een_cijfer_is_de_n_van_dat_cijfer(project: Project) -> None:
    """A page names beside a figure the noemer that the KPI's yml declares for it, and shows it."""
    opzet = {f"marts.{knoop['name']}": knoop["config"]["meta"].get("maten", {}) for knoop in modellen(project, "marts")}
    fout = []
    for pagina in PAGINAS:
        for blok in pagina.blokken:
            getoond = {maat.kolom for maat in (*blok.maten, *blok.na)}
            for maat in (*blok.maten, *blok.na):
                eigen = opzet.get(blok.bron.tabel, {}).get(maat.kolom, {}).get("noemer")
                if maat.noemer and (maat.noemer not in {eigen or maat.noemer} or maat.noemer not in getoond):
                    fout.append(f"{pagina.naam}.{blok.id}: {maat.kolom} naast {maat.noemer}, hoort bij {eigen}")
    assert fout == []


def test_elke_regel_en_elke_populatie_kennen_elkaar(project: Project) -> None:
    """A mistyped population would lose a rule its score."""
    code = next(knoop["raw_code"] for knoop in project.modellen if knoop["name"] == "int_beoordeeld")
    lijst = code.split("set populaties = [", 1)[1].split("] -%}", 1)[0]
    namen = set(re.findall(r"\(\s*'(\w+)'", lijst))
    assert {rij["populatie"] for rij in seed("regel_register")} - {""} == namen
