"""Kosten: what was spent against budget and last year, why it differs from the target, and how much of the ceilings is
used (K001-13, K001-14, K001-15, K002-26)."""

from __future__ import annotations

from peilstok.rapport.blok import Balken, Blok, Bron, Maat, Pagina

_UITGAVEN = {
    "marts.kpi_uitgaven": (
        "wet",
        "zorgterrein",
        "gemeente_code",
        "maand",
        "realisatie_ytd_eur",
        "waarvan_plekken_ytd_eur",
        "prognose_ytd_eur",
        "verschil_prognose_eur",
        "vorig_jaar_ytd_eur",
        "verschil_vorig_jaar_eur",
        "jaareinde_lineair_eur",
        "jaareinde_seizoen_eur",
        "voorlopig",
    )
}
UITGAVEN = Bron("uitgaven", _UITGAVEN)
UITGAVEN_JAAR = Bron(
    "uitgaven_jaar",
    _UITGAVEN,
    # The months to come hold what is known of them: a twelfth of the budget each, and last year.
    sql="""
        with laatste as (
            select wet, zorgterrein, gemeente_code, max(maand) as maand from marts.kpi_uitgaven group by all
        )
        select wet, zorgterrein, gemeente_code, maand, realisatie_ytd_eur, prognose_ytd_eur, verschil_prognose_eur
            , vorig_jaar_ytd_eur, verschil_vorig_jaar_eur, voorlopig
        from marts.kpi_uitgaven
        union all
        select u.wet, u.zorgterrein, u.gemeente_code, make_date(year(u.maand), r.nummer::integer, 1), null
            , round(u.prognose_ytd_eur / month(u.maand) * r.nummer, 2), null, v.realisatie_ytd_eur, null, false
        from marts.kpi_uitgaven as u
        inner join laatste using (wet, zorgterrein, gemeente_code, maand)
        inner join range(1, 13) as r (nummer) on r.nummer > month(u.maand)
        left join marts.kpi_uitgaven as v
            on v.wet = u.wet and v.zorgterrein = u.zorgterrein and v.gemeente_code = u.gemeente_code
            and v.maand = make_date(year(u.maand) - 1, r.nummer::integer, 1)
    """,
    vooruit=True,
)
PXQ = Bron(
    "pxq",
    {
        "marts.kpi_kosten_per_client": (
            "jaar",
            "wet",
            "productcode",
            "p_target",
            "q_target",
            "p_real",
            "q_real",
            "kosten_target_eur",
            "kosten_real_eur",
            "hoeveelheidsverschil_eur",
            "prijsverschil_eur",
            "voorlopig",
        )
    },
)
PLAFOND = Bron(
    "plafond",
    {
        "marts.kpi_budgetplafond": (
            "jaar",
            "wet",
            "gemeente_code",
            "aanbieder_agb",
            "zorgterrein",
            "budgetplafond_eur",
            "realisatie_ytd_eur",
            "uitputting_pct",
            "verplicht_eur",
            "jaareinde_lineair_eur",
            "jaareinde_toegewezen_eur",
            "jaareinde_pct",
            "voorlopig",
        )
    },
    # A ceiling is no sum of others, so the mart has no totals; here every ceiling also lies under ALLE, for the reader
    # who has not chosen a gemeente, aanbieder or zorgterrein.
    sql="""
        select jaar, wet, g.code as gemeente_code, a.code as aanbieder_agb, z.code as zorgterrein
            , concat_ws('|', p.aanbieder_agb, p.zorgterrein, p.gemeente_code) as
                "aanbieder_agb|zorgterrein|gemeente_code"
            , budgetplafond_eur, realisatie_ytd_eur, uitputting_pct, verplicht_eur
            , coalesce(jaareinde_toegewezen_eur, jaareinde_lineair_eur) as jaareinde_eur, jaareinde_pct
            , 100 as plafond_pct, voorlopig
        from marts.kpi_budgetplafond as p
            , lateral (select distinct unnest([p.gemeente_code, 'ALLE'])) as g (code)
            , lateral (select distinct unnest([p.aanbieder_agb, 'ALLE'])) as a (code)
            , lateral (select distinct unnest([p.zorgterrein, 'ALLE'])) as z (code)
    """,
)
BETAALVORM = Bron(
    "betaalvorm",
    {
        "marts.kpi_betaalvorm": (
            "jaar",
            "wet",
            "gemeente_code",
            "segment",
            "methode",
            "clienten_aantal",
            "kosten_eur",
            "kosten_per_client_eur",
            "uitgestroomd_aantal",
            "gem_looptijd_dagen",
            "voorlopig",
        )
    },
    # As with the ceilings: unique clients of gemeenten do not add up, so all rows lie under ALLE.
    sql="""
        select jaar, wet, g.code as gemeente_code
            , concat_ws('|', case methode when 'plekken' then 'Plekken' else 'PxQ' end
                , case segment when '_ONBEKEND' then 'segment onbekend' else 'segment ' || segment end
                , b.gemeente_code) as "methode|segment|gemeente_code"
            , clienten_aantal, kosten_eur, kosten_per_client_eur, uitgestroomd_aantal, gem_looptijd_dagen, voorlopig
        from marts.kpi_betaalvorm as b, lateral (select unnest([b.gemeente_code, 'ALLE'])) as g (code)
    """,
)

