select
    {{ bevinding_kop('S002-VOT14', 'verzoek', heeft_toewijzing=false) }},
    {{ waarde_in_zin('verzoek.positie') }} as sleutel,
    'Op het verzoek om toewijzing van ' || {{ waarde_in_zin('verzoek.dagtekening') }}
    || case
        when verzoek.besluit_datum is null then ' is na 14 dagen nog niet besloten'
        else ' is pas op ' || {{ waarde_in_zin('verzoek.besluit_datum') }} || ' besloten: na meer dan 14 dagen'
    end as omschrijving,
    verzoek.dagtekening,
    verzoek.besluit_datum is not null as is_te_laat,
    verzoek.dagtekening as dekking_datum
from {{ ref('int_verzoek') }} as verzoek
inner join {{ ref('termijn') }} as termijn on termijn.termijn = 'VOT_14D'
cross join {{ ref('int_instelling') }} as instelling
where
    verzoek.soort = 'VOT'
    and coalesce(verzoek.besluit_datum, instelling.peildatum)
    > {{ dag_plus('verzoek.dagtekening', 'termijn.norm_dagen') }}
