"""Statistical disclosure control (contract chapter 5): no figure outside the house rests on a few clients, and none
that is withheld follows from what is shown. What it rests on: docs/onderdrukking.md and besluiten/0035."""

from peilstok.publicatie.onderdrukking.geheugen import bewaar_geheugen
from peilstok.publicatie.onderdrukking.schrijven import OVERIG, Telling
from peilstok.publicatie.onderdrukking.structuur import Niveau, Tabel, lees_structuur
from peilstok.publicatie.onderdrukking.toepassen import MERK, Uitslag, onderdruk

__all__ = ["MERK", "OVERIG", "Niveau", "Tabel", "Telling", "Uitslag", "bewaar_geheugen", "lees_structuur", "onderdruk"]
