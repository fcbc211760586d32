"""A playlist is read as RFC 8216 says, and what is none is told without a word of its text."""

from __future__ import annotations

import pytest

from console.base.errors import KnownError
from console.media.worker.sources.playlist import Piece, read_playlist

_URL = "https://kamera.example/a/live.m3u8?kunci=rahasia"


def test_segments_are_numbered_and_lie_beside_the_playlist() -> None:
    lines = ["\ufeff#EXTM3U", "#EXT-X-TARGETDURATION:4", "#EXT-X-MEDIA-SEQUENCE:7"]
    text = "\r\n".join([*lines, "#EXTINF:3.5,judul", "1.ts", "#EXTINF:4,", "/2.ts", ""])
    found = read_playlist(text, _URL)
    assert [(one.number, one.duration_s, one.piece.url) for one in found.segments] == [
        (7, 3.5, "https://kamera.example/a/1.ts"),
        (8, 4.0, "https://kamera.example/2.ts"),
    ]
    assert (found.target_s, found.has_ended) == (4.0, False)


def test_byte_ranges_go_on_where_the_last_one_ended() -> None:
    lines = ["#EXTM3U", '#EXT-X-MAP:URI="all.mp4",BYTERANGE="100@0"']
    lines += ["#EXT-X-BYTERANGE:50@100", "all.mp4", "#EXT-X-BYTERANGE:25", "all.mp4", "#EXT-X-ENDLIST"]
    found = read_playlist("\n".join(lines), _URL)
    url = "https://kamera.example/a/all.mp4"
    assert [one.piece for one in found.segments] == [Piece(url, (100, 149)), Piece(url, (150, 174))]
    assert {one.head for one in found.segments} == {Piece(url, (0, 99))}
    assert found.has_ended


def test_variants_have_their_bandwidth_whatever_else_is_quoted() -> None:
    text = '#EXTM3U\n#EXT-X-STREAM-INF:CODECS="avc1,mp4a",BANDWIDTH=900,NAME="a,BANDWIDTH=1"\nbesar.m3u8\n'
    assert read_playlist(text, _URL).variants == [(900, "https://kamera.example/a/besar.m3u8")]


@pytest.mark.parametrize("text", ["", "<html>", "#EXTM3U\n#EXTINF:lama,\n1.ts", "#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:x\n"])
def test_what_is_no_playlist_is_no_video(text: str) -> None:
    with pytest.raises(KnownError) as caught:
        read_playlist(text, _URL)
    assert caught.value.code == "camera.not_video"
    assert caught.value.__cause__ is None
    assert "rahasia" not in repr(caught.value)


def test_encrypted_segments_are_told() -> None:
    with pytest.raises(KnownError) as caught:
        read_playlist('#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="k"\n1.ts\n', _URL)
    assert caught.value.code == "camera.unsupported_codec"
    assert read_playlist("#EXTM3U\n#EXT-X-KEY:METHOD=NONE\n1.ts\n", _URL).segments
