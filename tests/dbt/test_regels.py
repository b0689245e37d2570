"""Rules of message quality: registry and SQL belong together, and every rule finds its breach and nothing else."""

from __future__ import annotations

import csv
import re
from dataclasses import replace

import pytest

from tests.dbt.magazijn import DBT, Bericht, Magazijn, gestart, retour, start, toegewezen, toewijzing
from tests.dbt.regels import GEVALLEN, Geval
from tests.dbt.regels.verzoek import VOT, antwoord

REGELS = DBT / "models" / "kwaliteit" / "regel"
EIGENAREN = {"gemeente", "aanbieder", "data team"}


def register() -> list[dict[str, str]]:
    with (DBT / "seeds" / "regel_register.csv").open(encoding="utf-8") as bestand:
        return list(csv.DictReader(bestand))


def test_register_en_sql_horen_bij_elkaar() -> None:
    """A rule that is checked has one SQL file, a file one rule; a rule that is not says why."""
    gecontroleerd = {r["model"] for r in register() if r["status"] == "gecontroleerd"}
    assert gecontroleerd == {pad.stem for pad in REGELS.glob("*.sql")}
    verenigd = (REGELS.parent / "bevinding.sql").read_text(encoding="utf-8")
    lijst = re.findall(r"'(\w+)'", verenigd.split("]", 1)[0])
    assert [f"regel_{naam}" for naam in lijst] == sorted(gecontroleerd)
    for regel in register():
        assert regel["stelling"] and regel["eigenaar"] in EIGENAREN, regel["regel"]
        assert regel["aan_zet"] in ("", "afzender", "ontvanger"), regel["regel"]
        if regel["status"] == "gecontroleerd":
            assert regel["remedie"] and regel["populatie"], regel["regel"]
        else:
            assert regel["status"] == "niet controleerbaar" and regel["toelichting"], regel["regel"]
            assert not regel["model"] and not regel["populatie"], regel["regel"]


def test_sql_noemt_zijn_eigen_regel() -> None:
    naam = {r["model"]: r["regel"] for r in register() if r["model"]}
    for pad in REGELS.glob("*.sql"):
        assert set(re.findall(r"bevinding_kop\('([^']+)'", pad.read_text(encoding="utf-8"))) == {naam[pad.stem]}


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda g: f"{g.regel}: {g.naam}")
def test_regel(magazijn: Magazijn, geval: Geval) -> None:
    model = next(r["model"] for r in register() if r["regel"] == geval.regel)
    with magazijn.referentie(geval.referentie):
        rijen = magazijn.draai(geval.berichten, geval.instelling).rijen(f"kwaliteit.{model}")
    assert len(rijen) == geval.aantal, rijen


@pytest.mark.parametrize(
    ("regel", "berichten"),
    [
        ("TR342", next(g.berichten for g in GEVALLEN if g.regel == "TR342" and g.aantal)),
        ("TR358", next(g.berichten for g in GEVALLEN if g.regel == "TR358" and g.aantal)),
        ("TR355", (VOT, antwoord("A1", "2025-01-03", "R9", "1"))),
    ],
)
def test_waar_iemand_uit_is_weggelaten_wordt_niet_nageteld(
    magazijn: Magazijn, regel: str, berichten: tuple[Bericht, ...]
) -> None:
    """A message of which a forgotten person was left out was right when it was sent (besluiten/0044)."""
    model = next(r["model"] for r in register() if r["regel"] == regel)
    assert len(magazijn.draai(berichten).rijen(f"kwaliteit.{model}")) == 1
    magazijn.voer_uit("INSERT INTO raw.weggelaten SELECT DISTINCT bericht_id FROM raw.bericht")
    magazijn.herbouw("int_record_declaratie_antwoord", "int_geldige_declaratie", "int_antwoord_verzoek")
    assert magazijn.rijen(f"kwaliteit.{model}") == []
    magazijn.voer_uit("DELETE FROM raw.weggelaten")


@pytest.mark.parametrize("regel", ["OP087", "TR074", "TR302/OP259", "TR374/OP350", "TR389/TR416/OP366"])
def test_wat_we_niet_ontvingen_kan_een_tegenspraak_verklaren(magazijn: Magazijn, regel: str) -> None:
    """A deletion, credit, shorter version or decision that never came here makes a correct chain look wrong."""
    geval = next(g for g in GEVALLEN if g.regel == regel and g.aantal)

    def standen(dekking: list[dict[str, str]]) -> set[str]:
        with magazijn.referentie(geval.referentie | {"dekking": dekking}):
            magazijn.draai(geval.berichten, geval.instelling)
            return {status for (status,) in magazijn.rijen("kwaliteit.bevinding", "status", f"regel = '{regel}'")}

    assert standen([]) == {"open"}
    assert standen([{"vanaf": "2030-01-01"}]) == {"niet te beoordelen"}


