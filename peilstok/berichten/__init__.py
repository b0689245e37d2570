"""iWmo/iJw messages: catalogue, validation, extraction and pseudonyms. Pure: bytes in, rows out."""
