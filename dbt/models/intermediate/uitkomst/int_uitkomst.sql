-- records of help that take part in figures, with what they are shown by; age and wijk on the day the help ended
select
    {{ parameter('uitkomst_wet') }} as wet,
    record.gemeente_code,
    record.aanbieder_agb,
    record.hulpvorm,
    record.client_id,
    record.persoon,
    record.datum_aanvang,
    record.datum_einde,
    record.volgnr_onbekend,
    record.geboortemaand,
    record.pc4,
    record.reden_beeindiging,
    record.verwijzer,
    record.is_crisis,
    record.productcategorie,
    record.profiel,
    record.perspectief,
    record.zorgvraagzwaarte,
    record.complexiteit,
    -- of what a provider delivers here the municipality bought no product
    {{ parameter('onbekend') }} as inkoopcategorie,
    {{ parameter('onbekend') }} as zorgterrein,
    {{ parameter('onbekend') }} as perceel,
    {{ parameter('onbekend') }} as productcode,
    coalesce(leeftijd.klasse, {{ parameter('onbekend') }}) as leeftijdsklasse,
    record.geslacht,
    coalesce(gebied.wijk_code, {{ parameter('onbekend') }}) as wijk_code,
    {{ begin_van('month', 'record.datum_einde') }} as maand,
    {{ kwartaal_van('record.datum_einde') }} as kwartaal,
    coalesce({{ laatste_dag_van_maand('record.datum_einde') }} <= instelling.peildatum, false) as is_maand_volledig,
    coalesce(
        {{ laatste_dag_van_kwartaal('record.datum_einde') }} <= instelling.peildatum, false
    ) as is_kwartaal_volledig,
    coalesce(lower(aanbieder.rechtsvorm) = {{ parameter('rechtsvorm_solist') }}, false) as is_solist,
    coalesce(reden.is_uitval, false) as is_uitval,
    coalesce(reden.is_extern, false) as is_extern
from {{ ref('int_hulprecord') }} as record
cross join {{ ref('int_instelling') }} as instelling
left join {{ ref('stg_aanbieder') }} as aanbieder on record.aanbieder_agb = aanbieder.aanbieder_agb
left join {{ ref('int_gebied') }} as gebied on record.pc4 = gebied.pc4
left join {{ ref('int_leeftijd') }} as leeftijd
    on {{ hele_jaren('record.geboortemaand', 'record.datum_einde') }} = leeftijd.leeftijd
left join {{ ref('reden_einde_hulp') }} as reden on record.reden_beeindiging = reden.code
where record.telt_mee
