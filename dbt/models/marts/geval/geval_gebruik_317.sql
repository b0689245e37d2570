-- a change of a toewijzing, asked for in a 317 or not; and a request in a 317
with geval as (
    select
        'wijziging' as soort,
        wijziging.wet,
        wijziging.gemeente_code,
        wijziging.aanbieder_agb,
        wijziging.client_id,
        wijziging.toewijzingnummer,
        wijziging.productcode,
        wijziging.versie_nr,
        cast(null as {{ tekst_type() }}) as verzoek_id,
        wijziging.eerste_dagtekening as dagtekening,
        true as in_noemer,
        wijziging.is_gevraagd as in_teller
    from {{ ref('int_wijziging_op_verzoek') }} as wijziging
    where wijziging.telt_mee
    union all
    select
        'verzoek' as soort,
        wet,
        gemeente_code,
        aanbieder_agb,
        client_id,
        cast(null as {{ tekst_type() }}) as toewijzingnummer,
        cast(null as {{ tekst_type() }}) as productcode,
        cast(null as bigint) as versie_nr,
        verzoek_id,
        dagtekening,
        false as in_noemer,
        false as in_teller
    from {{ ref('fct_verzoek') }}
    where soort = 'VOW'
),

per_maand as (
    select
        geval.*,
        maand.maand,
        not geval.in_noemer as is_verzoek
    from geval
    inner join {{ ref('dim_maand') }} as maand
        on
            {{ begin_van('month', 'geval.dagtekening') }} = maand.maand
            and maand.is_volledig
),

gedeeld as (
    {{ met_dimensies('per_maand', 'dagtekening') }}
)

select *
from gedeeld
