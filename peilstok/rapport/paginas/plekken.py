"""Plekken: places realised per product, against last year and against what was paid in advance (K002-01 to K002-05,
K002-18)."""

from __future__ import annotations

from peilstok.rapport.blok import SLEUTEL, STAND, Blok, Bron, Maat, Pagina

_UIT_KPI = ("plekken_ytd", "unieke_clienten_ytd", "realisatie_ytd_eur", "voorschot_ytd_eur", "saldo_ytd_eur")
PLEKKEN_BRON = Bron(
    "plekken",
    "marts.pagina_plekken",
    (
        *SLEUTEL,
        "productcode",
        "maand",
        "plekken_ytd",
        "plekken_ytd_vorig_jaar",
        "unieke_clienten_ytd",
        "realisatie_ytd_eur",
        "voorschot_ytd_eur",
        "saldo_ytd_eur",
        "zorgdagen_zonder_prijs_ytd",
        "prijs_eur",
        *STAND,
    ),
    anders=Bron("plekken", "marts.kpi_plekken_realisatie", (*SLEUTEL, "productcode", "maand", *_UIT_KPI, *STAND)),
)
PLEKKEN_SOM = Bron(
    "plekken_som",
    "marts.pagina_plekken",
    (
        *SLEUTEL,
        "maand",
        "plekken_ytd",
        "plekken_ytd_vorig_jaar",
        "verschil_plekken",
        "realisatie_ytd_eur",
        "voorschot_ytd_eur",
        "saldo_ytd_eur",
        *STAND,
    ),
    alleen={"productcode": ("ALLE",)},
    anders=Bron(
        "plekken_som",
        "marts.kpi_plekken_realisatie",
        (*SLEUTEL, "maand", *_UIT_KPI, *STAND),
        alleen={"productcode": ("ALLE",)},
    ),
)

_GEEN_ZORG = (
    "Voor deze selectie is in dit jaar geen zorg geleverd. Kies een ander jaar, een andere wet of alle aanbieders."
)
BEVROREN = Bron(
    "bevroren_plekken",
    "marts.pagina_bevroren",
    (
        *SLEUTEL,
        "jaar",
        "volgorde",
        "regel",
        "plekken_ytd_toen",
        "plekken_ytd_nu",
        "toen_eur",
        "nu_eur",
        "verschil_eur",
        "naast_toen_eur",
        "naast_nu_eur",
        *STAND,
    ),
    alleen={"wat": ("plekken",)},
)
NABETALING = Bron(
    "nabetaling",
    "marts.pagina_nabetaling",
    (
        *SLEUTEL,
        "jaar",
        "volgorde",
        "dag|productcode",
        "tot_en_met",
        "realisatie_ytd_toen_eur",
        "realisatie_ytd_later_eur",
        "nabetaling_eur",
        *STAND,
    ),
)

