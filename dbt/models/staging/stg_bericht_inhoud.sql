{#-
  Record class -> what each column of the order is called in it (contract chapter 4, Masks); `anders` is what the class has beside those,
  `kenmerken` its numbers and references: of those only what is not masked is kept here.
-#}
{%- set product = {
    'ingangsdatum': 'gewenste_ingangsdatum', 'einddatum': 'einddatum', 'volume': 'volume', 'eenheid': 'eenheid',
    'frequentie': 'frequentie', 'budget': 'budget',
} -%}
{%- set code = {'productcategorie': 'productcategorie', 'productcode': 'productcode'} -%}
{%- set start = dict(
    code, toewijzing_ingangsdatum='toewijzing_ingangsdatum', ingangsdatum='begindatum', anders='status_aanlevering',
    kenmerken=['toewijzingnummer'],
) -%}
{%- set prestatie = dict(
    code, ingangsdatum='product_periode_begindatum', einddatum='product_periode_einddatum', volume='geleverd_volume', eenheid='eenheid',
    budget='ingediend_bedrag', anders='debet_credit', kenmerken=['toewijzingnummer', 'referentienummer', 'vorig_referentienummer'],
) -%}
{%- set klassen = [
    ('b301_toegewezen_product', dict(code, **dict(
        product, ingangsdatum='ingangsdatum', reden='reden_wijziging', kenmerken=['toewijzingnummer', 'referentie_aanbieder'],
    ))),
    ('b305_start_product', start),
    ('b307_stop_product', dict(start, einddatum='einddatum', reden='reden_beeindiging')),
    ('b315_aangevraagd_product', dict(code, **dict(
        product, ingangsdatum='toewijzing_ingangsdatum', einddatum='toewijzing_einddatum', anders='verwijzer_type',
        kenmerken=['referentie_aanbieder'],
    ))),
    ('b317_te_wijzigen_product', dict(product, kenmerken=['toewijzingnummer'])),
    ('b317_nieuw_product', dict(code, **product)),
    ('b317_verzoek', {'reden': 'reden_verzoek', 'kenmerken': ['referentie_aanbieder']}),
    ('b319_antwoord', {
        'reden': 'reden_afwijzing_verzoek', 'anders': 'verzoek_antwoord', 'kenmerken': ['referentie_aanbieder'],
    }),
    ('b323_prestatie', prestatie),
    ('b325_prestatie', prestatie),
    ('retourcode', {'anders': 'retourcode'}),
] -%}
{%- set zonder_client = ['b319_antwoord', 'retourcode'] -%}
{%- set leeg = 'cast(null as ' ~ tekst_type() ~ ')' -%}
{%- set datums = ['toewijzing_ingangsdatum', 'einddatum', 'ingangsdatum'] -%}
{%- set teksten = ['productcategorie', 'productcode', 'eenheid', 'frequentie', 'reden', 'anders'] -%}

with record as (
    {%- for klasse, kolommen in klassen %}
        {{ 'union all' if not loop.first }}
        select
            {{ loop.index }} as klasse_nr,
            bericht_id,
            bestand_id,
            positie,
            {{ lees_datum(kolommen.get('toewijzing_ingangsdatum', leeg)) }} as toewijzing_ingangsdatum,
            {{ lees_datum(kolommen.get('einddatum', leeg)) }} as einddatum,
            {{ lees_datum(kolommen.get('ingangsdatum', leeg)) }} as ingangsdatum,
            {{ kolommen.get('productcategorie', leeg) }} as productcategorie,
            {{ kolommen.get('productcode', leeg) }} as productcode,
            {{ kolommen.get('eenheid', leeg) }} as eenheid,
            {{ kolommen.get('frequentie', leeg) }} as frequentie,
            {{ kolommen.get('reden', leeg) }} as reden,
            {{ kolommen.get('anders', leeg) }} as anders,
            {{ zonder_maskers(kolommen.get('kenmerken', [])) }} as kenmerken,
            cast({{ kolommen.get('volume', 'null') }} as bigint) as volume,
            cast({{ kolommen.get('budget', 'null') }} as bigint) as budget,
            {{ leeg if klasse in zonder_client else 'client_id' }} as client_id
        from {{ source('raw', klasse) }}
    {%- endfor %}
),

gerangschikt as (
    select
        record.*,
        row_number() over (partition by bericht_id, bestand_id order by klasse_nr, positie) as volgnummer,
        count(*) over (partition by bericht_id, bestand_id) as records_aantal,
        {{ sleutel(['klasse_nr', 'kenmerken'] + datums + teksten + ['volume', 'budget']) }} as inhoud_sleutel
    from record
),

-- beyond the first record: all of them, whatever their order
geheel as (
    select
        bericht_id,
        bestand_id,
        min(inhoud_sleutel) as laagste_inhoud,
        max(inhoud_sleutel) as hoogste_inhoud
    from gerangschikt
    group by bericht_id, bestand_id
)

select
    gerangschikt.bericht_id,
    gerangschikt.bestand_id,
    gerangschikt.toewijzing_ingangsdatum,
    gerangschikt.einddatum,
    gerangschikt.ingangsdatum,
    gerangschikt.productcategorie,
    gerangschikt.productcode,
    gerangschikt.volume,
    gerangschikt.eenheid,
    gerangschikt.frequentie,
    gerangschikt.budget as budget_eur,
    gerangschikt.reden as reden_wijziging,
    gerangschikt.anders,
    gerangschikt.kenmerken,
    gerangschikt.client_id,
    gerangschikt.records_aantal,
    geheel.laagste_inhoud,
    geheel.hoogste_inhoud
from gerangschikt
inner join geheel
    on
        gerangschikt.bericht_id = geheel.bericht_id
        and gerangschikt.bestand_id = geheel.bestand_id
where gerangschikt.volgnummer = 1
