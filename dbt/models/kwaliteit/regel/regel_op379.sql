with genummerd as (
    select
        start_actief.*,
        count(*) over (partition by toewijzing_sleutel) - 1 as herstarts_aantal,
        row_number() over (
            partition by toewijzing_sleutel
            order by begindatum asc, {{ hoogste_eerst('productcategorie') }}, {{ hoogste_eerst('productcode') }}
        ) as volgnummer
    from {{ ref('int_start_actief') }} as start_actief
)

-- one per toewijzing, at its first restart
select
    {{ bevinding_kop('OP379', 'genummerd') }},
    {{ levering_kenmerk('genummerd') }} as sleutel,
    'Toewijzing is ' || {{ waarde_in_zin('genummerd.herstarts_aantal') }}
    || ' keer opnieuw gestart, voor het eerst per ' || {{ waarde_in_zin('genummerd.begindatum') }} as omschrijving,
    genummerd.dagtekening
from genummerd
where genummerd.volgnummer = 2