PLEKKEN = Pagina(
    naam="plekken",
    titel="Plekken",
    vraag="Hoeveel plekken zijn er per product gerealiseerd, en wat betekent dat voor de verrekening?",
    blokken=(
        Blok(
            id="realisatie",
            titel="Plekken: realisatie per product per maand",
            uitleg="Hoeveel cliënten gemiddeld per dag zorg kregen, over het jaar tot en met de maand (YTD). Eén"
            " plek is een cliënt die iedere dag van die periode zorg had. Het totaal is de stand na de laatste"
            " maand, geen optelling van maanden. De prijs is die van een traject van de normlooptijd; zijn er meer"
            " prijzen, dan het gemiddelde.",
            bron=PLEKKEN_BRON,
            soort="lijn",
            rij="productcode",
            rijkop="Product",
            maten=(Maat("plekken_ytd", "Plekken (jaar tot en met de maand)", 2),),
            totaal="laatste",
            na=(Maat("prijs_eur", "Prijs per traject", 0, "€"),),
            totaalnaam="Alle producten",
            leeg=_GEEN_ZORG,
        ),
        Blok(
            id="jaren",
            titel="Plekken: dit jaar tegen vorig jaar",
            uitleg="Plekken van alle producten samen, over het jaar tot en met de maand, en over dezelfde maanden een"
            " jaar eerder. Per product staat dit in de tabel onderaan.",
            bron=PLEKKEN_SOM,
            soort="lijn",
            maten=(
                Maat("plekken_ytd", "Dit jaar", 2),
                Maat("plekken_ytd_vorig_jaar", "Vorig jaar, zelfde periode", 2, vast=True),
                Maat("verschil_plekken", "Verschil", 2, met_plus=True, alleen_tabel=True),
            ),
            y_titel="plekken",
            totaal="laatste",
            leeg=_GEEN_ZORG,
        ),
        Blok(
            id="geld",
            titel="Realisatie, voorschot en saldo in euro's",
            uitleg="Jaar tot en met de maand, alle producten samen. Realisatie is het aantal zorgdagen maal de"
            " dagprijs; het voorschot volgt uit de afgesproken plekken. Een saldo boven nul betekent dat er meer is"
            " geleverd dan vooruitbetaald. Zonder afspraak over plekken is er geen voorschot en geen saldo, maar"
            " een streepje.",
            bron=PLEKKEN_SOM,
            soort="lijn",
            maten=(
                Maat("realisatie_ytd_eur", "Realisatie", 0, "€"),
                Maat("voorschot_ytd_eur", "Voorschot", 0, "€", vast=True),
                Maat("saldo_ytd_eur", "Saldo", 0, "€", met_plus=True, alleen_tabel=True),
            ),
            y_titel="euro, jaar tot en met de maand",
            totaal="laatste",
            leeg=_GEEN_ZORG,
        ),
        Blok(
            id="clienten",
            titel="Unieke cliënten per product, jaar tot en met de maand",
            uitleg="Unieke cliënten met minstens één dag zorg sinds 1 januari. Wie twee producten heeft telt bij"
            " beide, en één keer in het totaal.",
            bron=PLEKKEN_BRON,
            soort="lijn",
            rij="productcode",
            rijkop="Product",
            maten=(Maat("unieke_clienten_ytd", "Unieke cliënten (YTD)"),),
            totaal="laatste",
            totaalnaam="Alle producten",
            leeg=_GEEN_ZORG,
        ),
        Blok(
            id="verrekening",
            titel="Per product: plekken, euro's en verrekening tot en met de maand",
            uitleg="De stand van de gekozen maand, opgeteld vanaf 1 januari. Zorgdagen zonder prijs tellen in plekken"
            " mee, in euro's niet: vul dan de prijzentabel aan.",
            bron=PLEKKEN_BRON,
            soort="tabel",
            rij="productcode",
            rijkop="Product",
            over="maat",
            maten=(
                Maat("plekken_ytd", "Plekken", 2),
                Maat("plekken_ytd_vorig_jaar", "Plekken vorig jaar", 2),
                Maat("realisatie_ytd_eur", "Realisatie", 0, "€"),
                Maat("voorschot_ytd_eur", "Voorschot", 0, "€"),
                Maat("saldo_ytd_eur", "Saldo", 0, "€", met_plus=True),
                Maat("zorgdagen_zonder_prijs_ytd", "Zorgdagen zonder prijs"),
            ),
            totaalnaam="Alle producten",
            leeg=_GEEN_ZORG,
        ),
        Blok(
            id="bevroren",
            titel="Standen die zijn vastgelegd",
            uitleg="Op de dagen van de budgetafspraken en van elk maandoverzicht wordt vastgelegd wat dan bekend is, en"
            " dat blijft zo. Ernaast staat wat nu over dezelfde maanden bekend is: het verschil is wat later met"
            " terugwerkende kracht veranderde.",
            bron=BEVROREN,
            soort="lijst",
            rij="regel",
            rijkop="Vastgelegd op",
            over="rijen",
            maten=(
                Maat("plekken_ytd_toen", "Plekken toen", 2),
                Maat("plekken_ytd_nu", "Plekken nu", 2),
                Maat("toen_eur", "Realisatie toen", 0, "€"),
                Maat("nu_eur", "Realisatie nu", 0, "€"),
                Maat("verschil_eur", "Verschil", 0, "€", met_plus=True),
                Maat("naast_toen_eur", "Voorschot toen", 0, "€"),
                Maat("naast_nu_eur", "Voorschot nu", 0, "€"),
            ),
            leeg="Voor deze selectie en dit jaar is nog geen stand vastgelegd.",
        ),
        Blok(
            id="nabetaling",
            titel="Nabetaling: wat tussen twee maandoverzichten veranderde",
            uitleg="Per overzicht wat er aan eerdere maanden veranderde sinds het overzicht ervoor. Boven nul komt er"
            " geld bij, onder nul gaat er geld terug. Alleen wat veranderde staat er.",
            bron=NABETALING,
            soort="lijst",
            rij="dag|productcode",
            rijkop="Overzicht",
            over="rijen",
            maten=(
                Maat("tot_en_met", "Tot en met"),
                Maat("realisatie_ytd_toen_eur", "In het overzicht ervoor", 0, "€"),
                Maat("realisatie_ytd_later_eur", "In dit overzicht", 0, "€"),
                Maat("nabetaling_eur", "Nabetaling", 0, "€", met_plus=True),
            ),
            leeg="Voor deze selectie en dit jaar zijn er geen twee overzichten waartussen iets veranderde.",
        ),
    ),
)
