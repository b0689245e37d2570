"""The one Django app."""

from __future__ import annotations

from django.apps import AppConfig


class Portaal(AppConfig):
    """Signals are connected once the models are there."""

    name = "portaal"
    verbose_name = "Portaal"

    def ready(self) -> None:
        from portaal import signalen

        signalen.verbind()
