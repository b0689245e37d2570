-- claims of one day have no order: only an earlier day counts
with dag as (
    select
        wet,
        gemeente_code_nu,
        aanbieder_agb_nu,
        dagtekening,
        max(periode_begindatum) as periode_begindatum
    from {{ ref('int_geldige_declaratie') }}
    group by wet, gemeente_code_nu, aanbieder_agb_nu, dagtekening
),

vorige as (
    select
        wet,
        gemeente_code_nu,
        aanbieder_agb_nu,
        dagtekening,
        max(periode_begindatum) over (
            partition by wet, gemeente_code_nu, aanbieder_agb_nu
            order by dagtekening
            rows between unbounded preceding and 1 preceding
        ) as periode_begindatum
    from dag
)

select
    {{ bevinding_kop('TR318/OP284', 'record', heeft_toewijzing=false) }},
    'declaratie' as sleutel,
    'Declaratieperiode vanaf ' || {{ waarde_in_zin('record.periode_begindatum') }}
    || ' komt na een declaratie over de periode vanaf '
    || {{ waarde_in_zin('vorige.periode_begindatum') }} as omschrijving,
    record.dagtekening
from {{ ref('int_geldige_declaratie') }} as record
inner join vorige
    on
        record.wet = vorige.wet
        and record.gemeente_code_nu = vorige.gemeente_code_nu
        and record.aanbieder_agb_nu = vorige.aanbieder_agb_nu
        and record.dagtekening = vorige.dagtekening
where record.periode_begindatum < vorige.periode_begindatum
