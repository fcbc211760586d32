"""Where a gateway serves its streams by name, and which of them are the main and the small feed of one camera."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from console.server.keys import Login
from console.server.sources.adapter import NO_LOGIN
from console.server.sources.entries import served_at


@dataclass(frozen=True)
class StreamServer:
    """Of a gateway that reads cameras itself: consoles then know its address and login only."""

    url: str
    """Without a stream's name, such as ``rtsp://gerbang.kota.example:8554``."""
    login: Login = NO_LOGIN
    """Of whoever reads streams; empty where it asks for none."""
    sub_ending: str = "_sub"
    """A stream named as another one with this behind it is that one's small feed; empty where there is no such custom."""

    def address(self, stream: str) -> str:
        """Empty for no stream. As HLS where the server is reached by HTTP."""
        if not stream:
            return ""
        return served_at(self.url, f"{stream}/index.m3u8" if self.url.startswith("http") else stream)

    def pairs(self, streams: Iterable[str]) -> dict[str, str]:
        """The small feed of each main one, empty where there is none."""
        names = sorted(streams)
        known = set(names)
        ending = self.sub_ending

        def small(name: str) -> bool:
            return bool(ending) and name.endswith(ending) and name.removesuffix(ending) in known

        return {name: name + ending if ending and name + ending in known else "" for name in names if not small(name)}