KOSTEN = Pagina(
    naam="kosten",
    titel="Kosten",
    vraag="Wat is er uitgegeven, waarom wijkt dat af, en blijven we binnen het plafond?",
    filters=("wet", "jaar", "maand", "gemeente", "aanbieder", "zorgterrein"),
    blokken=(
        Blok(
            id="stand",
            titel="Uitgaven tot nu toe en verwacht",
            uitleg="Uitgaven vanaf 1 januari; wat nog niet is gedeclareerd ontbreekt. De verwachting"
            " voor het hele jaar staat er op twee manieren: alsof elke maand even duur is, en volgens het verloop van"
            " vorig jaar.",
            bron=UITGAVEN,
            soort="kerncijfers",
            over="maat",
            maten=(
                Maat("realisatie_ytd_eur", "uitgegeven sinds 1 januari", 0, "€"),
                Maat("verschil_prognose_eur", "verschil met de prognose", 0, "€", met_plus=True),
                Maat("verschil_vorig_jaar_eur", "verschil met vorig jaar", 0, "€", met_plus=True),
                Maat("jaareinde_lineair_eur", "verwacht heel jaar, elke maand gelijk", 0, "€"),
                Maat("jaareinde_seizoen_eur", "verwacht heel jaar, verloop van vorig jaar", 0, "€"),
            ),
            leeg="Voor deze selectie is in dit jaar niets uitgegeven.",
        ),
        Blok(
            id="uitgaven",
            titel="Uitgaven tegen prognose en vorig jaar",
            uitleg="Opgeteld vanaf 1 januari, naar de maand waarin de zorg is geleverd. De prognose is de begroting,"
            " elke maand een twaalfde; zonder begroting is er geen prognose. Zorg die nog niet is gedeclareerd"
            " ontbreekt: de laatste maanden zijn daardoor te laag.",
            bron=UITGAVEN_JAAR,
            soort="lijn",
            maten=(
                Maat("realisatie_ytd_eur", "Realisatie", 0, "€"),
                Maat("prognose_ytd_eur", "Prognose", 0, "€", vast=True),
                Maat("vorig_jaar_ytd_eur", "Vorig jaar", 0, "€", vast=True),
                Maat("verschil_prognose_eur", "Realisatie min prognose", 0, "€", met_plus=True, alleen_tabel=True),
                Maat("verschil_vorig_jaar_eur", "Realisatie min vorig jaar", 0, "€", met_plus=True, alleen_tabel=True),
            ),
            y_titel="euro, opgeteld vanaf 1 januari",
            leeg="Voor deze selectie is in dit jaar niets uitgegeven. Kies een ander jaar of een ander zorgterrein.",
        ),
        Blok(
            id="pxq",
            titel="Van target naar werkelijk: hoeveelheid en prijs per product",
            uitleg="Hoeveelheidsverschil: meer of minder cliënten dan afgesproken, tegen de afgesproken kosten per"
            " cliënt. Prijsverschil: duurdere of goedkopere cliënten, over het werkelijke aantal. Samen zijn ze het"
            " hele verschil. Het target geldt voor het hele jaar; in een lopend jaar tellen alleen de maanden tot nu,"
            " en lijkt het werkelijke bedrag dus laag. Een product zonder target is helemaal hoeveelheidsverschil. Zorg"
            " die per plek wordt betaald telt hier niet mee. Deze cijfers zijn er alleen per wet en product, niet per"
            " gemeente of aanbieder.",
            bron=PXQ,
            soort="waterval",
            rij="productcode",
            rijkop="Product",
            over="maat",
            maten=(
                Maat("kosten_target_eur", "Target", 0, "€"),
                Maat("hoeveelheidsverschil_eur", "Hoeveelheidsverschil", 0, "€", met_plus=True),
                Maat("prijsverschil_eur", "Prijsverschil", 0, "€", met_plus=True),
                Maat("kosten_real_eur", "Werkelijk", 0, "€"),
                Maat("q_target", "Cliënten target", alleen_tabel=True),
                Maat("q_real", "Cliënten werkelijk", alleen_tabel=True),
                Maat("p_target", "Per cliënt target", 0, "€", alleen_tabel=True),
                Maat("p_real", "Per cliënt werkelijk", 0, "€", alleen_tabel=True, noemer="q_real"),
            ),
            y_titel="euro",
            totaalnaam="Alle producten",
            leeg="Voor dit jaar en deze wet zijn er geen targets (kosten_target.csv) en geen declaraties.",
        ),
        Blok(
            id="plafond",
            titel="Gebruik van de budgetplafonds",
            uitleg="Donkere balk: uitgegeven deel van het plafond. Lichte balk: verwacht op 31 december, op grond van"
            " wat al is toegewezen (ontbreken daar prijzen: alsof elke maand even duur is). Zwarte streep: het"
            " plafond. De verwachting is geen uitgave: vraag na voordat er een brief uitgaat.",
            bron=PLAFOND,
            soort="balken",
            rij="aanbieder_agb|zorgterrein|gemeente_code",
            rijkop="Plafond",
            over="maat",
            maten=(
                Maat("budgetplafond_eur", "Plafond", 0, "€"),
                Maat("realisatie_ytd_eur", "Uitgegeven", 0, "€"),
                Maat("uitputting_pct", "Uitgegeven", 1, "%"),
                Maat("verplicht_eur", "Nog toegewezen", 0, "€"),
                Maat("jaareinde_eur", "Verwacht jaareinde", 0, "€"),
                Maat("jaareinde_pct", "Verwacht jaareinde", 1, "%"),
                Maat("plafond_pct", "Plafond", 0, "%"),
            ),
            balken=Balken(
                "uitputting_pct",
                "plafond_pct",
                verwacht="jaareinde_pct",
                boven="verwacht boven het plafond",
                onder="binnen het plafond",
            ),
            y_titel="% van het plafond",
            leeg="Voor deze selectie en dit jaar zijn geen budgetplafonds afgesproken (plafonds.csv).",
        ),
        Blok(
            id="betaalvorm",
            titel="Plekken tegen PxQ",
            uitleg="Dezelfde maten voor zorg die per plek wordt betaald en zorg die per declaratie wordt betaald (PxQ),"
            " per gemeente en segment. Wie in de loop van het jaar wisselt staat in beide rijen. Alleen wat in"
            " betaalwijze.csv staat doet mee.",
            bron=BETAALVORM,
            soort="tabel",
            rij="methode|segment|gemeente_code",
            rijkop="Betaalvorm",
            over="maat",
            maten=(
                Maat("clienten_aantal", "Cliënten"),
                Maat("kosten_eur", "Uitgaven", 0, "€"),
                Maat("kosten_per_client_eur", "Per cliënt", 0, "€", noemer="clienten_aantal"),
                Maat("uitgestroomd_aantal", "Uitgestroomde trajecten"),
                Maat("gem_looptijd_dagen", "Gem. looptijd (dagen)", 0, noemer="uitgestroomd_aantal"),
            ),
            leeg="Voor deze selectie is geen betaalwijze bekend (betaalwijze.csv).",
        ),
    ),
)
