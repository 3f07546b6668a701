"""Serve the site from the process of the command, so that nothing runs on when it stops."""

import errno
import signal

from django.core.management.base import CommandError
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler, get_internal_wsgi_application

HOST = "127.0.0.1"
LAST_PORT = 65535


def open_server(port: int) -> ThreadedWSGIServer:
    """Return a server that listens on the port; raise CommandError with a way out when it cannot."""
    if not 0 <= port <= LAST_PORT:
        raise CommandError(f"There is no port {port}: choose one between 1024 and {LAST_PORT} with --port.")
    try:
        server = ThreadedWSGIServer((HOST, port), WSGIRequestHandler)
    except OSError as error:
        raise CommandError(f"{describe_port_error(error, port)}: choose another one with --port.") from error
    server.daemon_threads = True
    return server


def describe_port_error(error: OSError, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program"
    if error.errno == errno.EACCES:
        return f"Port {port} is for the system's administrator only"
    return f"Port {port} cannot be used ({error.strerror})"


def check_port_free(port: int) -> None:
    """Raise CommandError when the port is taken; call it before a long preparation."""
    open_server(port).server_close()


def serve_until_stopped(server: ThreadedWSGIServer) -> None:
    """Serve the site until Ctrl-C or SIGTERM."""
    server.set_app(get_internal_wsgi_application())
    try:
        server.serve_forever()
    finally:
        server.server_close()


def treat_sigterm_as_interrupt() -> None:
    """Make SIGTERM raise KeyboardInterrupt, and SIGINT too in the background, where a shell ignores it."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    signal.signal(signal.SIGINT, signal.default_int_handler)
