-- the first use is right; the second one is the finding, so that a third leaves it as it is
with gebruik as (
    select
        verzoek.*,
        row_number() over (
            partition by verzoek.wet, verzoek.aanbieder_agb, verzoek.referentie_aanbieder
            order by
                verzoek.dagtekening asc,
                verzoek.gemeente_code asc,
                {{ ongemaskeerd_eerst_laag('verzoek.identificatie') }},
                verzoek.positie asc,
                verzoek.bericht_id asc
        ) as volgnummer,
        count(*) over (
            partition by verzoek.wet, verzoek.aanbieder_agb, verzoek.referentie_aanbieder
        ) as verzoeken_aantal
    from {{ ref('int_verzoek') }} as verzoek
)

select
    {{ bevinding_kop('TR347/TR383/OP361', 'gebruik', heeft_toewijzing=false) }},
    {{ waarde_in_zin('gebruik.positie') }} as sleutel,
    'De ReferentieAanbieder van dit verzoek is ' || {{ waarde_in_zin('gebruik.verzoeken_aantal') }}
    || ' keer gebruikt; op ' || {{ waarde_in_zin('gebruik.dagtekening') }} || ' voor de tweede keer' as omschrijving,
    gebruik.dagtekening
from gebruik
where gebruik.volgnummer = 2
