"""A PostgreSQL cluster of one's own, on loopback and gone afterwards: for tests and demo, never for real data."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

BINAIR = (
    sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda map_: int(map_.parent.name))
    if (Path("/usr/lib/postgresql").is_dir())
    else []
)
ACCOUNTS = ("postgres", "nobody")
"""Whom the server runs as when we are root: PostgreSQL refuses root."""
WACHT_SECONDEN = 60
GEHEUGEN = {
    # room for the sorts and hashes of one model; the tests build with two at a time
    "shared_buffers": "512MB",
    "work_mem": "64MB",
    "maintenance_work_mem": "128MB",
    # the cluster does not outlive the run: nothing of it needs to survive a power cut
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "4GB",
}


class GeenPostgres(RuntimeError):
    """PostgreSQL is not on this machine, or its server does not start; the message is Dutch and says what to do."""


@contextmanager
def eigen_cluster(meer: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address (`postgresql://..`) of an empty database `peilstok` in a cluster of its own; `meer` are settings of
    the server beside ours. The server ends and its files go with the block, also when that fails. Raises
    GeenPostgres."""
    programma = BINAIR[-1] if BINAIR else None
    if programma is None or not (programma / "initdb").exists():
        raise GeenPostgres("PostgreSQL staat niet op deze machine; installeer het pakket postgresql (15 of nieuwer).")
    map_ = Path(tempfile.mkdtemp(prefix="peilstok-postgres-"))
    account = _account()
    wachtwoord = secrets.token_hex(16)
    server = None
    try:
        if account:
            os.chown(map_, account.pw_uid, account.pw_gid)
        (map_ / "wachtwoord").write_text(wachtwoord, encoding="utf-8")
        _geef(map_ / "wachtwoord", account)
        # C: text in the order of its bytes, as in DuckDB
        opdracht: list[str | Path] = ["initdb", "-D", map_ / "data", "--username=peilstok", "--no-sync"]
        opdracht += ["--encoding=UTF8", "--locale=C", "--auth=scram-sha-256", f"--pwfile={map_ / 'wachtwoord'}"]
        _draai(programma, opdracht, account)
        (map_ / "wachtwoord").unlink()
        poort = _vrije_poort()
        waarden = GEHEUGEN | {"listen_addresses": "127.0.0.1", "port": str(poort), "unix_socket_directories": ""}
        start: list[str | Path] = [programma / "postgres", "-D", map_ / "data"]
        for naam, waarde in (waarden | dict(meer or {})).items():
            start += ["-c", f"{naam}={waarde}"]
        with (map_ / "server.log").open("w", encoding="utf-8") as log:
            server = subprocess.Popen(
                [*_als(account), *start], stdout=log, stderr=log, cwd=map_, start_new_session=True, env=_omgeving()
            )
        adres = f"postgresql://peilstok:{wachtwoord}@127.0.0.1:{poort}"
        _wacht_op(server, f"{adres}/postgres", map_ / "server.log")
        yield f"{adres}/peilstok"
    finally:
        if server is not None:
            # fast shutdown: sessions are ended, not waited for
            server.send_signal(signal.SIGINT)
            try:
                server.wait(timeout=WACHT_SECONDEN)
            except subprocess.TimeoutExpired:
                os.killpg(server.pid, signal.SIGKILL)
        shutil.rmtree(map_, ignore_errors=True)


def _account() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    for naam in ACCOUNTS:
        try:
            return pwd.getpwnam(naam)
        except KeyError:
            continue
    raise GeenPostgres("PostgreSQL draait niet als root, en er is geen ander account op deze machine.")


def _als(account: pwd.struct_passwd | None) -> list[str]:
    if account is None:
        return []
    return ["setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups", "--"]


def _geef(pad: Path, account: pwd.struct_passwd | None) -> None:
    pad.chmod(0o600)
    if account:
        os.chown(pad, account.pw_uid, account.pw_gid)


def _omgeving() -> dict[str, str]:
    """Nothing of ours: settings and secrets are not the server's business."""
    return {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"}


def _draai(programma: Path, opdracht: list[str | Path], account: pwd.struct_passwd | None) -> None:
    uit = subprocess.run(
        [*_als(account), programma / opdracht[0], *opdracht[1:]],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env=_omgeving(),
    )
    if uit.returncode:
        raise GeenPostgres(f"PostgreSQL kan hier niet starten: {uit.stderr.strip() or uit.stdout.strip()}")


def _vrije_poort() -> int:
    with socket.socket() as plek:
        plek.bind(("127.0.0.1", 0))
        return int(plek.getsockname()[1])


def _wacht_op(server: subprocess.Popen[bytes], adres: str, log: Path) -> None:
    """Until the server answers; then make the database."""
    import psycopg2

    einde = time.monotonic() + WACHT_SECONDEN
    while True:
        try:
            con = psycopg2.connect(adres, connect_timeout=5)
            break
        except psycopg2.OperationalError:
            if server.poll() is not None or time.monotonic() > einde:
                regels = log.read_text(encoding="utf-8", errors="replace").splitlines()[-5:]
                raise GeenPostgres("PostgreSQL kan hier niet starten: " + " / ".join(regels)) from None
            time.sleep(0.1)
    try:
        con.autocommit = True
        with con.cursor() as cursor:
            cursor.execute("CREATE DATABASE peilstok TEMPLATE template0 LOCALE 'C' ENCODING 'UTF8'")
    finally:
        con.close()
