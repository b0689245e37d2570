"""Who reads a site: a kind of audience, and each of its parties with a folder of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from peilstok.rapport.blok import Filter

DATATEAM = "datateam"


@dataclass(frozen=True)
class Lezer:
    """A kind of audience. `filter` is what the code of a party fixes on all pages; empty: nothing. `merk` says in full
    what stands in the place of a withheld figure; empty: nothing is withheld. `jaareinde` are the tables that have of
    each year only the last month."""

    soort: str = DATATEAM
    filter: Filter | None = None
    merk: str = ""
    jaareinde: frozenset[str] = frozenset()

    @property
    def is_datateam(self) -> bool:
        return self.soort == DATATEAM


@dataclass(frozen=True)
class Partij:
    """One reader: its code (as the figures are divided by it; empty for the data team), its name in the heading, and
    the folder of its site. `vast` is the value of the fixed filter."""

    code: str
    naam: str
    doel: Path
    vast: str = ""


@dataclass(frozen=True)
class Tekst:
    """What a kind of reader is told: who it is for, what is in the folder, and what is not there and why."""

    wie: str
    kop: str
    wel: str
    niet: Sequence[str]


_KLEIN = (
    "Een cijfer dat op 1 tot en met 4 cliënten rust, of waaruit zo'n cijfer is af te leiden: dan is iemand te"
    " herkennen. Er staat dan 'niet getoond (< 5 of herleidbaar)'."
)
_GROVER = (
    "Losse maanden waar de aantallen te klein voor zijn: dan staat er van elk jaar alleen de laatste maand. Een"
    " aanbieder en een product staan nooit samen in één cijfer. Verschillen en totalen die niet zelf zijn vrijgegeven,"
    " rekent deze site niet uit."
)
TEKSTEN: Mapping[str, Tekst] = {
    "gemeente": Tekst(
        "Voor contractmanagement en beleid van de gemeente.",
        "Gemeente",
        "De cijfers van de eigen gemeente, met alle aanbieders bij naam. Alleen totalen.",
        (
            "Cliënten en toewijzingnummers: voor sturen zijn totalen genoeg. Wat de backoffice moet nalopen, staat in"
            " haar eigen map.",
            "Cijfers van andere gemeenten; de totalen van de regio staan in de map van de regio.",
            _KLEIN,
            _GROVER,
        ),
    ),
    "aanbieder": Tekst(
        "Voor de aanbieder zelf.",
        "Aanbieder",
        "De eigen cijfers, ook als het om weinig cliënten gaat, de eigen bevindingen en werklijst, en de afspraken.",
        (
            "Cijfers van andere aanbieders, en totalen waaruit die zijn af te leiden. Van anderen staat er alleen hoe"
            " zij verspreid liggen, zonder naam en zonder laagste of hoogste.",
            "Cliënten: een geval heeft alleen het eigen toewijzingnummer, waarmee u het in uw administratie vindt.",
        ),
    ),
    "backoffice": Tekst(
        "Voor de backoffice van de gemeente.",
        "Backoffice",
        "De bevindingen, werklijsten en gevallen van de eigen gemeente, met toewijzingnummer.",
        (
            "Namen, BSN en adressen: die zijn niet bewaard. Een toewijzingnummer leidt in uw eigen systeem naar de"
            " cliënt.",
            "Gevallen van andere gemeenten.",
        ),
    ),
    "regio": Tekst(
        "Voor beleid van de regio.",
        "Regio",
        "Totalen over aanbieders, van de regio en per gemeente.",
        ("Cijfers van een aanbieder, cliënten en toewijzingnummers.", _KLEIN, _GROVER),
    ),
}
