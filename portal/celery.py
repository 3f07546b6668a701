"""The Celery application: `celery -A portal.celery worker`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

app = Celery("koppelvlak")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
