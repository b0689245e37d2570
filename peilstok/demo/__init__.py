"""The demo region: a simulated municipality with its messages, and the truth about it."""

from peilstok.demo.instelling import demo_instellingen
from peilstok.demo.parameters import DEMO_PEILDATUM, STANDAARD, DemoParameters
from peilstok.demo.personen import Client, client_bsn
from peilstok.demo.regio import Regio, SchrijfSamenvatting, maak_regio, schrijf_regio
from peilstok.demo.vergelijk import vergelijk
from peilstok.demo.waarheid import (
    BevindingAantal,
    Fout,
    Waarheid,
    WaarTraject,
    WaarVerzoek,
    WareLevering,
    WareLosseStop,
    WarePrestatie,
    WareToewijzing,
)
from peilstok.instellingen import DEMO_SLEUTEL

__all__ = [
    "DEMO_PEILDATUM",
    "DEMO_SLEUTEL",
    "STANDAARD",
    "BevindingAantal",
    "Client",
    "DemoParameters",
    "Fout",
    "Regio",
    "SchrijfSamenvatting",
    "WaarTraject",
    "WaarVerzoek",
    "Waarheid",
    "WareLevering",
    "WareLosseStop",
    "WarePrestatie",
    "WareToewijzing",
    "client_bsn",
    "demo_instellingen",
    "maak_regio",
    "schrijf_regio",
    "vergelijk",
]
