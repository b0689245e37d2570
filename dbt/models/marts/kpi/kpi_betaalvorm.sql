with geteld as (
    {{ tel_gevallen(ref('geval_betaalvorm'), kpi_opzet('kpi_betaalvorm')) }}
),

grens as (
    select
        graad.wet,
        graad.gemeente_code,
        kalender.jaar,
        max(kalender.maand) as gedeclareerd_tot
    from {{ ref('int_declaratiegraad') }} as graad
    inner join {{ ref('dim_maand') }} as kalender
        on
            graad.gedeclareerd_tot >= kalender.maand
            and kalender.is_volledig
    group by graad.wet, graad.gemeente_code, kalender.jaar
),

in_euro as (
    select
        geteld.*,
        cast(cast(geteld.kosten as decimal(28, 6)) as decimal(18, 2)) as kosten_eur
    from geteld
)

select
    in_euro.jaar,
    in_euro.wet,
    in_euro.gemeente_code,
    in_euro.segment,
    in_euro.methode,
    grens.gedeclareerd_tot,
    in_euro.clienten_aantal,
    in_euro.zorgdagen,
    in_euro.kosten_eur,
    cast({{ als_double('in_euro.kosten_eur') }} / nullif(in_euro.clienten_aantal, 0) as decimal(18, 2))
        as kosten_per_client_eur,
    in_euro.uitgestroomd_aantal,
    in_euro.gem_looptijd_dagen,
    jaar.is_voorlopig as voorlopig,
    {{ is_onvolledig('jaar.eerste_dag') }} as onvolledig
from in_euro
inner join {{ ref('dim_jaar') }} as jaar on in_euro.jaar = jaar.jaar
left join grens
    on
        in_euro.wet = grens.wet
        and in_euro.gemeente_code = grens.gemeente_code
        and in_euro.jaar = grens.jaar
{{ met_dekking('in_euro') }}
