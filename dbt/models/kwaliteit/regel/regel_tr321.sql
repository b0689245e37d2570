select
    {{ bevinding_kop('TR321/TR322/OP365', 'record', heeft_bericht=false) }},
    record.toewijzingnummer as sleutel,
    case
        when record.volume_gedeclareerd > record.volume_toegewezen
            then
                'In totaal is ' || {{ waarde_in_zin('record.volume_gedeclareerd') }}
                || ' gedeclareerd waar ' || {{ waarde_in_zin('record.volume_toegewezen') }}
                || ' is toegewezen (eenheid ' || record.eenheid || ')'
        else
            'In ' || {{ waarde_in_zin('record.periodes_te_veel_aantal') }}
            || ' productperiode(s) is meer gedeclareerd dan daarin past, voor het eerst in de periode vanaf '
            || {{ waarde_in_zin('record.eerste_periode_te_veel') }}
    end as omschrijving,
    record.dagtekening,
    record.ingangsdatum as dekking_datum
from {{ ref('int_toewijzing_gedeclareerd') }} as record
where
    record.volume_toegewezen is not null
    and (
        record.volume_gedeclareerd > record.volume_toegewezen
        or record.periodes_te_veel_aantal > 0
    )
