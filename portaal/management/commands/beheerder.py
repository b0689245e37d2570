"""The first account, which invites the others: `python -m portaal.manage beheerder iemand@example.org`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from portaal.models import BEHEER, Account, Rol
from portaal.toegang import nodig_uit


class Command(BaseCommand):
    """Makes the account when it is not there, gives it the role, and mails the invitation."""

    help = "Maakt een beheerder van accounts en verstuurt de uitnodiging."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **opties: Any) -> None:
        email = opties["email"].lower()
        try:
            validate_email(email)
        except Exception as fout:
            raise CommandError(f"{email} is geen e-mailadres.") from fout
        account = Account.objects.filter(email=email).first() or Account.objects.create_user(email)
        Rol.objects.get_or_create(account=account, soort=BEHEER, code="")
        nodig_uit(None, account)
        self.stdout.write(f"De uitnodiging aan {email} is verstuurd (of ligt klaar in de map uit).")
