"""The book of definitions: what is cited exists, what is written is true to the models, and every link arrives."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from peilstok.begrippen import Boek, BoekFout, anker, laad_boek, nummers_in
from peilstok.begrippen.boek import maak_paginas, modellen_in, tabellen_per_nummer
from peilstok.rapport.tabelbestand import lees_csv
from tests.rapport.gepubliceerd import publiceer_wereld

PROJECT = Path(__file__).resolve().parent.parent
DOCS = PROJECT / "docs"
MODELLEN = PROJECT / "dbt" / "models"
KAMERS = ("peilstok", "dagster_project", "dbt", "expectations", "bench", "docs", "tests")
SOORTEN = {".py", ".sql", ".yml", ".md", ".csv", ".toml", ".j2", ".js", ".css"}
TABEL = re.compile(r"(kpi|fct|dim|stoplicht)_\w+")
BOEK = laad_boek()
TABELLEN = tabellen_per_nummer(MODELLEN)


def _bestanden() -> Iterator[Path]:
    yield from PROJECT.glob("*.md")
    for kamer in KAMERS:
        for pad in (PROJECT / kamer).rglob("*"):
            binnen = pad.relative_to(PROJECT).parts
            gemaakt = binnen[:2] in {("dbt", "target"), ("dbt", "logs")} or pad.name.endswith(".min.js")
            if pad.suffix in SOORTEN and pad.is_file() and not gemaakt and pad != Path(__file__).resolve():
                yield pad


@cache
def _modellen() -> list[dict[str, Any]]:
    return [model for pad in sorted(MODELLEN.rglob("*.yml")) for model in modellen_in(pad)]


def _teksten(boek: Boek) -> Iterator[tuple[str, str]]:
    for begrip in boek.begrippen:
        yield begrip.code or begrip.naam, f"{begrip.tekst}\n{begrip.nog_niet}"
    for kpi in boek.kpis:
        delen = (kpi.definitie, kpi.formule, kpi.keuze, kpi.bron, kpi.waar, kpi.nog_niet)
        yield kpi.nummer, "\n".join(delen)


def test_docs_are_made_from_the_book() -> None:
    """Renew them with `python -m peilstok.begrippen.boek`, after a change of the book, a `definitie` or a rule."""
    oud = [
        naam
        for naam, tekst in maak_paginas(BOEK, TABELLEN).items()
        if (DOCS / naam).read_text(encoding="utf-8") != tekst
    ]
    assert oud == [], "python -m peilstok.begrippen.boek"


def test_every_cited_number_is_explained() -> None:
    onbekend = {
        f"{pad.relative_to(PROJECT)}: {nummer}"
        for pad in _bestanden()
        for nummer in nummers_in(pad.read_text(encoding="utf-8", errors="replace"))
        if not BOEK.anker(nummer)
    }
    assert sorted(onbekend) == []


def test_a_citation_is_recognised_as_people_write_it() -> None:
    tekst = "(A6, K000-01), IV066/IV099; OP090x4, OP274b en DWH-09: S002-305-5WD van seed 002, niet BA12 of OP12"
    assert nummers_in(tekst) == [
        *("A6", "K000-01", "IV066", "IV099", "OP090x4", "OP274b", "DWH-09", "S002-305-5WD", "seed 002"),
    ]


def test_every_definitie_in_yml_is_a_number_of_the_book() -> None:
    """A kpi_ table names at least one; whatever a `definitie` says beside numbers is only what joins them."""
    for model in _modellen():
        for deel in (model, *(model.get("columns") or [])):
            definitie = str(((deel.get("config") or {}).get("meta") or {}).get("definitie") or "")
            genoemd = nummers_in(definitie)
            rest = definitie
            for nummer in genoemd:
                assert BOEK.anker(nummer), (model["name"], nummer)
                rest = rest.replace(nummer, "", 1)
            assert not re.search(r"\w", rest), (model["name"], definitie)
            assert genoemd or deel is not model or not model["name"].startswith("kpi_"), model["name"]


def test_a_k_number_is_found_somewhere_or_says_what_is_missing() -> None:
    nergens = [k.nummer for k in BOEK.kpis if not (TABELLEN.get(k.nummer) or k.waar or k.nog_niet)]
    assert nergens == []
    toch = {k.nummer: TABELLEN[k.nummer] for k in BOEK.kpis if k.nog_niet.startswith("Alles") and k.nummer in TABELLEN}
    assert toch == {}, "built, while the book says that all of it is missing"


def test_numbers_run_on_and_source_documents_are_known() -> None:
    per_bron: dict[str, list[int]] = {}
    for kpi in BOEK.kpis:
        per_bron.setdefault(kpi.brondocument, []).append(int(kpi.nummer[-2:]))
    assert all(nummers == list(range(1, len(nummers) + 1)) for nummers in per_bron.values())
    assert set(per_bron) <= {begrip.code for begrip in BOEK.begrippen}
    assert [b.code for b in BOEK.begrippen if re.fullmatch(r"A\d+", b.code)] == [f"A{n}" for n in range(1, 17)]


def test_what_the_texts_name_exists() -> None:
    """Terms in [..], and tables, columns, parameters and files of the project in `..`."""
    with (PROJECT / "dbt" / "seeds" / "parameter.csv").open(encoding="utf-8", newline="") as bestand:
        namen = {rij["parameter"] for rij in csv.DictReader(bestand)}
    tabellen = {model["name"] for model in _modellen()}
    namen |= {kolom["name"] for model in _modellen() for kolom in model.get("columns") or []}
    fout = []
    for wie, tekst in _teksten(BOEK):
        fout += [f"{wie}: {woord}" for woord in re.findall(r"\[([^\]]+)\]", tekst) if not BOEK.anker(woord)]
        for code in re.findall(r"`([^`]+)`", tekst):
            if TABEL.fullmatch(code):
                bekend = code in tabellen
            elif re.fullmatch(r"[a-z]+(_[a-z]+)+", code):
                bekend = code in namen
            else:
                bekend = not code.startswith(("dbt/", "docs/")) or (PROJECT / code).exists()
            fout += [] if bekend else [f"{wie}: {code}"]
    assert fout == []


def test_two_terms_cannot_claim_one_name() -> None:
    dubbel = Boek(
        BOEK.groepen, (*BOEK.begrippen, BOEK.begrippen[0].__class__("Woorden", "Norm", "x", code="A1")), (), ()
    )
    with pytest.raises(BoekFout, match=r"A1|Norm"):
        _ = dubbel.ankers


def _ankers(tekst: str) -> set[str]:
    """Anchors of a page of docs: those given, and the headings as GitHub names them."""
    koppen = re.findall(r"^#+ (.+)$", tekst, re.MULTILINE)
    return set(re.findall(r'<a id="([^"]+)"', tekst)) | {
        re.sub(r"[^\w\- ]", "", kop.lower()).replace(" ", "-") for kop in koppen
    }


def test_no_dead_links_between_pages_of_docs() -> None:
    dood = []
    paginas = [*PROJECT.glob("*.md"), *DOCS.rglob("*.md")]
    for pagina in paginas:
        tekst = re.sub(r"```.*?```|`[^`\n]*`", "", pagina.read_text(encoding="utf-8"), flags=re.DOTALL)
        for doel in re.findall(r"\]\(([^)\s]+)\)", tekst):
            if doel.startswith(("http://", "https://", "mailto:")):
                continue
            bestand, _, plek = doel.partition("#")
            naar = (pagina.parent / bestand).resolve() if bestand else pagina
            if not naar.exists() or (plek and plek not in _ankers(naar.read_text(encoding="utf-8"))):
                dood.append(f"{pagina.relative_to(PROJECT)}: {doel}")
    assert dood == []


def test_a_reader_of_the_site_finds_every_number(tmp_path: Path) -> None:
    """Offline: each link on the page Definities and in dictionary.csv arrives on that page."""
    plek = publiceer_wereld(tmp_path)
    pagina = (plek / "definities.html").read_text(encoding="utf-8")
    ankers = Counter(re.findall(r'\bid="([^"]+)"', pagina))
    assert [naam for naam, aantal in ankers.items() if aantal > 1] == []
    assert {anker(kpi.nummer) for kpi in BOEK.kpis} | {begrip.anker for begrip in BOEK.begrippen} <= set(ankers)
    assert {anker(nummer) for regel in BOEK.regels for nummer in regel.nummers} <= set(ankers)
    assert {doel for doel in re.findall(r'href="#([^"]+)"', pagina) if doel not in ankers} == set()
    assert 'in <a href="begrippen' not in pagina
    rijen = lees_csv(plek / "dictionary.csv")
    assert {rij["definitie_link"] for rij in rijen if rij["definitie"] == "K002-01"} == {"definities.html#k002-01"}
    for rij in rijen:
        for link in rij["definitie_link"].split():
            assert link.removeprefix("definities.html#") in ankers
