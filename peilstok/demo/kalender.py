"""Working days by A1 variant (a), from the rules of the calendar: no list of dates, and nothing shared with the
warehouse's own calendar.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache


def paasdag(jaar: int) -> date:
    """First Easter day (Meeus, Gregorian calendar)."""
    a, b, c = jaar % 19, jaar // 100, jaar % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    maand, dag = divmod(h + k - 7 * m + 114, 31)
    return date(jaar, maand, dag + 1)


@cache
def feestdagen(jaar: int) -> frozenset[date]:
    """Days off by the Algemene termijnenwet, with Goede Vrijdag and 5 mei every year (A1 a). Koningsdag moves to 26-4
    when 27-4 is a Sunday.
    """
    pasen = paasdag(jaar)
    koningsdag = date(jaar, 4, 27)
    return frozenset(
        {
            date(jaar, 1, 1),
            pasen - timedelta(days=2),
            pasen + timedelta(days=1),
            koningsdag - timedelta(days=1) if koningsdag.isoweekday() == 7 else koningsdag,
            date(jaar, 5, 5),
            pasen + timedelta(days=39),
            pasen + timedelta(days=50),
            date(jaar, 12, 25),
            date(jaar, 12, 26),
        }
    )


def is_werkdag(dag: date) -> bool:
    return dag.isoweekday() <= 5 and dag not in feestdagen(dag.year)


def werkdagen_tussen(van: date, tot: date) -> int:
    """wd(tot) - wd(van): working days after `van` up to and including `tot`; negative when `tot` lies before `van`."""
    if tot < van:
        return -werkdagen_tussen(tot, van)
    return sum(is_werkdag(van + timedelta(days=n)) for n in range(1, (tot - van).days + 1))


def plus_werkdagen(dag: date, aantal: int) -> date:
    """The `aantal`-th working day after `dag`; `dag` itself for 0."""
    while aantal > 0:
        dag += timedelta(days=1)
        aantal -= is_werkdag(dag)
    return dag


def maandeinde(dag: date) -> date:
    """Last day of the month of `dag`."""
    return (dag.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
