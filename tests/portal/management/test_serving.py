import errno
import os
import signal
import socket
import threading
import urllib.request

import pytest
from django.core.management.base import CommandError

from portal.management.server import (
    HOST,
    check_port_free,
    describe_port_error,
    open_server,
    serve_until_stopped,
    treat_sigterm_as_interrupt,
)
from tests.redis_server import free_port


def test_a_taken_port_is_named_with_the_way_out():
    with socket.create_server((HOST, 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} is taken by another program: .* --port"):
            check_port_free(port)


@pytest.mark.parametrize("port", [-1, 65536, 10**9])
def test_a_port_that_does_not_exist_is_named(port):
    with pytest.raises(CommandError, match=f"There is no port {port}: .* --port"):
        check_port_free(port)


def test_a_port_for_the_administrator_is_named():
    error = OSError(errno.EACCES, "Permission denied")
    assert describe_port_error(error, 80) == "Port 80 is for the system's administrator only"
    assert describe_port_error(OSError(errno.EADDRNOTAVAIL, "No such address"), 80).endswith("(No such address)")


def test_check_port_leaves_the_port_free():
    port = free_port()
    check_port_free(port)
    open_server(port).server_close()


def test_serve_answers_until_it_is_stopped():
    server = open_server(0)
    thread = threading.Thread(target=serve_until_stopped, args=(server,))
    thread.start()
    address = f"http://{HOST}:{server.server_port}/robots.txt-that-is-not-there"
    with pytest.raises(urllib.error.HTTPError) as answer:
        urllib.request.urlopen(address)
    assert answer.value.code in {302, 404}
    server.shutdown()
    thread.join(timeout=5)
    assert not thread.is_alive()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_request_to_end_is_like_ctrl_c(number):
    before = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        treat_sigterm_as_interrupt()
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), number)
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
