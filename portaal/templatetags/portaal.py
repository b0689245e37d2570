"""Words that templates make of numbers and days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django import template

from portaal.gesprek import Bericht
from portaal.models import Aanlevering

register = template.Library()


@register.filter
def aantal_fout(aanlevering: Aanlevering) -> str:
    """`3 foute regels`, or that the file as a whole is wrong."""
    match aanlevering.fouten_aantal:
        case 0:
            return "niet goed"
        case 1:
            return "1 foute regel"
        case aantal:
            return f"{aantal} foute regels"


@register.filter
def laatste_datum(berichten: Sequence[Bericht]) -> date:
    """The day of the last."""
    return berichten[-1].datum
