"""The summary a clerk reads."""

from dataclasses import replace
from datetime import date

from dagster_project.verslag import Afkeuring, Nachtverslag, tekst

LEEG = Nachtverslag(date(2026, 9, 30), date(2026, 9, 30), 41.6, index="data/publicatie/datateam/index.html")


def test_empty_night() -> None:
    uit = tekst(LEEG)
    assert "42 seconden" in uit
    assert "30-09-2026" in uit
    assert "Quarantaine" not in uit
    assert uit.endswith("open data/publicatie/datateam/index.html in een browser.")


def test_settings_that_stand_out_are_said_first() -> None:
    assert tekst(replace(LEEG, let_op=["P is later dan vandaag."])).splitlines()[2] == "Let op: P is later dan vandaag."


def test_missing_messages_are_said_first() -> None:
    zin = "Wmo, Maastricht: cijfers vanaf maart 2025; daarvoor ontbreken berichten"
    assert tekst(replace(LEEG, gaten=[zin])).splitlines()[2] == f"Let op: {zin}."


def test_counts_reasons_and_places() -> None:
    verslag = Nachtverslag(
        date(2026, 9, 30),
        date(2026, 9, 30),
        1,
        geladen=3214,
        dubbel=2,
        quarantaine=5,
        open_in_quarantaine=7,
        berichten=[("Wmo", "301", 20), ("Jw", "305", 1200), ("Jw", "301", 3)],
        uitkomsten=(1200, 1, 0, 0, 2),
        afkeuringen=[Afkeuring(f"berichten/{n}.xml regel 3", "geen geldige datum") for n in range(4)]
        + [Afkeuring("berichten/x.xml", "leeg bestand")],
        ontbrekend=["normen", "aanbieders"],
        tabellen=23,
        controles_geslaagd=90,
        controles_mis=["signaal: stil"],
        controles_niet_beoordeeld=12,
        normen_mis=3,
        gewijzigd=True,
    )
    regels = tekst(verslag).splitlines()
    assert "Bestanden   3.221: 3.214 geladen, 0 al bekend, 2 dubbel, 5 in quarantaine" in regels
    assert "            7 staan nog open in quarantaine (tabel raw.bestand)" in regels
    assert "Berichten   Jw   301: 3  305: 1.200" in regels
    assert "            Wmo  301: 20" in regels
    assert regels.index("            - 4x geen geldige datum") < regels.index("            - 1x leeg bestand")
    assert "                en nog 1 (alle in tabel raw.bestand)" in regels
    assert "Uitkomsten  1.203: 1.200 geladen, 1 als proef beoordeeld, 2 afgekeurd" in regels
    assert "            aanbieders, normen" in regels
    assert "            - signaal: stil" in regels
    assert "Controles   90 geslaagd, 4 niet, 12 niet te beoordelen (niets om te controleren)" in regels
    assert any(regel.startswith("            - signaal: norm die niet iedereen haalt: 3.") for regel in regels)


def test_mail() -> None:
    regels = tekst(replace(LEEG, mail=["2 verstuurd, 1 geweigerd", "'make doctor' zegt om wie het gaat"])).splitlines()
    plek = regels.index("Mail        2 verstuurd, 1 geweigerd")
    assert regels[plek - 1].startswith("Publicatie")
    assert regels[plek + 1] == "            'make doctor' zegt om wie het gaat"


def test_findings_on_reference_tables() -> None:
    regels = tekst(replace(LEEG, referentiebevindingen=1200)).splitlines()
    assert (
        "Referentie  1.200 bevindingen in uw eigen tabellen (kwaliteit/referentie_bevinding.csv in de publicatie)"
        in regels
    )
    assert "Referentie  1 bevinding in" in tekst(replace(LEEG, referentiebevindingen=1))
    assert "Referentie" not in tekst(LEEG)
