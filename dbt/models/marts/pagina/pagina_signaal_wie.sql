-- at which providers a signal showed in the last month of a year that has one, over all gemeenten and in each
with geplaatst as (
    select
        signaal.*,
        cast(extract(year from signaal.maand) as integer) as jaar,
        max(signaal.maand) over (
            partition by signaal.signaal, signaal.wet, extract(year from signaal.maand)
        ) as laatste_maand
    from {{ ref('kpi_signaal') }} as signaal
    where signaal.aanbieder_agb <> 'ALLE'
)

select
    -aantal as volgorde,
    wet,
    jaar,
    maand,
    signaal,
    omschrijving,
    gemeente_code,
    aanbieder_agb,
    substring({{ dag_tekst('maand') }}, 4, 7) as maand_tekst,
    aantal,
    noemer,
    percentage,
    eenheid,
    voorlopig,
    onvolledig
from geplaatst
where
    maand = laatste_maand
    and aantal > 0