HEEN = start("S1", "2025-01-02", gestart(begin="2025-01-02"))
LOS = toegewezen(eenheid="14", frequentie="1")
GEVRAAGD = {"referentie_aanbieder": "A1", "productcategorie": "45", "volume": "60", "eenheid": "14", "frequentie": "1"}


@pytest.mark.parametrize(
    ("regel", "berichten", "eigenaar"),
    [
        ("OP090", (HEEN,), "gemeente"),
        ("OP090", (toewijzing("T1", "2024-12-16", LOS),), "aanbieder"),
        ("CS338/CS343", (toewijzing("T1", "2024-12-16", LOS),), "gemeente"),
        ("CS338/CS343", (Bericht("315", "V1", "2024-12-16", (GEVRAAGD,)),), "aanbieder"),
        # a retour has the header of what it answers, and is sent by the other side
        ("OP065/IV028", (HEEN, replace(retour(HEEN, "2025-01-03"), retourcodes_client=("0200",))), "gemeente"),
        ("OP271", (replace(HEEN, dagtekening="2025-02-03"),), "aanbieder"),
    ],
)
def test_eigenaar_volgt_de_richting_van_het_bericht(
    magazijn: Magazijn, regel: str, berichten: tuple[Bericht, ...], eigenaar: str
) -> None:
    gevonden = magazijn.draai(berichten).rijen("kwaliteit.bevinding", "eigenaar", f"regel = '{regel}'")
    assert gevonden == [(eigenaar,)]


def test_wat_te_laat_kwam_is_niet_meer_te_herstellen(magazijn: Magazijn) -> None:
    """OP090: a retour that is missing can be sent; one that came late stays late, and nobody is told to send it."""
    te_laat, ontbreekt = replace(HEEN, identificatie="S2"), HEEN
    kolommen = "identificatie, is_herstelbaar, te_herstellen_door, remedie"
    magazijn.draai([ontbreekt, te_laat, retour(te_laat, "2025-02-03")])
    (mist, *_, stuur), (laat, *_, blijft) = magazijn.rijen("kwaliteit.bevinding", kolommen, "regel = 'OP090'")
    assert (mist, laat) == ("S1", "S2")
    assert "stuur het retourbericht" in stuur and "niet opnieuw" in blijft
    assert magazijn.rijen("kwaliteit.bevinding", "is_herstelbaar, te_herstellen_door", "regel = 'OP090'") == [
        (False, None),
        (True, "gemeente"),
    ]
    # a finding that was answered waits for nobody
    (bevinding,) = magazijn.rijen("kwaliteit.bevinding", "bevinding_id", "regel = 'OP090' and is_herstelbaar")
    antwoord = [{"bevinding_id": bevinding[0], "status": "akkoord", "datum": "2025-03-01"}]
    with magazijn.referentie({"kwaliteit_terugkoppeling": antwoord}):
        magazijn.draai([ontbreekt, te_laat, retour(te_laat, "2025-02-03")])
        rijen = magazijn.rijen(
            "kwaliteit.bevinding", "te_herstellen_door, status", "regel = 'OP090' and is_herstelbaar"
        )
        assert rijen == [(None, "akkoord")]


def test_wie_op_antwoord_wacht_kent_te_laat() -> None:
    """The rules whose SQL tells what is missing from what came late, the list that reads it, and their remedies."""
    naam = {r["model"]: r["regel"] for r in register() if r["model"]}
    zegt_het = {naam[pad.stem] for pad in REGELS.glob("*.sql") if "is_te_laat" in pad.read_text(encoding="utf-8")}
    verenigd = (REGELS.parent / "bevinding.sql").read_text(encoding="utf-8")
    lijst = re.findall(r"'(\w+)'", verenigd.split("set wachtend", 1)[1].split("]", 1)[0])
    with (DBT / "seeds" / "remedie_te_laat.csv").open(encoding="utf-8") as bestand:
        remedies = {r["regel"] for r in csv.DictReader(bestand)}
    assert zegt_het == {naam[f"regel_{model}"] for model in lijst} == remedies
    # a sentence that tells a case that waits from one that was late belongs to one of these
    for pad in REGELS.glob("*.sql"):
        if re.search(r"is nog (geen|niet)|nog geen reactie|nog niet besloten", pad.read_text(encoding="utf-8")):
            assert naam[pad.stem] in zegt_het, pad.name


def test_elke_regel_heeft_een_overtreding_en_een_schoon_geval() -> None:
    for regel in register():
        if regel["status"] == "gecontroleerd":
            aantallen = [g.aantal > 0 for g in GEVALLEN if g.regel == regel["regel"]]
            assert True in aantallen and False in aantallen, regel["regel"]
