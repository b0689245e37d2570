"""Reference tables as files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

Rij = Sequence[object]


def maak_csv(kop: str, rijen: Iterable[Rij]) -> bytes:
    """UTF-8 with ';'; `kop`: the columns, separated by spaces. None = empty."""
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\n")
    schrijver.writerow(kop.split())
    schrijver.writerows(rijen)
    return uit.getvalue().encode()
