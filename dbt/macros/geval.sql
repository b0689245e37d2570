{#-
  From cases to a KPI table (contract chapter 4, "Cases" and "Measures"). A case is one thing that a KPI counts, a row of
  marts.geval_<kpi>. The KPI table's yml declares under config.meta how its rows are made of them:

    grain     the columns of a row
    totalen   those of them that also have a row 'ALLE' (kubus)
    totaal_alleen  {kolom, waar}: the row 'ALLE' of this column counts only the cases for which this flag is true
    eigen_totaal  boolean column of the case: true where a total counts something else than its parts (clients chained within a row), so
              that such cases stand in the totals themselves, with ALLE in the column, and count nowhere else
    alleen_met  maten of which at least one is above 0 in a row; without such a case there is no row
    mee       columns of the case that are the same in all cases of a row
    tijd      ytd: the grain has maand, and a row for each month of the year holds what was counted up to it (ytd_maanden);
              doorlopend: the grain has maand, and a row has every month from its first on, with what was counted in that month;
              rollend: the grain has maand, and a row holds what was counted in the twelve months up to it, as long as that is anything
    maten     per column of the table what it is of the cases:
      aantal       cases (`waar`: a boolean column of the case; none: all of them)
      som          sum of `kolom`
      uniek        distinct values of `kolom`
      clienten     distinct clients (`waar` as above)
      gemiddelde, mediaan, p25, p75   of `kolom`; an empty one takes no part
      eerste       earliest date in `kolom` (waar as above)
      aandeel      `maal` (100) x teller / noemer, two other maten of the row; empty when the noemer is 0
      aandeel_van_totaal   100 x `teller` / the same maat in the row where `dimensie` is ALLE
      verschil     maat `van` minus maat `af` of the row
      The model makes these of other maten of the row, or of other tables:
      per_dag      `teller` per day of the calendar (`dagen`: a column of dim_maand)
      euro         maat `van` in whole cents; empty where `leeg_zonder` is 0 and `bij` is not, or the row's flag `als` is false
      omgerekend   maat `van` divided by the parameter `door`
      deel         maat `van` divided by `door`; empty where `leeg_zonder` is 0
      afgeleid     of other maten of the row, as the model says
      referentie   not of the cases: norm, prognose, voorschot, target
      vergelijking not of the cases: last year, a difference
    Of a maat besides: onbekend_leeg (a flag that no case of the row knows yet gives empty instead of 0), per_maand (in a table with
    tijd ytd or rollend: of the month alone), als (a flag of the row; the model leaves the maat empty where it is false).
-#}

{#-
  The declaration of a KPI table. A unit test cannot see the project: it overrides this macro with the same part of its yml (*opzet).
  While dbt parses, and for the linter, there is no project either: then it gives one that makes SQL.
-#}
{% macro kpi_opzet(naam) -%}
    {{ return(
        graph.nodes['model.' ~ project_name ~ '.' ~ naam].config.meta if execute
        else {'grain': ['rij'], 'maten': {'maat': {'statistiek': 'aantal'}}}
    ) }}
{%- endmacro %}

{#-
  Rows of a KPI table out of the cases in `relatie`, by its declaration: its grain, `mee`, and the maten that are of the cases. With
  tijd ytd `ook` is a relation whose rows (of the grain, totals included) get a row too where there are no cases.
-#}
{% macro tel_gevallen(relatie, opzet, ook=none) -%}
    {%- set rij = opzet.grain + (opzet.mee or []) -%}
    {%- set totalen = opzet.totalen or [] -%}
    {%- set telbaar = [
        'aantal', 'som', 'clienten', 'uniek', 'eerste', 'gemiddelde', 'mediaan', 'p25', 'p75', 'aandeel', 'aandeel_van_totaal', 'verschil'
    ] -%}
    {%- set maten, verschillen, aandelen, delen = {}, {}, {}, {} -%}
    {%- for naam, maat in opzet.maten.items() if maat.statistiek in telbaar -%}
        {%- do {
            'aandeel': aandelen, 'verschil': verschillen, 'aandeel_van_totaal': delen
        }.get(maat.statistiek, maten).update({naam: maat}) -%}
    {%- endfor -%}
    {%- set soorten = maten.values() | map(attribute='statistiek') | unique | list -%}
    {%- if opzet.totaal_alleen -%}
    {#- such a total has parts that it does not count, so nothing can be added up beforehand -#}
    {{ _tel_per_geval(relatie, rij, totalen, maten, opzet.eigen_totaal, opzet.totaal_alleen) }}
    {%- elif opzet.tijd == 'ytd' -%}
    {{ _tel_lopend(relatie, rij, totalen, maten, ook) }}
    {%- elif opzet.tijd == 'rollend' -%}
    {{ _tel_rollend(relatie, rij, totalen, maten, opzet.eigen_totaal) }}
    {%- elif soorten | reject('in', ['aantal', 'som', 'eerste', 'gemiddelde']) | list == [] -%}
    {{ _tel_optelbaar(relatie, rij, totalen, maten, opzet.eigen_totaal, opzet.tijd == 'doorlopend') }}
    {%- else -%}
    {{ _tel_per_geval(relatie, rij, totalen, maten, opzet.eigen_totaal) }}
    {%- endif -%}
    ,

    met_verschil as (
        select
            telling.*
            {%- for naam, maat in verschillen.items() %},
            telling.{{ maat.van }} - telling.{{ maat.af }} as {{ naam }}
            {%- endfor %}
        from telling
    )

    select
        met_verschil.*
        {%- for naam, maat in aandelen.items() %},
        {{ maat.maal or 100 }} * {{ als_double('met_verschil.' ~ maat.teller) }} / nullif(met_verschil.{{ maat.noemer }}, 0)
            as {{ naam }}
        {%- endfor %}
        {%- for naam, maat in delen.items() %},
        100 * {{ als_double('met_verschil.' ~ maat.teller) }} / nullif(
            max(case when met_verschil.{{ maat.dimensie }} = 'ALLE' then met_verschil.{{ maat.teller }} end) over (
                partition by {{ rij | reject('equalto', maat.dimensie) | join(', ') }}
            ), 0
        ) as {{ naam }}
        {%- endfor %}
    from met_verschil
    {%- for naam in opzet.alleen_met or [] %}
    {{ 'where' if loop.first else 'or' }} met_verschil.{{ naam }} > 0
    {%- endfor %}
{%- endmacro %}

{#- What a case adds to a maat that adds up; NULL when its flag is not known. -#}
{% macro _bijdrage(maat) -%}
    {%- if maat.kolom -%}
    {{ 'case when ' ~ maat.waar ~ ' then ' ~ maat.kolom ~ (' else 0' if maat.statistiek == 'som') ~ ' end' if maat.waar else maat.kolom }}
    {%- elif maat.waar -%}
    case when {{ maat.waar }} then 1 when not {{ maat.waar }} then 0 end
    {%- else -%}
    1
    {%- endif -%}
{%- endmacro %}

{% macro _opgeteld(maat, waarde) -%}
    {%- if maat.statistiek == 'eerste' -%}
    min({{ waarde }})
    {%- elif maat.statistiek == 'som' -%}
    sum({{ waarde }})
    {%- elif maat.onbekend_leeg -%}
    cast(sum({{ waarde }}) as bigint)
    {%- else -%}
    cast(coalesce(sum({{ waarde }}), 0) as bigint)
    {%- endif -%}
{%- endmacro %}

{% macro _persoon(maat) -%}
    {{ 'case when ' ~ maat.waar ~ ' then client_id end' if maat.waar else 'client_id' }}
{%- endmacro %}

{% macro _over_gevallen(maat) -%}
    {%- if maat.statistiek in ['aantal', 'som', 'eerste'] -%}
    {{ _opgeteld(maat, _bijdrage(maat)) }}
    {%- elif maat.statistiek == 'uniek' -%}
    count(distinct {{ maat.kolom }})
    {%- elif maat.statistiek == 'clienten' and maat.onbekend_leeg -%}
    case when count({{ maat.waar }}) > 0 then count(distinct {{ _persoon(maat) }}) end
    {%- elif maat.statistiek == 'clienten' -%}
    count(distinct {{ _persoon(maat) }})
    {%- elif maat.statistiek == 'gemiddelde' -%}
    avg({{ als_double(maat.kolom) }})
    {%- else -%}
    {{ percentiel(maat.kolom, {'mediaan': 0.5, 'p25': 0.25, 'p75': 0.75}[maat.statistiek]) }}
    {%- endif -%}
{%- endmacro %}

{% macro _gekubeerd(relatie, rij, totalen, meer, eigen_totaal=none) -%}
    {%- set kolommen = (rij | reject('in', totalen) | list) + meer -%}
    {%- if totalen and eigen_totaal -%}
    {{ kubus('(select * from ' ~ relatie ~ ' where not ' ~ eigen_totaal ~ ')', totalen, kolommen) }}
        union all
        select {{ (kolommen + totalen) | join(', ') }}
        from {{ relatie }}
        where {{ eigen_totaal }}
    {%- elif totalen -%}
    {{ kubus(relatie, totalen, kolommen) }}
    {%- else -%}
    select {{ kolommen | join(', ') }}
        from {{ relatie }}
    {%- endif -%}
{%- endmacro %}

{#- Counts, sums and means add up: first per detail row, so that the cube is made of few rows. -#}
{% macro _tel_optelbaar(relatie, rij, totalen, maten, eigen_totaal, doorlopend) -%}
    {%- set kolommen = maten.keys() | list -%}
    {%- for naam, maat in maten.items() if maat.statistiek == 'gemiddelde' -%}
        {%- do kolommen.append(naam ~ '_noemer') -%}
    {%- endfor -%}
    with detail as (
        {{ _detail(relatie, rij, maten, eigen_totaal) }}
    ),

    kubus as (
        {{ _gekubeerd('detail', rij, totalen, kolommen, eigen_totaal) }}
        {%- if doorlopend %}
        union all
        {{ _elke_maand_vanaf('detail', rij, totalen, kolommen, eigen_totaal) }}
        {%- endif %}
    ),

    telling as (
        select
            {{ rij | join(', ') }}
            {%- for naam, maat in maten.items() %},
            {%- if maat.statistiek == 'gemiddelde' %}
            {{ als_double('sum(' ~ naam ~ ')') }} / nullif(sum({{ naam }}_noemer), 0) as {{ naam }}
            {%- else %}
            {{ _opgeteld(maat, naam) }} as {{ naam }}
            {%- endif %}
            {%- endfor %}
        from kubus
        group by {{ rij | join(', ') }}
    )
{%- endmacro %}

{% macro _detail(relatie, rij, maten, eigen_totaal=none) -%}
    {%- set per = rij + ([eigen_totaal] if eigen_totaal else []) %}
        select
            {{ per | join(', ') }}
            {%- for naam, maat in maten.items() %},
            {{ 'min' if maat.statistiek == 'eerste' else 'sum' }}({{ _bijdrage(maat) }}) as {{ naam }}
            {%- if maat.statistiek == 'gemiddelde' %},
            count({{ maat.kolom }}) as {{ naam }}_noemer
            {%- endif %}
            {%- endfor %}
        from {{ relatie }}
        group by {{ per | join(', ') }}
{%- endmacro %}

{#- Of each row every month from its first on, with nothing counted. -#}
{% macro _elke_maand_vanaf(relatie, rij, totalen, kolommen, eigen_totaal) -%}
    {%- set vast = rij | reject('equalto', 'maand') | list -%}
        select
            {%- for kolom in rij | reject('in', totalen) %}
            {{ 'kalender.maand' if kolom == 'maand' else 'eerste.' ~ kolom }},
            {%- endfor %}
            {%- for kolom in kolommen %}
            0 as {{ kolom }},
            {%- endfor %}
            {%- for kolom in totalen %}
            eerste.{{ kolom }}{{ ',' if not loop.last }}
            {%- endfor %}
        from (
            select
                {{ vast | join(', ') }},
                min(maand) as maand
            from (
                {{ _gekubeerd(relatie, rij, totalen, [], eigen_totaal) }}
            ) as alle_maanden
            group by {{ vast | join(', ') }}
        ) as eerste
        inner join {{ ref('dim_maand') }} as kalender
            on
                eerste.maand <= kalender.maand
                and kalender.is_volledig
{%- endmacro %}

{#- Unique clients, means and medians are made of the cases of a row themselves. -#}
{% macro _tel_per_geval(relatie, rij, totalen, maten, eigen_totaal=none, totaal_alleen=none) -%}
    {%- set bronnen = [totaal_alleen.waar] if totaal_alleen else [] -%}
    {%- for maat in maten.values() -%}
        {%- for bron in [maat.waar, maat.kolom, 'client_id' if maat.statistiek == 'clienten'] if bron and bron not in bronnen + rij -%}
            {%- do bronnen.append(bron) -%}
        {%- endfor -%}
    {%- endfor -%}
    with kubus as (
        {{ _gekubeerd(relatie, rij, totalen, bronnen, eigen_totaal) }}
    ),

    telling as (
        select
            {{ rij | join(', ') }}
            {%- for naam, maat in maten.items() %},
            {{ _over_gevallen(maat) }} as {{ naam }}
            {%- endfor %}
        from kubus
        {%- if totaal_alleen %}
        where
            {{ totaal_alleen.waar }}
            or {{ totaal_alleen.kolom }} <> 'ALLE'
        {%- endif %}
        group by {{ rij | join(', ') }}
    )
{%- endmacro %}

{#- Year to date: counts and sums run on, a client counts in its first month of the year per row. -#}
{% macro _tel_lopend(relatie, rij, totalen, maten, ook) -%}
    {%- set vast = rij | reject('equalto', 'maand') | list -%}
    {%- set som, clienten = {}, {} -%}
    {%- for naam, maat in maten.items() -%}
        {%- do (clienten if maat.statistiek == 'clienten' else som).update({naam: maat}) -%}
    {%- endfor -%}
    with detail as (
        {{ _detail(relatie, rij, som) }}
    ),

    kubus as (
        {{ _gekubeerd('detail', rij, totalen, som.keys() | list) }}
    ),

    {% for naam, maat in clienten.items() -%}
    {{ naam }}_detail as (
        select
            {{ vast | join(', ') }},
            client_id,
            extract(year from maand) as jaar,
            min(maand) as maand
        from {{ relatie }}
        where client_id is not null{{ ' and ' ~ maat.waar if maat.waar }}
        group by {{ vast | join(', ') }}, client_id, extract(year from maand)
    ),

    {{ naam }}_kubus as (
        {{ _gekubeerd(naam ~ '_detail', rij, totalen, ['client_id', 'jaar']) }}
    ),

    {{ naam }}_nieuw as (
        select
            {{ vast | join(', ') }},
            min(maand) as maand
        from {{ naam }}_kubus
        group by {{ vast | join(', ') }}, client_id, jaar
    ),

    {% endfor -%}
    meting as (
        select
            {{ rij | join(', ') }}
            {%- for naam in maten %},
            {{ naam if naam in som else '0 as ' ~ naam }}
            {%- endfor %}
        from kubus
        {%- for nieuw in clienten %}
        union all
        select
            {{ rij | join(', ') }}
            {%- for naam in maten %},
            {{ 1 if naam == nieuw else 0 }} as {{ naam }}
            {%- endfor %}
        from {{ nieuw }}_nieuw
        {%- endfor %}
        {%- if ook %}
        union all
        select
            {{ rij | join(', ') }}
            {%- for naam in maten %},
            0 as {{ naam }}
            {%- endfor %}
        from {{ ook }}
        {%- endif %}
    ),

    maanden as (
        {{ ytd_maanden('meting', vast) }}
    ),

    elke_maand as (
        select
            {{ rij | join(', ') }}
            {%- for naam in maten %},
            {{ naam }}
            {%- endfor %}
        from meting
        union all
        select
            {{ rij | join(', ') }}
            {%- for naam in maten %},
            0 as {{ naam }}
            {%- endfor %}
        from maanden
    ),

    per_maand as (
        select
            {{ rij | join(', ') }},
            extract(year from maand) as jaar
            {%- for naam in maten %},
            sum({{ naam }}) as {{ naam }}
            {%- endfor %}
        from elke_maand
        where maand in (select kalender.maand from {{ ref('dim_maand') }} as kalender where kalender.is_volledig)
        group by {{ rij | join(', ') }}
    ),

    telling as (
        select
            {{ rij | join(', ') }}
            {%- for naam, maat in maten.items() %},
            {%- set waarde = naam if maat.per_maand else ytd_som(naam, vast) %}
            {{ waarde if maat.statistiek == 'som' else 'cast(' ~ waarde ~ ' as bigint)' }} as {{ naam }}
            {%- endfor %}
        from per_maand
    )
{%- endmacro %}

{#-
  Twelve months up to each month: what a month adds goes off again when it is twelve months old. A client goes off only where the next
  month in which it counts is not there by then, so that it counts once. Who has one row all along is the same in every total, so only
  cases of the others are cubed; of the rest the sums.
-#}
{% macro _tel_rollend(relatie, rij, totalen, maten, eigen_totaal=none) -%}
    {%- set vast = rij | reject('equalto', 'maand') | list -%}
    {%- set van_client = (vast | reject('in', totalen) | list) + ['client_id'] -%}
    {%- set som, clienten = {}, {} -%}
    {%- for naam, maat in maten.items() -%}
        {%- do (clienten if maat.statistiek == 'clienten' else som).update({naam: maat}) -%}
    {%- endfor -%}
    with detail as (
        {{ _detail(relatie, rij, som, eigen_totaal) }}
    ),

    bij as (
        select
            detail.*,
            {{ eigen_totaal or 'false' }} as staat_zelf
        from detail
    ),

    {% for naam, maat in clienten.items() -%}
    {{ naam }}_detail as (
        select distinct
            {{ rij | join(', ') }},
            {{ eigen_totaal or 'false' }} as is_eigen_totaal,
            client_id
        from {{ relatie }}
        where client_id is not null{{ ' and ' ~ maat.waar if maat.waar }}
    ),

    {{ naam }}_gemerkt as (
        select
            client.*,
            {%- for kolom in totalen %}
            {{ 'or ' if not loop.first }}min(coalesce({{ kolom }}, '~')) over (partition by {{ van_client | join(', ') }})
            <> max(coalesce({{ kolom }}, '~')) over (partition by {{ van_client | join(', ') }})
            {%- endfor %} as is_gemengd
        from {{ naam }}_detail as client
    ),

    {{ naam }}_gemengd as (
        select *
        from {{ naam }}_gemerkt
        where is_gemengd
    ),

    {{ naam }}_kubus as (
        {{ _gekubeerd(naam ~ '_gemengd', rij, totalen, ['client_id'], 'is_eigen_totaal') }}
    ),

    {{ naam }}_bij as (
        select
            client.*,
            {{ maand_nr('maand') }} - lag({{ maand_nr('maand') }}) over (
                partition by {{ vast | join(', ') }}, client_id
                order by maand
            ) as na_vorige,
            lead({{ maand_nr('maand') }}) over (
                partition by {{ vast | join(', ') }}, client_id
                order by maand
            ) - {{ maand_nr('maand') }} as tot_volgende
        from (
            select
                {{ rij | join(', ') }},
                client_id,
                false as staat_zelf
            from {{ naam }}_gemerkt
            where not is_gemengd
            union all
            select distinct
                {{ rij | join(', ') }},
                client_id,
                true as staat_zelf
            from {{ naam }}_kubus
        ) as client
    ),

    {% endfor -%}
    mutatie as (
        {{ _mutatie('bij', vast, maten, som.keys() | list, '1', 1) }}
        union all
        {{ _mutatie('bij', vast, maten, som.keys() | list, '1', -1) }}
        {%- for naam, maat in clienten.items() %}
        union all
        {{ _mutatie(naam ~ '_bij', vast, maten, [naam], '0', 1, none if maat.per_maand else 'coalesce(na_vorige > 12, true)') }}
        {%- if not maat.per_maand %}
        union all
        {{ _mutatie(naam ~ '_bij', vast, maten, [naam], '0', -1, 'coalesce(tot_volgende > 12, true)') }}
        {%- endif %}
        {%- endfor %}
    ),

    opgeteld as (
        select
            {{ vast | join(', ') }},
            staat_zelf,
            maand_nr,
            sum(maanden) as maanden
            {%- for naam in maten %},
            sum({{ naam }}) as {{ naam }}
            {%- endfor %}
        from mutatie
        group by {{ vast | join(', ') }}, staat_zelf, maand_nr
    ),

    mutatie_kubus as (
        {{ _gekubeerd('opgeteld', vast, totalen, ['maand_nr', 'maanden'] + (maten.keys() | list), 'staat_zelf') }}
    ),

    -- every month up to P has a row to add to
    met_maanden as (
        select
            {{ vast | join(', ') }},
            maand_nr,
            maanden
            {%- for naam in maten %},
            {{ naam }}
            {%- endfor %}
        from mutatie_kubus
        union all
        select
            {%- for kolom in vast %}
            grens.{{ kolom }},
            {%- endfor %}
            {{ maand_nr('kalender.maand') }} as maand_nr,
            0 as maanden
            {%- for naam in maten %},
            0 as {{ naam }}
            {%- endfor %}
        from (
            select
                {{ vast | join(', ') }},
                min(maand_nr) as eerste_nr
            from mutatie_kubus
            group by {{ vast | join(', ') }}
        ) as grens
        inner join {{ ref('dim_maand') }} as kalender
            on
                grens.eerste_nr <= {{ maand_nr('kalender.maand') }}
                and kalender.is_volledig
    ),

    per_maand as (
        select
            {{ vast | join(', ') }},
            maand_nr,
            sum(maanden) as maanden
            {%- for naam in maten %},
            sum({{ naam }}) as {{ naam }}
            {%- endfor %}
        from met_maanden
        group by {{ vast | join(', ') }}, maand_nr
    ),

    lopend as (
        select
            {{ vast | join(', ') }},
            maand_nr,
            {{ _tot_nu('maanden', vast) }} as maanden
            {%- for naam, maat in maten.items() %},
            {{ naam if maat.per_maand else _tot_nu(naam, vast) }} as {{ naam }}
            {%- endfor %}
        from per_maand
    ),

    telling as (
        select
            {%- for kolom in rij %}
            {{ 'kalender.maand' if kolom == 'maand' else 'lopend.' ~ kolom }},
            {%- endfor %}
            {%- for naam, maat in maten.items() %}
            {{ 'lopend.' ~ naam if maat.statistiek == 'som' else 'cast(lopend.' ~ naam ~ ' as bigint)' }} as {{ naam }}
            {{- ',' if not loop.last }}
            {%- endfor %}
        from lopend
        inner join {{ ref('dim_maand') }} as kalender
            on
                lopend.maand_nr = {{ maand_nr('kalender.maand') }}
                and kalender.is_volledig
        where lopend.maanden > 0
    )
{%- endmacro %}

{#- What the rows of `relatie` add to (teken 1) or take from (-1, twelve months later) the maten in `eigen`. -#}
{% macro _mutatie(relatie, vast, maten, eigen, maanden, teken, waar=none) -%}
    select
            {{ vast | join(', ') }},
            staat_zelf,
            {{ maand_nr('maand') }}{{ ' + 12' if teken == -1 }} as maand_nr,
            {{ '-' if teken == -1 and maanden != '0' }}{{ maanden }} as maanden
            {%- for naam, maat in maten.items() %},
            {% if naam not in eigen or teken == -1 and maat.per_maand -%}
            0
            {%- elif maat.statistiek == 'clienten' -%}
            {{ teken }}
            {%- else -%}
            {{ '-' if teken == -1 }}{{ naam }}
            {%- endif %} as {{ naam }}
            {%- endfor %}
        from {{ relatie }}
        {{- '\n        where ' ~ waar if waar }}
{%- endmacro %}

{% macro _tot_nu(naam, vast) -%}
    sum({{ naam }}) over (
                partition by {{ vast | join(', ') }}
                order by maand_nr
                rows between unbounded preceding and current row
            )
{%- endmacro %}

{#-
  Cases with the dimensions that every KPI can be shown by (contract, "Cases"). `relatie` has wet, productcode, client_id and `dag`, the
  day counted; `eigen` names the dimensions that it has already. Age: full years on that day; wijk: of the pc4 known on that day.
-#}
{% macro met_dimensies(relatie, dag, eigen=[]) -%}
    select
        bron.*,
        {{ productkenmerken('product', eigen) }},
        coalesce(leeftijd.klasse, {{ parameter('onbekend') }}) as leeftijdsklasse,
        coalesce(persoon.geslacht, {{ parameter('onbekend') }}) as geslacht,
        coalesce(woonplaats.wijk_code, {{ parameter('onbekend') }}) as wijk_code
    from {{ relatie }} as bron
    left join {{ ref('int_product') }} as product
        on
            bron.wet = product.wet
            and bron.productcode = product.productcode
    left join {{ ref('int_persoon') }} as persoon on bron.client_id = persoon.client_id
    left join {{ ref('int_leeftijd') }} as leeftijd
        on {{ hele_jaren('persoon.geboortemaand', 'bron.' ~ dag) }} = leeftijd.leeftijd
    left join {{ ref('int_woonplaats') }} as woonplaats
        on
            bron.client_id = woonplaats.client_id
            and bron.{{ dag }} between woonplaats.geldig_van and woonplaats.geldig_tot
{%- endmacro %}

{#- Full years from `geboortemaand` (first of the month) to `dag`. -#}
{% macro hele_jaren(geboortemaand, dag) -%}
    (
        extract(year from {{ dag }}) - extract(year from {{ geboortemaand }})
        - case when extract(month from {{ dag }}) < extract(month from {{ geboortemaand }}) then 1 else 0 end
    )
{%- endmacro %}
