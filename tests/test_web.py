"""The web UI answers to this machine only: real requests to a real server on loopback."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import dagster._cli
import pytest
from click.testing import CliRunner

from dagster_project import web

PROJECT = Path(__file__).parents[1]
MUTATIE = "/graphql?query=mutation%7B__typename%7D"


@pytest.fixture(scope="module")
def poort(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A running web UI without code: what is asked of it here needs none."""
    thuis = tmp_path_factory.mktemp("thuis")
    with socket.socket() as los:
        los.bind(("127.0.0.1", 0))
        poort = int(los.getsockname()[1])
    opdracht = [sys.executable, "-m", "dagster_project.web", "--empty-workspace", "-h", "127.0.0.1", "-p", str(poort)]
    omgeving = os.environ | {"DAGSTER_HOME": str(thuis), "PYTHONPATH": str(PROJECT), "DAGSTER_DISABLE_TELEMETRY": "yes"}
    with subprocess.Popen(opdracht, cwd=thuis, env=omgeving, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as p:
        try:
            for _ in range(240):
                assert p.poll() is None
                try:
                    socket.create_connection(("127.0.0.1", poort), 1).close()
                    break
                except OSError:
                    time.sleep(0.5)
            yield poort
        finally:
            p.terminate()


def _status(poort: int, soort: str, pad: str, **koppen: str) -> int:
    lijn = http.client.HTTPConnection("127.0.0.1", poort, timeout=60)
    try:
        lijn.putrequest(soort, pad, skip_host=True)
        for naam, waarde in ({"Host": f"127.0.0.1:{poort}"} | koppen).items():
            lijn.putheader(naam.replace("_", "-"), waarde)
        inhoud = b'{"query":"{__typename}"}' if soort == "POST" else b""
        if inhoud:
            lijn.putheader("Content-Length", str(len(inhoud)))
        lijn.endheaders(inhoud or None)
        return lijn.getresponse().status
    finally:
        lijn.close()


JSON = {"Content_Type": "application/json"}
WEBSOCKET = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec_WebSocket_Version": "13",
    "Sec_WebSocket_Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    "Sec_WebSocket_Protocol": "graphql-ws",
}


def test_eigen_verzoeken_gaan_door(poort: int) -> None:
    eigen = {"Origin": f"http://localhost:{poort}", "Host": f"localhost:{poort}", "Sec_Fetch_Site": "same-origin"}
    assert _status(poort, "GET", "/server_info") == 200
    assert _status(poort, "POST", "/graphql", **JSON) == 200
    assert _status(poort, "POST", "/graphql", **JSON, **eigen) == 200
    assert _status(poort, "GET", "/graphql", **WEBSOCKET, **eigen) == 101
    # a link in a mail or on the intranet
    assert _status(poort, "GET", "/server_info", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate") == 200
    # through a tunnel, the port is another
    assert _status(poort, "POST", "/graphql", **JSON, Host="localhost:8080", Origin="http://localhost:8080") == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:3000", "127.0.0.1.evil.example", "localhost.evil.example", ""]
)
def test_vreemde_naam_wordt_geweigerd(poort: int, host: str) -> None:
    assert _status(poort, "GET", "/server_info", Host=host) == 400
    # that page is of the same origin as its own name
    assert _status(poort, "POST", "/graphql", **JSON, Host=host, Origin=f"http://{host}") in (400, 403)
    assert _status(poort, "GET", "/graphql", **WEBSOCKET, Host=host, Origin=f"http://{host}") in (400, 403)


@pytest.mark.parametrize(
    "herkomst", ["http://evil.example", "null", "http://localhost:1", "https://127.0.0.1", "file://"]
)
def test_vreemde_herkomst_wordt_geweigerd(poort: int, herkomst: str) -> None:
    assert _status(poort, "POST", "/graphql", **JSON, Origin=herkomst) == 403
    assert _status(poort, "POST", MUTATIE, Content_Type="text/plain", Origin=herkomst) == 403
    assert _status(poort, "GET", "/graphql", **WEBSOCKET, Origin=herkomst) == 403


def test_een_plaatje_of_link_voert_niets_uit(poort: int) -> None:
    assert _status(poort, "GET", MUTATIE) == 403
    assert _status(poort, "GET", MUTATIE, Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate") == 403
    assert _status(poort, "GET", "/server_info", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors") == 403
    assert _status(poort, "POST", "/graphql", **JSON, Sec_Fetch_Site="same-site", Sec_Fetch_Mode="cors") == 403


def test_dagster_dev_start_de_bewaakte_webserver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`dagster dev` as it is installed: what it starts is known, and the webserver is ours."""
    gestart: list[list[str]] = []

    def start(opdracht: list[str], **_: Any) -> Any:
        gestart.append(opdracht)
        return SimpleNamespace(poll=lambda: 1, returncode=1, wait=lambda **_: 1, kill=lambda: None, pid=0)

    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))
    monkeypatch.setattr(web, "_start", start)
    monkeypatch.setattr("dagster._cli.dev.open_ipc_subprocess", web.start_bewaakt)
    CliRunner().invoke(
        dagster._cli.cli, ["dev", "--use-legacy-code-server-behavior", "--empty-workspace", "-h", "127.0.0.1"]
    )
    assert [opdracht[1:3] for opdracht in gestart] == [["-m", "dagster_project.web"], ["-m", "dagster._daemon"]]
    assert "127.0.0.1" in gestart[0]
    with pytest.raises(RuntimeError):
        web.start_bewaakt([sys.executable, "-m", "iets_anders"])
