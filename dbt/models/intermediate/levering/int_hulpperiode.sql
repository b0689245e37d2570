{%- set sleutels = ['wet', 'zorgterrein', 'gemeente_code_nu', 'client_id'] -%}

-- without a Bsn nobody can be seen to return (A3): only leveringen of a known client
with levering as (
    select
        levering.levering_sleutel,
        levering.wet,
        levering.zorgterrein,
        levering.gemeente_code,
        levering.gemeente_code_nu,
        levering.aanbieder_agb,
        levering.client_id,
        levering.toewijzing_gemeente_code,
        levering.toewijzingnummer,
        levering.productcode,
        levering.reden_beeindiging,
        levering.begindatum,
        levering.einddatum_bruto is null as is_lopend,
        -- what takes part begins before historie_tot: an open end lies beyond all of them
        coalesce(levering.einddatum_bruto, instelling.historie_tot) as einddatum,
        levering.is_herstart,
        instelling.aansluit_dagen
    from {{ ref('int_levering') }} as levering
    cross join {{ ref('int_instelling') }} as instelling
    where
        levering.telt_mee
        and not levering.is_verwijderd
        and levering.client_id is not null
),

-- equal periods have no order among themselves: the one that would close the chain stands for them
gerangschikt as (
    select
        levering.*,
        row_number() over (
            partition by {{ sleutels | join(', ') }}, begindatum, einddatum
            order by
                case when is_lopend then 0 else 1 end asc,
                {{ hoogste_eerst('reden_beeindiging') }},
                {{ hoogste_eerst('productcode') }},
                gemeente_code desc,
                aanbieder_agb desc,
                {{ ongemaskeerd_eerst_laag('toewijzingnummer') }},
                levering_sleutel asc
        ) as rang,
        max({{ herstart_gap('is_herstart', 'aansluit_dagen') }}) over (
            partition by {{ sleutels | join(', ') }}, begindatum, einddatum
        ) as gap_dagen
    from levering
    where einddatum >= begindatum
),

enkel as (
    select *
    from gerangschikt
    where rang = 1
),

genummerd as (
    {{ keten_nummers('enkel', sleutels, 'gap_dagen') }}
),

met_begin as (
    select
        genummerd.*,
        min(begindatum) over (partition by {{ sleutels | join(', ') }}, keten_nr) as eerste_begindatum,
        row_number() over (
            partition by {{ sleutels | join(', ') }}, keten_nr
            order by einddatum desc, begindatum desc
        ) as rang_terug
    from genummerd
),

-- the levering that closes the period says by whom, under which code and why
periode as (
    select
        wet,
        zorgterrein,
        gemeente_code_nu,
        client_id,
        gemeente_code,
        aanbieder_agb,
        eerste_begindatum as begindatum,
        case when not is_lopend then einddatum end as einddatum,
        case when not is_lopend then reden_beeindiging end as reden_beeindiging,
        toewijzing_gemeente_code,
        toewijzingnummer,
        productcode,
        aansluit_dagen
    from met_begin
    where rang_terug = 1
),

-- care in another zorgterrein that goes on, or follows within the gap, is no return either
volgende as (
    select
        periode.wet,
        periode.zorgterrein,
        periode.gemeente_code_nu,
        periode.client_id,
        periode.begindatum,
        min(case when later.zorgterrein = periode.zorgterrein then later.begindatum end) as volgende_begindatum,
        min(later.begindatum) as volgende_begindatum_enig_zorgterrein
    from periode
    inner join periode as later
        on
            periode.wet = later.wet
            and periode.gemeente_code_nu = later.gemeente_code_nu
            and periode.client_id = later.client_id
            and {{ dag_plus('periode.einddatum', 'periode.aansluit_dagen') }} < later.begindatum
    group by
        periode.wet, periode.zorgterrein, periode.gemeente_code_nu, periode.client_id, periode.begindatum
)

select
    periode.wet,
    periode.zorgterrein,
    periode.gemeente_code_nu,
    periode.client_id,
    periode.gemeente_code,
    periode.aanbieder_agb,
    periode.begindatum,
    periode.einddatum,
    periode.reden_beeindiging,
    periode.toewijzing_gemeente_code,
    periode.toewijzingnummer,
    periode.productcode,
    volgende.volgende_begindatum,
    volgende.volgende_begindatum_enig_zorgterrein
from periode
left join volgende
    on
        periode.wet = volgende.wet
        and periode.zorgterrein = volgende.zorgterrein
        and periode.gemeente_code_nu = volgende.gemeente_code_nu
        and periode.client_id = volgende.client_id
        and periode.begindatum = volgende.begindatum
