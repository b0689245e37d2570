-- A9: the stand is that of the month before plus what came minus what left, for voorzieningen and for clients, without a month missing
with vorige as (
    select
        lopend.*,
        {{ maand_nr('maand') }} as maand_nr,
        lag(stand, 1, 0) over (
            partition by wet, gemeente_code, inkoopcategorie, aanbieder_agb
            order by maand
        ) as stand_ervoor,
        lag(clienten_stand, 1, 0) over (
            partition by wet, gemeente_code, inkoopcategorie, aanbieder_agb
            order by maand
        ) as clienten_stand_ervoor,
        lag({{ maand_nr('maand') }}) over (
            partition by wet, gemeente_code, inkoopcategorie, aanbieder_agb
            order by maand
        ) as maand_nr_ervoor
    from {{ ref('kpi_lopende_voorzieningen') }} as lopend
)

select
    wet,
    gemeente_code,
    inkoopcategorie,
    aanbieder_agb,
    maand
from vorige
where
    stand <> stand_ervoor + instroom - uitstroom
    or clienten_stand <> clienten_stand_ervoor + clienten_instroom - clienten_uitstroom
    or maand_nr <> maand_nr_ervoor + 1
