with niet_gestart as (
    select
        toewijzing.*,
        case
            when toewijzing.dagtekening > toewijzing.ingangsdatum then toewijzing.dagtekening
            else toewijzing.ingangsdatum
        end as basis_datum,
        instelling.peildatum
    from {{ ref('int_geldige_toewijzing') }} as toewijzing
    left join {{ ref('int_start_actief') }} as start_actief
        on toewijzing.toewijzing_sleutel = start_actief.toewijzing_sleutel
    cross join {{ ref('int_instelling') }} as instelling
    where start_actief.toewijzing_sleutel is null
),

te_laat as (
    {{ later_dan_termijn('niet_gestart', '305_5WD', 'basis_datum', tot='peildatum') }}
)

select
    {{ bevinding_kop('OP295b', 'te_laat', heeft_bericht=false) }},
    {{ waarde_in_zin('te_laat.toewijzingnummer') }} as sleutel,
    'Toewijzing per ' || {{ waarde_in_zin('te_laat.ingangsdatum') }}
    || ', verzonden op ' || {{ waarde_in_zin('te_laat.dagtekening') }} || ', heeft nog geen start' as omschrijving,
    te_laat.dagtekening,
    te_laat.ingangsdatum as dekking_datum
from te_laat
