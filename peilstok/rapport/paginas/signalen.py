"""Signalen: what asks for a conversation without being a norm, with the cases behind it (K001-18, K002-24)."""

from __future__ import annotations

from peilstok.rapport.blok import SLEUTEL, STAND, Blok, Bron, Maat, Pagina

SIGNAAL = Bron(
    "signaal",
    "marts.kpi_signaal",
    (*SLEUTEL, "maand", "signaal", "omschrijving", "percentage", "aantal", "noemer", *STAND),
)
WIE = Bron(
    "signaal_wie",
    "marts.pagina_signaal_wie",
    (
        "wet",
        "omschrijving",
        "volgorde",
        "signaal",
        "aanbieder_agb",
        "aanbieder_agb|maand_tekst",
        "jaar",
        "aantal",
        "noemer",
        "percentage",
        "eenheid",
        *STAND,
    ),
    alleen={"gemeente_code": ("ALLE",)},
    los=True,
)
NIET = Bron("signaal_niet", "marts.pagina_signaal_niet", ("wet", "omschrijving", "status", "reden"), tijdloos=True)

NAMEN = {
    "kosten_boven_p95": "Dure casussen",
    "behandeling_en_begeleiding": "Behandeling en begeleiding tegelijk",
    "wijziging_na_90_dagen": "Na 90 dagen verlengd, zonder verzoek",
    "uitstroom_gezinshuis": "Uitstroom uit gezinshuizen",
    "afbouwproduct": "Van zwaar naar lichter",
    "plek_met_andere_toewijzing": "Andere zorg naast een plek",
    "declaratie_op_plek": "Gedeclareerd op een plek",
}
"""Each signal in a few words, in the order of the rows; what it counts is in the definition and in the lists."""

SIGNALEN = Pagina(
    naam="signalen",
    titel="Signalen",
    vraag="Waar vragen gevallen om een gesprek, zonder dat er een norm voor is?",
    blokken=(
        Blok(
            id="verloop",
            titel="Signalen per maand",
            uitleg="Hoe vaak elk signaal voorkwam; kies bij ‘Toon’ voor het deel van alle gevallen waarin het had"
            " gekund. Een signaal is geen oordeel maar een aanleiding om te kijken; een cijfer in de tabel leidt naar"
            " de gevallen. Aantallen van verschillende signalen zijn niet op te tellen.",
            bron=SIGNAAL,
            soort="lijn",
            rij="signaal",
            rijkop="Signaal",
            namen=NAMEN,
            venster=24,
            maten=(
                Maat("aantal", "Aantal signalen"),
                Maat("percentage", "Aandeel", 1, "%", noemer="noemer"),
                Maat("noemer", "Gevallen waarin het kon"),
            ),
            maatkeuze=True,
            leeg="Voor deze selectie kon zich geen signaal voordoen.",
        ),
        Blok(
            id="wie",
            titel="Bij welke aanbieders",
            uitleg="De aanbieders waar een signaal in de laatste maand van het jaar voorkwam, per signaal het vaakst"
            " eerst.",
            bron=WIE,
            soort="lijst",
            rij="aanbieder_agb|maand_tekst",
            rijkop="Aanbieder en maand",
            over="rijen",
            maten=(
                Maat("omschrijving", "Signaal"),
                Maat("aantal", "Signalen"),
                Maat("noemer", "Van"),
                Maat("percentage", "Aandeel", 1, "%", noemer="noemer"),
                Maat("eenheid", "Telt"),
            ),
            leeg="Voor deze selectie kwam in dit jaar geen signaal voor.",
        ),
        Blok(
            id="niet",
            titel="Wat hier niet staat, en waarom",
            uitleg="Signalen waar het contract om vraagt en die niet uit berichten zijn te halen, of elders staan.",
            bron=NIET,
            soort="lijst",
            rij="omschrijving",
            rijkop="Signaal",
            over="rijen",
            maten=(Maat("status", "Stand"), Maat("reden", "Waarom, of waar wel")),
            leeg="Alle gevraagde signalen staan hierboven.",
        ),
    ),
    filters=("wet", "jaar", "maand", "gemeente", "aanbieder"),
)
