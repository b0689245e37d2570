"""A page as one audience has it: the blocks whose figures are in its folder, and the filters that do something."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from peilstok.rapport.blok import Pagina


def pas_aan(pagina: Pagina, er_zijn: Collection[str]) -> Pagina:
    """The page with only the blocks of the sources named in `er_zijn`, without a filter that none of them can
    follow."""
    blokken = tuple(blok for blok in pagina.blokken if blok.bron.naam in er_zijn)
    filters = tuple(f for f in pagina.filters if any(blok.volgt(f) for blok in blokken))
    return replace(pagina, blokken=blokken, filters=filters)
