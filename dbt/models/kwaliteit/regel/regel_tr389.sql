select
    {{ bevinding_kop('TR389/TR416/OP366', 'record', heeft_bericht=false) }},
    record.productcategorie || ' ' || record.productcode
    || ' ' || {{ waarde_in_zin('record.periode_begindatum') }} as sleutel,
    'Voor de productperiode vanaf ' || {{ waarde_in_zin('record.periode_begindatum') }}
    || ' staan ' || {{ waarde_in_zin('record.prestaties_aantal') }}
    || ' debetprestaties die niet gecrediteerd zijn' as omschrijving,
    record.dagtekening,
    record.periode_begindatum as dekking_datum
from {{ ref('int_gedeclareerde_periode') }} as record
where
    record.prestaties_aantal > 1
