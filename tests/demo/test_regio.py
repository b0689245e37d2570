"""The region: valid, deterministic, lively, without real persons, and written only once."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from peilstok.berichten.catalogus import laad_catalogus
from peilstok.berichten.schema import compileer
from peilstok.demo import (
    DEMO_PEILDATUM,
    DEMO_SLEUTEL,
    STANDAARD,
    DemoParameters,
    Regio,
    client_bsn,
    maak_regio,
    schrijf_regio,
)
from peilstok.demo.personen import TEST_BSN_EERSTE, TEST_BSN_LAATSTE, is_elfproef
from peilstok.demo.wereld import OEFENAANBIEDER
from tests.demo.leden import leden

XSD_MAP = Path(__file__).parents[3] / "shared" / "domein" / "xsd"
KLEIN = DemoParameters(clienten=25)


def _planted(regio: Regio, uitkomst: str) -> set[str]:
    return {pad for fout in regio.waarheid.fouten if fout.uitkomst == uitkomst for pad in fout.paden}


def _goede_berichten(regio: Regio) -> list[tuple[str, etree._Element]]:
    slecht = _planted(regio, "quarantaine")
    dtd = {pad for pad, inhoud in leden(regio) if b"<!DOCTYPE" in inhoud}
    return [(pad, etree.fromstring(inhoud)) for pad, inhoud in leden(regio) if pad not in slecht | dtd]


def test_alle_berichten_voldoen_aan_de_catalogus(regio: Regio) -> None:
    schemas = {bericht.namespace: compileer(bericht) for bericht in laad_catalogus().berichten}
    for pad, xml in _goede_berichten(regio):
        schema = schemas[etree.QName(xml).namespace or ""]
        assert schema.validate(xml), (pad, schema.error_log.last_error)


@pytest.mark.skipif(not XSD_MAP.is_dir(), reason="de officiele XSD's liggen niet naast het project")
def test_alle_berichten_voldoen_aan_de_officiele_xsd(regio: Regio) -> None:
    schemas: dict[str, etree.XMLSchema] = {}
    for bericht in laad_catalogus().berichten:
        wetmap = XSD_MAP / f"i{bericht.wet.lower()}-3.2"
        pad = next(p for p in sorted(wetmap.glob(f"{bericht.titel}*.xsd")))
        schemas[bericht.namespace] = etree.XMLSchema(etree.parse(pad))
    for pad_, xml in _goede_berichten(regio):
        schema = schemas[etree.QName(xml).namespace or ""]
        assert schema.validate(xml), (pad_, schema.error_log.last_error)


def test_tellingen_van_bestanden_kloppen(regio: Regio) -> None:
    """The truth's count of files is that of the landing folder; equal bytes are counted once as loaded."""
    alle = list(leden(regio))
    gezien: Counter[bytes] = Counter(inhoud for _, inhoud in alle)
    waarheid = regio.waarheid.bestanden
    assert sum(waarheid.values()) == len(alle)
    assert waarheid["dubbel"] == len(alle) - len(gezien)
    assert 5500 <= waarheid["geladen"] <= 7300
    for fout in regio.waarheid.fouten:
        assert not fout.paden or len(fout.paden) == fout.aantal
    assert _planted(regio, "quarantaine") <= {pad for pad, _ in alle}


def test_alle_geplante_fouten_komen_voor(regio: Regio) -> None:
    soorten = {fout.soort: fout.aantal for fout in regio.waarheid.fouten}
    assert len(soorten) == 15
    assert all(aantal >= 1 for aantal in soorten.values()), soorten


def test_zelfde_seed_zelfde_bytes_andere_seed_andere() -> None:
    een, twee = maak_regio(KLEIN), maak_regio(KLEIN)
    assert een.bestanden == twee.bestanden
    assert een.waarheid == twee.waarheid
    assert maak_regio(replace(KLEIN, seed=1)).bestanden != een.bestanden


def test_grotere_regio_begint_met_dezelfde_clienten() -> None:
    klein, groot = maak_regio(KLEIN), maak_regio(replace(KLEIN, clienten=40))
    assert groot.clienten[:25] == klein.clienten[:25]


def test_zonder_retours_en_fouten() -> None:
    regio = maak_regio(replace(KLEIN, retours=False, fouten=False))
    assert {bericht.berichttype for bericht in regio.waarheid.berichten} == {
        "301",
        "305",
        "307",
        "315",
        "317",
        "319",
        "323",
        "325",
    }
    assert set(regio.waarheid.bestanden) == {"geladen"}


def test_bsns_zijn_officiele_testnummers(regio: Regio) -> None:
    # CS002 is planted with numbers that fail the elfproef, and so belong to nobody.
    zonder_elfproef = [client for client in regio.clienten if not is_elfproef(client.bsn)]
    assert len(zonder_elfproef) == sum(b.geplant for b in regio.waarheid.bevindingen if b.regel == "CS002/OP079")
    for client in set(regio.clienten) - set(zonder_elfproef):
        assert TEST_BSN_EERSTE <= int(client.bsn) <= TEST_BSN_LAATSTE
    bsns = {bsn for _, xml in _goede_berichten(regio) for bsn in xml.xpath("//*[local-name()='Bsn']/text()")}
    assert bsns <= {client.bsn for client in regio.clienten}


