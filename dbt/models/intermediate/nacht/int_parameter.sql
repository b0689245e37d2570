-- seed parameter, with what the municipality chose otherwise and what the settings of the night say
select
    standaard.parameter,
    case standaard.parameter
        when 'aansluit_dagen' then cast(instelling.aansluit_dagen as {{ tekst_type() }})
        when 'recidive_maanden' then cast(instelling.recidive_maanden as {{ tekst_type() }})
        else coalesce(eigen.waarde, standaard.waarde)
    end as waarde,
    standaard.waarde as standaardwaarde,
    eigen.waarde is not null as is_eigen
from {{ ref('parameter') }} as standaard
left join {{ ref('stg_parameter') }} as eigen on standaard.parameter = eigen.parameter
left join {{ ref('int_instelling') }} as instelling on standaard.soort = 'instelling'
