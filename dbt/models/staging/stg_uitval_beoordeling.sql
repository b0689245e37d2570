-- of more judgements of one case the latest counts
with gerangschikt as (
    select
        wet,
        gemeente_code,
        toewijzingnummer,
        oordeel,
        cast(datum as date) as datum,
        row_number() over (
            partition by wet, gemeente_code, toewijzingnummer
            order by case when datum is null then 1 else 0 end, datum desc, oordeel asc
        ) as rang
    from {{ source('raw', 'ref_uitval_beoordeling') }}
)

select
    wet,
    gemeente_code,
    toewijzingnummer,
    oordeel,
    datum
from gerangschikt
where rang = 1
