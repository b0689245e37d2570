"""Percelen: what the contract asks per perceel of Wmo begeleiding, from definition and norm to the cases behind it
(seed 000; K000-01 to K000-09)."""

from __future__ import annotations

from peilstok.rapport.blok import SLEUTEL, STAND, Balken, Blok, Bron, Maat, Pagina

_PERCEEL = (*SLEUTEL, "jaar", "perceel", "kpi", "regel")
KPIS = Bron(
    "perceel_kpi",
    "marts.pagina_perceel",
    (*_PERCEEL, "definitie", "waarde", "clienten_aantal", "grens", "norm", "bandbreedte", "oordeel", *STAND),
)
UITVAL = Bron(
    "perceel_uitval",
    "marts.pagina_perceel",
    (
        *_PERCEEL,
        "waarde",
        "clienten_aantal",
        "percentage_excl",
        "na_beoordeling_percentage",
        "beoordeeld_aantal",
        "niet_beoordeeld_aantal",
        *STAND,
    ),
    alleen={"kpi": ("uitval",)},
)
SPREIDING = Bron(
    "perceel_spreiding",
    "marts.pagina_perceel_spreiding",
    (
        "wet",
        "jaar",
        "perceel",
        "kpi",
        "regel",
        "aanbieders_aantal",
        "rood_aantal",
        "laagste",
        "kwart",
        "mediaan",
        "driekwart",
        "hoogste",
        "norm",
        *STAND,
    ),
)
REDENEN = Bron(
    "perceel_reden",
    "marts.pagina_reden_beeindiging",
    (*SLEUTEL, "jaar", "reden_beeindiging", "reden", "soort", "stops_aantal", "clienten_aantal", "aandeel_pct", *STAND),
)
NORM = Bron(
    "perceel_norm",
    "marts.pagina_norm_spoor",
    ("wet", "perceel", "kpi", "stap_nr", "vanaf_datum", "regel", "stap", "periode", "norm", "bandbreedte", "waarop"),
    tijdloos=True,
)
LADDER = Bron(
    "perceel_ladder",
    "marts.pagina_opvolging",
    ("wet", "volgorde", "aanbieder_agb", "aanbieder_agb|dag", "stap", "status", "waarover", "gemeente"),
    alleen={"soort": ("escalatie",)},
    los=True,
    tijdloos=True,
)

