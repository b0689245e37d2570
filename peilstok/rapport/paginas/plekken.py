"""Plekken: places realised per product (K002-01)."""

from __future__ import annotations

from peilstok.rapport.blok import Blok, Bron, Maat, Pagina

PLEKKEN_BRON = Bron(
    "plekken",
    {
        "marts.kpi_plekken_realisatie": (
            "wet",
            "gemeente_code",
            "aanbieder_agb",
            "productcode",
            "maand",
            "plekken_ytd",
            "unieke_clienten_ytd",
            "voorlopig",
        )
    },
)

PLEKKEN = Pagina(
    naam="plekken",
    titel="Plekken",
    vraag="Hoeveel plekken zijn er per product gerealiseerd?",
    blokken=(
        Blok(
            id="realisatie",
            titel="Plekken: realisatie per product per maand",
            uitleg="Hoeveel cliënten gemiddeld per dag zorg kregen, over het jaar tot en met de maand (YTD). Eén"
            " plek is een cliënt die iedere dag van die periode zorg had. Het totaal is de stand na de laatste"
            " maand, geen optelling van maanden.",
            bron=PLEKKEN_BRON,
            soort="lijn",
            rij="productcode",
            rijkop="Product",
            maten=(Maat("plekken_ytd", "Plekken (jaar tot en met de maand)", 2),),
            totaal="laatste",
            totaalnaam="Alle producten",
            leeg="Voor deze selectie is in dit jaar geen zorg geleverd. Kies een ander jaar, een andere wet of alle"
            " aanbieders.",
        ),
        Blok(
            id="clienten",
            titel="Unieke cliënten per product, jaar tot en met de maand",
            uitleg="Unieke cliënten met minstens één dag zorg sinds 1 januari. Wie twee producten heeft telt bij"
            " beide, en één keer in het totaal.",
            bron=PLEKKEN_BRON,
            soort="tabel",
            rij="productcode",
            rijkop="Product",
            maten=(Maat("unieke_clienten_ytd", "Unieke cliënten (YTD)"),),
            totaal="laatste",
            totaalnaam="Alle producten",
            leeg="Voor deze selectie is in dit jaar geen zorg geleverd.",
        ),
    ),
)
