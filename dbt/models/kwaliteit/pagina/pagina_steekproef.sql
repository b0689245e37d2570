-- the random sample of 305 and 307 to be looked at by hand: of the last complete month, what is not rejected and has
-- no finding. The lowest hashes of message and month, so that anyone draws the same ones
with bevonden as (
    select distinct bericht_id
    from {{ ref('bevinding') }}
    where bericht_id is not null
),

goed as (
    select
        bericht.bericht_id,
        bericht.wet,
        bericht.berichttype,
        bericht.gemeente_code,
        bericht.aanbieder_agb,
        bericht.identificatie,
        bericht.dagtekening,
        {{ sleutel(['bericht.bericht_id', begin_van('month', 'bericht.dagtekening')]) }} as lot
    from {{ ref('fct_bericht') }} as bericht
    cross join {{ ref('int_instelling') }} as instelling
    left join bevonden on bericht.bericht_id = bevonden.bericht_id
    where
        bericht.berichttype in ('305', '307')
        and bericht.retour_status <> 'afgekeurd'
        and {{ maand_nr('bericht.dagtekening') }} = {{ maand_nr(dag_plus('instelling.peildatum', 1)) }} - 1
        and bevonden.bericht_id is null
),

per_partij as (
    {% for soort, code in [('gemeente', 'gemeente_code'), ('aanbieder', 'aanbieder_agb')] -%}
        select
            '{{ soort }}' as steekproef_van,
            goed.*,
            row_number() over (partition by {{ code }} order by lot, bericht_id) as plaats,
            count(*) over (partition by {{ code }}) as goed_aantal
        from goed
        {% if not loop.last %}union all{% endif %}
    {% endfor -%}
)

select
    steekproef_van,
    wet,
    gemeente_code,
    aanbieder_agb,
    bericht_id,
    berichttype,
    identificatie,
    dagtekening
from per_partij
where
    plaats <= cast({{ parameter('steekproef_minimum') }} as integer)
    -- a part of a message is a whole one: one below the share still belongs
    or (plaats - 1) * 100 < goed_aantal * cast({{ parameter('steekproef_pct') }} as integer)
