import pytest

from portal.celery import app
from portal.management.commands.celery import Command


def test_celery_without_a_queue_is_told(settings):
    settings.REDIS_URL = ""
    with pytest.raises(SystemExit, match="no queue to work on: set REDIS_URL"):
        Command().run_from_argv(["manage.py", "celery", "worker"])


def test_celery_takes_its_options_as_they_were_typed(settings, monkeypatch):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    typed = []
    monkeypatch.setattr(app, "start", typed.extend)
    Command().run_from_argv(["manage.py", "celery", "worker", "--beat", "--help"])
    assert typed == ["worker", "--beat", "--help"]
