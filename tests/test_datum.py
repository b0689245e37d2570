"""How a day is written."""

from datetime import date

import pytest

from peilstok.datum import dagen_in_zin, datum_tekst


def test_dag() -> None:
    assert [datum_tekst(date(2026, 9, 6)), datum_tekst(None)] == ["06-09-2026", "onbekend"]


@pytest.mark.parametrize(
    ("zin", "juist"),
    [
        (
            "Start per 2025-01-05 heeft geen stop (t/m 2025-02-14).",
            "Start per 05-01-2025 heeft geen stop (t/m 14-02-2025).",
        ),
        ("referentie A-2025-01-05, 2025-01-05-7, 12025-01-05", "referentie A-2025-01-05, 2025-01-05-7, 12025-01-05"),
        ("leeg", "leeg"),
    ],
)
def test_dagen_in_een_zin(zin: str, juist: str) -> None:
    assert dagen_in_zin(zin) == juist
