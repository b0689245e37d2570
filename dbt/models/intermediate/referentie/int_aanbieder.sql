select
    aanbieder_agb,
    aanbieder_naam,
    segment
from {{ ref('stg_aanbieder') }}
