"""Coming in: by invitation, with a second factor, and no other way."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from portaal.demo import code_nu
from tests.portaal.conftest import MAPPEN, Portaal

Klant = Callable[[str], Any]
AANMELDEN, FACTOR = "/account/login/", "/account/2fa/authenticate/"
LINK = re.compile(r"http://127\.0\.0\.1:8000(/account/password/reset/key/\S+)")


class Browser(Client):
    """Sends a form as browsers do; Django's own client sends every form as one with files."""

    def post(self, path: str, data: Any = None, **anders: Any) -> Any:
        return super().post(path, urlencode(data or {}), "application/x-www-form-urlencoded", **anders)


def _vers() -> Any:
    return Browser()


def _wachtwoord(client: Any, email: str, wachtwoord: str) -> Any:
    return client.post(AANMELDEN, {"login": email, "password": wachtwoord})


def test_password_and_code_lead_to_the_first_page(portaal: Portaal) -> None:
    from portaal.models import Logregel

    client, email = _vers(), "aanbieder@demo.example.org"
    assert _wachtwoord(client, email, portaal.wachtwoord)["Location"] == FACTOR
    # with the password alone nothing opens
    assert client.get("/").status_code == 302
    assert client.get("/map/aanbieder/00910001").status_code == 302
    code = code_nu(portaal.geheimen[email])
    assert client.post(FACTOR, {"code": "000000" if code != "000000" else "111111"}).status_code == 200
    assert client.post(FACTOR, {"code": code})["Location"] == "/"
    assert "Stichting De Wissel" in client.get("/").content.decode()
    wat = list(Logregel.objects.order_by("id").values_list("wat", flat=True))
    assert wat == ["aanmelden mislukt", "aangemeld"]
    # a code works once
    ander = _vers()
    _wachtwoord(ander, email, portaal.wachtwoord)
    assert ander.post(FACTOR, {"code": code}).status_code == 200
    assert ander.get("/").status_code == 302


def test_an_invitation_sets_a_password_once_and_then_asks_a_second_factor(portaal: Portaal, client_van: Klant) -> None:
    from django.core import mail

    from portaal.models import Account, Logregel

    beheer, nieuw = client_van("beheer"), "nieuw@example.org"
    gegevens = {
        **{"email": nieuw, "naam": "Nieuwe collega", "is_active": "on"},
        **{"rollen-TOTAL_FORMS": "1", "rollen-INITIAL_FORMS": "0"},
        **{"rollen-0-soort": "gemeente", "rollen-0-code": "0384"},
    }
    assert beheer.post("/beheer/portaal/account/add/", gegevens).status_code == 302
    (brief,) = mail.outbox
    assert brief.to == [nieuw]
    link = LINK.search(brief.body)
    assert link is not None
    client = _vers()
    formulier = client.get(link[1])["Location"]
    kort = client.post(formulier, {"password1": "kort", "password2": "kort"})
    assert kort.status_code == 200
    wachtwoord = "vier losse woorden samen"
    assert client.post(formulier, {"password1": wachtwoord, "password2": wachtwoord}).status_code == 302
    assert "werkt niet meer" in _vers().get(link[1], follow=True).content.decode()
    client = _vers()
    _wachtwoord(client, nieuw, wachtwoord)
    for pad in ("/", "/map/gemeente/0384", "/gesprekken/", "/account/password/change/", "/beheer/"):
        assert client.get(pad)["Location"] == "/eerste-keer/", pad
    geheim = re.search(r'<code id="sleutel">(\w+)</code>', client.get("/account/2fa/totp/activate/").content.decode())
    assert geheim is not None
    assert client.post("/account/2fa/totp/activate/", {"code": code_nu(geheim[1])}).status_code == 302
    assert client.get("/map/gemeente/0384").status_code == 302
    assert client.get("/").status_code == 200
    assert Account.objects.get(email=nieuw).rollen.get().code == "0384"
    # the secret of the factor is not readable in the database
    from allauth.mfa.models import Authenticator

    totp = Authenticator.objects.get(user__email=nieuw, type=Authenticator.Type.TOTP)
    assert geheim[1] not in str(totp.data)
    wat = set(Logregel.objects.values_list("wat", flat=True))
    assert {"uitgenodigd", "rol gewijzigd", "wachtwoord", "aangemeld"} <= wat


