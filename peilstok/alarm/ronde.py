"""What is wrong now beside what was: what to say, and what was said."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from peilstok.nachtboek import Nachtboek, Openstaand

HERHAAL = timedelta(days=7)
"""What stays wrong is said again after this long."""


@dataclass(frozen=True)
class Sein:
    """Something that is wrong: its kind, and a Dutch sentence of counts and dates, without names or codes."""

    soort: str
    tekst: str


@dataclass(frozen=True)
class Ronde:
    """What was to be said: new (or again), and what is over. `fouten`: why it could not be said, in Dutch."""

    nieuw: tuple[Openstaand, ...]
    voorbij: tuple[Openstaand, ...]
    fouten: tuple[str, ...] = ()


def houd_bij(
    boek: Nachtboek,
    seinen: Sequence[Sein],
    nu: datetime,
    zeg: Callable[[Ronde], Sequence[str]],
    ongezien: Collection[str] = (),
) -> Ronde:
    """Compare with what stood open, `zeg` the difference and keep it. `zeg` gives back why it failed; then the same is
    said again next time. `ongezien`: kinds that could not be looked at now, which stay as they were."""
    eerder = {alarm.soort: alarm for alarm in boek.openstaand()}
    nu_open = {
        sein.soort: Openstaand(
            sein.soort,
            sein.tekst,
            eerder[sein.soort].sinds if sein.soort in eerder else nu,
            eerder[sein.soort].gemeld if sein.soort in eerder else None,
        )
        for sein in seinen
    }
    nu_open |= {soort: alarm for soort, alarm in eerder.items() if soort in ongezien and soort not in nu_open}
    nieuw = tuple(a for a in nu_open.values() if a.gemeld is None or nu - a.gemeld >= HERHAAL)
    # what nobody heard of needs no all-clear
    voorbij = tuple(a for soort, a in eerder.items() if soort not in nu_open and a.gemeld is not None)
    ronde = Ronde(nieuw, voorbij)
    fouten = tuple(zeg(ronde)) if nieuw or voorbij else ()
    if fouten:
        bewaard = [*nu_open.values(), *voorbij]
    else:
        gezegd = {alarm.soort for alarm in nieuw}
        bewaard = [
            Openstaand(a.soort, a.tekst, a.sinds, nu if a.soort in gezegd else a.gemeld) for a in nu_open.values()
        ]
    boek.bewaar_openstaand(bewaard)
    return Ronde(nieuw, voorbij, fouten)
