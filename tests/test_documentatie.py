"""The documentation does not drift from what there is: every command in it exists, and every page is on the site."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from beheer.site import on_page_markdown, on_post_page

PROJECT = Path(__file__).resolve().parent.parent
DOCS = PROJECT / "docs"
PAGINAS = [
    *sorted(DOCS.rglob("*.md")),
    *(PROJECT / naam for naam in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "deploy/README.md")),
]
MAKEFILE = (PROJECT / "Makefile").read_text(encoding="utf-8")
DOELEN = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
# a target, and the variables behind it as far as they stand there
OPDRACHT = re.compile(r"(?:^|[`(]|&& )make ([a-z][a-z-]*)(?![a-z/-])((?: [A-Z]+=\S*)*)", re.MULTILINE)
ELDERS = {"that", "it", "them", "you", "comparable", "the"}
"""Words of a sentence after `make`."""


def test_elke_opdracht_bestaat() -> None:
    fout = []
    gevonden = 0
    for pad in PAGINAS:
        tekst = pad.read_text(encoding="utf-8")
        for doel, waarden in OPDRACHT.findall(tekst):
            gevonden += 1
            vreemd = [naam for naam in re.findall(r" ([A-Z]+)=", waarden) if f"$({naam})" not in MAKEFILE]
            if doel not in DOELEN - ELDERS or vreemd:
                fout.append((str(pad.relative_to(PROJECT)), doel, vreemd))
        for module in re.findall(
            r"python3? -m ((?:dagster_project|peilstok|beheer|expectations|bench|portaal)[\w.]*)", tekst
        ):
            plek = PROJECT.joinpath(*module.split("."))
            if not (plek.with_suffix(".py").exists() or (plek / "__main__.py").exists()):
                fout.append((str(pad.relative_to(PROJECT)), module, []))
    assert fout == []
    assert gevonden > 60


def test_elke_pagina_staat_op_de_site() -> None:
    """What is a decision is found from the page that it is about."""

    def bladeren(deel: object) -> set[str]:
        if isinstance(deel, str):
            return {deel}
        delen = deel.values() if isinstance(deel, dict) else deel
        return {blad for onder in delen for blad in bladeren(onder)}  # type: ignore[union-attr, attr-defined]

    nav = bladeren(yaml.safe_load((PROJECT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"])
    paginas = {pad.relative_to(DOCS).as_posix() for pad in DOCS.rglob("*.md") if pad.parent.name != "besluiten"}
    assert nav == paginas


def test_links_tussen_paginas_wijzen_naar_iets() -> None:
    fout = []
    for pad in PAGINAS:
        for doel in re.findall(r"\]\(([^)#\s]+?)(?:#[^)]*)?\)", pad.read_text(encoding="utf-8")):
            if not re.match(r"[a-z]+:", doel) and not (pad.parent / doel).exists():
                fout.append((str(pad.relative_to(PROJECT)), doel))
    assert fout == []


def test_de_site_vraagt_niets_van_buiten() -> None:
    pagina = (
        '<p><a href="https://x.nl">x</a><script src="https://unpkg.com/a"></script><link rel="icon" href="a.png"></p>'
    )
    assert on_post_page(pagina) == '<p><a href="https://x.nl">x</a><link rel="icon" href="a.png"></p>'


def test_een_lijst_is_een_lijst() -> None:
    tekst = "Keuze:\n- een\n- twee\n  meer\n- drie\n\n```\nwat\n- geen lijst\n```\n1. een\n"
    assert on_page_markdown(tekst) == tekst.replace("Keuze:\n", "Keuze:\n\n").replace("```\n1.", "```\n\n1.")