@pytest.mark.parametrize("pad", ["/account/signup/", "/account/email/", "/account/3rdparty/"])
def test_nobody_signs_up_or_takes_another_address(pad: str, portaal: Portaal, client_van: Klant) -> None:
    from portaal.models import Account

    voor = Account.objects.count()
    gegevens = {"email": "x@example.org", "password1": "een lang wachtwoord", "password2": "een lang wachtwoord"}
    for client in (_vers(), client_van("gemeente")):
        assert client.get(pad).status_code == 404
        assert client.post(pad, gegevens).status_code == 404
    assert Account.objects.count() == voor


def test_who_has_an_account_is_not_told(portaal: Portaal) -> None:
    from django.core import mail

    def zonder_eigen(inhoud: bytes) -> str:
        return re.sub(r'value="[^"]*"', "", inhoud.decode())

    bekend = _wachtwoord(_vers(), "aanbieder@demo.example.org", "fout wachtwoord")
    onbekend = _wachtwoord(_vers(), "niemand@demo.example.org", "fout wachtwoord")
    assert (bekend.status_code, zonder_eigen(bekend.content)) == (onbekend.status_code, zonder_eigen(onbekend.content))
    antwoorden = [
        _vers().post("/account/password/reset/", {"email": f"{naam}@demo.example.org"})
        for naam in ("aanbieder", "niemand")
    ]
    assert len({(een.status_code, een["Location"]) for een in antwoorden}) == 1
    assert [brief.to for brief in mail.outbox] == [["aanbieder@demo.example.org"]]


def test_guessing_is_slowed_down(portaal: Portaal) -> None:
    email = "regio@demo.example.org"
    client = _vers()
    for _ in range(5):
        _wachtwoord(client, email, "fout")
    laatste = _wachtwoord(client, email, portaal.wachtwoord)
    assert laatste.status_code in (200, 429), "the right one too, for now"
    assert "_auth_user_id" not in client.session


def test_a_session_gets_a_new_key_when_its_owner_signs_in_and_ends_when_out(portaal: Portaal) -> None:
    client, email = _vers(), "gemeente@demo.example.org"
    client.get(AANMELDEN)
    client.cookies["sessie"] = "gezet-door-een-ander-0000000000000"
    _wachtwoord(client, email, portaal.wachtwoord)
    client.post(FACTOR, {"code": code_nu(portaal.geheimen[email])})
    sleutel = client.cookies["sessie"].value
    assert sleutel != "gezet-door-een-ander-0000000000000"
    assert client.cookies["sessie"]["httponly"]
    assert client.cookies["sessie"]["samesite"] == "Lax"
    client.post("/account/logout/")
    terug = _vers()
    terug.cookies["sessie"] = sleutel
    assert terug.get("/").status_code == 302


def test_forms_of_another_site_do_nothing(portaal: Portaal) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(portaal.account("aanbieder"))
    for pad in ("/aanleveren/00910001/", "/gesprekken/nieuw/00910001/", "/aansluiten/00910001/", "/account/logout/"):
        assert client.post(pad, {"x": "y"}).status_code in (403, 404), pad
    assert client.get("/").status_code == 200


