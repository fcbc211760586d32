"""What a worker left behind tells which feed brought it down; whatever else is in there tells nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.camera import CameraId, FeedKey
from console.media.autopsy import Finding, examine, processor_ticks, waited_s
from console.media.protocol.last_words import LastWords
from tests.helpers.dying_worker import BAD, GOOD
from tests.helpers.waiting import wait_until

BOTH = {GOOD, BAD}


@pytest.fixture
def paper() -> Iterator[int]:
    fd = os.memfd_create("last words")
    yield fd
    os.close(fd)


@contextmanager
def _worker(paper: int, how: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process with the threads of both feeds; what it says on dying belongs on the paper."""
    command = [sys.executable, "-m", "tests.helpers.dying_worker", str(paper), how]
    with subprocess.Popen(command, pass_fds=[paper]) as process:
        try:
            wait_until(lambda: len(processor_ticks(paper, process.pid, BOTH)) == 2, what="the threads of two feeds")
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize(
    ("how", "feeds", "finding"),
    [
        ("crashes", BOTH, Finding(crashed=True, guilty=BAD)),
        ("crashes", {GOOD}, Finding(crashed=True)),
        ("aborts", BOTH, Finding(crashed=True, guilty=BAD)),
        ("is killed", BOTH, Finding()),
    ],
)
def test_a_death_is_told_of_the_feed_in_whose_thread_it_was(
    paper: int, how: str, feeds: set[FeedKey], finding: Finding
) -> None:
    with _worker(paper, how) as worker:
        worker.wait()
        assert examine(paper, worker.pid, feeds, {}) == finding


def test_a_thread_that_takes_all_the_time_while_the_worker_is_silent_is_named(paper: int) -> None:
    with _worker(paper, "spins") as worker:
        before = processor_ticks(paper, worker.pid, BOTH)
        wait_until(lambda: examine(paper, worker.pid, BOTH, before).guilty, what="a thread that spins")
        assert examine(paper, worker.pid, BOTH, before) == Finding(guilty=BAD)


def test_who_must_share_a_processor_has_waited_for_it() -> None:
    spin = "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\nwhile True: pass"
    command = [sys.executable, "-c", spin]
    with subprocess.Popen(command) as one, subprocess.Popen(command) as other:
        try:
            wait_until(lambda: waited_s(one.pid) > 0.1 and waited_s(other.pid) > 0.1, what="two that share a processor")
        finally:
            one.kill()
            other.kill()
    assert waited_s(one.pid) == 0.0, "nothing is known of who is gone"


def test_a_stopped_worker_tells_of_nobody(paper: int) -> None:
    with _worker(paper, "is stopped") as worker:
        os.waitid(os.P_PID, worker.pid, os.WSTOPPED | os.WNOWAIT)
        before = processor_ticks(paper, worker.pid, BOTH)
        assert before.keys() == BOTH
        assert examine(paper, worker.pid, BOTH, before) == Finding()


def test_a_file_that_grows_long_is_begun_anew_and_still_knows_the_living(paper: int) -> None:
    words = LastWords(paper)
    with words.serving(GOOD):
        for number in range(1500):
            thread = threading.Thread(target=_serve_once, args=(words, FeedKey(CameraId(f"camera-{number}"), "sub")))
            thread.start()
            thread.join()
        assert os.fstat(paper).st_size <= 64 * 1024
        assert b'"good"' in os.pread(paper, 64 * 1024, 0)


def _serve_once(words: LastWords, feed: FeedKey) -> None:
    with words.serving(feed):
        pass


@given(st.binary(max_size=300))
def test_whatever_a_worker_leaves_behind_accuses_no_feed_that_it_did_not_have(text: bytes) -> None:
    fd = os.memfd_create("last words")
    try:
        os.write(fd, text + b'\n[1, 1, "other", "sub"]\n[[], {}, null]\nFatal Python error: x\nCurrent thread 0x1 (m')
        assert examine(fd, os.getpid(), {GOOD}, {GOOD: 0}).guilty is None
    finally:
        os.close(fd)
