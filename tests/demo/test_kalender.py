"""Working days by A1 (a)."""

from __future__ import annotations

from datetime import date

import pytest

from peilstok.demo.kalender import feestdagen, is_werkdag, maandeinde, paasdag, plus_werkdagen, werkdagen_tussen


@pytest.mark.parametrize(
    ("jaar", "pasen"),
    [(2015, date(2015, 4, 5)), (2024, date(2024, 3, 31)), (2025, date(2025, 4, 20)), (2038, date(2038, 4, 25))],
)
def test_pasen(jaar: int, pasen: date) -> None:
    assert paasdag(jaar) == pasen


def test_feestdagen_2025() -> None:
    """27 April 2025 is a Sunday: Koningsdag on the 26th."""
    assert sorted(feestdagen(2025)) == [
        date(2025, 1, 1),
        date(2025, 4, 18),
        date(2025, 4, 21),
        date(2025, 4, 26),
        date(2025, 5, 5),
        date(2025, 5, 29),
        date(2025, 6, 9),
        date(2025, 12, 25),
        date(2025, 12, 26),
    ]


@pytest.mark.parametrize(
    ("van", "tot", "dagen"),
    [
        (date(2026, 9, 25), date(2026, 9, 28), 1),
        (date(2026, 9, 26), date(2026, 9, 27), 0),
        # Goede Vrijdag and Tweede Paasdag.
        (date(2026, 4, 1), date(2026, 4, 8), 3),
        (date(2026, 4, 8), date(2026, 4, 1), -3),
        (date(2024, 12, 24), date(2025, 1, 2), 4),
    ],
)
def test_werkdagen_tussen(van: date, tot: date, dagen: int) -> None:
    assert werkdagen_tussen(van, tot) == dagen


def test_plus_werkdagen_is_het_omgekeerde() -> None:
    begin = date(2026, 4, 1)
    for aantal in range(30):
        dag = plus_werkdagen(begin, aantal)
        assert werkdagen_tussen(begin, dag) == aantal
        assert is_werkdag(dag)


def test_maandeinde() -> None:
    assert maandeinde(date(2024, 2, 1)) == date(2024, 2, 29)
    assert maandeinde(date(2025, 12, 31)) == date(2025, 12, 31)
