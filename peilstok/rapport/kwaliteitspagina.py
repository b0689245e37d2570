"""Write the reports on message quality that the backoffice works from: an overview, a page and a worklist per gemeente
and per provider."""

from __future__ import annotations

import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import get_args

from peilstok.rapport.gegevens import MAANDEN_LANG
from peilstok.rapport.grafieken import MAANDEN
from peilstok.rapport.herstel import Hersteld, HerstelMaand
from peilstok.rapport.kwaliteit import (
    Berichtkwaliteit,
    Bevinding,
    Groep,
    Meting,
    Score,
    Soort,
    Steekproefbericht,
    Stil,
    Telling,
    groepen,
    lees_berichtkwaliteit,
    scores,
    tel,
)
from peilstok.rapport.pagina import schrijf_sjabloon
from peilstok.rapport.werklijst import XLSX_RIJEN, open_eerst, schrijf_werklijst, werklijstrijen

RIJEN_OP_PAGINA = 25
"""Findings of one rule on a page; the worklist has them all."""

WAAR_OP_PAGINA = 5
"""Gemeenten or providers that the overview names with a rule."""

_CODE = re.compile(r"[0-9A-Za-z]{1,20}")
_TERUG = (
    '<a href="berichten.html">Terug naar het overzicht</a>',
    '<a href="../index.html">Terug naar wat er in deze map staat</a>',
)
"""The link back in a report, and what it is where there is no overview of all parties."""


@dataclass(frozen=True)
class Herstel:
    """What a page says about mending, of one gemeente, one provider or all: `looptijden` of the open findings that can
    be mended, how many can not (`blijvend`), what was mended since `vanaf`, and the share mended per month."""

    vanaf: date
    looptijden: list[tuple[str, int]]
    blijvend: int
    gecorrigeerd: int
    akkoord: int
    hersteld: list[Hersteld]
    maanden: list[HerstelMaand]


@dataclass(frozen=True)
class Rapport:
    """What the page and the worklist of one gemeente or provider show."""

    soort: Soort
    code: str
    naam: str
    bevindingen: list[Bevinding]
    scores: list[Score]
    groepen: list[Groep]
    steekproef: list[Steekproefbericht]
    stil: list[Stil]
    herstel: Herstel | None

    @property
    def pagina(self) -> str:
        return f"{self.soort}_{self.code}.html"

    @property
    def werklijst(self) -> str:
        return f"werklijst_{self.soort}_{self.code}.csv"

    @property
    def werkboek(self) -> str:
        """The worklist as XLSX."""
        return f"werklijst_{self.soort}_{self.code}.xlsx"

    @cached_property
    def telling(self) -> Telling:
        return tel(self.bevindingen, self.soort)

    @property
    def plekken(self) -> dict[tuple[str, str], Groep]:
        """The group to begin with, per rule and wet: what can be mended here, then what waits for another, then what
        stays."""
        eigen_laatst = sorted(self.groepen, key=lambda groep: (groep.is_herstelbaar, groep.eigenaar == self.soort))
        return {(groep.regel.regel, groep.wet): groep for groep in eigen_laatst}


def schrijf_kwaliteitsrapporten(pub_db: Path, doel: Path) -> Path | None:
    """Write `berichten.html` and, per gemeente and provider, a page and a worklist into the folder `doel`, a folder
    below the one of `schrijf_site`. Returns the overview, or None (and writes nothing) for an audience that does not
    get the findings.

    Reads only `pub_db`. No clock: equal data gives equal bytes."""
    k = lees_berichtkwaliteit(pub_db)
    if k is None:
        return None
    rapporten = {soort: _rapporten(k, soort) for soort in get_args(Soort)}
    # made once: a finding stands in the worklist of its gemeente and in that of its provider
    rijen = werklijstrijen(k)
    for rapport in (r for lijst in rapporten.values() for r in lijst):
        schrijf_sjabloon(doel / rapport.pagina, "partij.html.j2", k=k, r=rapport, rijen_max=RIJEN_OP_PAGINA, **_hulp())
        eigen = [rijen[b.bevinding_id] for b in open_eerst(rapport.bevindingen)]
        schrijf_werklijst(eigen, doel / rapport.werklijst, doel / rapport.werkboek)
    return schrijf_sjabloon(
        doel / "berichten.html",
        "berichten.html.j2",
        k=k,
        rapporten=rapporten,
        scores=scores(k, k.metingen, k.bevindingen),
        waar=_waar(rapporten),
        waar_max=WAAR_OP_PAGINA,
        telling=tel(k.bevindingen),
        hersteld_per_regel=_per_regel(k.verloop.hersteld if k.verloop else []),
        herstel=_herstel(k, k.bevindingen, k.verloop.hersteld if k.verloop else [], "ALLE", "ALLE"),
        **_hulp(),
    )


