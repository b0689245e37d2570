"""Write the reports on message quality that the backoffice works from: an overview, a page and a worklist per gemeente
and per provider."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from peilstok.rapport.gegevens import MAANDEN_LANG
from peilstok.rapport.grafieken import MAANDEN
from peilstok.rapport.kwaliteit import (
    STIL_DAGEN,
    Berichtkwaliteit,
    Bevinding,
    Groep,
    Meting,
    Score,
    Soort,
    Steekproefbericht,
    Stil,
    groepen,
    lees_berichtkwaliteit,
    nieuwste_eerst,
    scores,
)
from peilstok.rapport.pagina import schrijf_sjabloon

RIJEN_OP_PAGINA = 25
"""Findings of one rule on a page; the worklist has them all."""

WAAR_OP_PAGINA = 5
"""Gemeenten or providers that the overview names with a rule."""

WERKLIJST_KOLOMMEN = (
    "bevinding_id",
    "regel",
    "ernst",
    "eigenaar",
    "wet",
    "gemeente",
    "aanbieder",
    "omschrijving",
    "identificatie",
    "toewijzingnummer",
    "dagtekening",
    "remedie",
    "status",
    "toelichting",
    "datum",
)
"""Columns of a worklist. Those of kwaliteit_terugkoppeling.csv are among them, so that a filled-in worklist is one."""

_CODE = re.compile(r"[0-9A-Za-z]{1,20}")


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

    @property
    def pagina(self) -> str:
        return f"{self.soort}_{self.code}.html"

    @property
    def werklijst(self) -> str:
        return f"werklijst_{self.soort}_{self.code}.csv"

    @property
    def open_aantal(self) -> int:
        return sum(len(groep.bevindingen) for groep in self.groepen)

    @property
    def zelf_aantal(self) -> int:
        """Open findings that this gemeente or provider can mend itself."""
        return sum(len(groep.bevindingen) for groep in self.groepen if groep.regel.eigenaar == self.soort)


def schrijf_kwaliteitsrapporten(pub_db: Path, doel: Path) -> Path | None:
    """Write `berichten.html` and, per gemeente and provider, a page and a worklist into the folder `doel`, a folder
    below the one of `schrijf_site`. Returns the overview, or None (and writes nothing) for an audience that does not
    get the findings.

    Reads only `pub_db`. No clock: equal data gives equal bytes."""
    k = lees_berichtkwaliteit(pub_db)
    if k is None:
        return None
    rapporten = {soort: _rapporten(k, soort) for soort in get_args(Soort)}
    for rapport in (r for lijst in rapporten.values() for r in lijst):
        schrijf_sjabloon(doel / rapport.pagina, "partij.html.j2", k=k, r=rapport, rijen_max=RIJEN_OP_PAGINA, **_hulp())
        _schrijf_werklijst(k, rapport.bevindingen, doel / rapport.werklijst)
    return schrijf_sjabloon(
        doel / "berichten.html",
        "berichten.html.j2",
        k=k,
        rapporten=rapporten,
        scores=scores(k, k.metingen, k.bevindingen),
        waar=_waar(rapporten),
        waar_max=WAAR_OP_PAGINA,
        nu_open=sum(b.status == "open" for b in k.bevindingen),
        **_hulp(),
    )


def anker(regel: str, wet: str) -> str:
    """The place on a page where the findings of this rule and wet begin."""
    return f"regel-{wet}-{re.sub('[^0-9A-Za-z]+', '-', regel)}"


def _hulp() -> dict[str, object]:
    return {"anker": anker, "maanden": MAANDEN_LANG, "kort": MAANDEN, "stil_dagen": STIL_DAGEN}


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
    steekproef = k.steekproef[soort]
    codes = sorted(c for c in {*metingen, *bevindingen, *stil, *steekproef} if _CODE.fullmatch(c))
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
        )
        for code in codes
    ]


def _code(rij: Meting | Bevinding | Stil, soort: Soort) -> str:
    return rij.gemeente_code if soort == "gemeente" else rij.aanbieder_agb


def _waar(rapporten: dict[Soort, list[Rapport]]) -> dict[tuple[str, str], list[tuple[Rapport, int]]]:
    """Per rule and wet the reports of those who can mend it (gemeenten where that is the gemeente, else providers) with
    their open findings, most first."""
    uit: dict[tuple[str, str], list[tuple[Rapport, int]]] = defaultdict(list)
    for soort, lijst in rapporten.items():
        for rapport in lijst:
            for groep in rapport.groepen:
                if (groep.regel.eigenaar == "gemeente") == (soort == "gemeente"):
                    uit[groep.regel.regel, groep.wet].append((rapport, len(groep.bevindingen)))
    return {sleutel: sorted(eigen, key=lambda e: (-e[1], e[0].code)) for sleutel, eigen in uit.items()}


def _schrijf_werklijst(k: Berichtkwaliteit, bevindingen: Iterable[Bevinding], pad: Path) -> None:
    """All findings, open ones first, as CSV that a Dutch Excel opens in columns (BOM, semicolons); `toelichting` and
    `datum` are for whoever works it."""
    with pad.open("w", encoding="utf-8-sig", newline="") as bestand:
        blad = csv.writer(bestand, delimiter=";", lineterminator="\r\n")
        blad.writerow(WERKLIJST_KOLOMMEN)
        for b in sorted(nieuwste_eerst(bevindingen), key=lambda b: b.status != "open"):
            regel = k.regels.get(b.regel)
            cellen = (
                b.bevinding_id,
                b.regel,
                regel.ernst if regel else "",
                regel.eigenaar if regel else "",
                b.wet,
                k.naam("gemeente", b.gemeente_code),
                k.naam("aanbieder", b.aanbieder_agb),
                b.omschrijving,
                b.identificatie or "",
                b.toewijzingnummer or "",
                b.dagtekening.isoformat(),
                regel.remedie if regel else "",
                b.status,
                "",
                "",
            )
            blad.writerow([_cel(cel) for cel in cellen])


def _cel(tekst: str) -> str:
    """Text from a message that a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{tekst}" if tekst.startswith(("=", "+", "-", "@", "\t", "\r")) else tekst
