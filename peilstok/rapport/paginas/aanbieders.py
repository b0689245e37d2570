"""Aanbieders: every provider with the light of every KPI, and two to six of them side by side, for the conversation
with a group of comparable providers (K001-16, K001-19)."""

from __future__ import annotations

from peilstok.rapport.blok import STAND, Blok, Bron, Pagina

MATRIX = Bron(
    "matrix",
    "marts.pagina_matrix",
    (
        "wet",
        "aanbieder_agb",
        "jaar",
        "kpi|perceel",
        "periode",
        "is_over_12_maanden",
        "waarde",
        "noemer",
        "norm",
        "richting",
        "kleur",
        "geen_kleur",
        *STAND,
    ),
    heel=True,
)

AANBIEDERS = Pagina(
    naam="aanbieders",
    titel="Aanbieders",
    vraag="Hoe liggen aanbieders naast elkaar, en met wie is een gesprek samen zinvol?",
    blokken=(
        Blok(
            id="matrix",
            titel="Alle aanbieders, alle KPI’s",
            uitleg="Elk vakje is het oordeel over één aanbieder op één KPI, van alle gemeenten samen. Kies een kop om"
            " te sorteren, de slechtste eerst; nog eens kiezen draait het om. Vink twee tot zes aanbieders aan om ze"
            " hieronder naast elkaar te leggen. Op weinig gevallen is er geen kleur. Er is geen totaalscore: KPI’s"
            " kunnen elkaar tegenwerken.",
            bron=MATRIX,
            soort="matrix",
            rij="aanbieder_agb",
            rijkop="Aanbieder",
            maten=(),
            leeg="Onder deze wet heeft in dit jaar geen enkele aanbieder een KPI.",
        ),
        Blok(
            id="naast",
            titel="Naast elkaar",
            uitleg="De aangevinkte aanbieders met al hun KPI’s, voor een gesprek met een groep. Het adres van deze"
            " pagina bewaart de keuze.",
            bron=MATRIX,
            soort="naast",
            rij="aanbieder_agb",
            rijkop="KPI",
            maten=(),
            leeg="Vink hierboven twee tot zes aanbieders aan.",
        ),
    ),
    filters=("wet", "jaar"),
)
