"""The band of a feed's states: by its spells as long as they are remembered, else by how much of each stretch was fresh."""

from __future__ import annotations

from datetime import UTC, datetime

from console.base.clock import WIB
from console.domain.alive_hours import HOUR_S, AliveHour
from console.domain.feed_history import FeedSpell
from console.health.history import KEPT_DAYS
from console.health.reading import FeedHealth
from console.i18n.translator import Translator
from console.ui.stage import Stage
from console.widgets.plots.band import BandPiece
from console.widgets.theme.colours import Colours
from console.widgets.theme.signs import state_colour

_DAY_S = 86_400
_WELL, _HALF = 0.99, 0.5


def band_pieces(health: FeedHealth, stage: Stage) -> list[BandPiece]:
    """Oldest first."""
    if health.end_unix_s - health.begin_unix_s > KEPT_DAYS * _DAY_S:
        return _by_share(health, stage)
    return [_of_spell(spell, health, stage) for spell in reversed(health.spells)]


def lasting(health: FeedHealth) -> FeedSpell | None:
    """How the feed is now, if it is on a tile."""
    return next((spell for spell in health.spells if spell.until_utc is None), None)


def share_colour(share: float, colours: Colours) -> str:
    return colours.live if share >= _WELL else colours.caution if share >= _HALF else colours.alarm


def hour_words(hour: AliveHour, translator: Translator) -> str:
    """Of one hour of the week."""
    text, formats = translator.text, translator.formats
    begin, end = (datetime.fromtimestamp(hour.begin_unix_s + length_s, UTC) for length_s in (0, HOUR_S))
    when = f"{formats.day(begin.astimezone(WIB).date(), with_year=False)} {formats.hour(begin)}–{formats.hour(end)}"
    if hour.share is None:
        return f"{when}: {text('health-nobody-looked')}"
    live, looked = formats.age(min(hour.live_s, hour.looked_s)), formats.age(hour.looked_s)
    return f"{when}: {text('health-hour', live=live, looked=looked)}"


def _of_spell(spell: FeedSpell, health: FeedHealth, stage: Stage) -> BandPiece:
    text, formats = stage.translator.text, stage.translator.formats
    now_utc = datetime.fromtimestamp(health.end_unix_s, UTC)
    until_utc = spell.until_utc or now_utc
    words = text(
        "health-band-state",
        state=text(f"state-{spell.condition.state.value}"),
        begin=formats.recent(spell.since_utc, now_utc),
        age=formats.age(spell.lasted_s(now_utc)),
    )
    colour = state_colour(spell.condition.state, stage.theme.colours)
    return BandPiece(spell.since_utc.timestamp(), until_utc.timestamp(), colour, words)


def _by_share(health: FeedHealth, stage: Stage) -> list[BandPiece]:
    text, formats = stage.translator.text, stage.translator.formats
    pieces: list[BandPiece] = []
    for row in health.spans[health.spans["looked_s"] > 0]:
        begin_s = float(row["begin_unix_s"])
        share = min(1.0, float(row["live_s"]) / float(row["looked_s"]))
        words = text(
            "health-band-share",
            share=formats.measure(100 * share),
            begin=formats.moment(datetime.fromtimestamp(begin_s, UTC)),
        )
        colour = share_colour(share, stage.theme.colours)
        pieces.append(BandPiece(begin_s, begin_s + health.step_s, colour, words))
    return pieces
