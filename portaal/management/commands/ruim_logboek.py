"""Removes lines of the log that were kept long enough: `python -m portaal.manage ruim_logboek --dagen 730`."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from portaal.models import Logregel

MINSTENS = 180


class Command(BaseCommand):
    """Not from a page: who reads the log does not shorten it."""

    help = "Verwijdert logregels die ouder zijn dan zoveel dagen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dagen", type=int, required=True)

    def handle(self, *args: Any, **opties: Any) -> None:
        if opties["dagen"] < MINSTENS:
            raise CommandError(f"Bewaar minstens {MINSTENS} dagen.")
        aantal, _ = Logregel.objects.filter(moment__lt=timezone.now() - timedelta(days=opties["dagen"])).delete()
        self.stdout.write(f"{aantal} logregels verwijderd.")
