-- the day on which a temporary stop became definitive is not in the message
with tijdelijk as (
    select distinct levering_sleutel
    from {{ ref('int_stop_actief') }}
    where is_tijdelijk
),

aanlevering as (
    select record.* -- noqa: AM04
    from {{ ref('int_record_regie') }} as record
    left join {{ ref('reden_beeindiging') }} as reden
        on
            record.wet = reden.wet
            and record.reden_beeindiging = reden.code
    left join tijdelijk on record.levering_sleutel = tijdelijk.levering_sleutel
    where
        record.soort = 'stop'
        and record.is_nieuw
        and (coalesce(reden.is_tijdelijk, false) or tijdelijk.levering_sleutel is null)
),

te_laat as (
    {{ later_dan_termijn('aanlevering', '307_5WD', 'einddatum') }}
)

select
    {{ bevinding_kop('OP272', 'te_laat') }},
    {{ waarde_in_zin('te_laat.positie') }} as sleutel,
    'Einde per ' || {{ waarde_in_zin('te_laat.einddatum') }}
    || ' is gemeld op ' || {{ waarde_in_zin('te_laat.dagtekening') }}
    || ': na ' || te_laat.werkdagen_zin as omschrijving,
    te_laat.dagtekening,
    te_laat.einddatum as dekking_datum
from te_laat
