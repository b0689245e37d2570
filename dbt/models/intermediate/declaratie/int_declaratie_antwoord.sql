-- the 325 of a claim: by DeclaratieIdentificatie and DeclaratieNummer (OP355); one of only a header has just the first
with kandidaat as (
    select
        antwoord.bericht_id,
        declaratie.bericht_id as declaratie_bericht_id,
        antwoord.dagtekening,
        antwoord.is_afgekeurd,
        antwoord.noemt_tweeling,
        antwoord.aanbieder_agb = declaratie.aanbieder_agb as is_zelfde_code,
        antwoord.declaratie_dagtekening = declaratie.dagtekening as is_zelfde_dag,
        max(case when antwoord.declaratie_dagtekening = declaratie.dagtekening then 1 else 0 end) over (
            partition by antwoord.bericht_id
        ) as heeft_zelfde_dag
    from {{ ref('stg_declaratie') }} as declaratie
    inner join {{ ref('stg_declaratie_antwoord') }} as antwoord
        on
            declaratie.wet = antwoord.wet
            and declaratie.gemeente_code_nu = antwoord.gemeente_code_nu
            and declaratie.aanbieder_agb_nu = antwoord.aanbieder_agb_nu
            and declaratie.identificatie = antwoord.declaratie_identificatie
            and declaratie.declaratienummer = coalesce(antwoord.declaratienummer, declaratie.declaratienummer)
)

select
    bericht_id,
    declaratie_bericht_id,
    dagtekening,
    is_afgekeurd
from kandidaat
where
    -- one Identificatie may name two claims, of a TR056 pair or of two codes after a takeover: the Dagtekening decides
    is_zelfde_dag
    or (
        heeft_zelfde_dag = 0
        and is_zelfde_code
        and not noemt_tweeling
    )
