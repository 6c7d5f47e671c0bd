"""JSON as the files of a batch hold it: a document is one line, without spaces, in UTF-8."""

import json
from collections.abc import Mapping

in_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def json_line(document: Mapping[str, object]) -> bytes:
    """A document as one line."""
    return in_json(document).encode() + b"\n"


def joined_line(first: Mapping[str, object], second: str) -> bytes:
    """A line with the keys of one document, then those of another that is JSON already; neither is empty."""
    return f"{in_json(first)[:-1]},{second[1:]}\n".encode()
