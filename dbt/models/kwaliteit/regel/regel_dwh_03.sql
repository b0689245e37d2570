select
    {{ bevinding_kop('DWH-03/IV075', 'actief') }},
    actief.soort || ' '
    || case
        when actief.soort = 'start' then {{ levering_kenmerk('actief') }} else {{ stop_kenmerk('actief') }}
    end as sleutel,
    'Product in het bericht is '
    || {{ waarde_in_zin('actief.productcategorie') }} || ' '
    || {{ waarde_in_zin('actief.productcode') }}
    || ', toegewezen is '
    || {{ waarde_in_zin('toewijzing.productcategorie') }} || ' '
    || {{ waarde_in_zin('toewijzing.productcode') }} as omschrijving,
    actief.dagtekening
from {{ ref('int_regie_actief') }} as actief
inner join {{ ref('int_geldige_toewijzing') }} as toewijzing
    on actief.toewijzing_sleutel = toewijzing.toewijzing_sleutel
where
    coalesce(actief.productcategorie, '-') <> coalesce(toewijzing.productcategorie, '-')
    or coalesce(actief.productcode, '-') <> coalesce(toewijzing.productcode, '-')
