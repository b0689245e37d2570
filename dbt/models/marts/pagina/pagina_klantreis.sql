-- the twenty steps that most clients took, of both laws; a step of fewer clients than `vergelijk_min_gevallen` is no
-- path
with gerangschikt as (
    select
        *,
        row_number() over (
            partition by jaar, wet, gemeente_code
            order by clienten_aantal desc, stap_nr asc, van asc, naar asc
        ) as volgorde
    from {{ ref('kpi_klantreis') }}
    where clienten_aantal >= cast({{ parameter('vergelijk_min_gevallen') }} as integer)
)

select
    jaar,
    wet,
    gemeente_code,
    cast(volgorde as bigint) as volgorde,
    cast(stap_nr as {{ tekst_type() }}) || '. van ' || van || ' naar ' || naar as stap,
    clienten_aantal,
    mediaan_dagen,
    voorlopig,
    onvolledig
from gerangschikt
where volgorde <= 20
