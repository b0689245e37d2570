-- a toewijzing that ended, once the gap after it has passed (A12), by what followed
with geval as (
    select
        cast(extract(year from toewijzing.einddatum) as integer) as jaar,
        toewijzing.wet,
        toewijzing.gemeente_code,
        toewijzing.aanbieder_agb,
        toewijzing.client_id,
        toewijzing.toewijzingnummer,
        toewijzing.productcode,
        toewijzing.ingangsdatum,
        toewijzing.einddatum,
        vervolg.uitstroomtype,
        vervolg.reden_beeindiging,
        traject.ingangsdatum as traject_ingangsdatum,
        {{ dagen_tussen('traject.ingangsdatum', 'toewijzing.einddatum') }} + 1 as dagen,
        not vervolg.is_vervolg as is_uitstroom_uit_zorg,
        coalesce(not vervolg.is_vervolg and reden.is_uitgesloten, false) as is_overleden_of_verhuisd
    from {{ ref('int_toewijzing_vervolg') }} as vervolg
    cross join {{ ref('int_instelling') }} as instelling
    inner join {{ ref('int_toewijzing') }} as toewijzing on vervolg.toewijzing_sleutel = toewijzing.toewijzing_sleutel
    inner join {{ ref('int_toewijzing_traject') }} as lid on vervolg.toewijzing_sleutel = lid.toewijzing_sleutel
    inner join {{ ref('int_traject') }} as traject on lid.traject_id = traject.traject_id
    left join {{ ref('reden_beeindiging') }} as reden
        on
            toewijzing.wet = reden.wet
            and vervolg.reden_beeindiging = reden.code
    where vervolg.uitkomst_datum <= instelling.peildatum
),

gedeeld as (
    {{ met_dimensies('geval', 'einddatum') }}
)

select *
from gedeeld
