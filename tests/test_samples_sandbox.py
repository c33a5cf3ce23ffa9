"""Samples that misbehave: each is stopped or denied, says so, and leaves the machine as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from support import ROOT

from guide.samples import sandbox
from guide.samples.find import find_samples
from guide.samples.programs import Job, Step, make_job
from guide.samples.sandbox import Outcome, ask_supervisor, find_why_no_room, read_answer, run_job
from guide.samples.tools import Missing, find_tool
from guide.samples.verdict import judge_sample

needs_room = pytest.mark.skipif(bool(find_why_no_room()), reason=f"no room here: {find_why_no_room()}")
needs_mariadb = pytest.mark.skipif(isinstance(find_tool("mariadb-server"), Missing), reason="no MariaDB here")
TEST_NETWORK = "192.0.2.1"
"""An address that belongs to nobody (RFC 5737)."""

HANG = "import time\ntime.sleep(60)\n"
CALL = f"import socket\nsocket.create_connection(('{TEST_NETWORK}', 80), timeout=60)\n"
CALL_IN_SILENCE = (
    f"import socket\ntry:\n    socket.create_connection(('{TEST_NETWORK}', 80))\nexcept OSError:\n    pass\n"
)
LOOK_UP_IN_SILENCE = "import socket\ntry:\n    socket.getaddrinfo('example.org', 80)\nexcept OSError:\n    pass\n"
LEAVE = "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        time.sleep(60)\n    os._exit(0)\n"


@pytest.fixture
def spare_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A temporary folder that must be empty in the end, and no process may be left that knows its marker."""
    marker = f"SAMPLE_MARKER_{tmp_path.name}_{os.getpid()}"
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("SAMPLE_MARKER", marker)
    yield tmp_path
    assert list(tmp_path.iterdir()) == []
    assert find_processes(marker) == []


