"""The truth of a region: what a warehouse should say on P (= K), taken from the simulated facts and never from the
messages.

Clients appear by number; `personen.client_bsn` gives the BSN behind a number.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from datetime import date

from peilstok.demo.feiten import Feiten, Levering, Toewijzing
from peilstok.demo.kalender import werkdagen_tussen

NORM_WERKDAGEN = 5
"""OP271, OP272."""


@dataclass(frozen=True)
class WareToewijzing:
    """A row of fct_toewijzing: a toewijzing that was sent and not deleted.

    `telt_mee`: no einddatum before ingangsdatum, so that it takes part in KPIs. `versies_aantal` counts decisions, not
    301's.
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
class Waarheid:
    """What a night on this region should find. `bestanden` counts rows of raw.bestand per status."""

    peildatum: date
    clienten_aantal: int
    toewijzingen: tuple[WareToewijzing, ...]
    leveringen: tuple[WareLevering, ...]
    berichten: tuple[BerichtAantal, ...]
    bestanden: dict[str, int]
    fouten: tuple[Fout, ...]

    def als_json(self) -> str:
        """For inspection; holds no BSN, name or address."""
        return json.dumps(dataclasses.asdict(self), default=str, indent=1, ensure_ascii=False)


def _telt_mee(toewijzing: Toewijzing) -> bool:
    einde = toewijzing.laatste.einddatum
    return einde is None or einde >= toewijzing.ingangsdatum


def ware_toewijzingen(feiten: Feiten) -> tuple[WareToewijzing, ...]:
    return tuple(
        WareToewijzing(
            wet=toewijzing.product.wet,
            gemeente_code=toewijzing.client.gemeente.code,
            toewijzingnummer=str(toewijzing.nummer),
            aanbieder_agb=toewijzing.aanbieder.agb,
            client=toewijzing.client.nummer,
            productcategorie=toewijzing.product.categorie,
            productcode=toewijzing.product.code,
            toewijzingsdatum=toewijzing.laatste.toewijzingsdatum,
            eerste_toewijzingsdatum=toewijzing.versies[0].toewijzingsdatum,
            ingangsdatum=toewijzing.ingangsdatum,
            einddatum=toewijzing.laatste.einddatum,
            reden_wijziging=toewijzing.laatste.reden,
            volume=toewijzing.volume,
            eenheid=toewijzing.product.omvang[2],
            frequentie=toewijzing.product.omvang[3],
            referentie_aanbieder=toewijzing.laatste.referentie,
            versies_aantal=len(toewijzing.versies),
            telt_mee=_telt_mee(toewijzing),
        )
        for toewijzing in feiten.toewijzingen
        if not toewijzing.is_verwijderd
    )


def _status(toewijzing: Toewijzing, levering: Levering) -> str:
    if levering.definitief is not None:
        return "beeindigd"
    if levering.tijdelijk is None:
        return "actief"
    later = any(andere.begindatum > levering.begindatum for andere in toewijzing.leveringen)
    return "hervat" if later else "onderbroken"


def _ware_levering(toewijzing: Toewijzing, levering: Levering, is_wees: bool, peildatum: date) -> WareLevering:
    tijdelijk, definitief = levering.tijdelijk, levering.definitief
    einde_toewijzing = None if is_wees else toewijzing.laatste.einddatum
    eerste_stop = tijdelijk or definitief
    einde_zorg = eerste_stop.einddatum if eerste_stop else None
    # OP271: from the start, or from the day that the aanbieder could know of the toewijzing. Without a toewijzing:
    # the start.
    basis = levering.begindatum if is_wees else max(levering.begindatum, toewijzing.versies[0].verzonden)
    stop_op_tijd = None
    if definitief is not None and tijdelijk is None:
        stop_op_tijd = werkdagen_tussen(definitief.einddatum, definitief.gemeld) <= NORM_WERKDAGEN
    return WareLevering(
        wet=toewijzing.product.wet,
        gemeente_code=toewijzing.client.gemeente.code,
        toewijzingnummer=str(toewijzing.nummer),
        aanbieder_agb=toewijzing.aanbieder.agb,
        client=toewijzing.client.nummer,
        productcategorie=toewijzing.product.categorie,
        productcode=toewijzing.product.code,
        begindatum=levering.begindatum,
        einddatum_zorg=einde_zorg,
        einddatum_effectief=min((dag for dag in (einde_zorg, einde_toewijzing) if dag is not None), default=None),
        einddatum_definitief=definitief.einddatum if definitief else None,
        reden_beeindiging=definitief.reden if definitief else None,
        status=_status(toewijzing, levering),
        stop_ontbreekt=eerste_stop is None and einde_toewijzing is not None and einde_toewijzing < peildatum,
        start_gemeld=levering.gemeld,
        start_op_tijd=werkdagen_tussen(basis, levering.gemeld) <= NORM_WERKDAGEN,
        stop_gemeld=definitief.gemeld if definitief else None,
        stop_op_tijd=stop_op_tijd,
        telt_mee=is_wees or _telt_mee(toewijzing),
    )


def ware_leveringen(feiten: Feiten, peildatum: date) -> tuple[WareLevering, ...]:
    return tuple(
        _ware_levering(toewijzing, levering, is_wees, peildatum)
        for toewijzingen, is_wees in ((feiten.toewijzingen, False), (feiten.wezen, True))
        for toewijzing in toewijzingen
        if not toewijzing.is_verwijderd
        for levering in toewijzing.leveringen
    )
