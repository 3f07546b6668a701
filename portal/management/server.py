"""Serves the site from this very process: one process to stop, nothing left behind."""

import errno
import signal

from django.core.management.base import CommandError
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler, get_internal_wsgi_application

HOST = "127.0.0.1"
LAST_PORT = 65535


def open_server(port: int) -> ThreadedWSGIServer:
    """A server that listens; a CommandError that names the way out when it cannot."""
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
    """Before a long preparation: better to hear of a taken port first."""
    open_server(port).server_close()


def serve_until_stopped(server: ThreadedWSGIServer) -> None:
    """Until Ctrl-C, or a request to end."""
    server.set_app(get_internal_wsgi_application())
    try:
        server.serve_forever()
    finally:
        server.server_close()


def treat_sigterm_as_interrupt() -> None:
    """A request to end is treated as Ctrl-C is, which works in the background too (a shell has it ignored there)."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    signal.signal(signal.SIGINT, signal.default_int_handler)
