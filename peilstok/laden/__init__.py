"""The landing folder into schema raw. A connection and a folder are handed in; no database path is known here."""

from peilstok.laden.berichten import LaadSamenvatting, laad_berichten
from peilstok.laden.instelling import schrijf_instellingen
from peilstok.laden.opslag import (
    MagazijnBeschadigd,
    SleutelAfwijking,
    controleer_magazijn,
    controleer_sleutel,
    maak_schema,
)
from peilstok.laden.referentie import ReferentieSamenvatting, laad_referenties
from peilstok.laden.schema import raw_schema

__all__ = [
    "LaadSamenvatting",
    "MagazijnBeschadigd",
    "ReferentieSamenvatting",
    "SleutelAfwijking",
    "controleer_magazijn",
    "controleer_sleutel",
    "laad_berichten",
    "laad_referenties",
    "maak_schema",
    "raw_schema",
    "schrijf_instellingen",
]
