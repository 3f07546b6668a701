"""The HTTP client of the register: short time-outs, one retry to connect, no redirects, a limit on the answer."""

import json
import logging
import time
from collections.abc import Mapping
from typing import Any

import urllib3

logger = logging.getLogger(__name__)

WAIT = urllib3.Timeout(connect=3, read=5)  # seconds; the second for each piece of the answer
LONGEST = 10  # seconds for the whole answer
LARGEST = 512 * 1024  # bytes; a profile has some thousands
PIECE = 16 * 1024
ONE_MORE_TRY = urllib3.Retry(connect=1, read=0, redirect=0, status=0, other=0, allowed_methods={"GET"})
LATER = "IPD1"  # how the codes start of what the register cannot tell now, such as IPD1002


class KvKUnavailable(Exception):
    """Raised if the register gives no readable answer; the message for the log never contains the key."""


class KvKClient:
    """A client of the API at `url`, such as https://api.kvk.nl/api, to which the documented paths are added."""

    def __init__(self, key: str, url: str) -> None:
        if not (key.isascii() and key.isprintable() and key.strip() == key != ""):
            raise ValueError("The register is asked with a key: printable characters, no spaces around them.")
        self._headers = {"apikey": key, "accept": "application/json"}
        self._url = url.rstrip("/")
        self._pool = urllib3.PoolManager(timeout=WAIT, retries=ONE_MORE_TRY)

    def get(self, path: str, fields: Mapping[str, str] | None = None) -> dict[str, Any] | None:
        """Return the JSON object of the answer, or None if the register says that it has no such thing."""
        try:
            return self._ask(path, fields)
        except urllib3.exceptions.HTTPError as error:  # its text may hold what was asked for
            problem = KvKUnavailable(type(error).__name__)
            problem.__cause__ = error
        except KvKUnavailable as found:
            problem = found
        logger.warning("The trade register gave no answer: %s", problem)
        raise problem

    def _ask(self, path: str, fields: Mapping[str, str] | None) -> dict[str, Any] | None:
        response = self._pool.request(
            "GET", self._url + path, fields=fields, headers=self._headers, redirect=False, preload_content=False
        )
        try:
            if response.status not in (200, 404):
                raise KvKUnavailable(f"status {response.status}")
            answer = parse_json_object(read_response_body(response))
        finally:
            response.close()
        if response.status == 200:
            return answer
        if is_absence_uncertain(answer):
            raise KvKUnavailable("not found in a way that is not documented, or not now")
        return None


def read_response_body(response: urllib3.BaseHTTPResponse) -> bytes:
    """Return the whole body; raise KvKUnavailable if it is too large or arrives too slowly."""
    body, end = bytearray(), time.monotonic() + LONGEST
    while piece := response.read1(PIECE, decode_content=False):
        body += piece
        if len(body) > LARGEST:
            raise KvKUnavailable("an answer that is too large")
        if time.monotonic() > end:
            raise KvKUnavailable("an answer that takes too long")
    return bytes(body)


def parse_json_object(body: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        raise KvKUnavailable("an answer that is no JSON") from None
    if not isinstance(answer, dict):
        raise KvKUnavailable("an answer that is no object")
    return answer


def is_absence_uncertain(answer: Mapping[str, Any]) -> bool:
    """Tell whether a 404 proves nothing: it may come from another server, or the data may be under maintenance."""
    faults = answer.get("fout")
    codes = [fault.get("code") for fault in faults if isinstance(fault, dict)] if isinstance(faults, list) else []
    return not codes or any(str(code).startswith(LATER) for code in codes)
