"""Every checked rule of the registry is planted, under each of its laws; what cannot be planted says why."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from peilstok.berichten.catalogus import Catalogus, laad_catalogus
from peilstok.berichten.schrijven import Waarde
from peilstok.berichten.veilig import MAX_BYTES
from peilstok.demo import STANDAARD, Regio
from peilstok.demo.berichten import Nummering
from peilstok.demo.regels import RECEPTEN, Planting, plant_regels
from peilstok.demo.regels.casus import met
from peilstok.demo.wereld import AANBIEDERS, OEFENAANBIEDER

SEEDS = Path(__file__).parents[2] / "dbt" / "seeds"

NIET_TE_PLANTEN = {
    "CS025/CS015": "een bericht met een andere versie of subversie wordt geweigerd bij het lezen",
    "OP179": "een bestand van meer dan 25 MB wordt geweigerd voor het gelezen is",
    "DWH-07": "een reden die niet in de codelijst van de eigen wet staat wordt geweigerd bij het lezen",
}
"""Rules that no accepted message of this release can break, so that no landing folder leads to a finding."""


def _seed(naam: str) -> list[dict[str, str]]:
    with (SEEDS / f"{naam}.csv").open(encoding="utf-8") as bestand:
        return list(csv.DictReader(bestand))


def _gecontroleerd() -> dict[str, tuple[str, ...]]:
    """Checked rule -> its laws."""
    return {
        rij["regel"]: ("Jw", "Wmo") if rij["wet"] == "beide" else (rij["wet"],)
        for rij in _seed("regel_register")
        if rij["status"] == "gecontroleerd"
    }


@pytest.fixture(scope="module")
def catalogus() -> Catalogus:
    return laad_catalogus()


@pytest.fixture(scope="module")
def planting() -> Planting:
    return plant_regels(STANDAARD, Nummering())


def test_elke_regel_is_geplant_onder_elk_van_zijn_wetten(regio: Regio) -> None:
    geplant = {(b.regel, b.wet): b.geplant for b in regio.waarheid.bevindingen if b.geplant}
    verwacht = {
        (regel, wet) for regel, wetten in _gecontroleerd().items() for wet in wetten if regel not in NIET_TE_PLANTEN
    }
    assert set(geplant) == verwacht
    # Rules that others break inevitably are found more often.
    assert max(geplant.values()) <= 6, geplant


def test_elk_recept_plant_een_tot_drie_keer(planting: Planting) -> None:
    assert all(1 <= recept.aantal <= 3 for recept in RECEPTEN)
    assert len({recept.regel for recept in RECEPTEN}) == len(RECEPTEN)
    assert planting.bevindingen.total() >= 2 * len(RECEPTEN) - 4


def test_wat_niet_te_planten_is_staat_in_het_register(regio: Regio) -> None:
    assert set(NIET_TE_PLANTEN) <= set(_gecontroleerd())
    assert not {b.regel for b in regio.waarheid.bevindingen} & set(NIET_TE_PLANTEN)


def test_andere_versie_wordt_geweigerd(regio: Regio, catalogus: Catalogus) -> None:
    """CS025: the schema of a message has room for one version, and the region's message with another is refused."""
    [fout] = [fout for fout in regio.waarheid.fouten if fout.soort == "verkeerde versie"]
    assert fout.uitkomst == "quarantaine"
    for bericht in catalogus.berichten:
        vast = {e.naam: e.patroon for e in bericht.wortel.doorloop() if e.naam in ("BerichtVersie", "BerichtSubversie")}
        assert len(vast) == 2 and all(patroon for patroon in vast.values()), bericht.titel


def test_te_groot_bestand_wordt_geweigerd() -> None:
    """OP179: reading stops where the rule begins."""
    [grens] = [int(rij["waarde"]) for rij in _seed("parameter") if rij["parameter"] == "bestand_max_bytes"]
    assert grens >= MAX_BYTES


@pytest.mark.parametrize("wet", ["Jw", "Wmo"])
def test_reden_van_de_andere_wet_wordt_geweigerd(wet: str, catalogus: Catalogus) -> None:
    """DWH-07: the schema lets no other reden through than the rule does."""
    bericht = next(b for b in catalogus.berichten if (b.wet, b.berichttype) == (wet, "307"))
    [reden] = [e.datatype for e in bericht.wortel.doorloop() if e.naam == "RedenBeeindiging"]
    assert reden is not None and reden.codes
    assert set(reden.codes) <= {rij["code"] for rij in _seed("reden_beeindiging") if rij["wet"] == wet}


def test_geplant_staat_los_van_de_simulatie(regio: Regio, planting: Planting) -> None:
    """Own clients, toewijzingen and aanbieder, and at most a tenth of the messages."""
    assert OEFENAANBIEDER.agb not in {aanbieder.agb for aanbieder in AANBIEDERS}
    eigen = {client.nummer for client in planting.feiten.clienten}
    assert min(eigen) > STANDAARD.clienten
    for feit in (*regio.waarheid.toewijzingen, *regio.waarheid.leveringen, *regio.waarheid.prestaties):
        assert (feit.aanbieder_agb == OEFENAANBIEDER.agb) == (feit.client in eigen)
    assert all(OEFENAANBIEDER.agb in (b.afzender, b.ontvanger) for b in (*planting.berichten, *planting.tweelingen))
    assert len(planting.berichten) < 0.1 * regio.waarheid.bestanden["geladen"]


def test_zonder_fouten_is_er_niets_geplant() -> None:
    assert Planting().bevindingen.total() == 0 == len(Planting().berichten)


@pytest.mark.parametrize(
    ("pad", "waarde", "uitkomst"),
    [
        ("A/B", 2, {"A": {"B": 2, "L": [{"C": 1}]}}),
        ("A/L/0/C", None, {"A": {"B": 1, "L": [{"C": None}]}}),
        ("A/L/0", 5, {"A": {"B": 1, "L": [5]}}),
        ("D/E", 3, {"A": {"B": 1, "L": [{"C": 1}]}, "D": {"E": 3}}),
    ],
)
def test_afwijking_op_een_pad(pad: str, waarde: Waarde, uitkomst: Waarde) -> None:
    goed: Waarde = {"A": {"B": 1, "L": [{"C": 1}]}}
    assert met(goed, pad, waarde) == uitkomst
    assert goed == {"A": {"B": 1, "L": [{"C": 1}]}}
