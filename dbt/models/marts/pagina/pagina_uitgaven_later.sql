-- a list in this order: what is declared, each month that is not, and the estimate of all of them together
with uitgaven as (
    select
        *,
        cast(extract(year from maand) as integer) as jaar,
        cast(extract(month from maand) as integer) as maand_nr
    from {{ ref('kpi_uitgaven') }}
),

laatste as (
    select
        wet,
        zorgterrein,
        gemeente_code,
        jaar,
        max(maand) as maand,
        max(gedeclareerd_tot) as gedeclareerd_tot,
        max(case when voorlopig then 1 else 0 end) = 1 as voorlopig,
        max(case when onvolledig then 1 else 0 end) = 1 as onvolledig
    from uitgaven
    group by wet, zorgterrein, gemeente_code, jaar
),

regels as (
    select
        laatste.wet,
        laatste.zorgterrein,
        laatste.gemeente_code,
        laatste.jaar,
        cast(extract(month from laatste.gedeclareerd_tot) as integer) as volgorde,
        uitgaven.maand_nr,
        'tot en met ' as van,
        ': gedeclareerd' as soort,
        uitgaven.realisatie_ytd_eur as ontvangen_eur,
        null as verwacht_eur,
        null as laag_eur,
        null as hoog_eur,
        laatste.voorlopig,
        laatste.onvolledig
    from laatste
    inner join uitgaven
        on
            laatste.wet = uitgaven.wet
            and laatste.zorgterrein = uitgaven.zorgterrein
            and laatste.gemeente_code = uitgaven.gemeente_code
            and laatste.jaar = uitgaven.jaar
            and uitgaven.maand = {{ vroegste('laatste.gedeclareerd_tot', 'laatste.maand') }}
    union all
    select
        wet,
        zorgterrein,
        gemeente_code,
        jaar,
        100 + maand_nr as volgorde,
        maand_nr,
        '' as van,
        ': nog niet gedeclareerd' as soort,
        ontvangen_maand_eur as ontvangen_eur,
        verwacht_maand_eur as verwacht_eur,
        laag_maand_eur as laag_eur,
        hoog_maand_eur as hoog_eur,
        true as voorlopig,
        onvolledig
    from uitgaven
    where not is_gedeclareerd
    union all
    select
        laatste.wet,
        laatste.zorgterrein,
        laatste.gemeente_code,
        laatste.jaar,
        200 + uitgaven.maand_nr as volgorde,
        uitgaven.maand_nr,
        'tot en met ' as van,
        ': met schatting' as soort,
        null as ontvangen_eur,
        uitgaven.verwacht_ytd_eur as verwacht_eur,
        uitgaven.laag_ytd_eur as laag_eur,
        uitgaven.hoog_ytd_eur as hoog_eur,
        true as voorlopig,
        laatste.onvolledig
    from laatste
    inner join uitgaven
        on
            laatste.wet = uitgaven.wet
            and laatste.zorgterrein = uitgaven.zorgterrein
            and laatste.gemeente_code = uitgaven.gemeente_code
            and laatste.maand = uitgaven.maand
    where not uitgaven.is_gedeclareerd
)

select
    regels.wet,
    regels.zorgterrein,
    regels.gemeente_code,
    regels.jaar,
    regels.volgorde,
    regels.van || maandnaam.naam || regels.soort as regel,
    cast(regels.ontvangen_eur as decimal(18, 2)) as ontvangen_eur,
    cast(regels.verwacht_eur as decimal(18, 2)) as verwacht_eur,
    cast(regels.laag_eur as decimal(18, 2)) as laag_eur,
    cast(regels.hoog_eur as decimal(18, 2)) as hoog_eur,
    regels.voorlopig,
    regels.onvolledig
from regels
inner join {{ ref('maandnaam') }} as maandnaam on regels.maand_nr = maandnaam.maand_nr
