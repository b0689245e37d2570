"""Write the book of definitions as pages of docs/: begrippen.md, definities.md and regels.md.

`python -m peilstok.begrippen.boek` renews them. Which tables hold a K-number comes from `definitie` in the yml of the
models.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

from peilstok.begrippen import Begrip, Boek, Kpi, Regel, laad_boek, nummers_in, standaardwaarden, vul_in

_PROJECT = Path(__file__).parents[2]
_GEMAAKT = "<!-- Made by `python -m peilstok.begrippen.boek` from {bron}; do not edit here. -->"


def tabellen_per_nummer(modellen: Path) -> dict[str, list[str]]:
    """Per number the tables whose yml below `modellen` names it as `definitie`, of the table or of a column."""
    gevonden: defaultdict[str, set[str]] = defaultdict(set)
    for pad in modellen.rglob("*.yml"):
        for model in modellen_in(pad):
            for deel in (model, *(model.get("columns") or [])):
                for nummer in nummers_in(str(_meta(deel).get("definitie") or "")):
                    gevonden[nummer].add(model["name"])
    return {nummer: sorted(tabellen) for nummer, tabellen in gevonden.items()}


def modellen_in(pad: Path) -> list[dict[str, Any]]:
    """The models that a yml of dbt describes."""
    # The loader in C: fifteen thousand lines of yml take the one in Python half a minute.
    inhoud = yaml.load(pad.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return list((inhoud or {}).get("models") or [])


def _meta(deel: dict[str, Any]) -> dict[str, Any]:
    return (deel.get("config") or {}).get("meta") or {}


def maak_paginas(boek: Boek, tabellen: dict[str, list[str]]) -> dict[str, str]:
    """Per file name of docs/ its text."""
    plek = {
        **{b.anker: "begrippen.md" for b in boek.begrippen},
        **{kpi.anker: "definities.md" for kpi in boek.kpis},
        **{boek.anker(nummer): "regels.md" for regel in boek.regels for nummer in regel.nummers},
    }
    schrijver = _Schrijver(boek, plek)
    return {
        "begrippen.md": schrijver.begrippen(),
        "definities.md": schrijver.definities(tabellen),
        "regels.md": schrijver.regels(),
    }


class _Schrijver:
    """Markdown of one book. `plek`: in which file an anchor stands."""

    def __init__(self, boek: Boek, plek: dict[str, str]) -> None:
        self.boek = boek
        self.plek = plek

    def begrippen(self) -> str:
        regels = [
            "# Begrippen",
            _GEMAAKT.format(bron="peilstok/begrippen/begrippen.toml"),
            "Woorden en rekenafspraken (A-nummers) die in meer dan één cijfer terugkomen. Wat een K-nummer meet staat"
            " in [definities.md](definities.md), de regels van het berichtenverkeer in [regels.md](regels.md).",
        ]
        for groep in self.boek.groepen:
            regels.append(f"## {groep}")
            for begrip in self.boek.begrippen:
                if begrip.groep == groep:
                    regels += self._begrip(begrip)
        return _tekst(regels)

    def _begrip(self, begrip: Begrip) -> list[str]:
        regels = [f'<a id="{begrip.anker}"></a>', f"### {f'{begrip.code} {begrip.naam}'.strip()}"]
        regels.append(self._md(begrip.tekst, "begrippen.md"))
        if begrip.nog_niet:
            regels.append(f"**Nog niet gebouwd.** {self._md(begrip.nog_niet, 'begrippen.md')}")
        return regels

    def definities(self, tabellen: dict[str, list[str]]) -> str:
        regels = [
            "# Definities",
            _GEMAAKT.format(bron="peilstok/begrippen/definities.toml"),
            "Wat elk K-nummer meet, hoe het wordt berekend, waar het vandaan komt en welke lezing is gekozen. Begrippen"
            " en A-nummers staan in [begrippen.md](begrippen.md). Dezelfde tekst staat op de pagina Definities van elke"
            " publicatie.",
        ]
        vorige = ""
        for kpi in self.boek.kpis:
            if kpi.brondocument != vorige:
                vorige = kpi.brondocument
                naam = next(b.naam for b in self.boek.begrippen if b.code == vorige)
                regels.append(f"## K{vorige[-3:]}: {naam}")
            regels += self._kpi(kpi, tabellen.get(kpi.nummer, []))
        return _tekst(regels)

    def _kpi(self, kpi: Kpi, tabellen: list[str]) -> list[str]:
        waar = "; ".join([*(f"`{tabel}`" for tabel in tabellen), *([kpi.waar] if kpi.waar else [])])
        delen = (
            ("Berekening", kpi.formule),
            ("Keuze", kpi.keuze),
            ("Te vinden in", waar),
            ("Nog niet gebouwd", kpi.nog_niet),
            ("Bron", kpi.bron),
        )
        return [
            f'<a id="{kpi.anker}"></a>',
            f"### {kpi.nummer} {kpi.naam}",
            self._md(kpi.definitie, "definities.md"),
            *(f"**{kop}.** {self._md(tekst, 'definities.md')}" for kop, tekst in delen if tekst),
        ]

    def regels(self) -> str:
        kop = [
            "# Regels van het berichtenverkeer",
            _GEMAAKT.format(bron="dbt/seeds/regel_register.csv"),
            "Elke regel die Peilstok kent, met wie hem moet naleven. Wat er te doen is als het misgaat, staat in"
            " `kwaliteit.regel` en in de kwaliteitsrapporten. Een regel met meer nummers is één controle.",
        ]
        tabel = ["| regel | wet | bericht | stelling | voor | controle | bron |", "|---|---|---|---|---|---|---|"]
        tabel += [self._regel(regel) for regel in self.boek.regels]
        return _tekst([*kop, "\n".join(tabel)])

    def _regel(self, regel: Regel) -> str:
        nummers = "<br>".join(self._nummer(nummer, regel) for nummer in regel.nummers)
        controle = regel.status + (f": {self._md(regel.toelichting, 'regels.md')}" if regel.toelichting else "")
        stelling = vul_in(regel.stelling, standaardwaarden())
        cellen = (nummers, regel.wet, regel.berichten, stelling, regel.eigenaar, controle, regel.bron)
        return f"| {' | '.join(cel.replace('|', '/') for cel in cellen)} |"

    def _nummer(self, nummer: str, regel: Regel) -> str:
        if self.boek.vindplaats[nummer] is regel:
            return f'<a id="{self.boek.anker(nummer)}"></a>{nummer}'
        return f"[{nummer}](#{self.boek.anker(nummer)})"

    def _md(self, tekst: str, bestand: str) -> str:
        return "".join(self._stuk(*stuk, bestand) for stuk in self.boek.stukken(vul_in(tekst, standaardwaarden())))

    def _stuk(self, tekst: str, anker: str, is_code: bool, bestand: str) -> str:
        if is_code:
            return f"`{tekst}`"
        if not anker:
            return tekst
        elders = "" if self.plek[anker] == bestand else self.plek[anker]
        return f"[{tekst}]({elders}#{anker})"


def _tekst(regels: list[str]) -> str:
    return "\n\n".join(regels) + "\n"


def main() -> None:
    """Renew the pages in docs/."""
    paginas = maak_paginas(laad_boek(), tabellen_per_nummer(_PROJECT / "dbt" / "models"))
    for naam, tekst in paginas.items():
        (_PROJECT / "docs" / naam).write_text(tekst, encoding="utf-8")


if __name__ == "__main__":
    main()
