"""The table in which rate limits are counted (CACHES in portaal/instellingen.py)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.management import call_command
from django.db import migrations


def _maak(apps: Any, schema_editor: Any) -> None:
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("portaal", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(_maak, migrations.RunPython.noop)]
