"""Doorlooptijd: how long care lasts, per provider against last year (K001-12)."""

from __future__ import annotations

from peilstok.rapport.blok import Blok, Bron, Maat, Pagina, Punten

DOORLOOPTIJD_AANBIEDER = Bron(
    "doorlooptijd_aanbieder",
    {
        "marts.kpi_doorlooptijd": (
            "jaar",
            "wet",
            "gemeente_code",
            "aanbieder_agb",
            "productcode",
            "beeindigd_aantal",
            "mediaan_maanden",
            "mediaan_maanden_vorig_jaar",
            "verschil_maanden",
            "voorlopig",
        )
    },
    # n of last year is that of its whole year: the mart has no count over last year's part of the year.
    sql="select d.jaar, d.wet, d.gemeente_code, d.aanbieder_agb, d.beeindigd_aantal, d.mediaan_maanden"
    ", d.mediaan_maanden_vorig_jaar, d.verschil_maanden, coalesce(v.beeindigd_aantal, 0) as"
    " beeindigd_aantal_vorig_jaar, d.voorlopig from marts.kpi_doorlooptijd as d left join marts.kpi_doorlooptijd as"
    " v on v.jaar = d.jaar - 1 and v.wet = d.wet and v.gemeente_code = d.gemeente_code and v.aanbieder_agb ="
    " d.aanbieder_agb and v.productcode = d.productcode where d.productcode = 'ALLE'",
    heel=True,
)

DOORLOOPTIJD = Pagina(
    naam="doorlooptijd",
    titel="Doorlooptijd",
    vraag="Hoe lang duurt zorg, en is dat langer of korter dan vorig jaar?",
    blokken=(
        Blok(
            id="aanbieders",
            titel="Mediane doorlooptijd per aanbieder tegen vorig jaar",
            uitleg="Elk teken is een aanbieder. Verder naar rechts: toewijzingen duren langer. Boven de stippellijn:"
            " langer dan in dezelfde periode vorig jaar; eronder: korter. Gerekend wordt van ingangsdatum tot en met"
            " einddatum van toewijzingen die in het jaar eindigden. Alleen aanbieders met ten minste 5 beëindigde"
            " toewijzingen in beide jaren staan in de grafiek.",
            bron=DOORLOOPTIJD_AANBIEDER,
            soort="puntenwolk",
            rij="aanbieder_agb",
            rijkop="Aanbieder",
            over="maat",
            maten=(
                Maat("mediaan_maanden", "Mediaan dit jaar (maanden)", 1),
                Maat("mediaan_maanden_vorig_jaar", "Mediaan vorig jaar (maanden)", 1),
                Maat("verschil_maanden", "Verschil (maanden)", 1, met_plus=True),
                Maat("beeindigd_aantal", "Beëindigd dit jaar"),
                Maat("beeindigd_aantal_vorig_jaar", "Beëindigd heel vorig jaar"),
            ),
            punten=Punten(
                "mediaan_maanden",
                "verschil_maanden",
                "beeindigd_aantal",
                ("beeindigd_aantal", "beeindigd_aantal_vorig_jaar"),
                "langer dan vorig jaar",
                "korter dan vorig jaar",
            ),
            totaalnaam="Alle aanbieders",
            leeg="Voor deze selectie eindigde in dit jaar geen toewijzing.",
        ),
    ),
    filters=("wet", "jaar", "gemeente", "aanbieder"),
)
