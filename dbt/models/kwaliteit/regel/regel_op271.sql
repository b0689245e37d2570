-- with a toewijzing that came later than the start, counting begins at its first 301
with aanlevering as (
    select
        record.*,
        case
            when toewijzing.eerste_301_dagtekening > record.begindatum then toewijzing.eerste_301_dagtekening
            else record.begindatum
        end as basis_datum
    from {{ ref('int_record_regie') }} as record
    left join {{ ref('int_toewijzing') }} as toewijzing
        on record.toewijzing_sleutel = toewijzing.toewijzing_sleutel
    where
        record.soort = 'start'
        and record.is_nieuw
),

te_laat as (
    {{ later_dan_termijn('aanlevering', '305_5WD', 'basis_datum') }}
)

select
    {{ bevinding_kop('OP271', 'te_laat') }},
    {{ waarde_in_zin('te_laat.positie') }} as sleutel,
    'Start per ' || {{ waarde_in_zin('te_laat.begindatum') }}
    || ' is gemeld op ' || {{ waarde_in_zin('te_laat.dagtekening') }}
    || ': ' || te_laat.werkdagen_zin || ' na ' || {{ waarde_in_zin('te_laat.basis_datum') }} as omschrijving,
    te_laat.dagtekening,
    te_laat.begindatum as dekking_datum
from te_laat
