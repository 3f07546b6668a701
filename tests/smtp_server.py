"""A mail server on a socket of this machine: it notes what it got, and refuses when told to."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

TEMPORARY = b"451 4.3.0 Try again later\r\n"


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.mails: list[EmailMessage] = []
        self.refusals: list[bytes] = []  # answers to the next mails, in place of taking them


class Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.wfile.write(b"220 test\r\n")
        for line in self.rfile:
            words = line.decode().upper().split()
            if words[0] == "DATA":
                self.wfile.write(b"354 Go on\r\n")
                self.take()
            elif words[0] == "QUIT":
                self.wfile.write(b"221 Bye\r\n")
                return
            else:
                self.wfile.write(b"250 OK\r\n")

    def take(self) -> None:
        server = cast(Server, self.server)
        lines = iter(self.rfile.readline, b".\r\n")
        content = b"".join(line.removeprefix(b".") if line.startswith(b"..") else line for line in lines)
        if server.refusals:
            self.wfile.write(server.refusals.pop(0))
            return
        server.mails.append(cast(EmailMessage, message_from_bytes(content, policy=cast(Any, policy.default))))
        self.wfile.write(b"250 Taken\r\n")


@contextmanager
def running() -> Iterator[Server]:
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