def test_bsn_voorbij_de_testnummers_is_van_niemand() -> None:
    nummers = [client_bsn(nummer) for nummer in (*range(7990, 8200), 300_000)]
    assert len(set(nummers)) == len(nummers)
    assert all(len(bsn) == 9 for bsn in nummers)
    assert [is_elfproef(bsn) for bsn in nummers[:11]] == [True] * 11
    assert not any(is_elfproef(bsn) for bsn in nummers[11:])
    with pytest.raises(ValueError, match="beginnen bij 1"):
        client_bsn(0)


def test_geen_bsn_in_namen_van_bestanden_en_waarheid(regio: Regio) -> None:
    bsns = {client.bsn for client in regio.clienten}
    waarheid = regio.waarheid.als_json()
    for pad, _ in leden(regio):
        assert not set(re.findall(r"\d{9,}", pad)), pad
    assert not bsns & set(re.findall(r"\d{9}", waarheid))
    assert not [gegeven for gegeven in regio.persoonsgegevens if gegeven in waarheid]
    assert json.loads(waarheid)["peildatum"] == "2026-09-30"


def test_persoonsgegevens_staan_in_de_berichten(regio: Regio) -> None:
    """What the privacy test looks for is really there to be found."""
    tekst = b"".join(inhoud for _, inhoud in leden(regio)).decode(errors="replace")
    aanwezig = [gegeven for gegeven in regio.persoonsgegevens if gegeven in tekst]
    assert len(aanwezig) > 0.9 * len(regio.persoonsgegevens)


def test_verslag_heeft_iets_te_tonen(regio: Regio) -> None:
    """Every aanbieder has at least five ended toewijzingen under one of its laws in January to September of both years
    (K001-12).
    """
    eindes: Counter[tuple[str, str, int]] = Counter()
    for t in regio.waarheid.toewijzingen:
        if (
            t.aanbieder_agb != OEFENAANBIEDER.agb
            and t.einddatum is not None
            and t.einddatum <= DEMO_PEILDATUM
            and t.einddatum.month <= 9
        ):
            eindes[t.wet, t.aanbieder_agb, t.einddatum.year] += 1
    punten = {(wet, agb) for wet, agb, jaar in eindes if jaar in (2025, 2026)}
    genoeg = {punt for punt in punten if min(eindes[*punt, 2025], eindes[*punt, 2026]) >= 5}
    assert len(punten) == 14
    assert len(genoeg) >= 13, punten - genoeg
    statussen = {levering.status for levering in regio.waarheid.leveringen}
    assert statussen == {"actief", "onderbroken", "hervat", "beeindigd"}


def test_waarheid_bevat_iedere_situatie(regio: Regio) -> None:
    toewijzingen, leveringen = regio.waarheid.toewijzingen, regio.waarheid.leveringen
    assert {"04", "05", "06", "07", "09", "12"} <= {t.reden_wijziging for t in toewijzingen}
    assert "13" not in {t.reden_wijziging for t in toewijzingen}
    assert any(t.einddatum is None for t in toewijzingen)
    assert any(t.einddatum == t.ingangsdatum for t in toewijzingen)
    assert any(levering.einddatum_effectief != levering.einddatum_zorg for levering in leveringen)
    # Definitive after temporary (G3).
    assert any(levering.einddatum_definitief not in (None, levering.einddatum_zorg) for levering in leveringen)
    per_wet = {wet: {t.client for t in toewijzingen if t.wet == wet} for wet in ("Jw", "Wmo")}
    assert per_wet["Jw"] & per_wet["Wmo"]
    # Numbers overlap between laws and gemeenten: only the whole key is unique.
    sleutels = [(t.wet, t.gemeente_code, t.toewijzingnummer) for t in toewijzingen]
    assert len(set(sleutels)) == len(sleutels) > len({nummer for *_, nummer in sleutels})
    assert all(levering.start_gemeld <= DEMO_PEILDATUM for levering in leveringen)


def test_schrijven_is_idempotent(tmp_path: Path) -> None:
    regio = maak_regio(KLEIN)
    eerste = schrijf_regio(regio, tmp_path)
    assert (eerste.geschreven, eerste.ongewijzigd) == (len(regio.bestanden), 0)
    vreemd = tmp_path / "berichten" / "van_iemand_anders.xml"
    vreemd.write_bytes(b"x")
    voor = {pad: pad.stat().st_mtime_ns for pad in tmp_path.rglob("*") if pad.is_file()}
    assert len({tijd for pad, tijd in voor.items() if pad != vreemd}) == 1
    een, twee = sorted(tmp_path / pad for pad in regio.bestanden)[:2]
    een.unlink()
    twee.write_bytes(b"anders")
    weer = schrijf_regio(regio, tmp_path)
    assert (weer.geschreven, weer.ongewijzigd) == (2, len(regio.bestanden) - 2)
    assert {pad: pad.stat().st_mtime_ns for pad in tmp_path.rglob("*") if pad.is_file()} == voor
    eigen = {pad.relative_to(tmp_path).as_posix() for pad in voor if pad != vreemd}
    assert eigen == set(regio.bestanden)
    assert not list(tmp_path.rglob("*.deel"))


def test_parameters() -> None:
    assert STANDAARD.begindatum == date(2024, 10, 1)
    assert STANDAARD.peildatum == DEMO_PEILDATUM
    assert "demo" in DEMO_SLEUTEL
    with pytest.raises(ValueError, match="laatste dag van een maand"):
        DemoParameters(peildatum=date(2026, 9, 29))
    with pytest.raises(ValueError, match="minstens een client"):
        DemoParameters(clienten=0)
