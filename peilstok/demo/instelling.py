"""The settings of the demo."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from peilstok.demo.parameters import DEMO_PEILDATUM
from peilstok.instellingen import DEMO_SLEUTEL, Instellingen


def demo_instellingen(map_: Path) -> Instellingen:
    """Of the demo in this folder: nothing comes from the environment or .env, so it never touches real data."""
    return Instellingen(
        landing=map_ / "landing",
        data=map_,
        peildatum=DEMO_PEILDATUM,
        kennisdatum=DEMO_PEILDATUM,
        test_bsn="meetellen",
        historie_vanaf=date(2015, 1, 1),
        aansluit_dagen=30,
        recidive_maanden=12,
        geheim=DEMO_SLEUTEL,
        is_demo=True,
    )
