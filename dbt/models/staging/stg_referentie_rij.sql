{#- Per table what names a row (sleutel), what it says (inhoud), and which numbers cannot be below nil. -#}
{%- set tabellen = [
    {'tabel': 'aanbieders', 'sleutel': ['aanbieder_agb'], 'inhoud': ['aanbieder_naam', 'segment']},
    {
        'tabel': 'producten',
        'sleutel': ['wet', 'productcode'],
        'inhoud': [
            'productcategorie', 'product_naam', 'inkoopcategorie', 'zorgterrein', 'perceel', 'segment', 'groep',
            'normlooptijd_dagen', 'rangorde_aantal',
        ],
        'onmogelijk': ['normlooptijd_dagen <= 0'],
    },
    {
        'tabel': 'prijzen',
        'sleutel': ['wet', 'productcode', 'aanbieder_agb'],
        'inhoud': ['prijs_eur'],
        'onmogelijk': ['prijs_eur < 0'],
        'heeft_geldigheid': true,
    },
    {
        'tabel': 'betaalwijze',
        'sleutel': ['wet', 'gemeente_code', 'segment'],
        'inhoud': ['methode'],
        'heeft_geldigheid': true,
    },
    {
        'tabel': 'afspraken',
        'sleutel': ['jaar', 'wet', 'gemeente_code', 'aanbieder_agb', 'productcode'],
        'inhoud': ['plekken_aantal'],
        'onmogelijk': ['plekken_aantal < 0'],
    },
    {
        'tabel': 'plafonds',
        'sleutel': ['jaar', 'wet', 'gemeente_code', 'aanbieder_agb', 'zorgterrein'],
        'inhoud': ['budgetplafond_eur', 'bandbreedte_pct'],
        'onmogelijk': ['budgetplafond_eur < 0', 'bandbreedte_pct < 0'],
    },
    {
        'tabel': 'begroting',
        'sleutel': ['jaar', 'wet', 'gemeente_code', 'zorgterrein'],
        'inhoud': ['begroting_eur'],
        'onmogelijk': ['begroting_eur < 0'],
    },
    {
        'tabel': 'kosten_target',
        'sleutel': ['jaar', 'wet', 'productcode'],
        'inhoud': ['kosten_per_client_eur', 'clienten_aantal'],
        'onmogelijk': ['kosten_per_client_eur < 0', 'clienten_aantal < 0'],
    },
    {
        'tabel': 'normen',
        'sleutel': ['kpi', 'wet', 'perceel', 'zorgterrein'],
        'inhoud': ['norm', 'bandbreedte', 'richting'],
        'onmogelijk': [als_double('bandbreedte') ~ ' < 0'],
        'heeft_geldigheid': true,
    },
    {'tabel': 'kpi_afspraken', 'sleutel': ['jaar', 'aanbieder_agb', 'kpi'], 'inhoud': ['afspraak']},
    {
        'tabel': 'behandelplannen',
        'sleutel': ['wet', 'gemeente_code'],
        'inhoud': ['behandelplan_datum', 'feitelijke_start_datum'],
        'heeft_toewijzing': true,
    },
    {
        'tabel': 'uitval_beoordeling',
        'sleutel': ['wet', 'gemeente_code', 'datum'],
        'inhoud': ['oordeel'],
        'heeft_toewijzing': true,
    },
    {'tabel': 'dekking', 'sleutel': ['wet', 'gemeente_code'], 'inhoud': ['vanaf']},
    {
        'tabel': 'gebieden',
        'sleutel': ['pc4', 'wijk_code'],
        'inhoud': ['wijk_naam', 'aandeel_pct'],
        'onmogelijk': ['aandeel_pct < 0', 'aandeel_pct > 100'],
    },
    {
        'tabel': 'bevolking',
        'sleutel': ['jaar', 'gebied', 'leeftijdsklasse', 'geslacht'],
        'inhoud': ['inwoners_aantal', 'bijstand_aantal', 'eenouder_aantal'],
        'onmogelijk': ['inwoners_aantal < 0', 'bijstand_aantal < 0', 'eenouder_aantal < 0'],
    },
    {'tabel': 'parameter', 'sleutel': ['parameter'], 'inhoud': ['waarde']},
    {
        'tabel': 'interventies',
        'sleutel': ['interventie', 'wet', 'zorgterrein', 'aanbieder_agb', 'kpi', 'start_datum'],
        'inhoud': ['eind_datum', 'verwacht', 'eigenaar', 'status'],
    },
    {'tabel': 'contactpersonen', 'sleutel': ['gemeente_code', 'aanbieder_agb'], 'inhoud': ['gemeente_code']},
] -%}

{{ referentie_rijen(tabellen) }}
