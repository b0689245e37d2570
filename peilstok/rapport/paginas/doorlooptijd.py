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
TRAJECTNORM = Bron(
    "trajectnorm",
    "marts.pagina_trajectnorm",
    ("wet", "segment", "productcode", "groep", "normlooptijd_dagen", "norm_maanden"),
    tijdloos=True,
)
RECIDIVE = Bron(
    "recidive",
    "marts.pagina_recidive",
    (
        *SLEUTEL,
        "cohortmaand",
        "maand",
        "uitgestroomd_aantal",
        "teruggekeerd_aantal",
        "percentage",
        "percentage_3m",
        "percentage_6m",
        "percentage_enig_zorgterrein",
        *STAND,
    ),
    alleen={"zorgterrein": ("ALLE",)},
)
GEEN_NIEUWE_START = Bron(
    "geen_nieuwe_start",
    "marts.pagina_geen_nieuwe_start",
    (
        *SLEUTEL,
        "cohortmaand",
        "maand",
        "uitgestroomd_aantal",
        "geen_nieuwe_start_aantal",
        "percentage",
        *STAND,
    ),
    alleen={"zorgterrein": ("ALLE",)},
)
PASSEND = Bron(
    "passend",
    "marts.kpi_passende_hulp",
    (
        *SLEUTEL,
        "maand",
        "productcode",
        "trajecten_aantal",
        "wissel_aantal",
        "percentage",
        "andere_aanbieder_aantal",
        "ander_product_aantal",
        *STAND,
    ),
    alleen={"productcode": ("ALLE",)},
)
PRODUCTAFSCHALING = Bron(
    "productafschaling",
    "marts.kpi_productafschaling",
    (
        *SLEUTEL,
        "jaar",
        "zorgterrein",
        "overgangen_aantal",
        "afgeschaald_aantal",
        "gelijk_aantal",
        "opgeschaald_aantal",
        "onbepaald_aantal",
        "bepaald_aantal",
        "percentage",
        *STAND,
    ),
)
DOORSTROOM = Bron(
    "doorstroom",
    "marts.kpi_doorstroom",
    (
        "wet",
        "aanbieder_agb",
        "jaar",
        "aanbieder_agb|naar_aanbieder_agb",
        "overgangen_aantal",
        "lichter_aantal",
        "zwaarder_aantal",
        "clienten_aantal",
        *STAND,
    ),
    # Pairs of providers are many: per gemeente the page of a region of 300 would not open.
    alleen={"gemeente_code": ("ALLE",), "zorgterrein": ("ALLE",)},
    zonder={"aanbieder_agb": "ALLE", "naar_aanbieder_agb": "ALLE"},
    los=True,
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
            id="trajecten",
            titel="De trajecten met hun segment en norm",
            uitleg="De producten met een afgesproken looptijd. Hoe lang ze werkelijk duren staat hierboven.",
            bron=TRAJECTNORM,
            soort="lijst",
            rij="productcode",
            rijkop="Traject",
            over="rijen",
            maten=(
                Maat("segment", "Segment"),
                Maat("groep", "Groep"),
                Maat("normlooptijd_dagen", "Norm (dagen)"),
                Maat("norm_maanden", "Norm (maanden, afgerond)"),
            ),
            leeg="Onder deze wet heeft geen product een normlooptijd.",
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
            id="recidive",
            titel="Terugkeer na uitstroom",
            uitleg="Van de cliënten van wie de hulp in de maand eindigde: welk deel kreeg binnen het venster opnieuw"
            " hulp op hetzelfde zorgterrein in dezelfde gemeente? Een maand staat er pas als het venster voorbij is,"
            " dus de laatste maand ligt ongeveer een jaar terug. Over één maand gaat het om weinig cliënten.",
            bron=RECIDIVE,
            soort="lijn",
            venster=24,
            maten=(
                Maat("percentage", "Teruggekeerd binnen het venster", 1, "%", noemer="uitgestroomd_aantal"),
                Maat("percentage_3m", "Binnen 3 maanden", 1, "%"),
                Maat("percentage_6m", "Binnen 6 maanden", 1, "%"),
                Maat("percentage_enig_zorgterrein", "Op welk zorgterrein ook", 1, "%", alleen_tabel=True),
                Maat("teruggekeerd_aantal", "Teruggekeerde cliënten", alleen_tabel=True),
                Maat("uitgestroomd_aantal", "Uitgestroomde cliënten", alleen_tabel=True),
            ),
            y_titel="procent teruggekeerd",
            leeg="Voor deze selectie stroomde niemand uit van wie het venster voorbij is.",
        ),
        Blok(
            id="geen_nieuwe_start",
            titel="Geen nieuwe start na een einde volgens plan",
            uitleg="Alleen de Wmo: van de cliënten van wie de hulp volgens plan eindigde, het deel bij wie binnen het"
            " venster geen nieuwe hulp begon. Hoger is beter.",
            bron=GEEN_NIEUWE_START,
            soort="lijn",
            venster=24,
            maten=(
                Maat("percentage", "Geen nieuwe start", 1, "%", noemer="uitgestroomd_aantal"),
                Maat("geen_nieuwe_start_aantal", "Cliënten zonder nieuwe start", alleen_tabel=True),
                Maat("uitgestroomd_aantal", "Volgens plan uitgestroomd", alleen_tabel=True),
            ),
            leeg="Dit cijfer is er alleen onder de Wmo, als er iemand volgens plan uitstroomde en het venster voorbij"
            " is.",
        ),
        Blok(
            id="productafschaling",
            titel="Naar een lichter of zwaarder product",
            uitleg="Toewijzingen die in het jaar eindigden en waarna dezelfde cliënt op hetzelfde zorgterrein verder"
            " ging. Een verlenging met hetzelfde product is gelijk; zonder rangorde van de producten is een overgang"
            " niet te bepalen.",
            bron=PRODUCTAFSCHALING,
            soort="tabel",
            rij="zorgterrein",
            rijkop="Zorgterrein",
            over="maat",
            maten=(
                Maat("overgangen_aantal", "Overgangen"),
                Maat("afgeschaald_aantal", "Lichter"),
                Maat("gelijk_aantal", "Gelijk"),
                Maat("opgeschaald_aantal", "Zwaarder"),
                Maat("onbepaald_aantal", "Niet te bepalen"),
                Maat("bepaald_aantal", "Te bepalen"),
                Maat("percentage", "Lichter van wat te bepalen is", 1, "%", noemer="bepaald_aantal"),
            ),
            totaalnaam="Alle zorgterreinen",
            leeg="Voor deze selectie ging in dit jaar niemand na een einde op hetzelfde zorgterrein verder.",
        ),
        Blok(
            id="doorstroom",
            titel="Van aanbieder naar aanbieder",
            uitleg="Waar cliënten verder gaan als hun hulp bij een aanbieder eindigt: welke aanbieders vangen elkaars"
            " cliënten op, en is dat naar een lichter product? Alleen binnen hetzelfde zorgterrein. Een overgang zegt"
            " niet dat de ene aanbieder naar de andere verwees.",
            bron=DOORSTROOM,
            soort="tabel",
            rij="aanbieder_agb|naar_aanbieder_agb",
            rijkop="Van, naar",
            over="maat",
            maten=(
                Maat("overgangen_aantal", "Overgangen"),
                Maat("lichter_aantal", "Naar een lichter product"),
                Maat("zwaarder_aantal", "Naar een zwaarder product"),
                Maat("clienten_aantal", "Cliënten"),
            ),
            leeg="Voor deze selectie ging in dit jaar niemand bij een andere aanbieder verder.",
        ),
        Blok(
            id="passend",
            titel="Wissel kort na de start",
            uitleg="Van de trajecten die in de maand begonnen: welk deel ging binnen {wissel_maanden} maanden over naar"
            " een andere aanbieder of een ander product? Een signaal om over te praten; een wissel kan ook goed nieuws"
            " zijn.",
            bron=PASSEND,
            soort="lijn",
            venster=24,
            maten=(
                Maat("percentage", "Met een wissel", 1, "%", noemer="trajecten_aantal"),
                Maat("wissel_aantal", "Trajecten met een wissel", alleen_tabel=True),
                Maat("andere_aanbieder_aantal", "waarvan andere aanbieder", alleen_tabel=True),
                Maat("ander_product_aantal", "waarvan ander product", alleen_tabel=True),
                Maat("trajecten_aantal", "Begonnen trajecten", alleen_tabel=True),
            ),
            leeg="Voor deze selectie begon geen traject waarvan die maanden voorbij zijn.",
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
            venster=24,
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
