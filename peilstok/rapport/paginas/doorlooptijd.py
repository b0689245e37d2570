"""Doorlooptijd: how long care lasts, per provider against last year (K001-12) and per product against the norm
(K002-09), what came after it (K002-10), and how long clients waited (K001-09)."""

from __future__ import annotations

from peilstok.rapport.blok import SLEUTEL, STAND, Balken, Blok, Bron, Maat, Pagina, Punten

DOORLOOPTIJD_AANBIEDER = Bron(
    "doorlooptijd_aanbieder",
    "marts.kpi_doorlooptijd",
    (
        *SLEUTEL,
        "jaar",
        "beeindigd_aantal",
        "mediaan_maanden",
        "mediaan_maanden_vorig_jaar",
        "verschil_maanden",
        "beeindigd_vorig_jaar_aantal",
        *STAND,
    ),
    alleen={"productcode": ("ALLE",)},
    heel=True,
)
LOOPTIJD = Bron(
    "looptijd",
    "marts.pagina_looptijd",
    (
        *SLEUTEL,
        "jaar",
        "productcode",
        "uitgestroomd_aantal",
        "gem_looptijd_dagen",
        "normlooptijd_dagen",
        "verschil_norm_dagen",
        "uitgestroomd_met_norm_aantal",
        "binnen_norm_volgens_plan_pct",
        "tot_nu_aantal",
        "gem_looptijd_tot_nu_dagen",
        "gem_looptijd_tot_nu_vorig_jaar_dagen",
        "verschil_tot_nu_dagen",
        *STAND,
    ),
    anders=Bron(
        "looptijd",
        "marts.kpi_looptijd",
        (
            *SLEUTEL,
            "jaar",
            "productcode",
            "uitgestroomd_aantal",
            "gem_looptijd_dagen",
            "normlooptijd_dagen",
            "verschil_norm_dagen",
            "uitgestroomd_met_norm_aantal",
            "binnen_norm_volgens_plan_pct",
            *STAND,
        ),
    ),
)
SPREIDING = Bron(
    "spreiding",
    "marts.kpi_doorlooptijd",
    (
        *SLEUTEL,
        "jaar",
        "productcode",
        "beeindigd_aantal",
        "p25_maanden",
        "mediaan_maanden",
        "p75_maanden",
        "gemiddelde_maanden",
        *STAND,
    ),
)
UITSTROOMTYPE = Bron(
    "uitstroomtype",
    "marts.kpi_uitstroomtype",
    (*SLEUTEL, "jaar", "uitstroomtype", "clienten_aantal", "toewijzingen_aantal", "gem_looptijd_dagen", *STAND),
)
WACHTTIJD = Bron(
    "wachttijd",
    "marts.kpi_wachttijd",
    (
        *SLEUTEL,
        "maand",
        "productcode",
        "gestart_aantal",
        "mediaan_dagen",
        "langer_8w_pct",
        "wachtend_aantal",
        *STAND,
    ),
)

