"""Whether an address at the domain of a website proves that its owner belongs to the company."""

from pathlib import Path
from urllib.parse import urlsplit

LIST = Path(__file__).with_name("domains_for_all.txt")
FOR_ALL = frozenset(line for line in LIST.read_text(encoding="utf-8").split("\n") if line and line[0] != "#")


def get_mail_domain(website: str) -> str:
    """The domain at which the company reads mail: the website's host without "www.", as a mail address has it.

    Its parent is not taken: whose that is, one cannot tell. "" where an address there would prove nothing.
    """
    try:
        host = (urlsplit(website).hostname or "").removeprefix("www.").encode("idna").decode()
    except (UnicodeError, ValueError):
        return ""
    labels = host.split(".")
    is_name = len(labels) > 1 and all(labels) and not labels[-1].isdigit()
    return host if is_name and not is_public_host(host) else ""


def is_public_host(host: str) -> bool:
    """The host, or a domain that it lies under, gives pages or addresses to everybody."""
    labels = host.lower().split(".")
    return any(".".join(labels[first:]) in FOR_ALL for first in range(len(labels)))
