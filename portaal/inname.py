"""Taking a file in: bounded, and in memory only, so that nothing of it is left anywhere but in the landing folder."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload

MAX_BYTES = 25 * 1024 * 1024
_RUIMTE = 64 * 1024
"""What a form is besides its file."""


class Begrensd(MemoryFileUploadHandler):
    """Reads past a request that is too large; the form then has no file."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: bytes, encoding: str | None = None
    ) -> None:
        self._te_groot = content_length > MAX_BYTES + _RUIMTE
        self.activated = True

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        if self._te_groot:
            raise StopUpload(connection_reset=False)
        super().new_file(*args, **kwargs)
