import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from newscrawl.errors import DataDirLockedError, StorageError
from newscrawl.storage.jsonlines import JsonLines
from newscrawl.storage.lock import DataDirLock

DAY = date(2026, 11, 24)


def test_lines_go_to_a_file_per_type_and_day(tmp_path: Path) -> None:
    files = JsonLines(tmp_path)

    files.append({"article": b"1\n", "comment": b"2\n"}, DAY)
    files.append({"article": b"3\n"}, DAY)
    files.append({"article": b"4\n"}, date(2026, 11, 25))

    assert (tmp_path / "articles/2026-11-24.jsonl").read_bytes() == b"1\n3\n"
    assert (tmp_path / "comments/2026-11-24.jsonl").read_bytes() == b"2\n"
    assert (tmp_path / "articles/2026-11-25.jsonl").read_bytes() == b"4\n"
    assert files.files() == [
        "articles/2026-11-24.jsonl",
        "comments/2026-11-24.jsonl",
        "articles/2026-11-25.jsonl",
    ]
    files.close()


def test_append_tells_where_the_lines_lie(tmp_path: Path) -> None:
    files = JsonLines(tmp_path)

    first = files.append({"article": b"12345\n"}, DAY)
    second = files.append({"article": b"67\n"}, DAY)

    assert first["article"] == ("articles/2026-11-24.jsonl", 0, 6)
    assert second["article"] == ("articles/2026-11-24.jsonl", 6, 9)
    assert files.read_line("articles/2026-11-24.jsonl", 6) == b"67\n"
    assert files.read_line("articles/2026-11-24.jsonl", 99) is None
    assert files.read_line("articles/1999-01-01.jsonl", 0) is None
    files.close()


def test_lines_are_read_from_several_files_and_however_long_they_are(tmp_path: Path) -> None:
    files = JsonLines(tmp_path)
    long = b"7" * 30_000 + b"\n"
    written = files.append({"article": b"1\n" + long + b"2\n", "comment": b"3\n"}, DAY)
    article, comment = written["article"].path, written["comment"].path

    read = [files.read_line(path, offset) for path, offset in [(article, 2), (comment, 0), (article, 30_003)]]

    assert read == [long, b"3\n", b"2\n"]
    files.append({"article": b"4\n"}, DAY)
    assert files.read_line(article, 30_005) == b"4\n"
    (tmp_path / comment).write_bytes(b"torn")
    assert files.read_line(comment, 0) is None
    files.close()


def test_writer_has_files_of_its_own(tmp_path: Path) -> None:
    plain, named = JsonLines(tmp_path), JsonLines(tmp_path, writer="w3")

    plain.append({"article": b"1\n"}, DAY)
    named.append({"article": b"2\n"}, DAY)

    assert (tmp_path / "articles/2026-11-24.w3.jsonl").read_bytes() == b"2\n"
    assert named.files() == ["articles/2026-11-24.w3.jsonl"]
    assert len(plain.files()) == 2
    plain.close()
    named.close()


def test_file_deleted_while_open_is_made_anew(tmp_path: Path) -> None:
    files = JsonLines(tmp_path)
    files.append({"article": b"1\n"}, DAY)
    (tmp_path / "articles/2026-11-24.jsonl").unlink()

    files.append({"article": b"2\n"}, DAY)

    assert (tmp_path / "articles/2026-11-24.jsonl").read_bytes() == b"2\n"
    files.close()


def test_full_disk_leaves_the_files_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = JsonLines(tmp_path)
    files.append({"article": b"1\n", "comment": b"2\n"}, DAY)
    write, calls = os.write, []

    def write_until_full(fd: int, data: bytes) -> int:
        calls.append(data)
        if len(calls) == 1:
            return write(fd, data)
        if len(calls) == 2:
            return write(fd, data[:3])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", write_until_full)
    with pytest.raises(StorageError, match=r"No space left on device.*free some space"):
        files.append({"article": b"whole\n", "comment": b"torn line\n"}, DAY)

    assert (tmp_path / "articles/2026-11-24.jsonl").read_bytes() == b"1\n"
    assert (tmp_path / "comments/2026-11-24.jsonl").read_bytes() == b"2\n"
    files.close()


def test_real_full_disk_is_a_storage_error(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/2026-11-24.jsonl").symlink_to("/dev/full")
    files = JsonLines(tmp_path)

    with pytest.raises(StorageError, match="No space left"):
        files.append({"article": b"1\n"}, DAY)

    files.close()


def test_second_run_is_kept_out(tmp_path: Path) -> None:
    lock = DataDirLock(tmp_path, holder="run r1")

    with pytest.raises(DataDirLockedError, match=rf"held by another run \(pid {os.getpid()} run r1\)"):
        DataDirLock(tmp_path)

    lock.release()
    DataDirLock(tmp_path).release()


def test_writers_of_other_names_may_share_a_directory(tmp_path: Path) -> None:
    first, second = DataDirLock(tmp_path, writer="a"), DataDirLock(tmp_path, writer="b")

    with pytest.raises(DataDirLockedError):
        DataDirLock(tmp_path, writer="a")

    first.release()
    second.release()


def test_dead_process_does_not_hold_the_lock(tmp_path: Path) -> None:
    code = "import os, sys, pathlib; from newscrawl.storage.lock import DataDirLock\n"
    code += "lock = DataDirLock(pathlib.Path(sys.argv[1])); os.kill(os.getpid(), 9)"

    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)

    assert done.returncode == -9
    DataDirLock(tmp_path).release()


def test_data_directory_that_is_a_file_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a directory")

    with pytest.raises(StorageError, match=r"cannot be written.*NEWSCRAWL_DATA_DIR"):
        DataDirLock(tmp_path / "data")
