"""The page of a web archive (.mht, RFC 2557), in which a browser or Word keeps a page and its pictures in one file."""

from __future__ import annotations

from email import message_from_bytes
from email.errors import MessageError

from jianggao.errors import ReadError
from jianggao.reading.files import NAMES


def archived_page(data: bytes) -> bytes:
    """Return the first page in a web archive. `ReadError` is raised where there is none."""
    try:
        for part in message_from_bytes(data).walk():
            if part.get_content_type() == "text/html":
                page = part.get_payload(decode=True)
                if isinstance(page, bytes):
                    return page
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise ReadError("damaged", format=NAMES["mhtml"], reason=error) from None
    raise ReadError("damaged", format=NAMES["mhtml"], reason="no page in it")
