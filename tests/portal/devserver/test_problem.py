import pytest

from portal.devserver.problem import SetupProblem, run_or_explain, summarise_output_end


def test_run_or_explain_returns_the_output():
    assert run_or_explain(["echo", "hello"], "Saying hello") == "hello\n"


def test_run_or_explain_tells_the_programs_own_reason():
    with pytest.raises(SetupProblem) as problem:
        run_or_explain(["sh", "-c", "echo working; echo 'no room on the disk' >&2; exit 3"], "Copying")
    assert str(problem.value) == "Copying did not work: working / no room on the disk"


def test_run_or_explain_tells_the_status_of_a_silent_program():
    with pytest.raises(SetupProblem, match="Copying did not work: exit status 3"):
        run_or_explain(["sh", "-c", "exit 3"], "Copying")


def test_run_or_explain_tells_of_a_missing_program():
    with pytest.raises(SetupProblem, match="Copying did not work: .*No such file"):
        run_or_explain(["/no/such/program"], "Copying")


def test_last_words_are_the_last_lines_that_say_something():
    assert summarise_output_end("one\n\n  two \nthree\n\n", lines=2) == "two / three"
