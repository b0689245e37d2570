"""Outcome files of providers (seed 003): judged as a whole against a layout that is data, and without personal data
into schema raw. Which delivery counts is for the models (int_aanlevering)."""

from peilstok.uitkomsten.laden import UitkomstSamenvatting, laad_uitkomsten

__all__ = ["UitkomstSamenvatting", "laad_uitkomsten"]
