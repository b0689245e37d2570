"""Write the drafts of the bandbreedtebrief (K002-20): a letter per moment, gemeente and provider, and an overview.

The figures are those that were frozen on the moment: nothing is calculated here. The name of a contact or an address is
left open for whoever sends the letter: such names do not reach the warehouse."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from peilstok.rapport.gegevens import (
    MAANDEN_LANG,
    Gat,
    lees_gaten,
    lees_kolommen,
    lees_namen,
    lees_rijen,
)
from peilstok.rapport.pagina import getal_tekst, schrijf_sjabloon

TABEL = "marts.kpi_bandbreedtebrief"
KOLOMMEN = (
    "moment",
    "jaar",
    "wet",
    "gemeente_code",
    "aanbieder_agb",
    "zorgterrein",
    "tot_en_met_maand",
    "gedeclareerd_tot",
    "budgetplafond_eur",
    "bandbreedte_pct",
    "ondergrens_eur",
    "bovengrens_eur",
    "realisatie_ytd_eur",
    "uitputting_pct",
    "verplicht_eur",
    "verwachting_methode",
    "jaareinde_eur",
    "jaareinde_pct",
    "buiten_bandbreedte_eur",
    "bandbreedte_signaal",
    "bandbreedte_signaal_nu",
    "status",
    "status_datum",
    "concept_datum",
    "verzonden_datum",
    "reactie_uiterlijk_datum",
    "reactie_datum",
    "besluit_datum",
)
"""What the letters read; no figure about a client is among them."""

WETTEN = {"Jw": "Jeugdwet", "Wmo": "Wmo 2015"}
_CODE = re.compile(r"[0-9A-Za-z]{1,20}")
_PARAMETER = "bandbreedtebrief_reactie_dagen"


@dataclass(frozen=True)
class Afspraak:
    """One agreement outside its bandwidth, as it stood on the moment; amounts in euro."""

    jaar: int
    wet: str
    zorgterrein: str
    tot_en_met_maand: date
    gedeclareerd_tot: date | None
    """Last month of which claims were in; None in moments of before costs stopped there."""
    budgetplafond_eur: Decimal
    bandbreedte_pct: float
    ondergrens_eur: Decimal
    bovengrens_eur: Decimal
    realisatie_ytd_eur: Decimal
    uitputting_pct: float
    verplicht_eur: Decimal
    verwachting_methode: str
    jaareinde_eur: Decimal
    jaareinde_pct: float
    buiten_bandbreedte_eur: Decimal
    bandbreedte_signaal: str
    bandbreedte_signaal_nu: str | None

    @property
    def naam(self) -> str:
        """What the agreement is about, for a reader."""
        return f"{WETTEN[self.wet]}, {'alle zorg samen' if self.zorgterrein == 'ALLE' else self.zorgterrein}"

    @property
    def boven(self) -> bool:
        """The forecast lies above the bandwidth; otherwise below."""
        return self.bandbreedte_signaal == "boven"

    @property
    def verstreken(self) -> str:
        """The months that were complete."""
        return _periode(1, (self.gedeclareerd_tot or self.tot_en_met_maand).month, self.jaar)

    @property
    def resterend(self) -> str | None:
        """The months still to come; None when the year is over."""
        maand = (self.gedeclareerd_tot or self.tot_en_met_maand).month
        return _periode(maand + 1, 12, self.jaar) if maand < 12 else None


@dataclass(frozen=True)
class Brief:
    """A letter about all agreements of one gemeente (or all together) and one provider that were outside."""

    moment: date
    gemeente_code: str
    aanbieder_agb: str
    gemeente: str
    aanbieder: str
    afspraken: tuple[Afspraak, ...]
    status: str
    status_datum: date
    concept_datum: date
    verzonden_datum: date | None
    reactie_uiterlijk_datum: date | None
    reactie_datum: date | None
    besluit_datum: date | None
    opgevolgd: bool
    """A newer moment was frozen since."""
    voorlopige_maand: date | None
    gaten: tuple[str, ...]
    """Per law from which month on the figures of this year are complete, where they are not."""
    """First of the earliest month that was provisional on the moment (A12)."""

    @property
    def kenmerk(self) -> str:
        """The same for the letter in every night."""
        return f"BB-{self.moment.isoformat()}-{self.gemeente_code}-{self.aanbieder_agb}"

    @property
    def pagina(self) -> str:
        return f"{self.kenmerk}.html"

    @property
    def is_concept(self) -> bool:
        return self.verzonden_datum is None

    @property
    def namens_allen(self) -> bool:
        """The agreement is one with all gemeenten together."""
        return self.gemeente_code == "ALLE"

    @property
    def jaar(self) -> int:
        return self.afspraken[0].jaar

    @property
    def boven_aantal(self) -> int:
        return sum(afspraak.boven for afspraak in self.afspraken)

    @property
    def onder_aantal(self) -> int:
        return len(self.afspraken) - self.boven_aantal

    @property
    def voorlopig_vanaf(self) -> str:
        """First month of the letter that was not final on the moment, in words; empty when it is not known."""
        if self.voorlopige_maand is None:
            return ""
        maand = max(self.voorlopige_maand, date(self.jaar, 1, 1))
        return _periode(maand.month, maand.month, maand.year)

    @property
    def status_tekst(self) -> str:
        """Where the letter stands; a draft that a newer moment overtook will not be sent any more."""
        return "niet verzonden" if self.status == "concept" and self.opgevolgd else self.status

    def is_te_laat(self, kennisdatum: date | None) -> bool:
        """Sent, and no answer or decision when the term ended."""
        return (
            self.status == "verzonden"
            and kennisdatum is not None
            and self.reactie_uiterlijk_datum is not None
            and self.reactie_uiterlijk_datum < kennisdatum
        )

    def stappen(self) -> list[tuple[str, date | None]]:
        """The phases in order, with the day of each as far as it came."""
        return [
            ("concept", self.concept_datum),
            ("verzonden", self.verzonden_datum),
            ("reactie", self.reactie_datum),
            ("besluit", self.besluit_datum),
        ]


@dataclass(frozen=True)
class Moment:
    """What the overview shows of one moment: the letters, the largest distance first, and the agreements without."""

    datum: date
    brieven: list[Brief]
    binnen_aantal: int
    onbekend_aantal: int


def schrijf_brieven(pub_db: Path, doel: Path) -> Path | None:
    """Write `index.html` and a page per letter into the folder `doel`, a folder below the one of `schrijf_site`.

    Returns the overview, or None (and writes nothing) for an audience that does not get the table. Reads only `pub_db`.
    No clock: equal data gives equal bytes."""
    with duckdb.connect(str(pub_db), read_only=True) as con:
        kolommen = lees_kolommen(con)
        if not set(KOLOMMEN) <= kolommen.get(TABEL, set()):
            return None
        rijen = [dict(zip(KOLOMMEN, rij, strict=True)) for rij in lees_rijen(con, kolommen, TABEL, KOLOMMEN)]
        gemeenten = lees_namen(con, kolommen, "marts.dim_gemeente", "gemeente_code", "gemeente_naam")
        aanbieders = lees_namen(con, kolommen, "marts.dim_aanbieder", "aanbieder_agb", "aanbieder_naam")
        parameters = lees_namen(con, kolommen, "marts.dim_parameter", "parameter", "waarde")
        definitief = lees_rijen(con, kolommen, "marts.dim_maand", ("maand", "definitief_vanaf"))
        gaten = lees_gaten(con, kolommen)
        peil = lees_rijen(con, kolommen, "kwaliteit.peil", ("kennisdatum",))
    momenten = _momenten(rijen, gemeenten | {"ALLE": "alle gemeenten samen"}, aanbieders, definitief, gaten)
    reactie_dagen = parameters.get(_PARAMETER)
    doel.mkdir()
    for brief in (b for moment in momenten for b in moment.brieven):
        schrijf_sjabloon(doel / brief.pagina, "brief.html.j2", b=brief, reactie_dagen=reactie_dagen, **_hulp())
    return schrijf_sjabloon(
        doel / "index.html",
        "brieven.html.j2",
        momenten=momenten,
        kennisdatum=peil[0][0] if peil else None,
        reactie_dagen=reactie_dagen,
        **_hulp(),
    )


def _hulp() -> dict[str, object]:
    return {"procent": procent_tekst, "euro": euro_tekst}


def euro_tekst(bedrag: Decimal) -> str:
    """Whole euros, the sign not at the end of a line: € 45.500."""
    return f"€\N{NO-BREAK SPACE}{getal_tekst(float(bedrag))}"


def procent_tekst(waarde: float) -> str:
    """10 as 10%, 7.5 as 7,5%, 129.357 as 129,4%."""
    return f"{getal_tekst(waarde, 0 if round(waarde, 1) == round(waarde) else 1)}%"


def _periode(van: int, tot: int, jaar: int) -> str:
    maanden = MAANDEN_LANG[van - 1] if van == tot else f"{MAANDEN_LANG[van - 1]} tot en met {MAANDEN_LANG[tot - 1]}"
    return f"{maanden} {jaar}"


def _momenten(
    rijen: Iterable[Mapping[str, Any]],
    gemeenten: Mapping[str, str],
    aanbieders: Mapping[str, str],
    definitief: Sequence[tuple[date, date | None]],
    gaten: Sequence[Gat],
) -> list[Moment]:
    """The moments, newest first; `definitief` holds the months in order, with the day from which each is final."""
    per_moment: dict[date, list[Mapping[str, Any]]] = defaultdict(list)
    for rij in rijen:
        per_moment[rij["moment"]].append(rij)
    nieuwste = max(per_moment, default=None)
    return [
        Moment(
            datum=datum,
            brieven=_brieven(
                per_moment[datum],
                gemeenten,
                aanbieders,
                opgevolgd=datum != nieuwste,
                voorlopig=next((maand for maand, vanaf in definitief if vanaf is None or vanaf > datum), None),
                gaten=gaten,
            ),
            binnen_aantal=sum(rij["bandbreedte_signaal"] == "binnen" for rij in per_moment[datum]),
            onbekend_aantal=sum(rij["bandbreedte_signaal"] == "onbekend" for rij in per_moment[datum]),
        )
        for datum in sorted(per_moment, reverse=True)
    ]


def _brieven(
    rijen: Iterable[Mapping[str, Any]],
    gemeenten: Mapping[str, str],
    aanbieders: Mapping[str, str],
    *,
    opgevolgd: bool,
    voorlopig: date | None,
    gaten: Sequence[Gat],
) -> list[Brief]:
    """The letters of one moment, on which the months from `voorlopig` were provisional; a code that cannot be a file
    name has none."""
    per_partij: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for rij in rijen:
        partij = (rij["gemeente_code"], rij["aanbieder_agb"])
        if rij["status"] != "nvt" and all(map(_CODE.fullmatch, partij)):
            per_partij[partij].append(rij)
    brieven = [
        Brief(
            moment=eigen[0]["moment"],
            gemeente_code=gemeente,
            aanbieder_agb=agb,
            gemeente=gemeenten.get(gemeente, gemeente),
            aanbieder=aanbieders.get(agb, f"aanbieder {agb}"),
            afspraken=tuple(Afspraak(**{veld.name: rij[veld.name] for veld in fields(Afspraak)}) for rij in eigen),
            status=eigen[0]["status"],
            status_datum=eigen[0]["status_datum"],
            concept_datum=eigen[0]["concept_datum"],
            verzonden_datum=eigen[0]["verzonden_datum"],
            reactie_uiterlijk_datum=eigen[0]["reactie_uiterlijk_datum"],
            reactie_datum=eigen[0]["reactie_datum"],
            besluit_datum=eigen[0]["besluit_datum"],
            opgevolgd=opgevolgd,
            voorlopige_maand=voorlopig,
            gaten=tuple(
                f"{gat.wet}: {gat.zin}"
                for gat in gaten
                if gat.gemeente_code == gemeente
                and gat.wet in {rij["wet"] for rij in eigen}
                and (gat.vanaf is None or gat.vanaf > date(eigen[0]["jaar"], 1, 1))
            ),
        )
        for (gemeente, agb), eigen in per_partij.items()
    ]
    return sorted(brieven, key=lambda b: (-max(a.buiten_bandbreedte_eur for a in b.afspraken), b.kenmerk))
