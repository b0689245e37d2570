"""Cases of every rule of message quality, by the messages they judge."""

from tests.dbt.regels import algemeen, declaratie, start_stop, toewijzing, verzoek
from tests.dbt.regels.geval import Geval

GEVALLEN: list[Geval] = [
    geval for kamer in (start_stop, toewijzing, verzoek, declaratie, algemeen) for geval in kamer.GEVALLEN
]

__all__ = ["GEVALLEN", "Geval"]
