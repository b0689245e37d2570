"""Dagster's web UI that answers to this machine only: `python -m dagster_project.web dev ..` is `dagster dev ..`.

The UI has no login, and a page of anyone in the browser of who runs it may send requests to 127.0.0.1: by a name of its
own that points there (a foreign Host), or straight (a foreign Origin). Dagster has no setting against either
(docs/besluiten/0027); its webserver is an ASGI application, so both are refused in front of it.
"""

import sys
from typing import Any
from urllib.parse import parse_qs

import dagster._cli
import dagster._cli.dev
import dagster_webserver.cli
from dagster_shared.ipc import open_ipc_subprocess
from dagster_webserver.app import create_app_from_workspace_process_context
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

NAMEN = ("127.0.0.1", "localhost")
_MODULE = "dagster_project.web"
_WEBSERVER = "dagster_webserver"
_DAEMON = "dagster._daemon"
_SCHEMAS = ("http", "https")


class EigenHerkomst:
    """Refuses requests that a page of another site made. `app` is what it stands before."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """403, before `app` sees anything of it."""
        if scope["type"] in ("http", "websocket") and _is_vreemd(scope):
            await PlainTextResponse("Dit verzoek komt van een andere site.", status_code=403)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _is_vreemd(scope: Scope) -> bool:
    koppen = Headers(scope=scope)
    herkomst = koppen.get("origin")
    if herkomst is not None and herkomst.lower() not in {f"{s}://{koppen.get('host', '').lower()}" for s in _SCHEMAS}:
        return True
    # also where a browser sends no origin; a link to the UI may be followed
    if koppen.get("sec-fetch-site") in ("cross-site", "same-site") and koppen.get("sec-fetch-mode") != "navigate":
        return True
    # Dagster executes what a link asks, mutations too; its own pages post
    return scope.get("method") in ("GET", "HEAD") and "query" in parse_qs(scope["query_string"].decode("latin-1"))


_start = open_ipc_subprocess


def bewaakte_app(*args: Any, **kwargs: Any) -> Starlette:
    """Dagster's web application behind both checks."""
    app = create_app_from_workspace_process_context(*args, **kwargs)
    app.add_middleware(EigenHerkomst)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=NAMEN, www_redirect=False)
    return app


def start_bewaakt(opdracht: list[str], **kwargs: Any) -> Any:
    """Start what `dagster dev` wants to start, the webserver by way of this module. RuntimeError for what we do not
    know: rather no web UI than one without its checks."""
    python, optie, module, *rest = opdracht
    if optie != "-m" or module not in (_WEBSERVER, _DAEMON):
        raise RuntimeError(f"dagster dev starts something unknown: {module}")
    return _start([python, "-m", _MODULE, *rest] if module == _WEBSERVER else opdracht, **kwargs)


def main() -> None:
    """`dev` and its options, or else the options of dagster-webserver."""
    if sys.argv[1:2] == ["dev"]:
        dagster._cli.dev.open_ipc_subprocess = start_bewaakt  # type: ignore[attr-defined, assignment]
        dagster._cli.main()  # type: ignore[no-untyped-call]
    else:
        dagster_webserver.cli.create_app_from_workspace_process_context = bewaakte_app  # type: ignore[attr-defined]
        dagster_webserver.cli.main()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main()