def neem_partijrapport_over(van: Path, doel: Path, soort: Soort, code: str) -> None:
    """Copy what was written in the folder `van` about this gemeente or provider alone (its report, its worklists) to
    the folder `doel` in the one that the party gets. The overview of all parties does not go along, nor the link to
    it."""
    rapport = van / f"{soort}_{code}.html"
    if rapport.is_file():
        tekst = rapport.read_text(encoding="utf-8").replace(*_TERUG)
        (doel / rapport.name).write_text(tekst, encoding="utf-8")
    lijsten = [f"werklijst_{soort}_{code}", *([f"werklijst_uitval_{code}"] if soort == "gemeente" else [])]
    for bestand in (van / f"{naam}{soort_bestand}" for naam in lijsten for soort_bestand in (".csv", ".xlsx")):
        if bestand.is_file():
            shutil.copyfile(bestand, doel / bestand.name)


def anker(groep: Groep) -> str:
    """The place on a page where the findings of this group begin."""
    delen = ("regel", groep.wet, groep.regel.regel, groep.eigenaar, "" if groep.is_herstelbaar else "blijft")
    return "-".join(re.sub("[^0-9A-Za-z]+", "-", deel) for deel in delen if deel)


def _hulp() -> dict[str, object]:
    return {
        "anker": anker,
        "maanden": MAANDEN_LANG,
        "kort": MAANDEN,
        "xlsx_rijen": XLSX_RIJEN,
    }


def _rapporten(k: Berichtkwaliteit, soort: Soort) -> list[Rapport]:
    """One report per code with figures or findings; a code that cannot be a file name is only in the overview."""
    metingen: dict[str, list[Meting]] = defaultdict(list)
    bevindingen: dict[str, list[Bevinding]] = defaultdict(list)
    stil: dict[str, list[Stil]] = defaultdict(list)
    for meting in k.metingen:
        metingen[_code(meting, soort)].append(meting)
    for bevinding in k.bevindingen:
        bevindingen[_code(bevinding, soort)].append(bevinding)
    for stille in k.stil:
        stil[_code(stille, soort)].append(stille)
    hersteld: dict[str, list[Hersteld]] = defaultdict(list)
    for herstelde in k.verloop.hersteld if k.verloop else []:
        hersteld[_code(herstelde, soort)].append(herstelde)
    steekproef = k.steekproef[soort]
    codes = sorted(c for c in {*metingen, *bevindingen, *stil, *steekproef, *hersteld} if _CODE.fullmatch(c))
    return [
        Rapport(
            soort=soort,
            code=code,
            naam=k.naam(soort, code),
            bevindingen=bevindingen[code],
            scores=scores(k, metingen[code], bevindingen[code]),
            groepen=groepen(k, bevindingen[code]),
            steekproef=steekproef.get(code, []),
            stil=stil[code],
            herstel=_herstel(
                k,
                bevindingen[code],
                hersteld[code],
                *((code, "ALLE") if soort == "gemeente" else ("ALLE", code)),
            ),
        )
        for code in codes
    ]


def _herstel(
    k: Berichtkwaliteit,
    bevindingen: Sequence[Bevinding],
    hersteld: list[Hersteld],
    gemeente_code: str,
    aanbieder_agb: str,
) -> Herstel | None:
    if k.verloop is None:
        return None
    return Herstel(
        vanaf=k.verloop.vanaf,
        looptijden=k.verloop.looptijden(b.bevinding_id for b in bevindingen if b.te_herstellen_door is not None),
        blijvend=tel(bevindingen).blijvend,
        gecorrigeerd=sum(b.status == "gecorrigeerd" for b in bevindingen),
        akkoord=sum(b.status == "akkoord" for b in bevindingen),
        hersteld=hersteld,
        maanden=k.verloop.maanden(gemeente_code, aanbieder_agb),
    )


def _per_regel(hersteld: list[Hersteld]) -> list[tuple[tuple[str, str], int]]:
    """Counts per rule and wet, most first."""
    teller = Counter((h.regel, h.wet) for h in hersteld)
    return sorted(teller.items(), key=lambda paar: (-paar[1], paar[0]))


def _code(rij: Meting | Bevinding | Stil | Hersteld, soort: Soort) -> str:
    return rij.gemeente_code if soort == "gemeente" else rij.aanbieder_agb


def _waar(rapporten: dict[Soort, list[Rapport]]) -> dict[tuple[str, str], list[tuple[Rapport, Groep]]]:
    """Per rule and wet the reports of those who can mend it (gemeenten where that is the gemeente, else providers) with
    their open findings, most first."""
    uit: dict[tuple[str, str], list[tuple[Rapport, Groep]]] = defaultdict(list)
    for soort, lijst in rapporten.items():
        for rapport in lijst:
            for groep in rapport.groepen:
                if groep.is_herstelbaar and (groep.eigenaar == "gemeente") == (soort == "gemeente"):
                    uit[groep.regel.regel, groep.wet].append((rapport, groep))
    return {sleutel: sorted(eigen, key=lambda e: (-len(e[1].bevindingen), e[0].code)) for sleutel, eigen in uit.items()}
