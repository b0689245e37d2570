"""Opvolging: what was agreed and done with providers, and what was done to change a figure (K000-08, K001-18;
seed 001: ontwikkelplannen, partnerontwikkeling, interventies)."""

from __future__ import annotations

from peilstok.rapport.blok import Blok, Bron, Maat, Pagina

INTERVENTIE = Bron(
    "interventie",
    "marts.pagina_interventie",
    (
        "wet",
        "volgorde",
        "aanbieder_agb",
        "zorgterrein",
        "aanbieder_agb|zorgterrein",
        "actie",
        "waarover",
        "wanneer",
        "ervoor",
        "ervoor_maanden_aantal",
        "laatste",
        "erna_maanden_aantal",
        "verschil",
        "verschil_laag",
        "verschil_hoog",
        "lezing",
    ),
    los=True,
    tijdloos=True,
)
STAPPEN = Bron(
    "opvolging_stap",
    "marts.pagina_opvolging",
    ("wet", "volgorde", "aanbieder_agb", "aanbieder_agb|dag", "soort", "stap", "status", "waarover", "gemeente"),
    los=True,
    tijdloos=True,
)
AFSPRAKEN = Bron(
    "opvolging_afspraak",
    "marts.pagina_afspraak",
    ("wet", "volgorde", "aanbieder_agb", "aanbieder_agb|naam", "geldt_in", "afspraak"),
    los=True,
    tijdloos=True,
)

OPVOLGING = Pagina(
    naam="opvolging",
    titel="Opvolging",
    vraag="Wat is er met aanbieders afgesproken en ondernomen, en veranderde er iets in de cijfers?",
    blokken=(
        Blok(
            id="interventies",
            titel="Acties en het cijfer waar ze over gaan",
            uitleg="Elke actie met de KPI die moest veranderen: het gemiddelde van de maanden voor het begin naast de"
            " laatste maand die er is, met de marge waarbinnen zo’n maand ook zonder verandering zou liggen. Een"
            " verschil is geen bewijs: cijfers veranderen ook zonder actie, en wat tegelijk gebeurde telt mee.",
            bron=INTERVENTIE,
            soort="lijst",
            rij="aanbieder_agb|zorgterrein",
            rijkop="Bij wie",
            over="rijen",
            maten=(
                Maat("actie", "Actie"),
                Maat("waarover", "KPI"),
                Maat("wanneer", "Wanneer"),
                Maat("lezing", "Wat dat zegt"),
                Maat("ervoor", "Ervoor, gemiddeld", 1),
                Maat("laatste", "Laatste maand", 1),
                Maat("verschil", "Verschil", 1, met_plus=True),
                Maat("verschil_laag", "Marge van", 1, met_plus=True),
                Maat("verschil_hoog", "Marge tot", 1, met_plus=True),
                Maat("ervoor_maanden_aantal", "Maanden ervoor"),
                Maat("erna_maanden_aantal", "Maanden sinds het begin"),
            ),
            leeg="Voor deze selectie is geen actie vastgelegd.",
        ),
        Blok(
            id="stappen",
            titel="Gesprekken, ontwikkelplannen, acties en stappen",
            uitleg="Alles wat met aanbieders is ondernomen of gepland, nieuwste eerst: gesprekken, ontwikkelplannen,"
            " stappen in een partnerschap, stappen op de escalatieladder en brieven.",
            bron=STAPPEN,
            soort="lijst",
            rij="aanbieder_agb|dag",
            rijkop="Wie en wanneer",
            over="rijen",
            maten=(
                Maat("soort", "Soort"),
                Maat("stap", "Stap"),
                Maat("status", "Status"),
                Maat("waarover", "Waarover"),
                Maat("gemeente", "Gemeente"),
            ),
            leeg="Voor deze selectie is nog geen gesprek, plan of stap vastgelegd.",
        ),
        Blok(
            id="afspraken",
            titel="Afspraken met aanbieders over een KPI",
            uitleg="Zoals de gemeente ze heeft vastgelegd, nieuwste jaar eerst. Een afspraak verandert geen kleur.",
            bron=AFSPRAKEN,
            soort="lijst",
            rij="aanbieder_agb|naam",
            rijkop="Wie en waarover",
            over="rijen",
            maten=(Maat("geldt_in", "Jaar"), Maat("afspraak", "Afspraak")),
            leeg="Voor deze selectie is nog geen afspraak vastgelegd.",
        ),
    ),
    filters=("wet", "aanbieder"),
)
