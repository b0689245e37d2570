"""Great Expectations on DuckDB: the one workaround, in one place.

As shipped (1.24), the SQL engine hands out a result after it closed the connection; duckdb-engine then has nothing
left to read ("list index out of range"; issues 10738 and 11579 of the project). Here the result is read completely
while the connection is open. It overrides a private part, so the version is pinned and
`tests/expectations/test_duckdb_werkend.py` fails when this stops working or is no longer needed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def great_expectations_op_duckdb() -> Iterator[Any]:
    """Yield the module `great_expectations`, able to read DuckDB inside the block; imports it on first use (3-20 s)."""
    # Read at import: no usage statistics leave the municipality's network.
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    import great_expectations
    from great_expectations.execution_engine.sqlalchemy_execution_engine import SqlAlchemyExecutionEngine

    origineel = SqlAlchemyExecutionEngine.execute_query

    def execute_query(self: Any, query: Any) -> Any:
        with self.get_connection() as connection:
            return self._execute_query_with_recovery(connection, query).freeze()()

    SqlAlchemyExecutionEngine.execute_query = execute_query  # type: ignore[method-assign]
    try:
        yield great_expectations
    finally:
        SqlAlchemyExecutionEngine.execute_query = origineel  # type: ignore[method-assign]
