"""The whole of schema raw, for those who check that it is all there."""

from __future__ import annotations

from peilstok.berichten.catalogus import Catalogus
from peilstok.laden.opslag import berichtschema
from peilstok.laden.referentie import referentieschema


def raw_schema(catalogus: Catalogus) -> dict[str, dict[str, str]]:
    """`raw.<table>` -> column -> SQL type, of every table that a night makes in raw."""
    return {f"raw.{naam}": kolommen for naam, kolommen in (berichtschema(catalogus) | referentieschema()).items()}
