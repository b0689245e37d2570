{#- class -> (relation, key within the message); velden.md chapter 1 -#}
{%- set klassen = {
    'toegewezen product': ('int_record_toegewezen', ['toewijzingnummer']),
    'contact': ('int_record_contact', ['soort']),
    'startproduct': ('int_record_start', ['toewijzingnummer', 'productcategorie', 'productcode', 'begindatum']),
    'stopproduct': ('int_record_stop', [
        'toewijzingnummer', 'productcategorie', 'productcode', 'begindatum', 'reden_beeindiging', 'einddatum'
    ]),
    'aangevraagd product': ('int_record_aangevraagd', ['referentie_aanbieder']),
    'ongewijzigd product': ('int_record_ongewijzigd', ['toewijzingnummer']),
    'te wijzigen product': ('int_record_te_wijzigen', ['toewijzingnummer']),
    'nieuw product': ('int_record_nieuw', ['productcategorie', 'productcode', 'gewenste_ingangsdatum']),
    'prestatie': ('int_record_prestatie', ['referentienummer']),
    'afgewezen prestatie': ('int_record_prestatie_antwoord', ['referentienummer']),
} -%}

with sleutel as (
    {%- for klasse, (relatie, kolommen) in klassen.items() %}
        {{ 'union all' if not loop.first }}
        select
            '{{ klasse }}' as klasse,
            bericht_id,
            wet,
            gemeente_code,
            aanbieder_agb,
            dagtekening,
            {{ 'min(toewijzingnummer)' if 'toewijzingnummer' in kolommen else 'cast(null as ' ~ tekst_type() ~ ')' }}
                as toewijzingnummer,
            min(positie) as eerste_positie,
            count(*) as records_aantal
        from {{ ref(relatie) }}
        group by bericht_id, wet, gemeente_code, aanbieder_agb, dagtekening, {{ kolommen | join(', ') }}
    {%- endfor %}
)

select
    klasse,
    bericht_id,
    wet,
    gemeente_code,
    aanbieder_agb,
    dagtekening,
    toewijzingnummer,
    eerste_positie,
    records_aantal
from sleutel
