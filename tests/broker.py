"""Which message broker this test process talks to: none at all, until a test asks for one."""

import kombu.pools

from portal.celery import app
from portal.core.queue import pause


def use_broker(url: str) -> None:
    """Tasks go to the server at the address `url`."""
    _switch(url, eager=False)


def use_no_broker() -> None:
    """Tasks run in the process that asks for them, as the tests' settings have it."""
    _switch("memory://", eager=True)


def _switch(url: str, eager: bool) -> None:
    """Kombu keeps a closed pool under its address; all are dropped, or the address would never work again."""
    kombu.pools.reset()
    app.amqp._producer_pool = app._pool = None
    app.conf.update(task_always_eager=eager, broker_url=url)
    pause.until = 0
