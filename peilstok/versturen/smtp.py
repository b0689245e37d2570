"""One connection to a mail server, and what it said about each mail.

Only smtplib's single steps are used: its `sendmail` cannot tell an answer that is missing from one that never can come.
The text of a server's answer is never kept, because it may hold an address: its code says enough.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from types import TracebackType

from peilstok.instellingen import Verzending
from peilstok.versturen.outbox import Status

WACHTTIJD = 60.0
"""Seconds for a connection and for an answer to a command."""
WACHTTIJD_INHOUD = 300.0
"""Seconds for the answer to the contents: a server may look through them first, and giving up makes it uncertain."""

_AANMELDEN = (530, 534, 535, 538)
"""Codes that are about us and not about the recipient (RFC 4954)."""
_SLUIT = 421
_UITGEBREID = re.compile(rb"\s*([245]\.\d{1,3}\.\d{1,3})(?!\d)")


class PostFout(Exception):
    """The server cannot be used now, and nothing of the mail on offer went out. The message is Dutch, without address
    or text of the server; `tijdelijk` when trying again later may help without a person."""

    def __init__(self, reden: str, *, tijdelijk: bool) -> None:
        super().__init__(reden)
        self.tijdelijk = tijdelijk


@dataclass(frozen=True)
class Antwoord:
    """What became of one mail: its status, the server's code (`550 5.1.1`) and our words."""

    status: Status
    code: str = ""
    reden: str = ""


