"""The compiled project, once per session, and one warehouse in memory that every test fills anew."""

from __future__ import annotations

import pytest

from tests.dbt.magazijn import Magazijn, Project, compileer


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return compileer(tmp_path_factory.mktemp("dbt"))


@pytest.fixture(scope="session")
def magazijn(project: Project) -> Magazijn:
    return Magazijn(project)
