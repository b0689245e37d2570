select
    {{ bevinding_kop('TR346/CS339/CD087', 'record') }},
    {{ waarde_in_zin('record.positie') }} as sleutel,
    case
        when eenheid.is_bedrag and record.tarief_eur is not null
            then
                'Bij eenheid ' || record.eenheid || ' staat een tarief van '
                || {{ waarde_in_zin('record.tarief_eur') }} || ' euro'
        else
            'Bedrag ' || {{ waarde_in_zin('record.bedrag_eur') }} || ' euro past niet bij volume '
            || {{ waarde_in_zin('record.volume') }} || ', eenheid ' || record.eenheid
            || ' en tarief ' || {{ waarde_in_zin('record.tarief_eur') }}
    end as omschrijving,
    record.dagtekening
from {{ ref('int_geldige_prestatie') }} as record
inner join {{ ref('eenheid') }} as eenheid on record.eenheid = eenheid.code
where
    case
        -- the volume is in cents
        when eenheid.is_bedrag then record.tarief_eur is not null or record.bedrag_eur * 100 <> record.volume
        -- rounded to cents, half up or half to even
        else
            record.tarief_eur is null
            or abs(record.bedrag_eur * eenheid.tarief_deler - record.volume * record.tarief_eur) * 200
            > case when eenheid.tarief_deler > 1 then eenheid.tarief_deler else 0 end
    end
