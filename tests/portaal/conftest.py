"""One portal for the session: Django runs in this process, on a copy of the demo night's publication and a landing
folder and database of its own. What a test adds to the database is taken back."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from peilstok.demo import demo_instellingen
from tests.conftest import DemoNacht

# which rooms a role opens, with the audience of its folder
MAPPEN = {
    "gemeente": "gemeente/0384",
    "aanbieder": "aanbieder/00910001",
    "backoffice": "backoffice/0384",
    "regio": "regio",
    "datateam": "datateam",
    "beheer": "",
}


@dataclass
class Portaal:
    """The running application, and how a person comes in."""

    publicatie: Path
    landing: Path
    map_: Path
    wachtwoord: str
    geheimen: dict[str, str]

    def account(self, naam: str) -> Any:
        from portaal.models import Account

        return Account.objects.get(email=f"{naam}@demo.example.org")

    def aangemeld(self, naam: str) -> Any:
        """A client whose session is that of an account with its second factor, without the forms."""
        from django.test import Client

        client = Client()
        client.force_login(self.account(naam))
        return client


def _koppel(bron: str, doel: str) -> str:
    os.link(bron, doel)
    return doel


@pytest.fixture(scope="session")
def portaal_sessie(demo_nacht: DemoNacht, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portaal]:
    from portaal.demo import demo_omgeving, django_aan, maak_accounts

    data = tmp_path_factory.mktemp("portaal")
    try:
        shutil.copytree(demo_nacht.data / "publicatie", data / "publicatie", symlinks=True, copy_function=_koppel)
    except OSError:
        shutil.rmtree(data / "publicatie", ignore_errors=True)
        shutil.copytree(demo_nacht.data / "publicatie", data / "publicatie", symlinks=True)
    (data / "landing").mkdir()
    (data / "portaal").mkdir()
    omgeving = demo_omgeving(demo_instellingen(data), "http://127.0.0.1:8000")
    with mock.patch.dict(os.environ):
        django_aan(omgeving)
        from django.conf import settings
        from django.core.management import call_command

        assert settings.OPZET.nacht.data == data
        settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
        # strong hashing is what it should be, and not what these tests are about
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("migrate", verbosity=0)
    wachtwoord, geheimen = maak_accounts(data)
    yield Portaal(data / "publicatie", data / "landing", data / "portaal", wachtwoord, geheimen)


@pytest.fixture
def portaal(portaal_sessie: Portaal) -> Iterator[Portaal]:
    from django.conf import settings
    from django.core import mail
    from django.core.cache import cache
    from django.db import connection, transaction

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    with transaction.atomic():
        cache.clear()
        yield portaal_sessie
        transaction.set_rollback(True)
    connection.close()
    for rest in portaal_sessie.landing.iterdir():
        shutil.rmtree(rest)


@pytest.fixture
def client_van(portaal: Portaal) -> Callable[[str], Any]:
    return portaal.aangemeld
