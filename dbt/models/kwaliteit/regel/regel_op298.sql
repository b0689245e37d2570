select
    {{ bevinding_kop('OP298/OP299', 'versie') }},
    {{ versie_sleutel('versie') }} as sleutel,
    case
        when versie.budget_eur < versie.vorige_budget_eur
            then
                'Budget verlaagd van '
                || {{ waarde_in_zin('versie.vorige_budget_eur') }}
                || ' naar '
                || {{ waarde_in_zin('versie.budget_eur') }}
        else
            'Volume verlaagd van '
            || {{ waarde_in_zin('versie.vorige_volume') }}
            || ' naar '
            || {{ waarde_in_zin('versie.volume') }}
    end as omschrijving,
    versie.dagtekening
from {{ ref('int_toewijzing_wijziging') }} as versie
where
    versie.versie_nr > 1
    and (
        versie.budget_eur < versie.vorige_budget_eur
        -- 60 minutes and 1 hour are no lowering: only like with like
        or (
            versie.volume < versie.vorige_volume
            and versie.eenheid = versie.vorige_eenheid
            and versie.frequentie = versie.vorige_frequentie
        )
    )
