{#- Fails for values outside [laag, hoog]; either bound may be left out. -#}
{% test tussen(model, column_name, laag=none, hoog=none) %}
select *
from {{ model }}
where
    {{ column_name }} is not null
    and (
        {{ column_name ~ ' < ' ~ laag if laag is not none else '1 = 0' }}
        or {{ column_name ~ ' > ' ~ hoog if hoog is not none else '1 = 0' }}
    )
{% endtest %}
