select
    {{ bevinding_kop('OP274b', 'verzoek', heeft_toewijzing=false) }},
    {{ waarde_in_zin('verzoek.positie') }} as sleutel,
    'Het verzoek om toewijzing van ' || {{ waarde_in_zin('verzoek.dagtekening') }}
    || ' is sinds ' || {{ waarde_in_zin('verzoek.in_onderzoek_datum') }}
    || case
        when verzoek.besluit_datum is null then ' in onderzoek en na 8 weken nog niet besloten'
        else
            ' in onderzoek en pas op ' || {{ waarde_in_zin('verzoek.besluit_datum') }}
            || ' besloten: na meer dan 8 weken'
    end as omschrijving,
    verzoek.dagtekening,
    verzoek.besluit_datum is not null as is_te_laat,
    verzoek.dagtekening as dekking_datum
from {{ ref('int_verzoek') }} as verzoek
inner join {{ ref('termijn') }} as termijn on termijn.termijn = 'VOT_8W'
cross join {{ ref('int_instelling') }} as instelling
where
    verzoek.soort = 'VOT'
    and verzoek.in_onderzoek_datum is not null
    and coalesce(verzoek.besluit_datum, instelling.peildatum)
    > {{ dag_plus('verzoek.dagtekening', 'termijn.norm_dagen') }}
