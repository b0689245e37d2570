-- a levering has at most one temporary and one definitive stop (TR413, TR415); of more, the latest known counts
with gerangschikte_stop as (
    select
        stop_actief.*,
        row_number() over (
            partition by stop_actief.levering_sleutel, stop_actief.is_tijdelijk
            order by stop_actief.dagtekening desc, stop_actief.einddatum desc, stop_actief.reden_beeindiging desc
        ) as rang
    from {{ ref('int_stop_actief') }} as stop_actief
),

begindag as (
    select distinct
        toewijzing_sleutel,
        begindatum
    from {{ ref('int_start_actief') }}
),

herstart as (
    select
        toewijzing_sleutel,
        begindatum,
        lead(begindatum) over (partition by toewijzing_sleutel order by begindatum) as volgende_begindatum
    from begindag
),

samengevoegd as (
    select
        start_actief.*,
        toewijzing.toewijzing_sleutel is not null as heeft_toewijzing,
        coalesce(toewijzing.is_verwijderd, false) as is_verwijderd,
        toewijzing.productcategorie as toewijzing_productcategorie,
        toewijzing.productcode as toewijzing_productcode,
        toewijzing.einddatum as toewijzing_einddatum,
        toewijzing.telt_mee as toewijzing_telt_mee,
        toewijzing.eerste_301_dagtekening,
        tijdelijk.einddatum as einddatum_tijdelijk,
        definitief.einddatum as einddatum_definitief,
        definitief.reden_beeindiging,
        coalesce(tijdelijk.einddatum, definitief.einddatum) as einddatum_zorg,
        herstart.volgende_begindatum
    from {{ ref('int_start_actief') }} as start_actief
    left join {{ ref('int_toewijzing') }} as toewijzing
        on start_actief.toewijzing_sleutel = toewijzing.toewijzing_sleutel
    left join gerangschikte_stop as tijdelijk
        on
            start_actief.levering_sleutel = tijdelijk.levering_sleutel
            and tijdelijk.is_tijdelijk
            and tijdelijk.rang = 1
    left join gerangschikte_stop as definitief
        on
            start_actief.levering_sleutel = definitief.levering_sleutel
            and not definitief.is_tijdelijk
            and definitief.rang = 1
    left join herstart
        on
            start_actief.toewijzing_sleutel = herstart.toewijzing_sleutel
            and start_actief.begindatum = herstart.begindatum
),

met_product as (
    select
        samengevoegd.*,
        coalesce(productcategorie, toewijzing_productcategorie) as levering_productcategorie,
        -- never a code of the toewijzing under another categorie of the start
        case
            when productcode is not null then productcode
            when productcategorie is null then toewijzing_productcode
            when productcategorie = toewijzing_productcategorie then toewijzing_productcode
        end as levering_productcode,
        -- after a pause the next start goes on where this one left: a temporary stop is no end (A8, gross)
        case
            when einddatum_definitief is not null then einddatum_definitief
            when einddatum_tijdelijk is not null then {{ dag_plus('volgende_begindatum', -1) }}
        end as einddatum_zonder_pauze
    from samengevoegd
),

-- starts that go on where a temporary stop left
hervat as (
    select distinct
        toewijzing_sleutel,
        volgende_begindatum
    from samengevoegd
    where
        einddatum_definitief is null
        and einddatum_tijdelijk is not null
),

met_einde as (
    select
        met_product.*,
        {{ vroegste('einddatum_zorg', 'toewijzing_einddatum') }} as einddatum_effectief,
        {{ vroegste('einddatum_zonder_pauze', 'toewijzing_einddatum') }} as einddatum_bruto
    from met_product
)

select
    levering.levering_sleutel,
    levering.toewijzing_sleutel,
    levering.wet,
    levering.gemeente_code,
    levering.toewijzingnummer,
    levering.aanbieder_agb,
    levering.gemeente_code_nu,
    levering.aanbieder_agb_nu,
    levering.toewijzing_gemeente_code,
    levering.client_id,
    levering.levering_productcategorie as productcategorie,
    levering.levering_productcode as productcode,
    levering.productcategorie as start_productcategorie,
    levering.productcode as start_productcode,
    levering.begindatum,
    levering.einddatum_zorg,
    levering.einddatum_effectief,
    levering.einddatum_bruto,
    levering.einddatum_definitief,
    levering.reden_beeindiging,
    case
        when levering.einddatum_definitief <= instelling.peildatum then 'beeindigd'
        when levering.einddatum_tijdelijk <= instelling.peildatum
            then case when levering.volgende_begindatum <= instelling.peildatum then 'hervat' else 'onderbroken' end
        else 'actief'
    end as status,
    levering.einddatum_zorg is null and coalesce(levering.toewijzing_einddatum < instelling.peildatum, false)
        as stop_ontbreekt,
    hervat.toewijzing_sleutel is not null as is_herstart,
    {{ productkenmerken('product') }},
    levering.heeft_toewijzing,
    levering.is_verwijderd,
    levering.eerste_dagtekening as eerste_305_dagtekening,
    levering.eerste_301_dagtekening,
    -- a toewijzing that takes no part in figures takes its leveringen along
    coalesce(levering.toewijzing_telt_mee, true)
    and {{ binnen_historie(['levering.begindatum', 'levering.einddatum_zorg', 'levering.einddatum_definitief']) }}
        as telt_mee
from met_einde as levering
left join {{ ref('int_product') }} as product
    on
        levering.wet = product.wet
        and levering.levering_productcode = product.productcode
left join hervat
    on
        levering.toewijzing_sleutel = hervat.toewijzing_sleutel
        and levering.begindatum = hervat.volgende_begindatum
cross join {{ ref('int_instelling') }} as instelling