PERCELEN = Pagina(
    naam="percelen",
    titel="Percelen",
    vraag="Haalt elk perceel van de Wmo-begeleiding wat het contract vraagt, en waar komt de norm vandaan?",
    blokken=(
        Blok(
            id="kpis",
            titel="Wat per perceel is afgesproken, en hoe het staat",
            uitleg="Per perceel de KPI’s uit het contract: wat ze tellen, het cijfer van het jaar, de norm en het"
            " oordeel. Perceel 4 heeft alleen uitval, perceel 5 heeft geen KPI. De bandbreedte is de ruimte buiten de"
            " norm die nog oranje is. Van het lopende jaar telt alleen mee wat al voorbij is.",
            bron=KPIS,
            soort="lijst",
            rij="regel",
            rijkop="KPI",
            over="rijen",
            maten=(
                Maat("definitie", "Wat het telt"),
                Maat("waarde", "Cijfer", 1, "%", noemer="clienten_aantal"),
                Maat("clienten_aantal", "Cliënten"),
                Maat("grens", "Moet zijn"),
                Maat("norm", "Norm", 1, "%"),
                Maat("bandbreedte", "Bandbreedte (procentpunt)", 1),
                Maat("oordeel", "Oordeel"),
            ),
            leeg="Percelen met KPI’s zijn er onder de Wmo; kies bij Wet de Wmo, of een ander jaar.",
        ),
        Blok(
            id="spreiding",
            titel="Hoe liggen de aanbieders?",
            uitleg="De helft van de aanbieders ligt op de balk: een kwart zit lager, een kwart hoger. Zwarte streep:"
            " de norm; rechts de mediaan. Alleen aanbieders met ten minste 5 cliënten tellen mee; bij minder dan drie"
            " is er geen spreiding.",
            bron=SPREIDING,
            soort="balken",
            rij="regel",
            rijkop="KPI",
            over="maat",
            maten=(
                Maat("aanbieders_aantal", "Aanbieders die meetellen"),
                Maat("laagste", "Laagste", 1, "%"),
                Maat("kwart", "Kwart zit onder", 1, "%"),
                Maat("mediaan", "Mediaan", 1, "%", noemer="aanbieders_aantal"),
                Maat("driekwart", "Kwart zit boven", 1, "%"),
                Maat("hoogste", "Hoogste", 1, "%"),
                Maat("norm", "Norm", 1, "%"),
                Maat("rood_aantal", "Aanbieders op rood"),
            ),
            balken=Balken("driekwart", "norm", van="kwart", tekst="mediaan"),
            y_titel="procent",
            leeg="In dit jaar heeft op geen KPI een aanbieder genoeg cliënten om mee te tellen.",
        ),
        Blok(
            id="uitval",
            titel="Uitval: bruto, na beoordeling, en wat nog beoordeeld moet worden",
            uitleg="Bruto is elk voortijdig einde. Daarnaast: zonder overlijden, verhuizing en uitstroom naar een ander"
            " domein, en na beoordeling, waarbij oorzaken bij de toegang of van buiten niet meetellen. Wat nog niet is"
            " beoordeeld, telt als uitval. De gevallen om te beoordelen staan op de pagina Kwaliteit.",
            bron=UITVAL,
            soort="lijst",
            rij="regel",
            rijkop="Perceel",
            over="rijen",
            maten=(
                Maat("waarde", "Bruto", 1, "%", noemer="clienten_aantal"),
                Maat("percentage_excl", "Zonder overlijden en verhuizing", 1, "%"),
                Maat("na_beoordeling_percentage", "Na beoordeling", 1, "%"),
                Maat("clienten_aantal", "Uitgestroomde cliënten"),
                Maat("beoordeeld_aantal", "Uitval beoordeeld"),
                Maat("niet_beoordeeld_aantal", "Nog te beoordelen"),
            ),
            link="kwaliteit",
            leeg="Uitval per perceel is er onder de Wmo; kies bij Wet de Wmo, of een ander jaar.",
        ),
        Blok(
            id="redenen",
            titel="Redenen van beëindiging",
            uitleg="Alle elf redenen van de standaard, ook die niet voorkwamen, met wat ze betekenen voor"
            " doelrealisatie en uitval. De aanbieder vult de reden zelf in. Een tijdelijke stop is geen einde en heeft"
            " geen aandeel. Deze cijfers zijn van alle percelen en andere producten samen.",
            bron=REDENEN,
            soort="tabel",
            rij="reden",
            rijkop="Reden",
            over="maat",
            maten=(
                Maat("stops_aantal", "Stops"),
                Maat("clienten_aantal", "Cliënten"),
                Maat("aandeel_pct", "Aandeel", 1, "%"),
                Maat("soort", "Telt als"),
            ),
            totaalnaam="Alle definitieve stops",
            leeg="Voor deze selectie eindigde in dit jaar geen hulp.",
        ),
        Blok(
            id="normen",
            titel="Van voorstel naar norm",
            uitleg="Wat aanbieders in afgeronde jaren haalden geeft een voorstel: de mediaan als norm, het kwart aan"
            " de slechte kant als bandbreedte. Een voorstel is om over te praten. Wat is vastgesteld, vanaf wanneer en"
            " door wie, is wat de gemeente heeft opgegeven.",
            bron=NORM,
            soort="lijst",
            rij="regel",
            rijkop="KPI",
            over="rijen",
            maten=(
                Maat("stap", "Stap"),
                Maat("periode", "Over of vanaf"),
                Maat("norm", "Norm", 1, "%"),
                Maat("bandbreedte", "Bandbreedte (procentpunt)", 1),
                Maat("waarop", "Waar het op rust"),
            ),
            leeg="Normen per perceel zijn er onder de Wmo; kies bij Wet de Wmo.",
        ),
        Blok(
            id="ladder",
            titel="Stappen op de escalatieladder",
            uitleg="Wat er bij aanbieders is gezet als een norm niet werd gehaald, nieuwste eerst. De ladder loopt van"
            " een gesprek tot een zwaardere maatregel.",
            bron=LADDER,
            soort="lijst",
            rij="aanbieder_agb|dag",
            rijkop="Wie en wanneer",
            over="rijen",
            maten=(
                Maat("stap", "Stap"),
                Maat("status", "Status"),
                Maat("waarover", "Waarover"),
                Maat("gemeente", "Gemeente"),
            ),
            link="opvolging",
            leeg="Onder deze wet is nog geen stap op de escalatieladder vastgelegd.",
        ),
    ),
    filters=("wet", "jaar", "gemeente", "aanbieder"),
    eerst_wet="Wmo",
)