class Postsessie:
    """A connection as `verzending` wants it, for one round of mails. PostFout when it does not come about: the password
    and the mails only ever go over TLS with a certificate that fits the server, or stay on this machine."""

    def __init__(self, verzending: Verzending) -> None:
        self._verzending = verzending
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Postsessie:
        try:
            self._smtp = self._verbind()
        except ssl.SSLCertVerificationError:
            raise PostFout("het certificaat van de mailserver klopt niet", tijdelijk=False) from None
        except ssl.SSLError:
            raise PostFout("er komt geen TLS-verbinding met de mailserver tot stand", tijdelijk=False) from None
        except smtplib.SMTPNotSupportedError:
            raise PostFout("de mailserver biedt geen TLS of geen aanmelding aan", tijdelijk=False) from None
        except smtplib.SMTPAuthenticationError as fout:
            reden = f"de mailserver weigert de gebruikersnaam of het wachtwoord ({fout.smtp_code})"
            raise PostFout(reden, tijdelijk=fout.smtp_code < 500) from None
        except smtplib.SMTPResponseException as fout:
            reden = f"de mailserver weigert de verbinding ({fout.smtp_code})"
            raise PostFout(reden, tijdelijk=fout.smtp_code < 500) from None
        except smtplib.SMTPServerDisconnected:
            raise PostFout("de mailserver verbreekt de verbinding", tijdelijk=True) from None
        except smtplib.SMTPException:
            raise PostFout("de mailserver kent geen manier van aanmelden die wij kennen", tijdelijk=False) from None
        except OSError:
            raise PostFout("de mailserver is niet bereikbaar", tijdelijk=True) from None
        except UnicodeError:
            raise PostFout("de naam van de mailserver kan niet", tijdelijk=False) from None
        return self

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._smtp.quit()
            self._smtp.close()

    def bied_aan(
        self, van: str, aan: Sequence[str], inhoud: bytes, *, voor_inhoud: Callable[[], None] = lambda: None
    ) -> Antwoord:
        """Offer one mail; `voor_inhoud` is called before the first byte of it goes out.

        Refused for good by some recipients and accepted by others: it goes to the others. Refused for now by one: it
        goes to nobody yet. PostFout when the connection is gone or the sender is refused.
        """
        smtp = self._open()
        try:
            self._eis(smtp.mail(van), "de mailserver weigert de afzender")
            antwoorden = [smtp.rcpt(adres) for adres in aan]
            for antwoord in antwoorden:
                if antwoord[0] == _SLUIT or antwoord[0] in _AANMELDEN:
                    self._eis(antwoord, "de mailserver neemt van ons geen mail aan")
            mis = [antwoord for antwoord in antwoorden if not _goed(antwoord)]
            uitgesteld = [antwoord for antwoord in mis if antwoord[0] < 500]
            if uitgesteld or len(mis) == len(antwoorden):
                # when the server hangs up here, its answer still counts
                with suppress(smtplib.SMTPException, OSError):
                    smtp.rset()
                return _nee(*(uitgesteld or mis)[0], "de ontvanger")
        except (smtplib.SMTPServerDisconnected, OSError):
            raise PostFout("de verbinding met de mailserver viel weg", tijdelijk=True) from None
        voor_inhoud()
        try:
            if smtp.sock:
                smtp.sock.settimeout(WACHTTIJD_INHOUD)
            code, tekst = smtp.data(inhoud)
            if smtp.sock:
                smtp.sock.settimeout(WACHTTIJD)
        except smtplib.SMTPDataError as fout:
            # the server did not even want to see it
            return _nee(fout.smtp_code, _bytes(fout.smtp_error), "de mail")
        except (smtplib.SMTPException, OSError):
            return Antwoord(Status.ONZEKER, reden="de verbinding viel weg voor het antwoord van de mailserver")
        if 400 <= code < 600:
            return _nee(code, tekst, "de mail")
        if not _goed((code, tekst)):
            return Antwoord(Status.ONZEKER, reden="het antwoord van de mailserver is niet te lezen")
        if mis:
            reden = f"{len(mis)} van de {len(antwoorden)} ontvangers geweigerd"
            return Antwoord(Status.VERSTUURD, _code(*mis[0]), reden)
        return Antwoord(Status.VERSTUURD, _code(code, tekst))

    def certificaat_tot(self) -> float | None:
        """Until when the server's certificate holds, in seconds since 1970; None without TLS."""
        verbinding = self._open().sock
        if not isinstance(verbinding, ssl.SSLSocket):
            return None
        return float(ssl.cert_time_to_seconds(str((verbinding.getpeercert() or {})["notAfter"])))

    def _verbind(self) -> smtplib.SMTP:
        v = self._verzending
        # not the name of this machine: that says too much, and looking it up may take long
        eigen_naam = v.afzender.rpartition("@")[2] or "localhost"
        if v.beveiliging == "tls":
            return self._aangemeld(
                smtplib.SMTP_SSL(v.server, v.poort, eigen_naam, timeout=WACHTTIJD, context=self._tls())
            )
        smtp = smtplib.SMTP(v.server, v.poort, eigen_naam, timeout=WACHTTIJD)
        try:
            if v.beveiliging == "starttls":
                smtp.starttls(context=self._tls())
            elif not _is_lus(smtp):
                raise PostFout("zonder TLS gaat mail alleen naar deze machine zelf", tijdelijk=False)
        except BaseException:
            smtp.close()
            raise
        return self._aangemeld(smtp)

    def _aangemeld(self, smtp: smtplib.SMTP) -> smtplib.SMTP:
        try:
            smtp.ehlo_or_helo_if_needed()
            if self._verzending.gebruiker:
                smtp.login(self._verzending.gebruiker, self._verzending.wachtwoord)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _tls(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self._verzending.ca)

    def _open(self) -> smtplib.SMTP:
        if self._smtp is None:
            raise RuntimeError("Postsessie is used outside its block")
        return self._smtp

    def _eis(self, antwoord: tuple[int, bytes], reden: str) -> None:
        if not _goed(antwoord):
            raise PostFout(f"{reden} ({_code(*antwoord)})", tijdelijk=antwoord[0] < 500)


def _is_lus(smtp: smtplib.SMTP) -> bool:
    """Whether the other end is this machine, whatever name it was called by."""
    return smtp.sock is not None and ip_address(str(smtp.sock.getpeername()[0]).partition("%")[0]).is_loopback


def _goed(antwoord: tuple[int, bytes]) -> bool:
    return 200 <= antwoord[0] < 300


def _nee(code: int, tekst: bytes, wie: str) -> Antwoord:
    if 500 <= code < 600:
        return Antwoord(Status.GEWEIGERD, _code(code, tekst), f"de mailserver weigert {wie}")
    return Antwoord(Status.WACHT, _code(code, tekst), f"de mailserver neemt {wie} nu niet aan")


def _code(code: int, tekst: bytes) -> str:
    """The reply code with the enhanced one where the server gives it (RFC 3463)."""
    uitgebreid = _UITGEBREID.match(tekst)
    return f"{code} {uitgebreid[1].decode()}" if uitgebreid else str(code)


def _bytes(tekst: bytes | str) -> bytes:
    return tekst if isinstance(tekst, bytes) else tekst.encode(errors="replace")
