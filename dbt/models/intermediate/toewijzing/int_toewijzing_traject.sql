{%- set sleutels = [
    'wet', 'gemeente_code_nu', 'aanbieder_agb_nu', 'persoon', 'productcode', 'categorie_zonder_code'
] -%}
{%- set volgorde -%}
    ingangsdatum asc, gemeente_code asc, aanbieder_agb asc, einddatum asc, {{ hoogste_eerst('productcategorie') }},
    {{ ongemaskeerd_eerst_laag('toewijzingnummer') }}, toewijzing_sleutel asc
{%- endset -%}

-- a chain goes on while the next toewijzing begins within the gap after the furthest end so far (A5, A6): overlap and
-- containment belong to it
with toewijzing as (
    select
        toewijzing.toewijzing_sleutel,
        toewijzing.wet,
        toewijzing.gemeente_code,
        toewijzing.gemeente_code_nu,
        toewijzing.aanbieder_agb,
        toewijzing.aanbieder_agb_nu,
        toewijzing.toewijzingnummer,
        -- a finding takes no part in figures, and without a Bsn nobody knows whose it is (A3): each stands alone
        case
            when toewijzing.telt_mee and toewijzing.client_id is not null then toewijzing.client_id
            else toewijzing.toewijzing_sleutel
        end as persoon,
        toewijzing.productcategorie,
        toewijzing.productcode,
        case when toewijzing.productcode is null then toewijzing.productcategorie end as categorie_zonder_code,
        toewijzing.ingangsdatum,
        -- what takes part ends before historie_tot: an open end lies beyond all of them
        coalesce(toewijzing.einddatum, instelling.historie_tot) as einddatum,
        instelling.aansluit_dagen
    from {{ ref('int_toewijzing') }} as toewijzing
    cross join {{ ref('int_instelling') }} as instelling
    where not toewijzing.is_verwijderd
),

genummerd as (
    {{ keten_nummers('toewijzing', sleutels, 'aansluit_dagen', 'ingangsdatum', 'einddatum') }}
),

gerangschikt as (
    select
        genummerd.*,
        row_number() over (
            partition by
                {{ sleutels | join(', ') }}, keten_nr
            order by {{ volgorde }}
        ) as volgnr,
        first_value(gemeente_code) over (
            partition by
                {{ sleutels | join(', ') }}, keten_nr
            order by {{ volgorde }}
        ) as eerste_gemeente_code,
        first_value(toewijzingnummer) over (
            partition by
                {{ sleutels | join(', ') }}, keten_nr
            order by {{ volgorde }}
        ) as eerste_toewijzingnummer
    from genummerd
)

select
    toewijzing_sleutel,
    {{ sleutel(['wet', 'eerste_gemeente_code', 'eerste_toewijzingnummer']) }} as traject_id,
    volgnr
from gerangschikt
