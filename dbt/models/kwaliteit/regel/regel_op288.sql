with zonder_stop as (
    select
        start_actief.*,
        toewijzing.einddatum as toewijzing_einddatum,
        instelling.peildatum
    from {{ ref('int_levering') }} as levering
    inner join {{ ref('int_start_actief') }} as start_actief
        on levering.levering_sleutel = start_actief.levering_sleutel
    inner join {{ ref('int_geldige_toewijzing') }} as toewijzing
        on levering.toewijzing_sleutel = toewijzing.toewijzing_sleutel
    cross join {{ ref('int_instelling') }} as instelling
    where levering.einddatum_zorg is null
),

te_laat as (
    {{ later_dan_termijn('zonder_stop', '307_5WD', 'toewijzing_einddatum', tot='peildatum') }}
)

select
    {{ bevinding_kop('OP288/OP295', 'te_laat') }},
    {{ levering_kenmerk('te_laat') }} as sleutel,
    'Start per ' || {{ waarde_in_zin('te_laat.begindatum') }}
    || ' heeft geen stop, terwijl de toewijzing eindigde op ' || {{ waarde_in_zin('te_laat.toewijzing_einddatum') }}
        as omschrijving,
    te_laat.dagtekening,
    te_laat.toewijzing_einddatum as dekking_datum
from te_laat
