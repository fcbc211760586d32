"""Checks an evidence package with Python's standard library alone; lies in every package as ``VERIFIKASI/verify.py``.

``python3 -I VERIFIKASI/verify.py`` in the package's folder. It proves that nothing was changed since the package was sealed;
who sealed it is proven by the signature, see README. Imports nothing of Ronda, and must run on Python 3.8.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path
from typing import BinaryIO

BAG_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
SEAL = "segel-sha256.txt"
SIGNATURE = f"{TAG_MANIFEST}.p7s"
TIMESTAMP = f"{SIGNATURE}.tsr"
CERTIFICATES = "sertifikat.pem"
CUSTODY = "data/custody/custody.jsonl"
WORKING = "data/metadata/working.json"
SIDECARS = "data/metadata/c2pa.json"
STATEMENTS = "data/metadata/signed.json"
SEALED = (TAG_MANIFEST, SIGNATURE, TIMESTAMP, CERTIFICATES)
"""What the seal lists, as far as it is there."""

_LINE = re.compile(rb"([0-9a-f]{64})  ([^\r\n]+)")
_SELF = re.compile(rb"# ([0-9a-f]{64})\n")
_PIECE_BYTES = 1 << 20
_BOX_BYTES = 8
"""Length and kind, at the head of each box of an MP4 file."""
_GENESIS = "0" * 64


def file_digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for piece in iter(lambda: file.read(_PIECE_BYTES), b""):
            digest.update(piece)
    return digest.hexdigest()


def check(folder: Path) -> list[tuple[str, str]]:
    """What is wrong, as (what, name of the file): ``damaged``, ``missing``, ``extra``, ``custody``. Empty when nothing is.

    A list that is damaged itself is named, and what it lists is then not held against the files.
    """
    faults: list[tuple[str, str]] = []
    known = {SEAL}
    seal = _seal(folder, faults)
    known.update(seal)
    _compare(folder, seal, faults)
    tags = _listed(folder, TAG_MANIFEST, faults)
    known.update(tags)
    _compare(folder, tags, faults)
    payload = _listed(folder, MANIFEST, faults)
    known.update(payload)
    _compare(folder, payload, faults)
    _declaration(folder, faults)
    if not any(name == CUSTODY for _, name in faults):
        faults.extend(("custody", f"{CUSTODY}:{line}") for line in _custody(folder / CUSTODY))
    faults.extend(("extra", name) for name in sorted(_present(folder) - known))
    return faults


def _seal(folder: Path, faults: list[tuple[str, str]]) -> dict[str, str]:
    """The outermost list; its last line is the digest of all lines before it, so that a change in it is its own."""
    content = _read(folder, SEAL, faults)
    if content is None:
        return {}
    body, mark, _rest = content.rpartition(b"# ")
    own = _SELF.fullmatch(content[len(body) :]) if mark else None
    lines = _lines(body)
    if own is None or own.group(1).decode() != hashlib.sha256(body).hexdigest() or lines is None:
        faults.append(("damaged", SEAL))
        return {}
    return lines


def _listed(folder: Path, name: str, faults: list[tuple[str, str]]) -> dict[str, str]:
    """Of a list that has not been found damaged."""
    if any(fault == name for _, fault in faults):
        return {}
    content = _read(folder, name, faults)
    lines = _lines(content) if content is not None else {}
    if lines is None:
        faults.append(("damaged", name))
        return {}
    return lines


def _lines(content: bytes) -> dict[str, str] | None:
    """Name to digest; None for anything that is not a list as we write them."""
    found: dict[str, str] = {}
    if content and not content.endswith(b"\n"):
        return None
    for line in content.split(b"\n")[:-1]:
        match = _LINE.fullmatch(line)
        try:
            name = match.group(2).decode() if match else ""
        except UnicodeDecodeError:
            return None
        if match is None or not is_inside(name) or name in found:
            return None
        found[name] = match.group(1).decode()
    return found


def is_inside(name: str) -> bool:
    """A name that leads nowhere but into the package."""
    parts = name.split("/")
    return all(part not in ("", ".", "..") for part in parts) and "\\" not in name and "\0" not in name


def _compare(folder: Path, listed: dict[str, str], faults: list[tuple[str, str]]) -> None:
    for name, digest in listed.items():
        path = folder / name
        if path.is_symlink() or not path.is_file():
            faults.append(("missing", name))
        elif file_digest(path) != digest:
            faults.append(("damaged", name))


def _read(folder: Path, name: str, faults: list[tuple[str, str]]) -> bytes | None:
    path = folder / name
    if path.is_symlink() or not path.is_file():
        if ("missing", name) not in faults:
            faults.append(("missing", name))
        return None
    return path.read_bytes()


def _declaration(folder: Path, faults: list[tuple[str, str]]) -> None:
    content = _read(folder, "bagit.txt", faults)
    if content not in (None, BAG_DECLARATION) and ("damaged", "bagit.txt") not in faults:
        faults.append(("damaged", "bagit.txt"))


def _custody(path: Path) -> list[int]:
    """The number of the first line that does not follow on the one before it, counted from 1; empty when all do."""
    previous = _GENESIS
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                row = json.loads(line)
                own = row.pop("hash")
                holds = line.endswith(b"\n") and row["seq"] == number and row["prev"] == previous
            except (ValueError, KeyError, TypeError, AttributeError):
                return [number]
            # The form of RFC 8785 for what stands in these lines: text, and whole numbers.
            form = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
            if not holds or hashlib.sha256(form).hexdigest() != own:
                return [number]
            previous = own
    return []


def copies(folder: Path) -> list[tuple[str, str, bool]]:
    """Each original recording with its working copy, empty where it has none, and whether their pictures are the same bytes."""
    pairs = _pairs(folder, WORKING, "working")
    return [(original, name, bool(name) and _same(folder / original, folder / name)) for original, name in pairs]


def sidecars(folder: Path) -> list[tuple[str, str]]:
    """Each file that was to have a C2PA sidecar with its name, empty where it has none."""
    return _pairs(folder, SIDECARS, "sidecar")


def statements(folder: Path) -> list[tuple[str, str, str]]:
    """Each original with its console's statement, empty where there is none, and the console that the statement names; that one
    is empty where the statement is not of this very file. Who signed it, the signature tells: see README."""
    found = []
    for original, name in _pairs(folder, STATEMENTS, "statement"):
        try:
            said = json.loads((folder / name).read_bytes()) if name else {}
            same = bool(name) and said["sha256"] == file_digest(folder / original)
            found.append((original, name, str(said["console"]) if same else ""))
        except (OSError, ValueError, KeyError, TypeError):
            found.append((original, name, ""))
    return found


def _pairs(folder: Path, document: str, key: str) -> list[tuple[str, str]]:
    try:
        told = json.loads((folder / document).read_bytes())
        names = [(str(name), str(one[key] or "")) for name, one in told.items()]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return []
    return [(name, other) for name, other in names if is_inside(name) and (not other or is_inside(other))]


def _same(original: Path, copy: Path) -> bool:
    digests = [pictures_digest(path) if path.is_file() else None for path in (original, copy)]
    return digests[0] is not None and digests[0] == digests[1]


def pictures_digest(path: Path) -> str | None:
    """Of what an MP4 file holds in its boxes ``mdat``: the pictures, without what is said about them. None for another file."""
    digest, found = hashlib.sha256(), False
    end = path.stat().st_size
    with path.open("rb") as file:
        while file.tell() < end:
            start = file.tell()
            head = file.read(_BOX_BYTES)
            size, kind = int.from_bytes(head[:4], "big"), head[4:]
            size = int.from_bytes(file.read(8), "big") if size == 1 else size or end - start
            if len(head) < _BOX_BYTES or start + size > end or start + size < file.tell():
                return None
            if kind == b"mdat":
                found = True
                _add(digest, file, start + size - file.tell())
            file.seek(start + size)
    return digest.hexdigest() if found else None


def _add(digest: hashlib._Hash, file: BinaryIO, size: int) -> None:
    while size > 0:
        piece = file.read(min(size, _PIECE_BYTES))
        digest.update(piece)
        size -= len(piece)


def _present(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()}


_WORDS = {
    "damaged": "BERUBAH / CHANGED",
    "missing": "HILANG / MISSING",
    "extra": "TIDAK TERDAFTAR / NOT LISTED",
    "custody": "CATATAN PENYERAHAN PUTUS / CUSTODY RECORD BROKEN",
}
_COPY_WORDS = {
    (
        True,
        True,
    ): "SALINAN KERJA, gambarnya sama persis dengan aslinya / WORKING COPY, the pictures are those of the original",
    (
        True,
        False,
    ): "SALINAN KERJA, tidak dapat dibandingkan dengan aslinya / WORKING COPY, cannot be compared with the original",
    (False, False): "TANPA SALINAN KERJA / NO WORKING COPY",
}
_SIDECAR_WORDS = {
    True: "BERKAS C2PA ada; isinya diperiksa dengan program C2PA / C2PA SIDECAR enclosed; a C2PA program checks what it says",
    False: "TANPA BERKAS C2PA / NO C2PA SIDECAR",
}
_STATEMENT_WORDS = {
    (
        True,
        True,
    ): "PERNYATAAN KONSOL ada; tanda tangannya: BACA-SAYA.txt / CONSOLE'S STATEMENT enclosed; signature: README.txt",
    (True, False): "PERNYATAAN KONSOL TIDAK COCOK dengan berkas ini / THE CONSOLE'S STATEMENT IS NOT OF this file",
    (False, False): "TIDAK DITANDATANGANI KONSOL / NOT SIGNED BY THE CONSOLE",
}


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent
    if not (folder / "bagit.txt").is_file():
        _say(f"Bukan paket bukti / not an evidence package: {folder}")
        return 2
    faults = check(folder)
    for what, name in faults:
        _say(f"{_WORDS[what]}: {name}")
    for original, name, same in copies(folder):
        _say(f"{_COPY_WORDS[bool(name), same]}: {name or original}")
    for name, sidecar in sidecars(folder):
        _say(f"{_SIDECAR_WORDS[bool(sidecar)]}: {name}")
    for original, name, console in statements(folder):
        _say(f"{_STATEMENT_WORDS[bool(name), bool(console)]}: {original}{f' ({console})' if console else ''}")
    if faults:
        _say(
            "TIDAK UTUH: paket ini berubah setelah disegel. / NOT INTACT: this package was changed after it was sealed."
        )
        return 1
    _say("UTUH: semua berkas sama seperti saat disegel. / INTACT: all files are as they were when sealed.")
    _say("Siapa yang menyegel: periksa tanda tangan dengan openssl (BACA-SAYA.txt).")
    _say("Who sealed it: check the signature with openssl (README.txt).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
