"""The code that an authenticator app would show now: `python -m portaal.code SLEUTEL`. For the demo."""

from __future__ import annotations

import sys

from portaal.demo import DEMO_MAP, code_nu, demo_omgeving, django_aan

if __name__ == "__main__":
    from peilstok.demo import demo_instellingen

    django_aan(demo_omgeving(demo_instellingen(DEMO_MAP), "http://127.0.0.1:8000"))
    print(code_nu(sys.argv[1]))
