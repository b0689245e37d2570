{#-
  Figures in long form (contract chapter 4, "Measures"): out of a KPI table and its cases the rows of kpi_waarde, by what the KPI's yml
  declares (geval.sql). Besides what is said there a declaration may hold

    per_kpi          the column that names the KPI (kpi_termijn: a term is a KPI of its own)
    kijkt_vooruit    a month shows only when what follows on it is known, so that the table ends before P
    zonder_waarden   why the table has no rows in kpi_waarde
    zonder_zorgterrein  why its cases give no figure per zorgterrein, although they have that column
    zorgterrein_waar flag of the cases that have a product at all
    clienten         the maat that counts the clients of a row; none: they are counted here, where cases name them
    alleen_met       maten of which at least one is above 0 in a row (geval.sql)
  and a maat
    noemer     of a mean or a median: the maat that counts its cases
    moment     of one day: months do not add up
    vorige     maat with the value of the same part of last year
    vorig_jaar_van  it is this maat a year earlier, where that year is covered
    in_rij     counted within the row (eigen_totaal), so that there is none per zorgterrein
    alleen_zonder  flag of the table: where it is true the row has no such figure
    toon_teller, toon_maal  columns of the table that say the same as teller and maal, which are not
-#}

{#-
  KPI tables with figures of a period: dbt must know while it parses, before it knows any yml, what kpi_waarde reads. A table that is not
  here says why in its yml (zonder_waarden); a test holds the two together.
-#}
{% macro kpis_met_waarden() -%}
    {{ return([
        'afschaling',
        'besparing',
        'beweging',
        'budgetplafond',
        'doelen',
        'doelrealisatie_uitstroom',
        'doorlooptijd',
        'duur',
        'gebruik_317',
        'geen_nieuwe_start',
        'herstel',
        'kosten_per_client',
        'kostenverklaring',
        'looptijd',
        'lopende_voorzieningen',
        'nieuwe_start',
        'ontwikkeling',
        'passende_hulp',
        'plekken_realisatie',
        'productafschaling',
        'productmix',
        'recidive',
        'reden_beeindiging',
        'respons',
        'termijn',
        'tevredenheid',
        'uitgaven',
        'uitkomst_uitval',
        'uitstroomtype',
        'uitval',
        'verwijzer',
        'volume',
        'wachttijd'
    ]) }}
{%- endmacro %}

{#- Columns of the cases of a KPI, as its yml describes them; none when it has no cases. -#}
{% macro kolommen_van_gevallen(kpi) -%}
    {%- set knoop = graph.nodes['model.' ~ project_name ~ '.geval_' ~ kpi] -%}
    {{ return(knoop.columns.keys() | list if knoop else []) }}
{%- endmacro %}

{#- True when the cases of a KPI give its figures per zorgterrein. While dbt parses it is true, so that dbt knows the cases are read. -#}
{% macro telt_per_zorgterrein(kpi) -%}
    {%- if not execute -%}
    {{ return(true) }}
    {%- endif -%}
    {%- set opzet = kpi_opzet('kpi_' ~ kpi) -%}
    {{ return(
        'zorgterrein' not in opzet.grain
        and not opzet.zonder_zorgterrein
        and 'zorgterrein' in kolommen_van_gevallen(kpi)
    ) }}
{%- endmacro %}

{#- The maten of a KPI that are columns of its table; the others serve to make them. -#}
{% macro zichtbare_maten(kpi) -%}
    {%- set opzet = kpi_opzet('kpi_' ~ kpi) -%}
    {%- set uit = {} -%}
    {%- if execute -%}
        {%- set kolommen = graph.nodes['model.' ~ project_name ~ '.kpi_' ~ kpi].columns -%}
        {%- for naam, maat in opzet.maten.items() if naam in kolommen -%}
            {%- do uit.update({naam: maat}) -%}
        {%- endfor -%}
    {%- else -%}
        {%- do uit.update(opzet.maten) -%}
    {%- endif -%}
    {{ return(uit) }}
{%- endmacro %}

{#- Kind of period of a maat in its own table. -#}
{% macro soort_van(opzet, maat) -%}
    {%- if 'jaar' in opzet.grain -%}
    {{ return('jaar') }}
    {%- elif 'kwartaal' in opzet.grain -%}
    {{ return('kwartaal') }}
    {%- elif opzet.tijd == 'ytd' and not maat.per_maand -%}
    {{ return('jaar tot en met') }}
    {%- elif opzet.tijd == 'rollend' and not maat.per_maand -%}
    {{ return('12 maanden') }}
    {%- else -%}
    {{ return('maand') }}
    {%- endif -%}
{%- endmacro %}

{#- Number that teller / noemer is multiplied with. -#}
{% macro factor_van(maat) -%}
    {{ return(maat.toon_maal or maat.maal or 100) }}
{%- endmacro %}

{#- True when the months of a maat add up to its quarter and year. -#}
{% macro telt_op(opzet, naam) -%}
    {%- set maat = opzet.maten.get(naam, {}) -%}
    {%- if maat.moment or opzet.tijd in ['ytd', 'rollend'] -%}
    {{ return(false) }}
    {%- elif maat.statistiek in ['aantal', 'som'] -%}
    {{ return(true) }}
    {%- elif maat.statistiek == 'verschil' -%}
    {{ return(telt_op(opzet, maat.van) and telt_op(opzet, maat.af)) }}
    {%- elif maat.statistiek == 'deel' -%}
    {{ return(telt_op(opzet, maat.van)) }}
    {%- elif maat.statistiek == 'aandeel' -%}
    {{ return(telt_op(opzet, maat.teller) and telt_op(opzet, maat.noemer)) }}
    {%- else -%}
    {{ return(false) }}
    {%- endif -%}
{%- endmacro %}

{#- True when the cases of a zorgterrein give this maat too. -#}
{% macro heeft_zorgterrein(opzet, naam) -%}
    {%- set maat = opzet.maten.get(naam, {}) -%}
    {%- if maat.in_rij -%}
    {{ return(false) }}
    {%- elif maat.vorig_jaar_van -%}
    {{ return(heeft_zorgterrein(opzet, maat.vorig_jaar_van)) }}
    {%- elif maat.statistiek == 'vergelijking' -%}
    {{ return(
        maat.teller in opzet.maten and opzet.maten.get(maat.noemer, {}).vorig_jaar_van
        and heeft_zorgterrein(opzet, maat.teller) and heeft_zorgterrein(opzet, maat.noemer)
    ) }}
    {%- elif maat.statistiek in ['aantal', 'som', 'clienten', 'gemiddelde', 'mediaan', 'p25', 'p75'] -%}
    {{ return(true) }}
    {%- elif maat.statistiek in ['aandeel', 'verschil', 'per_dag', 'euro', 'omgerekend', 'deel'] -%}
        {%- for bron in [maat.teller, maat.noemer, maat.van, maat.af, maat.leeg_zonder]
            if bron and bron in opzet.maten and not heeft_zorgterrein(opzet, bron) -%}
            {{ return(false) }}
        {%- endfor -%}
    {{ return(true) }}
    {%- else -%}
    {{ return(false) }}
    {%- endif -%}
{%- endmacro %}

{#-
  CTEs of one KPI for kpi_waarde: breed_<kpi>, the rows of its table with the other dimensions on ALLE, and per zorgterrein those of
  its cases; a column per maat. `tijd` is the year or the month.
-#}
{% macro brede_waarden(kpi) -%}
    {%- set opzet = kpi_opzet('kpi_' ~ kpi) -%}
    {%- set maten = zichtbare_maten(kpi) -%}
    {%- set rij = opzet.grain -%}
    {%- set tijd = rij | select('in', ['jaar', 'kwartaal', 'maand', 'cohortmaand']) | first or 'maand' -%}
    {%- set gedeeld = ['wet', 'perceel', 'zorgterrein', 'gemeente_code', 'aanbieder_agb', tijd, opzet.per_kpi, 'termijn', 'verantwoordelijke'] -%}
    {%- set andere = rij | reject('in', gedeeld) | list if execute else [] -%}
    {%- set per_zorgterrein = telt_per_zorgterrein(kpi) -%}
    {%- set heeft_onvolledig = execute and 'onvolledig' in graph.nodes['model.' ~ project_name ~ '.kpi_' ~ kpi].columns -%}
    {%- if per_zorgterrein %}
    {{ _zorgterrein_waarden(kpi, opzet, rij, tijd) }}
    {%- endif %}
    breed_{{ kpi }} as (
        select
            {{ 'bron.' ~ opzet.per_kpi if opzet.per_kpi else "'" ~ kpi ~ "'" }} as kpi,
            {{ 'bron' if 'wet' in rij else 'kpi_perceel' }}.wet,
            {{ 'bron.perceel' if 'perceel' in rij else 'cast(null as ' ~ tekst_type() ~ ') as perceel' }},
            {{ 'bron.zorgterrein' if 'zorgterrein' in rij else "'ALLE' as zorgterrein" }},
            {{ 'bron.gemeente_code' if 'gemeente_code' in rij else "'ALLE' as gemeente_code" }},
            {{ 'bron.aanbieder_agb' if 'aanbieder_agb' in rij else "'ALLE' as aanbieder_agb" }},
            bron.{{ tijd }} as tijd,
            {{ 'bron.gedeclareerd_tot' if opzet.gedeclareerd else 'cast(null as date) as gedeclareerd_tot' }},
            case when bron.voorlopig then 1 else 0 end as is_voorlopig,
            {{ 'case when bron.onvolledig then 1 else 0 end' if heeft_onvolledig else 0 }} as is_onvolledig,
            0 as is_deel
            {%- for naam in (maten.keys() | list) + (maten.values() | selectattr('alleen_zonder') | map(attribute='alleen_zonder') | list) %},
            bron.{{ naam }}
            {%- endfor %}
        from {{ ref('kpi_' ~ kpi) }} as bron
        {%- if execute and 'wet' not in rij %}
        inner join {{ ref('kpi_perceel') }} as kpi_perceel
            on
                kpi_perceel.kpi = '{{ kpi }}'
                and bron.perceel = kpi_perceel.perceel
        {%- endif %}
        {%- for kolom in andere %}
        {{ 'where' if loop.first else 'and' }} bron.{{ kolom }} = 'ALLE'
        {%- endfor %}
        {%- if per_zorgterrein %}
        union all
        select * from zorgterrein_{{ kpi }}
        {%- endif %}
    )
{%- endmacro %}

{#- The same figures per zorgterrein, counted from the cases. -#}
{% macro _zorgterrein_waarden(kpi, opzet, rij, tijd) -%}
    {%- set nieuw = ['zorgterrein'] + (rij | reject('in', ['productcode', 'inkoopcategorie', 'uitstroomtype', 'verwijzer', 'reden_beeindiging']) | list) -%}
    {%- set te_tellen = {} -%}
    {%- for naam, maat in opzet.maten.items()
        if maat.statistiek == 'eerste' or heeft_zorgterrein(opzet, naam)
        and maat.statistiek not in ['per_dag', 'euro', 'omgerekend', 'deel', 'vergelijking'] -%}
        {%- do te_tellen.update({naam: maat}) -%}
    {%- endfor -%}
    {%- set eerste = opzet.maten.items() | selectattr('1.statistiek', 'equalto', 'eerste') | map('first') | first -%}
    {%- set begin = 'kalender.eerste_dag' if tijd == 'jaar' else begin_van('year', 'deel.' ~ tijd) if opzet.tijd == 'ytd' else 'deel.' ~ tijd -%}
    zorgterrein_geval_{{ kpi }} as (
        select *
        from {{ ref('geval_' ~ kpi) }}
        where
            true
            {%- for kolom in [opzet.zorgterrein_waar] if kolom %}
            and {{ kolom }}
            {%- endfor %}
            {%- for kolom in [opzet.eigen_totaal] if kolom %}
            and not {{ kolom }}
            {%- endfor %}
            {%- for deel in [opzet.totaal_alleen] if deel %}
            and {{ deel.waar }}
            {%- endfor %}
    ),

    zorgterrein_telling_{{ kpi }} as (
        {{ tel_gevallen('zorgterrein_geval_' ~ kpi, {
            'grain': nieuw,
            'totalen': (opzet.totalen or []) | select('in', ['gemeente_code', 'aanbieder_agb']) | list,
            'mee': opzet.mee,
            'tijd': opzet.tijd,
            'alleen_met': opzet.alleen_met,
            'maten': te_tellen
        }) }}
    ),

    zorgterrein_{{ kpi }} as (
        select
            {{ 'deel.' ~ opzet.per_kpi if opzet.per_kpi else "'" ~ kpi ~ "'" }} as kpi,
            deel.wet,
            {{ 'deel.perceel' if 'perceel' in rij else 'cast(null as ' ~ tekst_type() ~ ') as perceel' }},
            deel.zorgterrein,
            deel.gemeente_code,
            deel.aanbieder_agb,
            deel.{{ tijd }} as tijd,
            cast(null as date) as gedeclareerd_tot,
            case when kalender.is_voorlopig then 1 else 0 end as is_voorlopig,
            case when {{ is_onvolledig(vroegste('deel.' ~ eerste, begin) if eerste else begin) }} then 1 else 0 end as is_onvolledig,
            1 as is_deel
            {%- for naam, maat in zichtbare_maten(kpi).items() %},
            {% if maat.vorig_jaar_van and heeft_zorgterrein(opzet, naam) -%}
            {{ als_gedekt(begin_vorig_jaar(begin), _maat_van_gevallen(opzet, maat.vorig_jaar_van, opzet.maten[maat.vorig_jaar_van], 'vorig')) }}
            {%- elif maat.statistiek == 'vergelijking' and heeft_zorgterrein(opzet, naam) -%}
            {{ als_gedekt(begin_vorig_jaar(begin), percentage(
                _maat_van_gevallen(opzet, maat.teller, opzet.maten[maat.teller]),
                _maat_van_gevallen(opzet, opzet.maten[maat.noemer].vorig_jaar_van, opzet.maten[opzet.maten[maat.noemer].vorig_jaar_van], 'vorig')
            )) }}
            {%- else -%}
            {{ _maat_van_gevallen(opzet, naam, maat) }}
            {%- endif %} as {{ naam }}
            {%- endfor %}
        from zorgterrein_telling_{{ kpi }} as deel
        inner join {{ ref('dim_jaar' if tijd == 'jaar' else 'dim_maand') }} as kalender on deel.{{ tijd }} = kalender.{{ 'jaar' if tijd == 'jaar' else 'maand' }}
        {%- if opzet.maten.values() | selectattr('vorig_jaar_van') | list %}
        left join zorgterrein_telling_{{ kpi }} as vorig
            on
                {%- for kolom in nieuw | reject('equalto', tijd) %}
                deel.{{ kolom }} = vorig.{{ kolom }}
                and
                {%- endfor %}
                {{ 'deel.jaar = vorig.jaar + 1' if tijd == 'jaar' else maand_nr('deel.' ~ tijd) ~ ' = ' ~ maand_nr('vorig.' ~ tijd) ~ ' + 12' }}
        left join {{ ref('dim_jaar' if tijd == 'jaar' else 'dim_maand') }} as vorig_kalender
            on vorig.{{ tijd }} = vorig_kalender.{{ 'jaar' if tijd == 'jaar' else 'maand' }}
        {%- endif %}
        {{ met_dekking('deel') }}
    ),
{%- endmacro %}

{#- A maat of a row that was counted from cases: of `deel`, or of `vorig`, the row of a year earlier. -#}
{% macro _maat_van_gevallen(opzet, naam, maat, deel='deel') -%}
    {%- if not heeft_zorgterrein(opzet, naam) -%}
    null
    {%- elif maat.statistiek == 'per_dag' -%}
    {{ als_double(deel ~ '.' ~ maat.teller) }} / {{ 'kalender' if deel == 'deel' else 'vorig_kalender' }}.{{ maat.dagen }}
    {%- elif maat.statistiek == 'euro' and not maat.bij -%}
    cast(cast({{ deel }}.{{ maat.van }} as decimal(28, 6)) as decimal(18, 2))
    {%- elif maat.statistiek == 'euro' -%}
    case
                when {{ deel }}.{{ maat.bij }} = 0 or {{ deel }}.{{ maat.leeg_zonder }} > 0
                    then cast(cast({{ deel }}.{{ maat.van }} as decimal(28, 6)) as decimal(18, 2))
            end
    {%- elif maat.statistiek == 'omgerekend' -%}
    {{ deel }}.{{ maat.van }} / {{ als_double(parameter(maat.door)) }}
    {%- elif maat.statistiek == 'deel' -%}
    case when {{ deel }}.{{ maat.leeg_zonder }} > 0 then {{ als_double(deel ~ '.' ~ maat.van) }} / {{ maat.door }} end
    {%- else -%}
    {{ deel }}.{{ naam }}
    {%- endif -%}
{%- endmacro %}

{#-
  CTEs with more periods than the table has: the months of a quarter, year and twelve months added, where they add up; unique clients
  over twelve cohort months; and of a year-to-date table the last month of the year (up to the claims, where it waits for them).
-#}
{% macro andere_perioden(kpi) -%}
    {%- set opzet = kpi_opzet('kpi_' ~ kpi) -%}
    {%- set maten = zichtbare_maten(kpi) -%}
    {%- set rij = ['kpi', 'wet', 'perceel', 'zorgterrein', 'gemeente_code', 'aanbieder_agb'] -%}
    {%- if opzet.tijd == 'ytd' -%}
    ,

    jaarstand_{{ kpi }} as (
        select bron.*
        from breed_{{ kpi }} as bron
        inner join {{ _laatste_volledige_maanden() }} as stand
            on
                bron.tijd = {{ vroegste('stand.maand', 'bron.gedeclareerd_tot') }}
                and extract(year from bron.tijd) = stand.jaar
    )
    {%- elif optelbare_maten(kpi) -%}
    ,

    opgeteld_{{ kpi }} as (
        select
            {%- for kolom in rij %}
            bron.{{ kolom }},
            {%- endfor %}
            tijdvak.soort,
            tijdvak.periode_nr,
            max(bron.gedeclareerd_tot) as gedeclareerd_tot,
            max(case when bron.is_voorlopig = 1 or tijdvak.laatste_maand > grens.maand then 1 else 0 end) as is_voorlopig,
            max(
                case
                    when bron.is_onvolledig = 1 then 1
                    when tijdvak.soort = '12 maanden' and {{ is_onvolledig('tijdvak.eerste_maand') }} then 1
                    else 0
                end
            ) as is_onvolledig,
            bron.is_deel
            {%- for naam in optelbare_maten(kpi) %},
            {#- exact numbers, so that the order of adding does not show #}
            sum({{ 'cast(bron.' ~ naam ~ ' as decimal(28, 6))' if maten[naam].statistiek == 'deel' else 'bron.' ~ naam }}) as {{ naam }}
            {%- endfor %}
        from breed_{{ kpi }} as bron
        inner join {{ ref('dim_tijdvak') }} as tijdvak
            on
                bron.tijd = tijdvak.maand
                and tijdvak.soort in ('kwartaal', 'jaar', '12 maanden')
        cross join (
            {%- if opzet.kijkt_vooruit %}
            select max(tijd) as maand from breed_{{ kpi }}
            {%- else %}
            select max(maand) as maand from {{ ref('dim_maand') }} where is_volledig
            {%- endif %}
        ) as grens
        {{ met_dekking('bron') }}
        where
            tijdvak.soort = 'jaar'
            or tijdvak.laatste_maand <= grens.maand
        group by
            {%- for kolom in rij %}
            bron.{{ kolom }},
            {%- endfor %}
            tijdvak.soort, tijdvak.periode_nr, bron.is_deel
    )
    {%- elif 'cohortmaand' in opzet.grain -%}
    ,

    venster_geval_{{ kpi }} as (
        select
            geval.*,
            venster.periode_nr,
            venster.eerste_maand,
            venster.is_voorlopig
        from {{ ref('geval_' ~ kpi) }} as geval
        inner join {{ _cohortvenster() }} as venster on geval.cohortmaand = venster.maand
    ),

    venster_telling_{{ kpi }} as (
        {{ tel_gevallen('venster_geval_' ~ kpi, {
            'grain': ['periode_nr', 'wet', 'zorgterrein', 'gemeente_code', 'aanbieder_agb'],
            'totalen': opzet.totalen,
            'mee': ['eerste_maand', 'is_voorlopig'],
            'maten': opzet.maten
        }) }}
    ),

    opgeteld_{{ kpi }} as (
        select
            '{{ kpi }}' as kpi,
            telling.wet,
            cast(null as {{ tekst_type() }}) as perceel,
            telling.zorgterrein,
            telling.gemeente_code,
            telling.aanbieder_agb,
            '12 maanden' as soort,
            telling.periode_nr,
            cast(null as date) as gedeclareerd_tot,
            case when telling.is_voorlopig then 1 else 0 end as is_voorlopig,
            case when {{ is_onvolledig('telling.eerste_maand') }} then 1 else 0 end as is_onvolledig,
            0 as is_deel
            {%- for naam in maten %},
            telling.{{ naam }}
            {%- endfor %}
        from venster_telling_{{ kpi }} as telling
        {{ met_dekking('telling') }}
    )
    {%- endif %}
    {%- if telt_clienten(kpi) -%}
    {{ _getelde_clienten(kpi) }}
    {%- endif %}
{%- endmacro %}

{#- The last complete month of each year. -#}
{% macro _laatste_volledige_maanden() -%}
    (
            select
                jaar,
                max(maand) as maand
            from {{ ref('dim_maand') }}
            where is_volledig
            group by jaar
        )
{%- endmacro %}

{#- The twelve cohort months up to each month whose own window has passed (A12). -#}
{% macro _cohortvenster() -%}
    (
            select
                tijdvak.periode_nr,
                tijdvak.maand,
                tijdvak.eerste_maand,
                sluitmaand.is_voorlopig
            from {{ ref('dim_tijdvak') }} as tijdvak
            cross join {{ ref('int_instelling') }} as instelling
            inner join {{ ref('dim_maand') }} as sluitmaand
                on tijdvak.periode_nr + instelling.recidive_maanden = {{ maand_nr('sluitmaand.maand') }}
            where
                tijdvak.soort = '12 maanden'
                and not {{ binnen_maanden(
                    dag_plus('instelling.peildatum', 1), 'tijdvak.laatste_dag', 'instelling.recidive_maanden'
                ) }}
        )
{%- endmacro %}

{#- Different clients of each row and period, where no maat of the table says so. -#}
{% macro _getelde_clienten(kpi) -%}
    {%- set opzet = kpi_opzet('kpi_' ~ kpi) -%}
    {%- set totalen = [] -%}
    {%- set vast = ['soort', 'periode_nr', 'wet'] + ([opzet.per_kpi] if opzet.per_kpi else []) -%}
    {#- cases that carry ALLE themselves are not totalled again -#}
    {%- for kolom in ['zorgterrein', 'gemeente_code', 'aanbieder_agb'] -%}
        {%- do (vast if kolom in opzet.grain and kolom not in (opzet.totalen or []) else totalen).append(kolom) -%}
    {%- endfor -%}
    ,

    client_{{ kpi }} as (
        select distinct
            tijdvak.soort,
            tijdvak.periode_nr,
            {%- for kolom in vast[2:] + totalen %}
            geval.{{ kolom }},
            {%- endfor %}
            geval.client_id
        from {{ ref('geval_' ~ kpi) }} as geval
        inner join {{ ref('dim_tijdvak') }} as tijdvak
            on
                {%- if 'jaar' in opzet.grain %}
                geval.jaar = tijdvak.periode_nr
                and tijdvak.soort = 'jaar'
                and tijdvak.maand = tijdvak.laatste_maand
                {%- elif 'kwartaal' in opzet.grain %}
                {{ kwartaal_nr('geval.kwartaal') }} = tijdvak.periode_nr
                and tijdvak.soort = 'kwartaal'
                and tijdvak.maand = tijdvak.laatste_maand
                {%- else %}
                geval.maand = tijdvak.maand
                and tijdvak.soort in ('maand', 'kwartaal', 'jaar')
                {%- endif %}
        where
            geval.client_id is not null
            {%- if 'in_noemer' in kolommen_van_gevallen(kpi) %}
            and geval.in_noemer
            {%- endif %}
    ),

    clienten_{{ kpi }} as (
        select
            {{ (vast + totalen) | join(', ') }},
            count(distinct client_id) as aantal
        from (
            {{ kubus('client_' ~ kpi, totalen, vast + ['client_id']) if totalen else 'select * from client_' ~ kpi }}
        ) as client_kubus
        group by {{ (vast + totalen) | join(', ') }}
    )
{%- endmacro %}

{#- True when the clients of a KPI have to be counted here: its cases name them, each in one row and one period. -#}
{% macro telt_clienten(kpi) -%}
    {%- if not execute -%}
    {{ return(false) }}
    {%- endif -%}
    {%- set opzet = kpi_opzet('kpi_' ~ kpi) -%}
    {%- set kolommen = kolommen_van_gevallen(kpi) -%}
    {{ return(
        not opzet.clienten
        and not opzet.tijd
        and not opzet.eigen_totaal
        and 'perceel' not in opzet.grain
        and opzet.grain | select('in', ['jaar', 'kwartaal', 'maand']) | list != []
        and 'client_id' in kolommen
        and 'zorgterrein' in kolommen
    ) }}
{%- endmacro %}

{#- Names of the maten of a KPI whose months add up. -#}
{% macro optelbare_maten(kpi) -%}
    {%- set opzet = kpi_opzet('kpi_' ~ kpi) -%}
    {%- set namen = [] -%}
    {%- for naam in zichtbare_maten(kpi) if execute and 'maand' in opzet.grain and telt_op(opzet, naam) -%}
        {%- do namen.append(naam) -%}
    {%- endfor -%}
    {{ return(namen) }}
{%- endmacro %}

{#- Rows of kpi_waarde of a KPI, out of the CTEs of brede_waarden and andere_perioden. -#}
{% macro lange_waarden(kpi) -%}
    {%- set opzet = kpi_opzet('kpi_' ~ kpi) -%}
    {%- set namen = zichtbare_maten(kpi).keys() | list -%}
    {%- set periode_nr = 'bron.tijd' if 'jaar' in opzet.grain
        else 'cast(' ~ (kwartaal_nr('bron.tijd') if 'kwartaal' in opzet.grain else maand_nr('bron.tijd')) ~ ' as integer)' -%}
    {{ _lang(kpi, 'breed_' ~ kpi, namen, none, periode_nr) }}
    {%- if opzet.tijd == 'ytd' %}
    union all
    {{ _lang(kpi, 'jaarstand_' ~ kpi, namen, "'jaar'", 'cast(extract(year from bron.tijd) as integer)') }}
    {%- elif optelbare_maten(kpi) %}
    union all
    {{ _lang(kpi, 'opgeteld_' ~ kpi, optelbare_maten(kpi), 'bron.soort', 'bron.periode_nr', som=true) }}
    {%- elif 'cohortmaand' in opzet.grain %}
    union all
    {{ _lang(kpi, 'opgeteld_' ~ kpi, namen, 'bron.soort', 'bron.periode_nr') }}
    {%- endif %}
{%- endmacro %}

{#- A row per maat of `namen`; `som`: teller and noemer were added, so that a share is made of them again. -#}
{% macro _lang(kpi, relatie, namen, soort, periode_nr, som=false) -%}
    {%- set opzet = kpi_opzet('kpi_' ~ kpi) -%}
    {%- set maten = opzet.maten %}
    select
        bron.kpi,
        maat.maat,
        bron.wet,
        bron.perceel,
        bron.zorgterrein,
        bron.gemeente_code,
        bron.aanbieder_agb,
        {{ soort or 'maat.soort' }} as soort,
        {{ periode_nr }} as periode_nr,
        {%- for kolom in ['waarde', 'teller', 'noemer'] %}
        {%- set takken = [] -%}
        {%- for naam in namen if _waarde_in(opzet, naam, kolom, som) -%}
            {%- do takken.append("when '" ~ naam ~ "' then " ~ _waarde_in(opzet, naam, kolom, som)) -%}
        {%- endfor %}
        {{ 'case maat.maat ' ~ takken | join(' ') ~ ' end' if takken else als_double('null') }} as {{ kolom }},
        {%- endfor %}
        {% if telt_clienten(kpi) -%}
        clienten.aantal
        {%- else -%}
        {{ 'bron.' ~ opzet.clienten if opzet.clienten and not som else 'cast(null as bigint)' }}
        {%- endif %} as n_clienten,
        bron.gedeclareerd_tot,
        bron.is_voorlopig,
        bron.is_onvolledig
    from {{ relatie }} as bron
    inner join (
        {%- for naam in namen %}
        select
            '{{ naam }}' as maat,
            '{{ soort_van(opzet, maten[naam]) }}' as soort,
            {{ 1 if maten[naam].statistiek == 'aandeel' else 0 }} as is_aandeel,
            {{ 1 if heeft_zorgterrein(opzet, naam) or 'zorgterrein' in opzet.grain else 0 }} as is_per_zorgterrein
        {{ 'union all' if not loop.last }}
        {%- endfor %}
    ) as maat
        on
            (
                bron.is_deel = 0
                or maat.is_per_zorgterrein = 1
            )
            {%- if som %}
            and (
                bron.soort <> '12 maanden'
                or maat.is_aandeel = 1
            )
            {%- endif %}
    {%- if telt_clienten(kpi) %}
    left join clienten_{{ kpi }} as clienten
        on
            bron.wet = clienten.wet
            and bron.zorgterrein = clienten.zorgterrein
            and bron.gemeente_code = clienten.gemeente_code
            and bron.aanbieder_agb = clienten.aanbieder_agb
            and {{ soort or 'maat.soort' }} = clienten.soort
            and {{ periode_nr }} = clienten.periode_nr
            {%- if opzet.per_kpi %}
            and bron.kpi = clienten.{{ opzet.per_kpi }}
            {%- endif %}
    {%- endif %}
{%- endmacro %}

{#- What a row of `bron` says as value, teller or noemer of a maat; nothing where that is not known. -#}
{% macro _waarde_in(opzet, naam, kolom, som) -%}
    {%- set maat = opzet.maten[naam] -%}
    {%- set teller, noemer, maal = maat.toon_teller or maat.teller, maat.noemer, factor_van(maat) -%}
    {%- if kolom == 'waarde' and som and maat.statistiek == 'aandeel' -%}
    {{ return(maal ~ ' * ' ~ als_double('bron.' ~ teller) ~ ' / nullif(' ~ als_double('bron.' ~ noemer) ~ ', 0)') }}
    {%- elif kolom == 'waarde' -%}
    {{ return(als_double('bron.' ~ naam)) }}
    {%- endif -%}
    {%- set bron = teller if kolom == 'teller' and noemer else noemer if kolom == 'noemer' else none -%}
    {%- if bron and maat.alleen_zonder -%}
    {{ return('case when not bron.' ~ maat.alleen_zonder ~ ' then ' ~ als_double('bron.' ~ bron) ~ ' end') }}
    {%- elif bron -%}
    {{ return(als_double('bron.' ~ bron)) }}
    {%- else -%}
    {{ return('') }}
    {%- endif -%}
{%- endmacro %}

{#- The declarations of all KPI tables as rows: what dim_maat says of them. -#}
{% macro maten_van_het_project() -%}
    {%- set rijen = [] -%}
    {%- for knoop in (graph.nodes.values() if execute else []) | sort(attribute='unique_id')
        if knoop.resource_type == 'model' and knoop.fqn[2] in ['kpi', 'sturing'] and knoop.name.startswith('kpi_') -%}
        {%- set opzet = knoop.config.meta -%}
        {%- for naam, maat in opzet.maten.items() if naam in knoop.columns -%}
            {%- do rijen.append(_maatrij(knoop, opzet, naam, maat)) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ rijen | join('\n    union all\n    ') if rijen else _maatrij(
        {'name': 'kpi_', 'columns': {}}, {'grain': ['jaar'], 'maten': {}}, 'maat', {'statistiek': 'aantal'}
    ) }}
{%- endmacro %}

{% macro _maatrij(knoop, opzet, naam, maat) -%}
    {%- set optelt = opzet.totalen and not maat.in_rij and maat.statistiek in ['aantal', 'som'] -%}
    select
        {{ _letterlijk(knoop.name) }} as tabel,
        {{ _letterlijk(knoop.name.replace('kpi_', '', 1)) }} as kpi,
        {{ _letterlijk(naam) }} as maat,
        {{ _letterlijk(maat.naam) }} as naam,
        {{ _letterlijk(knoop.columns[naam].config.meta.eenheid if naam in knoop.columns) }} as eenheid,
        {{ _letterlijk(maat.statistiek if maat.statistiek in ['referentie', 'vergelijking'] else 'telling') }} as soort,
        {{ _letterlijk(maat.statistiek) }} as statistiek,
        {{ _letterlijk(maat.toon_teller or maat.teller) }} as teller,
        {{ _letterlijk(maat.noemer) }} as noemer,
        {{ factor_van(maat) }} as factor,
        {{ _letterlijk(maat.vorige) }} as vorige,
        {{ 1 if optelt else 0 }} as is_optelbaar,
        {{ 1 if 'jaar' not in opzet.grain and telt_op(opzet, naam) else 0 }} as is_optelbaar_in_tijd,
        {{ _letterlijk(soort_van(opzet, maat)) }} as venster,
        {{ 1 if opzet.per_kpi else 0 }} as is_per_termijn,
        {{ _letterlijk(opzet.eigenaar) }} as eigenaar
{%- endmacro %}

{% macro _letterlijk(waarde) -%}
    {%- if waarde -%}
    '{{ waarde | replace("'", "''") }}'
    {%- else -%}
    cast(null as {{ tekst_type() }})
    {%- endif -%}
{%- endmacro %}
