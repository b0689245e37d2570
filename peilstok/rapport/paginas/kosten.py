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
        "gedeclareerd_tot",
        "is_gedeclareerd",
        "ontvangen_maand_eur",
        "verwacht_maand_eur",
        "laag_maand_eur",
        "hoog_maand_eur",
        "realisatie_ytd_eur",
        "verwacht_ytd_eur",
        "laag_ytd_eur",
        "hoog_ytd_eur",
        "prognose_ytd_eur",
        "verschil_prognose_eur",
        "vorig_jaar_ytd_eur",
        "verschil_vorig_jaar_eur",
        "jaareinde_lineair_eur",
        "jaareinde_seizoen_eur",
        "voorlopig",
        "onvolledig",
    )
}
_MAAND_NAAM = (
    "['januari', 'februari', 'maart', 'april', 'mei', 'juni', 'juli', 'augustus', 'september', 'oktober', 'november',"
    " 'december'][month({})]"
)
UITGAVEN = Bron(
    "uitgaven",
    _UITGAVEN,
    # What is not declared yet is no figure: a later month shows where the last declared one stood.
    sql="""
        select u.wet, u.zorgterrein, u.gemeente_code, u.maand, s.realisatie_ytd_eur, s.verschil_prognose_eur
            , s.verschil_vorig_jaar_eur, s.jaareinde_lineair_eur, s.jaareinde_seizoen_eur
            , month(s.maand) as gedeclareerd_aantal, u.voorlopig, u.onvolledig
        from marts.kpi_uitgaven as u
        left join marts.kpi_uitgaven as s
            on s.wet = u.wet and s.zorgterrein = u.zorgterrein and s.gemeente_code = u.gemeente_code
            and s.maand = least(u.maand, u.gedeclareerd_tot) and year(s.maand) = year(u.maand)
    """,
)
LATER = Bron(
    "uitgaven_later",
    _UITGAVEN,
    # First what is declared, then each month that is not, then the estimate of all of them together.
    sql=f"""
        with laatste as (
            select wet, zorgterrein, gemeente_code, year(maand) as jaar, max(maand) as maand
                , max(gedeclareerd_tot) as tot, bool_or(voorlopig) as voorlopig, bool_or(onvolledig) as onvolledig
            from marts.kpi_uitgaven group by all
        )
        select wet, zorgterrein, gemeente_code, jaar, 100 * volgorde + month(maand) as plek, regel, ontvangen_eur
            , verwacht_eur, laag_eur, hoog_eur, voorlopig, onvolledig
        from (
            select l.wet, l.zorgterrein, l.gemeente_code, l.jaar, 0 as volgorde, l.tot as maand
                , 'tot en met ' || {_MAAND_NAAM.format("least(l.tot, l.maand)")} || ': gedeclareerd' as regel
                , u.realisatie_ytd_eur as ontvangen_eur, null as verwacht_eur, null as laag_eur, null as hoog_eur
                , l.voorlopig, l.onvolledig
            from laatste as l
            inner join marts.kpi_uitgaven as u
                on u.wet = l.wet and u.zorgterrein = l.zorgterrein and u.gemeente_code = l.gemeente_code
                and u.maand = least(l.tot, l.maand) and year(u.maand) = l.jaar
            union all
            select wet, zorgterrein, gemeente_code, year(maand), 1, maand
                , {_MAAND_NAAM.format("maand")} || ': nog niet gedeclareerd', ontvangen_maand_eur, verwacht_maand_eur
                , laag_maand_eur, hoog_maand_eur, true, onvolledig
            from marts.kpi_uitgaven where not is_gedeclareerd
            union all
            select l.wet, l.zorgterrein, l.gemeente_code, l.jaar, 2, l.maand
                , 'tot en met ' || {_MAAND_NAAM.format("l.maand")} || ': met schatting', null, u.verwacht_ytd_eur
                , u.laag_ytd_eur, u.hoog_ytd_eur, true, l.onvolledig
            from laatste as l
            inner join marts.kpi_uitgaven as u
                on u.wet = l.wet and u.zorgterrein = l.zorgterrein and u.gemeente_code = l.gemeente_code
                and u.maand = l.maand
            where not u.is_gedeclareerd
        ) as regels
        order by wet, zorgterrein, gemeente_code, jaar, volgorde, maand
    """,
)
UITGAVEN_JAAR = Bron(
    "uitgaven_jaar",
    _UITGAVEN,
    # The months to come hold what is known of them: a twelfth of the budget each, and last year.
    sql="""
        with laatste as (
            select wet, zorgterrein, gemeente_code, max(maand) as maand from marts.kpi_uitgaven group by all
        )
        select wet, zorgterrein, gemeente_code, maand, realisatie_ytd_eur, verwacht_ytd_eur, prognose_ytd_eur
            , verschil_prognose_eur, vorig_jaar_ytd_eur, verschil_vorig_jaar_eur, voorlopig, onvolledig
        from marts.kpi_uitgaven
        union all
        select u.wet, u.zorgterrein, u.gemeente_code, make_date(year(u.maand), r.nummer::integer, 1), null, null
            , round(u.prognose_ytd_eur / month(u.maand) * r.nummer, 2), null
            , if(v.onvolledig, null, v.realisatie_ytd_eur), null, false, false
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
            "mixeffect_eur",
            "is_per_plek",
            "maanden_aantal",
            "voorlopig",
            "onvolledig",
        )
    },
    # What is paid by place has no costs per client; it is named in a block of its own.
    sql="select jaar, wet, productcode, p_target, q_target, p_real, q_real, kosten_target_eur, kosten_real_eur"
    ", hoeveelheidsverschil_eur, prijsverschil_eur, mixeffect_eur, maanden_aantal, voorlopig, onvolledig"
    " from marts.kpi_kosten_per_client where not is_per_plek",
)
PER_PLEK = Bron(
    "per_plek",
    {
        "marts.kpi_kosten_per_client": (
            "jaar",
            "wet",
            "productcode",
            "kosten_real_eur",
            "is_per_plek",
            "voorlopig",
            "onvolledig",
        )
    },
    sql="select jaar, wet, productcode, 'betaald per plek' as betaalvorm, kosten_real_eur, voorlopig, onvolledig"
    " from marts.kpi_kosten_per_client where is_per_plek order by jaar, wet, productcode = 'ALLE', productcode",
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
            "gedeclareerd_tot",
            "realisatie_ytd_eur",
            "uitputting_pct",
            "ontvangen_later_eur",
            "verwacht_later_eur",
            "verplicht_eur",
            "jaareinde_lineair_eur",
            "jaareinde_toegewezen_eur",
            "jaareinde_pct",
            "voorlopig",
            "onvolledig",
        )
    },
    sql="""
        select jaar, wet, gemeente_code, aanbieder_agb, zorgterrein
            , concat_ws('|', aanbieder_agb, zorgterrein, gemeente_code) as "aanbieder_agb|zorgterrein|gemeente_code"
            , budgetplafond_eur, month(gedeclareerd_tot) as gedeclareerd_aantal, realisatie_ytd_eur, uitputting_pct
            , ontvangen_later_eur, verwacht_later_eur, verplicht_eur
            , coalesce(jaareinde_toegewezen_eur, jaareinde_lineair_eur) as jaareinde_eur, jaareinde_pct
            , 100 as plafond_pct, voorlopig, onvolledig
        from marts.kpi_budgetplafond
    """,
    los=True,
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
            "gedeclareerd_tot",
            "clienten_aantal",
            "kosten_eur",
            "kosten_per_client_eur",
            "uitgestroomd_aantal",
            "gem_looptijd_dagen",
            "voorlopig",
            "onvolledig",
        )
    },
    sql="""
        select jaar, wet, gemeente_code
            , concat_ws('|', case methode when 'plekken' then 'Plekken' else 'PxQ' end
                , case segment when '_ONBEKEND' then 'segment onbekend' else 'segment ' || segment end
                , gemeente_code) as "methode|segment|gemeente_code"
            , month(gedeclareerd_tot) as gedeclareerd_aantal, clienten_aantal, kosten_eur, kosten_per_client_eur
            , uitgestroomd_aantal, gem_looptijd_dagen, voorlopig, onvolledig
        from marts.kpi_betaalvorm
    """,
    los=True,
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
            uitleg="Uitgaven vanaf 1 januari tot en met de laatste maand die is gedeclareerd; de verschillen en de"
            " verwachting gaan over diezelfde maanden. Latere maanden zijn nog niet gedeclareerd en staan hieronder"
            " apart. De verwachting voor het hele jaar staat er op twee manieren: alsof elke maand even duur is, en"
            " volgens het verloop van vorig jaar.",
            bron=UITGAVEN,
            soort="kerncijfers",
            over="maat",
            zonder_vorig=True,
            maten=(
                Maat("realisatie_ytd_eur", "uitgegeven sinds 1 januari, gedeclareerde maanden", 0, "€"),
                Maat("gedeclareerd_aantal", "maanden van het jaar gedeclareerd"),
                Maat("verschil_prognose_eur", "verschil met de prognose", 0, "€", met_plus=True),
                Maat("verschil_vorig_jaar_eur", "verschil met vorig jaar", 0, "€", met_plus=True),
                Maat("jaareinde_lineair_eur", "verwacht heel jaar, elke maand gelijk", 0, "€"),
                Maat("jaareinde_seizoen_eur", "verwacht heel jaar, verloop van vorig jaar", 0, "€"),
            ),
            leeg="Voor deze selectie is in dit jaar niets uitgegeven.",
        ),
        Blok(
            id="later",
            titel="Tot en met welke maand, en wat nog komt",
            uitleg="Declaraties komen na de maand. Een maand heet gedeclareerd als gewoonlijk ten minste 95% van de"
            " declaraties binnen is; op zorg die per plek wordt betaald wordt niet gewacht. Wat van latere maanden is"
            " ontvangen is nog niet alles: daarnaast staat wat gewoonlijk nog komt, met een interval van 80% (in vier"
            " van de vijf gevallen komt het daarbinnen uit). Dat is een schatting en geen uitgave. Leeg: er is nog te"
            " weinig van bekend.",
            bron=LATER,
            soort="lijst",
            rij="regel",
            rijkop="Maanden",
            over="rijen",
            maten=(
                Maat("ontvangen_eur", "Ontvangen", 0, "€"),
                Maat("verwacht_eur", "Naar schatting in totaal", 0, "€"),
                Maat("laag_eur", "van", 0, "€"),
                Maat("hoog_eur", "tot", 0, "€"),
            ),
            leeg="Voor deze selectie is in dit jaar niets uitgegeven.",
        ),
        Blok(
            id="uitgaven",
            titel="Uitgaven tegen prognose en vorig jaar",
            uitleg="Opgeteld vanaf 1 januari, naar de maand waarin de zorg is geleverd. De prognose is de begroting,"
            " elke maand een twaalfde; zonder begroting is er geen prognose. De realisatie stopt bij de laatste"
            " gedeclareerde maand; daarna staat er een schatting, los van wat is ontvangen.",
            bron=UITGAVEN_JAAR,
            soort="lijn",
            maten=(
                Maat("realisatie_ytd_eur", "Realisatie", 0, "€"),
                Maat("verwacht_ytd_eur", "Schatting van wat nog komt", 0, "€"),
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
            " hele verschil. Een target geldt voor een heel jaar; is het jaar niet voorbij, dan telt het deel voor de"
            " maanden die zijn gedeclareerd (8 maanden: 8/12). Cliënten tellen zodra zij in die maanden kosten hadden."
            " Een product zonder target is helemaal hoeveelheidsverschil. Alle producten samen is de som van de"
            " producten; het mixeffect is wat daarvan komt doordat cliënten andere producten kregen dan afgesproken."
            " Cliënten tellen daar één keer, ook in het target. Deze cijfers zijn er alleen per wet en product, niet"
            " per gemeente of aanbieder. Wat per plek wordt betaald staat hieronder.",
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
                Maat("mixeffect_eur", "waarvan mixeffect", 0, "€", met_plus=True, alleen_tabel=True),
                Maat("maanden_aantal", "Maanden", alleen_tabel=True),
                Maat("q_target", "Cliënten target", alleen_tabel=True),
                Maat("q_real", "Cliënten werkelijk", alleen_tabel=True),
                Maat("p_target", "Per cliënt target, heel jaar", 0, "€", alleen_tabel=True),
                Maat("p_real", "Per cliënt werkelijk, deze maanden", 0, "€", alleen_tabel=True, noemer="q_real"),
            ),
            y_titel="euro",
            totaalnaam="Alle producten",
            leeg="Voor dit jaar en deze wet zijn er geen targets (kosten_target.csv) en geen declaraties, of alles is"
            " betaald per plek.",
        ),
        Blok(
            id="per_plek",
            titel="Betaald per plek",
            uitleg="Van deze producten wordt ten minste 95% van de zorgdagen (en van de kosten) per plek betaald."
            " Kosten per cliënt zijn er dan niet: een losse declaratie zegt niets over de prijs. Wat de plekken kosten"
            " staat op de pagina Plekken.",
            bron=PER_PLEK,
            soort="lijst",
            rij="productcode",
            rijkop="Product",
            over="rijen",
            maten=(Maat("betaalvorm", "Kosten per cliënt"), Maat("kosten_real_eur", "Toch gedeclareerd", 0, "€")),
            leeg="Voor dit jaar en deze wet wordt geen product per plek betaald.",
        ),
        Blok(
            id="plafond",
            titel="Gebruik van de budgetplafonds",
            uitleg="Donkere balk: uitgegeven deel van het plafond, tot en met de laatste gedeclareerde maand. Lichte"
            " balk: verwacht op 31 december, op grond van wat voor de dagen daarna is toegewezen (ontbreken daar"
            " prijzen: alsof elke maand even duur is). Zwarte streep: het plafond. Een plafond voor alle gemeenten"
            " samen ziet u alleen onder alle gemeenten. De verwachting is geen uitgave: vraag na voordat er een brief"
            " uitgaat.",
            bron=PLAFOND,
            soort="balken",
            rij="aanbieder_agb|zorgterrein|gemeente_code",
            rijkop="Plafond",
            over="maat",
            maten=(
                Maat("budgetplafond_eur", "Plafond", 0, "€"),
                Maat("realisatie_ytd_eur", "Uitgegeven", 0, "€"),
                Maat("gedeclareerd_aantal", "Gedeclareerde maanden", alleen_tabel=True),
                Maat("uitputting_pct", "Uitgegeven", 1, "%"),
                Maat("ontvangen_later_eur", "Ontvangen van latere maanden", 0, "€", alleen_tabel=True),
                Maat("verwacht_later_eur", "Schatting van latere maanden", 0, "€", alleen_tabel=True),
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
            " betaalwijze.csv staat doet mee. Cliënten en uitgaven gaan tot en met de laatste gedeclareerde maand van"
            " de gemeente: vergelijk kosten per cliënt alleen bij evenveel maanden.",
            bron=BETAALVORM,
            soort="tabel",
            rij="methode|segment|gemeente_code",
            rijkop="Betaalvorm",
            over="maat",
            maten=(
                Maat("gedeclareerd_aantal", "Maanden"),
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
