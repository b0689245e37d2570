"""Definities: what every figure means, how it is counted and what to mind, and a guide with worked questions
(K004-17)."""

from __future__ import annotations

from peilstok.rapport.blok import Pagina

DEFINITIES = Pagina(
    naam="definities",
    titel="Definities",
    vraag="Wat betekent een cijfer, hoe is het berekend en waar moet u op letten?",
    blokken=(),
    filters=(),
    sjabloon="definities.html.j2",
)
