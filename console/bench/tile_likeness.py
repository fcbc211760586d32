"""Whether a wall's small pictures look as FFmpeg's own: samples cut from the screen against the clip, decoded whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from console.bench.framebuffer import Pixels
from console.bench.likeness import Fit, best_fit, fit_at
from console.bench.tile_watch import Sample
from console.farm.catalogue import Clip, clips
from console.farm.clips.reference import decoded

_CLIPS: dict[int, Clip] = {clip.id: clip for clip in clips()}
_WIDTHS_NEAR = range(-6, 7)
_CERTAIN = 0.985
"""No other width comes near the right one."""


def likenesses(samples: Sequence[Sample], clips_folder: Path) -> list[float]:
    """The SSIM of every sample, at the size shown. A sample taken while its tile was painted scores low: look at the median."""
    by_tile: dict[int, list[Sample]] = defaultdict(list)
    for sample in samples:
        by_tile[sample.tile].append(sample)
    found: list[float] = []
    width = 0
    for tile_samples in by_tile.values():
        width = width or _width_shown(tile_samples[0], clips_folder)
        found += _of_tile(tile_samples, clips_folder, width)
    return found


def _reference(samples: Sequence[Sample], folder: Path, width: int) -> dict[int, Pixels]:
    file = folder / _CLIPS[samples[0].clip].file_name
    return decoded(file, {sample.frame for sample in samples}, width, round(width * 9 / 16))


def _width_shown(sample: Sample, folder: Path) -> int:
    def likeness(width: int) -> float:
        return best_fit(sample.pixels, _reference([sample], folder, width)[sample.frame]).likeness

    best = (0.0, sample.width)
    for near in sorted(_WIDTHS_NEAR, key=abs):
        best = max(best, (likeness(sample.width + near), sample.width + near))
        if best[0] > _CERTAIN:
            break
    return best[1]


def _of_tile(samples: Sequence[Sample], folder: Path, width: int) -> list[float]:
    reference = _reference(samples, folder, width)
    fit: Fit | None = None
    found: list[float] = []
    for sample in samples:
        fit = fit or best_fit(sample.pixels, reference[sample.frame])
        found.append(fit_at(sample.pixels, reference[sample.frame], fit.left, fit.top))
    return found
