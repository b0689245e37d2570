"""The first page of the folder of a party: what is in it, what is not, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

from peilstok.rapport.cijferpagina import PAGINA
from peilstok.rapport.pagina import schrijf_sjabloon


@dataclass(frozen=True)
class Tekst:
    """What a kind of reader is told: who it is for, what is in the folder, and what is not there and why."""

    wie: str
    wel: str
    niet: Sequence[str]


_KLEIN = (
    "Een cijfer dat op 1 tot en met 4 cliënten rust, of waaruit zo'n cijfer is af te leiden: dan is iemand te"
    " herkennen. Er staat dan 'niet getoond (< 5 of herleidbaar)'."
)
TEKSTEN = {
    "gemeente": Tekst(
        "Voor contractmanagement en beleid van de gemeente.",
        "De cijfers van de eigen gemeente, met alle aanbieders bij naam. Alleen totalen.",
        (
            "Cliënten en toewijzingnummers: voor sturen zijn totalen genoeg. Wat de backoffice moet nalopen, staat in"
            " haar eigen map.",
            "Cijfers van andere gemeenten; de totalen van de regio staan in de map van de regio.",
            _KLEIN,
        ),
    ),
    "aanbieder": Tekst(
        "Voor de aanbieder zelf.",
        "De eigen cijfers, ook als het om weinig cliënten gaat, de eigen bevindingen en werklijst, en de afspraken.",
        (
            "Cijfers van andere aanbieders, en totalen waaruit die zijn af te leiden.",
            "Cliënten: een geval heeft alleen het eigen toewijzingnummer, waarmee u het in uw administratie vindt.",
        ),
    ),
    "backoffice": Tekst(
        "Voor de backoffice van de gemeente.",
        "De bevindingen, werklijsten en gevallen van de eigen gemeente, met toewijzingnummer.",
        (
            "Namen, BSN en adressen: die zijn niet bewaard. Een toewijzingnummer leidt in uw eigen systeem naar de"
            " cliënt.",
            "Gevallen van andere gemeenten.",
        ),
    ),
    "regio": Tekst(
        "Voor beleid van de regio.",
        "Totalen over gemeenten en aanbieders.",
        ("Cijfers van een aanbieder, cliënten en toewijzingnummers.", _KLEIN),
    ),
}


def schrijf_doelgroeppagina(
    map_: Path,
    soort: str,
    code: str,
    naam: str,
    peildatum: date | None,
    kennisdatum: date | None,
    aantallen: Mapping[str, int],
) -> Path:
    """Write `index.html` (and its style) into the folder `map_` of one party. `aantallen` is the number of rows per
    `schema.table`; what else it links to is what lies in `kwaliteit/` and `uitkomsten/`."""
    (map_ / "runtime").mkdir()
    bron = files("peilstok.rapport") / "runtime_bron" / "site.css"
    (map_ / "runtime" / "site.css").write_bytes(bron.read_bytes())
    return schrijf_sjabloon(
        map_ / "index.html",
        "doelgroep.html.j2",
        soort=soort,
        code=code,
        naam=naam,
        tekst=TEKSTEN[soort],
        peildatum=peildatum,
        kennisdatum=kennisdatum,
        heeft_cijfers=(map_ / PAGINA).is_file(),
        rapporten=_bestanden(map_ / "kwaliteit", "*.html"),
        # the workbook before the same list as CSV
        werklijsten=sorted(_bestanden(map_ / "kwaliteit", "werklijst*"), key=lambda pad: pad.endswith(".csv")),
        verslagen=_bestanden(map_ / "uitkomsten", "*.html"),
        tabellen=[(tabel.split(".")[1], aantal) for tabel, aantal in aantallen.items() if aantal],
        leeg=[tabel.split(".")[1] for tabel, aantal in aantallen.items() if not aantal],
    )


def _bestanden(map_: Path, patroon: str) -> list[str]:
    return sorted(f"{map_.name}/{pad.name}" for pad in map_.glob(patroon)) if map_.is_dir() else []
