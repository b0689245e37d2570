-- one row per age, so that an age finds its class by equality
select
    cast(jaar.generated_number - 1 as integer) as leeftijd,
    klasse.klasse
from ({{ reeks(151) }}) as jaar
inner join {{ ref('leeftijdsklasse') }} as klasse
    on jaar.generated_number - 1 between klasse.vanaf_jaar and klasse.tot_en_met_jaar
