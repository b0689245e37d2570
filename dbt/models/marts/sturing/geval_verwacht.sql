-- a client with help in a year, in the gebied where it lived and in the class of inhabitants it belongs to (K004-09);
-- and once more at each of its providers. Who fits in no class is no case: the inhabitants of it are not known either
with declaratie as (
    {{ gedeclareerd_per_wet() }}
),

clientjaar as (
    select
        kalender.jaar,
        fct.wet,
        fct.aanbieder_agb,
        fct.client_id,
        sum(case when fct.maand <= declaratie.gedeclareerd_tot then fct.bedrag else 0 end) as bedrag,
        sum(fct.zorgdagen) as zorgdagen
    from {{ ref('fct_clientmaand') }} as fct
    inner join {{ ref('dim_maand') }} as kalender on fct.maand = kalender.maand
    left join declaratie on fct.wet = declaratie.wet
    where fct.client_id is not null
    group by kalender.jaar, fct.wet, fct.aanbieder_agb, fct.client_id
),

persoon as (
    select
        clientjaar.*,
        {{ vroegste('kalender.laatste_dag', 'instelling.peildatum') }} as geteld_op
    from clientjaar
    cross join {{ ref('int_instelling') }} as instelling
    inner join {{ ref('dim_jaar') }} as kalender on clientjaar.jaar = kalender.jaar
),

met_klasse as (
    select
        persoon.jaar,
        persoon.wet,
        bevolking.gebied,
        persoon.aanbieder_agb,
        persoon.client_id,
        persoon.geteld_op,
        bevolking.soort_gebied,
        bevolking.leeftijdsklasse as bevolking_leeftijdsklasse,
        bevolking.geslacht as bevolking_geslacht,
        persoon.bedrag,
        persoon.zorgdagen
    from persoon
    inner join {{ ref('int_persoon') }} as kenmerk on persoon.client_id = kenmerk.client_id
    inner join {{ ref('int_woonplaats') }} as woonplaats
        on
            persoon.client_id = woonplaats.client_id
            and persoon.geteld_op between woonplaats.geldig_van and woonplaats.geldig_tot
    inner join {{ ref('int_bevolking') }} as bevolking
        on
            persoon.jaar = bevolking.jaar
            and bevolking.gebied in (woonplaats.pc4, woonplaats.wijk_code)
            and {{ hele_jaren('kenmerk.geboortemaand', 'persoon.geteld_op') }}
            between bevolking.vanaf_jaar and bevolking.tot_en_met_jaar
            and bevolking.geslacht in (kenmerk.geslacht, 'ALLE')
),

geval as (
    select
        jaar,
        wet,
        gebied,
        'ALLE' as aanbieder_agb,
        soort_gebied,
        client_id,
        geteld_op,
        bevolking_leeftijdsklasse,
        bevolking_geslacht,
        cast(sum(bedrag) as decimal(28, 10)) as bedrag,
        sum(bedrag) <> 0 or sum(zorgdagen) > 0 as in_noemer,
        cast(null as {{ tekst_type() }}) as productcode
    from met_klasse
    group by
        jaar, wet, gebied, soort_gebied, client_id, geteld_op, bevolking_leeftijdsklasse, bevolking_geslacht
    union all
    select
        jaar,
        wet,
        'ALLE' as gebied,
        aanbieder_agb,
        min(soort_gebied) as soort_gebied,
        client_id,
        geteld_op,
        min(bevolking_leeftijdsklasse) as bevolking_leeftijdsklasse,
        min(bevolking_geslacht) as bevolking_geslacht,
        -- a client may be in a pc4 and in a wijk
        cast(max(bedrag) as decimal(28, 10)) as bedrag,
        max(bedrag) <> 0 or max(zorgdagen) > 0 as in_noemer,
        cast(null as {{ tekst_type() }}) as productcode
    from met_klasse
    group by jaar, wet, aanbieder_agb, client_id, geteld_op
),

gedeeld as (
    {{ met_dimensies('geval', 'geteld_op') }}
)

select *
from gedeeld
