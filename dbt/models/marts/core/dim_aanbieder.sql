select
    aanbieder_agb,
    aanbieder_naam,
    segment
from {{ ref('int_aanbieder') }}
