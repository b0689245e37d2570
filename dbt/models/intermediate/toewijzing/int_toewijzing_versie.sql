{%- set versie = 'toewijzing_sleutel, toewijzingsdatum, toewijzingstijd' -%}
{#- of what is equal in content any will do: a low Identificatie that is not masked -#}
{%- set zonder_inhoud = ongemaskeerd_eerst_laag('identificatie') ~ ', positie asc, bericht_id asc' -%}
{%- set rest = inhoud('toewijzing') ~ ', ' ~ zonder_inhoud -%}

-- one version per (key, Toewijzingsdatum, Toewijzingstijd); resends of a version are merged into it (IV099)
with bekend as (
    select
        product.*,
        case when product.reden_wijziging is null then 1 else 0 end as reden_ontbreekt,
        case when product.referentie_aanbieder is null then 1 else 0 end as referentie_ontbreekt
    from {{ ref('stg_toegewezen_product') }} as product
    inner join {{ ref('int_bericht') }} as bericht on product.bericht_id = bericht.bericht_id
    where bericht.is_geaccepteerd
),

met_client as (
    select
        bekend.*,
        {{ verschilt_in_client(versie ~ ', dagtekening, ' ~ inhoud('toewijzing', als='kolommen')) }} as is_tegenstrijdig
    from bekend
),

-- of what differs in the client only none counts (DWH-10)
aanlevering as (
    select *
    from met_client
    where not is_tegenstrijdig
),

gerangschikt as (
    select
        aanlevering.*,
        -- other content in one version is a finding: highest Dagtekening, then a reason, then content decides
        row_number() over (
            partition by {{ versie }}
            order by dagtekening desc, reden_ontbreekt asc, {{ rest }}
        ) as rang,
        first_value(reden_wijziging) over (
            partition by {{ versie }}
            order by reden_ontbreekt asc, dagtekening desc, {{ rest }}
        ) as versie_reden_wijziging,
        first_value(referentie_aanbieder) over (
            partition by {{ versie }}
            order by referentie_ontbreekt asc, dagtekening desc, {{ rest }}
        ) as versie_referentie_aanbieder,
        min(dagtekening) over (partition by {{ versie }}) as eerste_dagtekening
    from aanlevering
)

select
    toewijzing_sleutel,
    row_number() over (partition by toewijzing_sleutel order by toewijzingsdatum, toewijzingstijd) as versie_nr,
    row_number() over (
        partition by toewijzing_sleutel
        order by toewijzingsdatum desc, toewijzingstijd desc
    ) as versie_nr_terug,
    bericht_id,
    wet,
    -- of a version that came after a merger too: the code under which the toewijzing was given
    toewijzing_gemeente_code as gemeente_code,
    gemeente_code_nu,
    toewijzingnummer,
    aanbieder_agb,
    aanbieder_agb_nu,
    client_id,
    productcategorie,
    productcode,
    toewijzingsdatum,
    toewijzingstijd,
    ingangsdatum,
    einddatum,
    versie_reden_wijziging as reden_wijziging,
    volume,
    eenheid,
    frequentie,
    budget_eur,
    versie_referentie_aanbieder as referentie_aanbieder,
    eerste_dagtekening
from gerangschikt
where rang = 1
