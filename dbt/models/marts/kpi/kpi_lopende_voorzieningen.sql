{%- set rij = ['wet', 'gemeente_code', 'inkoopcategorie', 'aanbieder_agb'] -%}

with geteld as (
    {{ tel_gevallen(ref('geval_lopende_voorzieningen'), kpi_opzet('kpi_lopende_voorzieningen')) }}
),

met_begin as (
    select
        geteld.*,
        first_value(stand) over (
            partition by {{ rij | join(', ') }}
            order by maand
        ) as eerste_stand,
        min(maand) over (partition by {{ rij | join(', ') }}) as eerste_maand
    from geteld
)

select
    met_begin.wet,
    met_begin.gemeente_code,
    met_begin.inkoopcategorie,
    met_begin.aanbieder_agb,
    met_begin.maand,
    met_begin.stand,
    met_begin.instroom,
    met_begin.uitstroom,
    met_begin.uitstroom_pct,
    met_begin.aandeel_pct,
    {{ als_gedekt('met_begin.eerste_maand', percentage('met_begin.stand', 'met_begin.eerste_stand')) }} as index_pct,
    met_begin.clienten_stand,
    met_begin.clienten_instroom,
    met_begin.clienten_uitstroom,
    kalender.is_voorlopig as voorlopig,
    {{ is_onvolledig('met_begin.maand') }} as onvolledig
from met_begin
inner join {{ ref('dim_maand') }} as kalender on met_begin.maand = kalender.maand
{{ met_dekking('met_begin') }}