BEHEER = {
    "/beheer/": {"beheer", "datateam"},
    "/beheer/portaal/account/": {"beheer", "datateam"},
    "/beheer/portaal/account/add/": {"beheer"},
    "/beheer/portaal/logregel/": {"datateam"},
    "/beheer/portaal/aanlevering/": {"datateam"},
    "/aanleveren/00910001/": {"aanbieder"},
    "/aanleveren/00910002/": set(),
    "/werklijst/0384/": {"backoffice"},
    "/werklijst/0437/": set(),
    "/gesprekken/": {*MAPPEN},
    "/gesprekken/nieuw/00910001/": {"aanbieder"},
    "/gesprekken/nieuw/00910002/": set(),
    "/aansluiten/": {"datateam"},
    "/aansluiten/00910001/": {"aanbieder", "datateam"},
    "/aansluiten/00910002/": {"datateam"},
    "/aansluiten/00910001/overeenkomst/": set(),
    "/": {*MAPPEN},
}


@pytest.mark.parametrize("naam", MAPPEN)
def test_every_page_opens_for_its_roles_only(naam: str, portaal: Portaal, client_van: Klant) -> None:
    client = client_van(naam)
    gezien = {pad: client.get(pad).status_code == 200 for pad in BEHEER}
    assert gezien == {pad: naam in wie for pad, wie in BEHEER.items()}


def test_every_address_is_in_a_test(portaal: Portaal) -> None:
    """A new page has to find its place in the matrix above."""
    from portaal.urls import urlpatterns

    eigen = {p.name for p in urlpatterns if getattr(p, "name", None)}
    gedaan = {
        *("begin", "geen_plaatje", "eerste_factor", "account_email", "account_signup", "socialaccount_connections"),
        *("bestand", "bestand_van", "map", "map_van", "pagina_van"),
        *("aanleveren", "aanlevering", "werklijst", "gesprekken", "gesprek_nieuw", "gesprek"),
        *("aansluitingen", "aansluiten", "overeenkomst"),
    }
    assert eigen == gedaan


def test_pages_hold_no_code_and_say_so(portaal: Portaal, client_van: Klant) -> None:
    pagina = client_van("aanbieder").get("/aanleveren/00910001/")
    beleid = pagina["Content-Security-Policy"]
    assert "unsafe" not in beleid
    assert "script-src 'self'" in beleid
    for tekst in (pagina.content.decode(), _vers().get(AANMELDEN).content.decode()):
        assert not re.search(r"<script(?![^>]*(src=|application/json))", tekst)
        assert not re.search(r"<style|\sstyle=|\son\w+=", tekst)
    assert pagina["X-Frame-Options"] == "DENY"
    assert pagina["X-Content-Type-Options"] == "nosniff"


def test_a_mail_that_is_not_sent_lies_ready_for_its_owner_alone(portaal: Portaal, client_van: Klant) -> None:
    from django.conf import settings
    from django.core.mail import send_mail

    settings.EMAIL_BACKEND = "portaal.post.Postbus"
    assert send_mail("Onderwerp", "Tekst, ook met één accent", None, ["iemand@example.org"]) == 1
    (brief,) = (portaal.map_ / "uit").glob("*.eml")
    assert b"Auto-Submitted: auto-generated\r\n" in brief.read_bytes()
    brief.unlink()


def test_who_lost_the_second_factor_sets_a_new_one(portaal: Portaal, client_van: Klant) -> None:
    from portaal.models import Logregel

    email = "regio@demo.example.org"
    keuze = {"action": "wis_tweede_factor", "_selected_action": [portaal.account("regio").pk]}
    # the data team looks, and does not do this
    client_van("datateam").post("/beheer/portaal/account/", keuze)
    client = _vers()
    assert _wachtwoord(client, email, portaal.wachtwoord)["Location"] == FACTOR
    client_van("beheer").post("/beheer/portaal/account/", keuze)
    client = _vers()
    _wachtwoord(client, email, portaal.wachtwoord)
    assert client.get("/map/regio")["Location"] == "/eerste-keer/"
    assert Logregel.objects.filter(wat="tweede factor", pad="gewist door beheer").count() == 1
