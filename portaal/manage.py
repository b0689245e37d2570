"""Django's own commands: `python -m portaal.manage migrate`, `check --deploy`, `beheerder`, .."""

import os
import sys

from django.core.management import execute_from_command_line

from peilstok.instellingen import InstellingFout
from peilstok.rechten import alleen_eigenaar


def main(argumenten: list[str] | None = None) -> int:
    """Run one command; 1 with a Dutch sentence when the settings cannot be."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portaal.instellingen")
    try:
        execute_from_command_line(["portaal.manage", *(sys.argv[1:] if argumenten is None else argumenten)])
    except InstellingFout as fout:
        print(fout, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    with alleen_eigenaar():
        sys.exit(main())
