{%- set inhoud = [
    'geslacht', 'geboortemaand', 'pc4', 'gemeente_code', 'verwijzer', 'is_crisis', 'datum_einde', 'reden_beeindiging', 'productcategorie',
    'profiel', 'perspectief', 'zorgvraagzwaarte', 'complexiteit'
] -%}
{%- set gelijkenis = [
    'client_id', 'aanbieder_agb', 'eerste_aanvang', 'hulpvorm', 'geslacht', 'geboortemaand', 'pc4'
] -%}
{%- set later = 'aanleverdatum desc, volgnummer desc, periode_eind desc' -%}

-- a record as the latest delivery has it; the lines of its measurements say the same about it
with laatste as (
    select *
    from (
        select
            bron.*,
            -- without a number nobody knows whether two records are of one person
            coalesce(client_id, {{ sleutel(['persoon', 'datum_aanvang']) }}) as ketenpersoon,
            coalesce(datum_einde, cast('9999-12-31' as date)) as einde_of_open,
            row_number() over (
                partition by aanbieder_agb, persoon, datum_aanvang, hulpvorm
                order by {{ later }}, bron.regel asc
            ) as rang
        from {{ ref('int_uitkomstregel') }} as bron
    ) as gerangschikt
    where rang = 1
),

-- help goes on for a client, hulpvorm and provider: another delivery has moved its beginning
genummerd as (
    {{ keten_nummers('laatste', ['aanbieder_agb', 'ketenpersoon', 'hulpvorm'], -1, 'datum_aanvang', 'einde_of_open') }}
),

keten as (
    select
        genummerd.*,
        min(datum_aanvang) over (
            partition by aanbieder_agb, ketenpersoon, hulpvorm, keten_nr
        ) as eerste_aanvang,
        row_number() over (
            partition by aanbieder_agb, ketenpersoon, hulpvorm, keten_nr
            order by {{ later }}, datum_aanvang desc
        ) as keten_rang
    from genummerd
)

select
    keten.aanbieder_agb,
    keten.client_id,
    keten.persoon,
    keten.eerste_aanvang as datum_aanvang,
    keten.hulpvorm,
    keten.geslacht,
    keten.geboortemaand,
    keten.pc4,
    keten.gemeente_code,
    keten.verwijzer,
    keten.is_crisis,
    keten.datum_einde,
    keten.reden_beeindiging,
    keten.productcategorie,
    keten.profiel,
    keten.perspectief,
    keten.zorgvraagzwaarte,
    keten.complexiteit,
    -- people without a number who look the same; how they are counted means nothing
    case
        when keten.client_id is null
            then cast(row_number() over (
                partition by {{ gelijkenis | join(', ') }}
                order by {{ inhoud | join(', ') }}, keten.persoon
            ) as integer)
    end as volgnr_onbekend,
    keten.aanlevering_id,
    keten.datum_aanvang as aanvang_in_aanlevering,
    {{ binnen_historie(['keten.eerste_aanvang', 'keten.datum_einde']) }} as telt_mee
from keten
cross join {{ ref('int_instelling') }} as instelling
where keten.keten_rang = 1
