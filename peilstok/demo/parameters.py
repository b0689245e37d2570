"""What a demo region is made from: a seed, a size and a few switches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

DEMO_PEILDATUM = date(2026, 9, 30)
"""P (and K) of the demo region."""


@dataclass(frozen=True)
class DemoParameters:
    """Size and shape of a region; the same parameters always give the same bytes.

    `clienten` up to 8,000 get official test BSNs, further clients a number that fails the elfproef (nobody's BSN).
    About nine messages per client, sixteen with retours. `peildatum` is the last day of a month; the messages cover the
    `jaren` up to it. `fouten`: some files and messages go wrong, as they do everywhere; `regels`: every rule of message
    quality is broken as well, by a provider of its own in the last days before P, which makes that month a strange one.
    """

    seed: int = 20260930
    clienten: int = 420
    peildatum: date = DEMO_PEILDATUM
    jaren: int = 2
    retours: bool = True
    fouten: bool = True
    regels: bool = False

    def __post_init__(self) -> None:
        if self.clienten < 1:
            raise ValueError(f"clienten is {self.clienten}: er is minstens een client nodig")
        if self.jaren < 1:
            raise ValueError(f"jaren is {self.jaren}: de berichten beslaan minstens een jaar")
        if (self.peildatum + timedelta(days=1)).day != 1:
            raise ValueError(f"peildatum {self.peildatum} is niet de laatste dag van een maand")

    @property
    def begindatum(self) -> date:
        """First day on which a message is sent: `jaren` before P's morrow."""
        morgen = self.peildatum + timedelta(days=1)
        return morgen.replace(year=morgen.year - self.jaren)


STANDAARD = DemoParameters()
