"""The compiled project, and one warehouse in memory that every test fills anew."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.dbt.kies import gaat_over
from tests.dbt.magazijn import DBT, Magazijn, Project, lees_project


@pytest.fixture(scope="session")
def project() -> Project:
    return lees_project()


@pytest.fixture(scope="session")
def magazijn(project: Project) -> Magazijn:
    return Magazijn(project)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With --model only the tests of this folder that are about it."""
    model = config.getoption("--model")
    if not model:
        return
    ook = frozenset(_unittests(model) | _regels(model))
    hier = [item for item in items if Path(__file__).parent in item.path.parents]
    weg = [item for item in hier if not gaat_over(item, model, ook)]
    config.hook.pytest_deselected(items=weg)
    items[:] = [item for item in items if item not in weg]


def _unittests(model: str) -> set[str]:
    return {unit["name"] for unit in lees_project().manifest["unit_tests"].values() if unit["model"] == model}


def _regels(model: str) -> set[str]:
    """The rules that a model of kwaliteit/regel judges; for bevinding, all of them would be too many."""
    with (DBT / "seeds" / "regel_register.csv").open(encoding="utf-8") as bestand:
        return {rij["regel"] for rij in csv.DictReader(bestand) if rij["model"] == model}
