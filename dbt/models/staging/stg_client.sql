{#- the messages about requests for change and claims hold no more of a client than the Bsn -#}
with record as (
    {% for klasse in ['b301_client', 'b305_client', 'b307_client', 'b315_client'] %}
        {{ 'union all' if not loop.first }}
        select
            bestand_id,
            bericht_id,
            positie,
            client_id,
            coalesce(is_test_bsn, false) as is_test_bsn,
            coalesce(bsn_elfproef_ok, true) as is_elfproef_ok,
            geboortemaand,
            geboorte_datum_gebruik,
            coalesce(geboorte_onbekend, false) as is_geboorte_onbekend,
            geboorte_na_dagtekening as is_geboorte_na_dagtekening,
            geboorte_ouder_120_jaar as is_ouder_120_jaar,
            geslacht
        from {{ source('raw', klasse) }}
    {% endfor %}
    {% for klasse in ['b317_client', 'b323_client', 'b325_client'] %}
        union all
        select
            bestand_id,
            bericht_id,
            positie,
            client_id,
            coalesce(is_test_bsn, false) as is_test_bsn,
            coalesce(bsn_elfproef_ok, true) as is_elfproef_ok,
            cast(null as {{ tekst_type() }}) as geboortemaand,
            cast(null as {{ tekst_type() }}) as geboorte_datum_gebruik,
            false as is_geboorte_onbekend,
            cast(null as boolean) as is_geboorte_na_dagtekening,
            cast(null as boolean) as is_ouder_120_jaar,
            cast(null as {{ tekst_type() }}) as geslacht
        from {{ source('raw', klasse) }}
    {% endfor %}
)

select
    record.bericht_id,
    record.positie,
    bericht.wet,
    bericht.berichttype,
    bericht.gemeente_code,
    bericht.aanbieder_agb,
    bericht.dagtekening,
    record.client_id,
    record.is_test_bsn,
    record.is_test_bsn and instelling.test_bsn = 'uitsluiten' as is_uitgesloten,
    record.is_elfproef_ok,
    {{ lees_datum('record.geboortemaand') }} as geboortemaand,
    record.geboorte_datum_gebruik,
    record.is_geboorte_onbekend,
    -- empty where the message has no birth date
    record.is_geboorte_na_dagtekening,
    record.is_ouder_120_jaar,
    record.geslacht
from record
inner join {{ ref('stg_bericht') }} as bericht
    on
        record.bericht_id = bericht.bericht_id
        and record.bestand_id = bericht.bestand_id
cross join {{ ref('stg_instelling') }} as instelling
