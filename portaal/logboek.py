"""The audit log: one line per view, download, refusal and deed."""

from __future__ import annotations

from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpRequest

from portaal.models import Account, Logregel

_PAD, _MAP, _VERSIE = 200, 40, 80


def noteer(
    request: HttpRequest | None,
    wat: str,
    *,
    account: Account | None = None,
    doelgroep: str = "",
    pad: str = "",
    versie: str = "",
) -> None:
    """Add a line. The account is that of the request, unless one is given; what is too long is cut."""
    if account is None and request is not None and request.user.is_authenticated:
        account = request.user
    Logregel.objects.create(
        account=account,
        wat=wat,
        doelgroep=doelgroep[:_MAP],
        pad=_leesbaar(pad)[:_PAD],
        versie=versie[:_VERSIE],
        ip=get_client_ip(request) if request is not None else None,
    )


def _leesbaar(pad: str) -> str:
    """A path that somebody typed cannot pass for another line, nor break an export."""
    return "".join(teken if teken.isprintable() else ascii(teken)[1:-1] for teken in pad)
