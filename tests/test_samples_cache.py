"""Results that are kept: the same job gives the same, and whatever decides it is part of its name."""

from dataclasses import replace
from pathlib import Path

from guide.samples.cache import load_outcome, save_outcome
from guide.samples.job import Job, Outcome, Step

JOB = Job(files=(("a.py", "1"),), steps=(Step(("python", "a.py")),))


def test_an_outcome_is_that_of_its_job_alone(tmp_path: Path) -> None:
    save_outcome(tmp_path, JOB, True, Outcome(3, b"a\xff\n"))
    assert load_outcome(tmp_path, JOB, True) == Outcome(3, b"a\xff\n")
    assert load_outcome(tmp_path, JOB, False) is None
    assert load_outcome(tmp_path, replace(JOB, versions=("2",)), True) is None


def test_that_a_job_was_stopped_is_forgotten(tmp_path: Path) -> None:
    save_outcome(tmp_path, JOB, True, Outcome(1, b"", "it ran longer than 10 seconds"))
    assert load_outcome(tmp_path, JOB, True) is None
