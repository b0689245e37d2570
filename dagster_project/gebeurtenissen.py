"""Dagster's event log in SQLite, with its connections kept and a batch in one transaction.

As shipped, every event makes an engine, opens a connection and commits, in two files; at some 1,200 events a night that
took longer than all SQL of the models. Two private parts are overridden, so the version is pinned, and
`tests/nacht/test_gebeurtenissen.py` fails when they change."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import sqlalchemy
from dagster import EventLogEntry
from dagster._core.storage.event_log import SqliteEventLogStorage
from dagster._serdes import ConfigurableClassData
from sqlalchemy.pool import StaticPool

WACHT_SECONDEN = 60
"""How long a process waits for another one that is writing."""


class Gebeurtenissen(SqliteEventLogStorage):
    """The same files with the same contents."""

    _verbindingen: dict[str, sqlalchemy.Connection]
    _is_partij = False

    @classmethod
    def from_config_value(
        cls, inst_data: ConfigurableClassData | None, config_value: Mapping[str, Any]
    ) -> "Gebeurtenissen":
        """As Dagster calls it with the settings in dagster.yaml."""
        return cls(inst_data=inst_data, **config_value)

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        self._verbindingen = {}
        super().__init__(base_dir, inst_data)

    def store_event_batch(self, events: Sequence[EventLogEntry]) -> None:
        """Store all of them, or none."""
        self._is_partij = True
        try:
            for event in events:
                self.store_event(event)
        except BaseException:
            for verbinding in self._verbindingen.values():
                verbinding.rollback()
            raise
        else:
            for verbinding in self._verbindingen.values():
                verbinding.commit()
        finally:
            self._is_partij = False

    def dispose(self) -> None:
        """Close the files."""
        super().dispose()
        for verbinding in self._verbindingen.values():
            verbinding.close()
            verbinding.engine.dispose()
        self._verbindingen = {}

    @contextmanager
    def _connect(self, shard: str) -> Iterator[sqlalchemy.Connection]:
        with self._db_lock:
            verbinding = self._verbindingen.get(shard)
            if verbinding is None:
                verbinding = self._verbindingen[shard] = self._open(shard)
            try:
                yield verbinding
            except BaseException:
                verbinding.rollback()
                raise
            if not self._is_partij:
                verbinding.commit()

    def _open(self, shard: str) -> sqlalchemy.Connection:
        engine = sqlalchemy.create_engine(
            self.conn_string_for_shard(shard),
            poolclass=StaticPool,
            # guarded by _db_lock
            connect_args={"timeout": WACHT_SECONDEN, "check_same_thread": False},
        )
        if shard not in self._initialized_dbs:
            self._initdb(engine)
            self._initialized_dbs.add(shard)
        verbinding = engine.connect()
        # with a write-ahead log this loses nothing but, after a power cut, the last moments of a history
        verbinding.execute(sqlalchemy.text("PRAGMA synchronous=NORMAL"))
        verbinding.commit()
        return verbinding
