with uitgifte as (
    select distinct
        wet,
        berichttype,
        versie || '.' || subversie as versie
    from {{ ref('bericht') }}
)

select
    {{ bevinding_kop('CS025/CS015', 'bericht', heeft_toewijzing=false) }},
    bericht.berichttype as sleutel,
    'Het bericht heeft versie ' || {{ waarde_in_zin('bericht.versie') }} || ', die in deze release niet bestaat'
        as omschrijving,
    bericht.dagtekening
from {{ ref('int_bericht') }} as bericht
left join uitgifte
    on
        bericht.wet = uitgifte.wet
        and bericht.berichttype = uitgifte.berichttype
        and bericht.versie = uitgifte.versie
where
    bericht.is_geaccepteerd
    and uitgifte.wet is null
