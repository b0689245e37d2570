"""The compiled project, and one warehouse in memory that every test fills anew."""

from __future__ import annotations

import pytest

from tests.dbt.magazijn import Magazijn, Project, compileer


@pytest.fixture(scope="session")
def project() -> Project:
    return compileer()


@pytest.fixture(scope="session")
def magazijn(project: Project) -> Magazijn:
    return Magazijn(project)
