"""A real mail server for the tests, that answers or dies as it is told to."""

from __future__ import annotations

import os
import signal
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Literal

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from peilstok.instellingen import Verzending

GEBRUIKER, WACHTWOORD = "peilstok", "een-wachtwoord-van-de-toets"


@dataclass
class Postkantoor:
    """What the server says, and what it took. `naar`: answers per recipient; `inhoud`: the answer to the contents of
    each next mail, for as long as there are any; `sterf`: where it drops the line."""

    naar: dict[str, str] = field(default_factory=dict)
    inhoud: list[str] = field(default_factory=list)
    sterf: Literal["", "afzender", "voor inhoud", "na inhoud"] = ""
    dood_proces: int = 0
    """A process to kill when the contents are in, before they are answered."""
    afzender: str = ""
    aangenomen: list[EmailMessage] = field(default_factory=list)
    gezien: list[EmailMessage] = field(default_factory=list)
    """All contents that came in, also those that were refused or never answered."""
    enveloppen: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    gevraagd: list[str] = field(default_factory=list)
    """Recipients that were asked for, in order."""
    versleuteld: list[bool] = field(default_factory=list)
    aangemeld: list[bool] = field(default_factory=list)

    async def handle_MAIL(self, server: SMTP, _: Session, envelop: Envelope, adres: str, opties: list[str]) -> str:
        if self.sterf == "afzender":
            server.transport.abort()
        if self.afzender:
            return self.afzender
        envelop.mail_from = adres
        return "250 2.1.0 goed"

    async def handle_RCPT(self, _s: SMTP, _: Session, envelop: Envelope, adres: str, opties: list[str]) -> str:
        self.gevraagd.append(adres)
        antwoord = self.naar.get(adres, "250 2.1.5 goed")
        if antwoord.startswith("2"):
            envelop.rcpt_tos.append(adres)
        return antwoord

    async def handle_DATA(self, server: SMTP, sessie: Session, envelop: Envelope) -> str:
        assert isinstance(envelop.content, bytes)
        mail = message_from_bytes(envelop.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.gezien.append(mail)
        if self.dood_proces:
            os.kill(self.dood_proces, signal.SIGKILL)
        if self.sterf == "na inhoud":
            server.transport.abort()
        antwoord = self.inhoud.pop(0) if self.inhoud else "250 2.0.0 aangenomen"
        if antwoord.startswith("2"):
            self.aangenomen.append(mail)
            self.enveloppen.append((envelop.mail_from or "", tuple(envelop.rcpt_tos)))
            self.versleuteld.append(sessie.ssl is not None or server.transport.get_extra_info("ssl_object") is not None)
            self.aangemeld.append(sessie.authenticated is True)
        return antwoord

    def namen(self) -> list[str]:
        """The recipients of accepted mails, before the @, in order."""
        return [adres.partition("@")[0] for _, naar in self.enveloppen for adres in naar]


class _Smtp(SMTP):
    async def smtp_DATA(self, arg: str) -> None:
        if self.event_handler.sterf == "voor inhoud":
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


class _Controller(Controller):
    def factory(self) -> SMTP:
        return _Smtp(self.handler, **self.SMTP_kwargs)


@dataclass(frozen=True)
class Certificaat:
    """A certificate for 127.0.0.1 and localhost, its key, and what a client must trust (itself)."""

    pad: Path
    sleutel: Path

    def server(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.pad, self.sleutel)
        return context


def maak_certificaat(map_: Path, *, voor: str = "localhost") -> Certificaat:
    """A self-signed certificate that is valid for an hour."""
    sleutel = ec.generate_private_key(ec.SECP256R1())
    naam = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, voor)])
    nu = datetime.now(UTC)
    namen: list[x509.GeneralName] = [x509.DNSName(voor)]
    if voor == "localhost":
        namen.append(x509.IPAddress(ip_address("127.0.0.1")))
    certificaat = (
        x509.CertificateBuilder()
        .subject_name(naam)
        .issuer_name(naam)
        .public_key(sleutel.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(nu - timedelta(minutes=5))
        .not_valid_after(nu + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName(namen), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(sleutel, hashes.SHA256())
    )
    uit = Certificaat(map_ / f"{voor}.crt", map_ / f"{voor}.key")
    uit.pad.write_bytes(certificaat.public_bytes(serialization.Encoding.PEM))
    uit.sleutel.write_bytes(
        sleutel.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return uit


def _keur(_s: SMTP, _se: Session, _e: Envelope, methode: str, gegevens: Any) -> AuthResult:
    goed = isinstance(gegevens, LoginPassword) and (gegevens.login, gegevens.password) == (
        GEBRUIKER.encode(),
        WACHTWOORD.encode(),
    )
    return AuthResult(success=goed, handled=False)


@contextmanager
def open_postkantoor(
    certificaat: Certificaat,
    kantoor: Postkantoor | None = None,
    *,
    soort: Literal["starttls", "tls", "kaal"] = "starttls",
) -> Iterator[tuple[Postkantoor, Verzending]]:
    """A running server on loopback and settings that fit it. `kaal` offers no TLS; the others want a login."""
    kantoor = kantoor or Postkantoor()
    opties: dict[str, Any] = {"ident": "postkantoor", "enable_SMTPUTF8": False}
    if soort == "tls":
        opties |= {"ssl_context": certificaat.server(), "authenticator": _keur, "auth_require_tls": False}
    elif soort == "starttls":
        opties |= {"tls_context": certificaat.server(), "require_starttls": True, "authenticator": _keur}
    if soort != "kaal":
        opties["auth_required"] = True
    poort = _vrije_poort()
    server = _Controller(kantoor, hostname="127.0.0.1", port=poort, **opties)
    server.start()
    try:
        yield (
            kantoor,
            Verzending(
                versturen=True,
                rapport_adres="https://intranet.example.org/peilstok",
                afzender="peilstok@regio.example.org",
                server="127.0.0.1",
                poort=poort,
                beveiliging="tls" if soort == "tls" else "starttls" if soort == "starttls" else "geen",
                gebruiker="" if soort == "kaal" else GEBRUIKER,
                wachtwoord="" if soort == "kaal" else WACHTWOORD,
                ca=certificaat.pad,
            ),
        )
    finally:
        server.stop()


def _vrije_poort() -> int:
    with socket.socket() as los:
        los.bind(("127.0.0.1", 0))
        return int(los.getsockname()[1])
