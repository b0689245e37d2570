"""The truth of a region: what a warehouse should say on P (= K); `afleiding.py` takes it from the simulated facts,
never from the messages.

Clients appear by number; `personen.client_bsn` gives the BSN behind a number.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class WareToewijzing:
    """A row of fct_toewijzing: a toewijzing that was sent and not deleted.

    `telt_mee`: no einddatum before ingangsdatum, so that it takes part in KPIs. `versies_aantal` counts decisions, not
    301's. `verwijzer`: name in COD327 through the 315 that led to it, `_ONBEKEND` without one.
    """

    wet: str
    gemeente_code: str
    toewijzingnummer: str
    aanbieder_agb: str
    client: int
    productcategorie: str
    productcode: str
    toewijzingsdatum: date
    eerste_toewijzingsdatum: date
    ingangsdatum: date
    einddatum: date | None
    reden_wijziging: str | None
    volume: int
    eenheid: str
    frequentie: str
    referentie_aanbieder: str | None
    verwijzer: str
    versies_aantal: int
    telt_mee: bool


@dataclass(frozen=True)
class WareLevering:
    """A row of fct_levering: an active start, and how timely it and its definitive stop were reported.

    `start_op_tijd` judges the first accepted 305 (OP271); `stop_op_tijd` the first accepted definitive 307 (OP272),
    None without one and after a temporary stop.
    """

    wet: str
    gemeente_code: str
    toewijzingnummer: str
    aanbieder_agb: str
    client: int
    productcategorie: str
    productcode: str
    begindatum: date
    einddatum_zorg: date | None
    einddatum_effectief: date | None
    einddatum_definitief: date | None
    reden_beeindiging: str | None
    status: str
    stop_ontbreekt: bool
    start_gemeld: date
    start_op_tijd: bool
    stop_gemeld: date | None
    stop_op_tijd: bool | None
    telt_mee: bool


@dataclass(frozen=True)
class WareLosseStop:
    """A definitive stop that stands and belongs to no levering: no start bears it, or another stop ends it already.

    Nothing of it is seen but that it was reported, in time or not (OP272).
    """

    wet: str
    gemeente_code: str
    aanbieder_agb: str
    stop_gemeld: date
    stop_op_tijd: bool


@dataclass(frozen=True)
class WaarTraject:
    """A row of fct_traject: toewijzingen of one client that follow on each other within AANSLUIT_DAGEN 30 (A5, A6).

    `telt_mee` False: a toewijzing that takes part in nothing, a chain of its own.
    """

    wet: str
    gemeente_code: str
    aanbieder_agb: str
    client: int
    productcode: str
    ingangsdatum: date
    einddatum: date | None
    toewijzingen_aantal: int
    zorg_begindatum: date | None
    zorg_einddatum: date | None
    zorgdagen: int
    telt_mee: bool


@dataclass(frozen=True)
class WaarVerzoek:
    """A row of fct_verzoek: a product of a 315 (VOT) or a 317 (VOW) that was not refused by a retour."""

    wet: str
    gemeente_code: str
    aanbieder_agb: str
    referentie_aanbieder: str
    soort: str
    dagtekening: date
    eerste_reactie_datum: date | None
    besluit_datum: date | None
    besluit: str
    verwijzer: str


@dataclass(frozen=True)
class WarePrestatie:
    """A row of fct_prestatie; a ReferentieNummer that was used twice makes two."""

    wet: str
    gemeente_code: str
    aanbieder_agb: str
    referentienummer: str
    debet_credit: str
    declaratienummer: str
    toewijzingnummer: str
    client: int
    productcode: str
    maand: date
    volume: int
    eenheid: str
    bedrag_eur: Decimal
    status: str


@dataclass(frozen=True)
class Fout:
    """Something planted: `uitkomst` is the file's status (`quarantaine`, `dubbel`, `geladen`), `bevinding` whether the
    data team should hear of it.
    """

    soort: str
    uitkomst: str
    aantal: int
    bevinding: bool
    uitleg: str
    paden: tuple[str, ...] = ()
    """Paths in the landing folder; a member of an archive as `archive!member`."""


@dataclass(frozen=True)
class BerichtAantal:
    """Messages of fct_bericht, once each."""

    wet: str
    berichttype: str
    aantal: int


@dataclass(frozen=True)
class BevindingAantal:
    """Findings of one rule under one law in kwaliteit.bevinding: `aantal` in all, of which `geplant` on purpose.

    The others are what the simulation does wrong by itself, as late messages do.
    """

    regel: str
    wet: str
    aantal: int
    geplant: int


@dataclass(frozen=True)
class Waarheid:
    """What a night on this region should find. `bestanden` counts rows of raw.bestand per status."""

    peildatum: date
    clienten_aantal: int
    toewijzingen: tuple[WareToewijzing, ...]
    leveringen: tuple[WareLevering, ...]
    losse_stops: tuple[WareLosseStop, ...]
    trajecten: tuple[WaarTraject, ...]
    verzoeken: tuple[WaarVerzoek, ...]
    prestaties: tuple[WarePrestatie, ...]
    berichten: tuple[BerichtAantal, ...]
    bestanden: dict[str, int]
    fouten: tuple[Fout, ...]
    bevindingen: tuple[BevindingAantal, ...]

    def als_json(self) -> str:
        """For inspection; holds no BSN, name or address."""
        return json.dumps(dataclasses.asdict(self), default=str, indent=1, ensure_ascii=False)
