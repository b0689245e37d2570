select
    {{ bevinding_kop('IV066/IV099', 'versie') }},
    {{ versie_sleutel('versie') }} as sleutel,
    case
        when versie.versie_nr = 1 then 'Eerste versie heeft reden wijziging ' || versie.reden_wijziging
        else 'Gewijzigde versie van ' || {{ waarde_in_zin('versie.toewijzingsdatum') }} || ' heeft geen reden wijziging'
    end as omschrijving,
    versie.dagtekening,
    case when versie.versie_nr = 1 then versie.ingangsdatum end as dekking_datum
from {{ ref('int_toewijzing_wijziging') }} as versie
where
    (versie.versie_nr = 1 and versie.reden_wijziging is not null)
    or (versie.is_gewijzigd and versie.reden_wijziging is null)
