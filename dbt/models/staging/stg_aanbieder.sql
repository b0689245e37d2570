with gerangschikt as (
    select
        aanbieder_agb,
        aanbieder_naam,
        segment,
        rechtsvorm,
        row_number() over (
            partition by aanbieder_agb
            order by {{ ongemaskeerd('aanbieder_naam') }} asc, segment asc, rechtsvorm asc
        ) as rang
    from {{ source('raw', 'ref_aanbieders') }}
)

select
    aanbieder_agb,
    aanbieder_naam,
    segment,
    rechtsvorm
from gerangschikt
where rang = 1