def find_processes(marker: str) -> list[str]:
    """The command lines of processes that carry a marker in them."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if marker in line:
            found.append(line)
    return found


def make_python_job(code: str, seconds: int = 10) -> Job:
    """A job that runs Python code; its marker is an argument that every process forked from it keeps."""
    samples, problems = find_samples("a.md", '```python title="a.py"\n```\n')
    assert problems == []
    job = make_job(samples[0])
    assert isinstance(job, Job)
    argv = (*job.steps[0].argv, os.environ.get("SAMPLE_MARKER", "none"))
    return replace(job, files=(("a.py", code),), steps=(Step(argv, seconds),))


def run_python(code: str, seconds: int = 10) -> Outcome:
    return run_job(make_python_job(code, seconds))


def run_watched(code: str, seconds: int = 10) -> Outcome:
    """Run Python code as where no room can be built."""
    answer = ask_supervisor(make_python_job(code, seconds), in_room=False)
    return Outcome(answer["status"], answer["output"].encode("latin-1"), answer["stopped"], answer["in_room"])


MISDEEDS = [
    ("loops", "while True:\n    pass\n", 1, "it ran longer than 1 seconds"),
    ("hangs", HANG, 1, "it ran longer than 1 seconds"),
    ("hangs and will not be interrupted", f"import signal\nsignal.signal(15, signal.SIG_IGN)\n{HANG}", 1, "it ran longer"),
    ("floods its output", "while True:\n    print('x' * 1000)\n", 10, "it printed more than 64 KiB"),
    ("floods its error output", "import os\nwhile True:\n    os.write(2, b'x' * 1000)\n", 10, "it printed more than 64"),
    ("forks without end", "import os\nwhile True:\n    os.fork()\n", 20, "it ran more than 100 processes"),
    ("starts threads without end", "import threading, time\nwhile True:\n    threading.Thread(target=time.sleep, args=(60,)).start()\n", 20, "it ran more than 1500 threads"),
    ("leaves a process behind", LEAVE, 10, "it ended and left 1 of its processes running"),
    ("eats the memory", "x = []\nwhile True:\n    x.append(bytearray(10_000_000))\n", 20, "it used more than 512 MiB of memory"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "code", "seconds", "words"), MISDEEDS)
def test_a_sample_that_misbehaves_is_stopped(
    case: str, code: str, seconds: int, words: str, spare_folder: Path
) -> None:
    assert words in run_python(code, seconds).stopped, case


@pytest.mark.parametrize(("case", "code", "seconds", "words"), [row for row in MISDEEDS if "threads" not in row[0]])
def test_it_is_stopped_where_no_room_can_be_built(
    case: str, code: str, seconds: int, words: str, spare_folder: Path
) -> None:
    outcome = run_watched(code, seconds)
    assert words in outcome.stopped, case
    assert not outcome.in_room


@needs_room
@pytest.mark.parametrize(
    ("case", "code"),
    [
        ("and fails", CALL),
        ("and hides it", CALL_IN_SILENCE),
        ("by name", LOOK_UP_IN_SILENCE),
        ("over IPv6", CALL_IN_SILENCE.replace(TEST_NETWORK, "2001:db8::1")),
        ("by a datagram", f"import socket\ns = socket.socket(type=2)\ntry:\n    s.sendto(b'x', ('{TEST_NETWORK}', 9))\nexcept OSError:\n    pass\n"),
    ],
)  # fmt: skip
def test_a_sample_that_calls_another_host_is_denied_at_once(case: str, code: str, spare_folder: Path) -> None:
    start = time.monotonic()
    assert run_python(code).stopped == "it opened a connection to another host, which was denied", case
    assert time.monotonic() - start < 5, case


def test_where_no_room_can_be_built_a_lasting_call_to_another_host_is_seen(spare_folder: Path) -> None:
    code = "import socket, time\ns = socket.socket(type=2)\ns.connect(('192.0.2.1', 9))\ntime.sleep(60)\n"
    assert run_watched(code).stopped == f"it opened a connection to another host, {TEST_NETWORK}"


def test_a_sample_may_talk_to_itself(spare_folder: Path) -> None:
    code = (
        "import socket\n"
        "for address in ('127.0.0.1', 'localhost', socket.gethostname()):\n"
        "    server = socket.create_server((address, 0))\n"
        "    socket.create_connection(server.getsockname()[:2]).close()\n"
        "print('talked')\n"
    )
    assert run_python(code) == Outcome(0, b"talked\n", in_room=not find_why_no_room())
    assert run_watched(code.replace(", socket.gethostname()", "")).output == b"talked\n"


@needs_room
@pytest.mark.parametrize("place", ["/etc/evil", "/tmp/evil", "../evil", "/usr/evil", "/evil", "/proc/evil"])
def test_a_sample_cannot_write_outside_its_folder(place: str, spare_folder: Path) -> None:
    sample = find_samples("a.md", '```python title="a.py"\n```\n')[0][0]
    outcome = run_python(f"open({place!r}, 'w').write('x')\n")
    problems = [str(problem) for problem in judge_sample(sample, outcome)[0]]
    assert len(problems) == 1
    assert problems[0].startswith("a.md:1: a.py ended with status 1 instead of 0"), problems
    assert not Path("/", place).exists()


@needs_room
def test_a_sample_does_not_see_the_project_nor_any_home_folder(spare_folder: Path) -> None:
    code = (
        f"import os\nprint(os.path.exists({str(ROOT / 'questions.txt')!r}), os.path.exists({str(Path(__file__))!r}))\n"
    )
    assert run_python(code).output == b"False False\n"


def test_where_no_room_can_be_built_a_lasting_write_outside_is_seen(spare_folder: Path, tmp_path: Path) -> None:
    place = ROOT / ".cache" / f"evil-{os.getpid()}"
    place.parent.mkdir(exist_ok=True)
    try:
        outcome = run_watched(f"f = open({str(place)!r}, 'w')\n{HANG}")
        assert outcome.stopped == f"it wrote outside its folder: {place}"
    finally:
        place.unlink(missing_ok=True)


def test_a_sample_may_write_in_its_folder_and_in_temporary_files(spare_folder: Path) -> None:
    code = (
        "import os, tempfile\n"
        "open('a.txt', 'w').write('x')\n"
        "with tempfile.NamedTemporaryFile() as file:\n"
        "    print(os.path.dirname(file.name) == os.getcwd() == os.environ['HOME'])\n"
    )
    assert run_python(code).output == run_watched(code).output == b"True\n"


def test_the_environment_holds_no_secret(spare_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_TOKEN", "hidden")
    code = "import os\nprint(sorted(os.environ))\n"
    expected = "HOME LANG LC_ALL NO_COLOR PATH PYTHONDONTWRITEBYTECODE PYTHONHASHSEED PYTHONUNBUFFERED TMPDIR TZ"
    assert run_python(code).output.decode() == run_watched(code).output.decode() == f"{expected.split()}\n"


@needs_room
def test_no_environment_of_another_process_can_be_read(spare_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_TOKEN", "hidden-from-samples")
    code = (
        "import glob\n"
        "for path in glob.glob('/proc/[0-9]*/environ'):\n"
        "    try:\n"
        "        print(b'hidden-from' + b'-samples' in open(path, 'rb').read())\n"
        "    except OSError:\n"
        "        print('denied')\n"
    )
    assert b"True" not in run_python(code).output


@needs_room
def test_a_sample_cannot_leave_its_room(spare_folder: Path) -> None:
    code = (
        "import os, subprocess\n"
        "print(os.getuid(), os.path.exists('/proc/1/root/etc'))\n"
        "for command in (['mount', '-o', 'remount,rw', '/'], ['unshare', '--user', 'true'], ['chroot', '/proc/1/root']):\n"
        "    print(subprocess.run(command, capture_output=True).returncode != 0)\n"
    )
    assert run_python(code).output == b"1000 False\nTrue\nTrue\nTrue\n"


def test_a_file_has_a_largest_size(spare_folder: Path) -> None:
    code = "f = open('a', 'wb')\nwhile True:\n    f.write(b'x' * 1_000_000)\n"
    for outcome in (run_python(code), run_watched(code)):
        assert outcome.status == 1
        assert b"File too large" in outcome.output


def test_output_and_error_output_come_in_the_order_in_which_they_were_printed(spare_folder: Path) -> None:
    code = "import sys\nfor i in range(3):\n    print(i)\n    print(-i, file=sys.stderr)\n"
    assert run_python(code).output == b"0\n0\n1\n-1\n2\n-2\n"


def test_a_signal_that_ended_a_sample_is_its_status(spare_folder: Path) -> None:
    assert run_python("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n").status == 128 + signal.SIGSEGV


def test_a_program_that_is_not_there_is_no_crash_of_ours(spare_folder: Path) -> None:
    outcome = run_job(replace(make_python_job(""), steps=(Step(("no-such-program",)),)))
    assert (outcome.status, outcome.output) == (127, b"no-such-program: No such file or directory\n")


def test_paths_in_the_output_are_the_same_in_a_room_and_outside(spare_folder: Path) -> None:
    code = "import os\nprint(os.getcwd(), __file__)\n"
    assert run_watched(code).output == b"/tmp/sample /tmp/sample/a.py\n"
    assert run_python(code).output == b"/tmp/sample /tmp/sample/a.py\n"


def test_a_runner_that_is_killed_takes_its_samples_along(spare_folder: Path) -> None:
    marker = os.environ["SAMPLE_MARKER"]
    code = (
        f"import sys; sys.path[:0] = [{str(ROOT / 'scripts')!r}, {str(ROOT / 'tests')!r}]\n"
        f"from test_samples_sandbox import run_python, HANG\nrun_python(HANG, 50)\n"
    )
    runner = subprocess.Popen([sys.executable, "-c", code], env={**os.environ, "TMPDIR": str(spare_folder)})
    wait_until(lambda: bool(find_processes(marker)))
    runner.kill()
    runner.wait()
    wait_until(lambda: not find_processes(marker))
    for folder in spare_folder.iterdir():
        folder.rmdir()


def wait_until(is_true: object, seconds: float = 15) -> None:
    assert callable(is_true)
    end = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_supervisor_that_breaks_off_is_a_sample_that_could_not_be_run(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_answer("", "Traceback: x\n") == {"setup": "the supervisor broke off: Traceback: x"}
    monkeypatch.setattr(sandbox, "ask_supervisor", lambda job, in_room: {"setup": "no place"})
    assert run_job(make_python_job("")).stopped == "it could not be run: no place"


@needs_mariadb
@pytest.mark.parametrize("in_room", [pytest.param(True, marks=needs_room), False])
def test_a_server_of_its_own_is_there_and_gone_afterwards(in_room: bool) -> None:
    code = "```console needs=\"mariadb-server\"\n$ mariadb -Ne 'SELECT CURRENT_USER(), @@log_bin'; echo $MYSQL_UNIX_PORT\n```\n"
    job = make_job(find_samples("a.md", code)[0][0])
    assert isinstance(job, Job)
    answer = ask_supervisor(job, in_room)
    assert answer["stopped"] == ""
    words = answer["output"].split()
    assert words[:2] == ["root@localhost", "1"]
    place = Path(words[2].strip("\x1e")).parent
    assert not place.exists()
    assert find_processes(str(place)) == []