DOORLOOPTIJD = Pagina(
    naam="doorlooptijd",
    titel="Doorlooptijd",
    vraag="Hoe lang duurt zorg, hoe ging het daarna verder, en hoe lang wachten cliënten erop?",
    blokken=(
        Blok(
            id="aanbieders",
            titel="Mediane doorlooptijd per aanbieder tegen vorig jaar",
            uitleg="Elk teken is een aanbieder. Verder naar rechts: toewijzingen duren langer. Boven de stippellijn:"
            " langer dan in dezelfde periode vorig jaar; eronder: korter. Gerekend wordt van ingangsdatum tot en met"
            " einddatum van toewijzingen die in het jaar eindigden. Alleen aanbieders met ten minste 5 beëindigde"
            " toewijzingen in beide perioden staan in de grafiek.",
            bron=DOORLOOPTIJD_AANBIEDER,
            soort="puntenwolk",
            rij="aanbieder_agb",
            rijkop="Aanbieder",
            over="maat",
            maten=(
                Maat("mediaan_maanden", "Mediaan dit jaar (maanden)", 1, noemer="beeindigd_aantal"),
                Maat("mediaan_maanden_vorig_jaar", "Mediaan vorig jaar (maanden)", 1),
                Maat("verschil_maanden", "Verschil (maanden)", 1, met_plus=True),
                Maat("beeindigd_aantal", "Beëindigd dit jaar"),
                Maat("beeindigd_vorig_jaar_aantal", "Beëindigd in dezelfde periode vorig jaar"),
            ),
            punten=Punten(
                "mediaan_maanden",
                "verschil_maanden",
                "beeindigd_aantal",
                ("beeindigd_aantal", "beeindigd_vorig_jaar_aantal"),
                "langer dan vorig jaar",
                "korter dan vorig jaar",
            ),
            totaalnaam="Alle aanbieders",
            leeg="Voor deze selectie eindigde in dit jaar geen toewijzing.",
        ),
        Blok(
            id="looptijd",
            titel="Gemiddelde looptijd per product tegen de norm",
            uitleg="Trajecten waarvan de zorg in het jaar eindigde, van de eerste tot en met de laatste zorgdag. Zwarte"
            " streep: de normlooptijd van het product. Een einde telt pas als de aansluittermijn voorbij is, dus de"
            " laatste weken ontbreken nog. Het totaal weegt elk traject even zwaar en heeft geen norm.",
            bron=LOOPTIJD,
            soort="balken",
            rij="productcode",
            rijkop="Product",
            over="maat",
            maten=(
                Maat("gem_looptijd_dagen", "Gem. looptijd (dagen)", 1, noemer="uitgestroomd_aantal"),
                Maat("normlooptijd_dagen", "Norm (dagen)"),
                Maat("verschil_norm_dagen", "Verschil (dagen)", 1, met_plus=True),
                Maat("uitgestroomd_aantal", "Uitgestroomde trajecten"),
                Maat("uitgestroomd_met_norm_aantal", "waarvan met een norm"),
                Maat(
                    "binnen_norm_volgens_plan_pct",
                    "Volgens plan en binnen de norm",
                    1,
                    "%",
                    noemer="uitgestroomd_met_norm_aantal",
                ),
            ),
            balken=Balken(
                "gem_looptijd_dagen", "normlooptijd_dagen", boven="langer dan de norm", onder="niet langer dan de norm"
            ),
            y_titel="dagen",
            totaalnaam="Alle producten",
            leeg="Voor deze selectie liep of eindigde in dit jaar geen traject.",
        ),
        Blok(
            id="tot_nu",
            titel="Looptijd tot nu tegen dezelfde periode vorig jaar",
            uitleg="Trajecten die nog lopen of in het jaar eindigden, van de eerste zorgdag tot het einde of de"
            " peildatum. Anders dan hierboven tellen lopende trajecten dus mee.",
            bron=LOOPTIJD,
            soort="tabel",
            rij="productcode",
            rijkop="Product",
            over="maat",
            maten=(
                Maat("tot_nu_aantal", "Trajecten"),
                Maat("gem_looptijd_tot_nu_dagen", "Gem. dit jaar (dagen)", 1, noemer="tot_nu_aantal"),
                Maat("gem_looptijd_tot_nu_vorig_jaar_dagen", "Gem. vorig jaar (dagen)", 1),
                Maat("verschil_tot_nu_dagen", "Verschil (dagen)", 1, met_plus=True),
            ),
            totaalnaam="Alle producten",
            leeg="Voor deze selectie liep of eindigde in dit jaar geen traject.",
        ),
        Blok(
            id="spreiding",
            titel="Spreiding van de doorlooptijd per product",
            uitleg="De helft van de toewijzingen die in het jaar eindigden duurde zo lang als de balk loopt: een kwart"
            " duurde korter, een kwart langer. Zwarte streep: de mediaan.",
            bron=SPREIDING,
            soort="balken",
            rij="productcode",
            rijkop="Product",
            over="maat",
            maten=(
                Maat("beeindigd_aantal", "Beëindigd"),
                Maat("p25_maanden", "Kortste kwart tot (maanden)", 1),
                Maat("mediaan_maanden", "Mediaan (maanden)", 1, noemer="beeindigd_aantal"),
                Maat("p75_maanden", "Langste kwart vanaf (maanden)", 1),
                Maat("gemiddelde_maanden", "Gemiddelde (maanden)", 1),
            ),
            balken=Balken("p75_maanden", "mediaan_maanden", van="p25_maanden"),
            y_titel="maanden",
            totaalnaam="Alle producten",
            leeg="Voor deze selectie eindigde in dit jaar geen toewijzing.",
        ),
        Blok(
            id="uitstroomtype",
            titel="Hoe ging het verder na het einde van de indicatie?",
            uitleg="Per toewijzing die in het jaar eindigde: verlengd bij dezelfde aanbieder, hetzelfde product bij een"
            " andere aanbieder, een andere indicatie, of uit zorg. Wie meer toewijzingen had kan in meer rijen staan en"
            " telt één keer in het totaal. Verhuizing en overlijden vallen onder uitstroom uit zorg.",
            bron=UITSTROOMTYPE,
            soort="tabel",
            rij="uitstroomtype",
            rijkop="Uitstroomtype",
            over="jaren",
            maten=(
                Maat("clienten_aantal", "Cliënten"),
                Maat("toewijzingen_aantal", "Toewijzingen"),
                Maat("gem_looptijd_dagen", "Gem. looptijd (dagen)", 1, noemer="toewijzingen_aantal"),
            ),
            namen={
                "verlenging": "Verlenging",
                "uitstroom uit zorg": "Uitstroom uit zorg",
                "product bij andere zorgverlener": "Product bij andere zorgverlener",
                "ander lopende indicatie": "Ander lopende indicatie",
            },
            totaalnaam="Totaal (unieke cliënten)",
            leeg="Voor deze selectie eindigde in dit jaar geen toewijzing.",
        ),
        Blok(
            id="wachttijd",
            titel="Wachttijd per product per maand",
            uitleg="Dagen van de toewijzing (of de ingangsdatum, als die later is) tot de eerste zorgdag, van wie in de"
            " maand begon. Wie nog wacht zit daar niet in en staat apart. Een toewijzing waarop nooit zorg begint"
            " blijft wachten: een oplopend aantal kan ook betekenen dat startberichten ontbreken.",
            bron=WACHTTIJD,
            soort="lijn",
            rij="productcode",
            rijkop="Product",
            maten=(
                Maat("mediaan_dagen", "Mediaan (dagen)", 1, noemer="gestart_aantal"),
                Maat("langer_8w_pct", "Langer dan 8 weken gewacht", 0, "%", noemer="gestart_aantal"),
                Maat("gestart_aantal", "Begonnen toewijzingen"),
                Maat("wachtend_aantal", "Nog wachtend aan het einde van de maand"),
            ),
            maatkeuze=True,
            totaalnaam="Alle producten",
            leeg="Voor deze selectie begon of wachtte in dit jaar niemand.",
        ),
    ),
    filters=("wet", "jaar", "gemeente", "aanbieder"),
)
