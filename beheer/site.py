"""Hooks of mkdocs: no page asks anything of another machine, and a list is a list as it is on a code host."""

import re
from typing import Any

_REGEL = re.compile(r"(?:[-*]|\d+\.) ")
_VAN_ELDERS = re.compile(r'<(?:script|link|img)[^>]*\b(?:src|href)="https?://[^>]*>(?:</script>)?')


def on_page_markdown(markdown: str, **_: Any) -> str:
    """A list that follows on a line of text gets the empty line that Python-Markdown wants before it."""
    uit: list[str] = []
    in_code = False
    for regel in markdown.split("\n"):
        vorige = uit[-1] if uit else ""
        begint = (
            _REGEL.match(regel) and vorige.strip() and not _REGEL.match(vorige.lstrip()) and not vorige[0].isspace()
        )
        if begint and not in_code:
            uit.append("")
        in_code ^= regel.lstrip().startswith("```")
        uit.append(regel)
    return "\n".join(uit)


def on_post_page(output: str, **_: Any) -> str:
    """Take away what would be fetched: the theme's helper that lets search work without a web server."""
    return _VAN_ELDERS.sub("", output)


def on_post_template(output_content: str, **_: Any) -> str:
    """The same for what is no page, such as 404.html."""
    return _VAN_ELDERS.sub("", output_content)
