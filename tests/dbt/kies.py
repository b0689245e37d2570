"""`pytest tests/dbt --model kpi_uitval`: the tests about one model, for `make toets`."""

from __future__ import annotations

import inspect
import re

import pytest


def gaat_over(item: pytest.Item, model: str, ook: frozenset[str]) -> bool:
    """Does a test name this model, in its code or its parameters; `ook` are the unit tests beside it and the rules that
    it judges. A test of every model (an oracle of all figures, a lint) names none of them, and is left to make test."""
    functie = getattr(item, "function", None)
    parameters = getattr(getattr(item, "callspec", None), "params", {})
    if "naam" in parameters and item.name.startswith("test_unittest["):
        return str(parameters["naam"]) in ook
    if (regel := getattr(parameters.get("geval"), "regel", None)) is not None:
        return regel in ook
    tekst = f"{inspect.getsource(functie) if functie else ''} {parameters}"
    return re.search(rf"\b{model}\b", tekst) is not None
