"""What a municipality may choose otherwise in parameter.csv: the names and kinds of dbt seed `parameter`."""

from __future__ import annotations

import csv
import re
from datetime import date
from functools import cache
from pathlib import Path

# A dbt seed, so that SQL and the loader read the same facts.
_SEED = Path(__file__).parents[2] / "dbt" / "seeds" / "parameter.csv"
_GETAL = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,6})?")
# Beyond it a date cannot be reckoned with, or nobody can mean it.
_HOOGSTENS = {"_dagen": 36_500, "_maanden": 1_200, "_jaren": 100, "_pct": 1_000}


@cache
def soorten() -> dict[str, str]:
    """Parameter -> `soort` of the seed."""
    with _SEED.open(encoding="utf-8", newline="") as bestand:
        return {rij["parameter"]: rij["soort"] for rij in csv.DictReader(bestand)}


def keur_parameter(naam: str, waarde: str) -> str:
    """`waarde` as the models read it. ValueError (Dutch) for a name that does not exist or cannot be chosen, and for a
    value of another kind."""
    soort = soorten().get(naam)
    if soort is None:
        raise ValueError(f"parameter {naam} bestaat niet")
    if soort in ("vast", "instelling"):
        raise ValueError(f"parameter {naam} is {'een instelling' if soort == 'instelling' else 'niet te wijzigen'}")
    if soort == "tekst":
        return waarde
    if soort == "datum":
        try:
            return date.fromisoformat(waarde).isoformat()
        except ValueError:
            raise ValueError(f"waarde van {naam} is geen datum (jjjj-mm-dd)") from None
    if soort in ("geheel", "getal"):
        return _getal(naam, waarde, soort)
    if waarde not in soort.split():
        raise ValueError(f"waarde van {naam} is geen {' of '.join(soort.split())}")
    return waarde


def _getal(naam: str, waarde: str, soort: str) -> str:
    if not _GETAL.fullmatch(waarde) or (soort == "geheel" and not waarde.isdigit()):
        raise ValueError(f"waarde van {naam} is geen {'heel ' if soort == 'geheel' else ''}getal van nul of meer")
    getal = waarde.replace(",", ".")
    hoogstens = next((grens for eind, grens in _HOOGSTENS.items() if eind in naam), None)
    if hoogstens is not None and float(getal) > hoogstens:
        raise ValueError(f"waarde van {naam} is hoger dan {hoogstens}")
    return str(int(getal)) if soort == "geheel" else getal
