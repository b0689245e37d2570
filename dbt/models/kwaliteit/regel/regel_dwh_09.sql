select
    {{ bevinding_kop('DWH-09', 'melding') }},
    melding.soort || ' ' || {{ stop_kenmerk('melding') }} as sleutel,
    case melding.soort
        when 'toewijzing' then 'Toewijzing van ' || {{ waarde_in_zin('melding.toewijzingsdatum') }} || ', per '
        when 'start' then 'Start per '
        else 'Stop van de levering per '
    end
    || {{ waarde_in_zin('melding.begindatum') }}
    || coalesce(' tot en met ' || cast(melding.einddatum as {{ tekst_type() }}), '')
    || ', heeft een datum voor ' || {{ waarde_in_zin('instelling.historie_vanaf') }}
    || ' of na ' || {{ waarde_in_zin('instelling.historie_tot') }}
    || ' en telt in geen cijfer mee' as omschrijving,
    melding.dagtekening
from {{ ref('int_historiedatum') }} as melding
cross join {{ ref('int_instelling') }} as instelling
where not melding.is_binnen_historie
