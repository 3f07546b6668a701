import subprocess
import sys

SCRIPT = """
import django
django.setup()
from portal.celery import app
from portal.core.queue import MATCH_DUE
print(MATCH_DUE in app.tasks)
"""


def test_a_process_that_imports_no_tasks_knows_what_it_may_queue():
    """A web process: it starts with Django alone."""
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True)
    assert done.stdout.strip() == "True", done.stderr
