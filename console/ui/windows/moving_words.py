"""What a tile says of a camera that is moved, in the language in use: by whom, until when, and what can be done."""

from __future__ import annotations

from dataclasses import replace

from console.base.errors import KnownError
from console.domain.ptz_speed import PtzSpeed
from console.i18n.translator import Translator
from console.ptz.holders import Holding
from console.ui.messages import message_for
from console.widgets.wall.moving_look import MovingLook, MovingTone


class MovingWords:
    """``may_take_over``: this person may take a camera from an operator."""

    def __init__(self, translator: Translator, *, may_take_over: bool) -> None:
        self._translator = translator
        self._may_take_over = may_take_over

    def elsewhere(self, holding: Holding) -> MovingLook:
        """On the tile of a camera that somebody moves from another console."""
        text, time = self._translator.text, self._translator.formats.short_time(holding.until_utc)
        said = (
            text("moving-held", holder=holding.holder, time=time),
            text("moving-held-short", holder=holding.holder),
            text("moving-held-mark"),
        )
        return MovingLook(said)

    def steered(
        self, holding: Holding | None, problem: KnownError | None, speed: PtzSpeed, *, is_centre_there: bool
    ) -> MovingLook:
        """On the tile that is steered here."""
        text = self._translator.text
        if holding is not None and not holding.is_mine:
            hint = text("moving-may-take-over" if self._may_take_over else "moving-wait")
            return replace(self.elsewhere(holding), is_steered=True, hint=hint)
        look = MovingLook((), MovingTone.MINE, is_steered=True, right=speed.pan, down=-speed.tilt, nearer=speed.zoom)
        if holding is None and not is_centre_there:
            problem = KnownError("net.unreachable", host="")
        if problem is not None:
            return self._in_trouble(look, problem)
        said: tuple[str, ...]
        if holding is None:
            said = (text("moving-ready"), text("moving-mark"))
        else:
            time = self._translator.formats.short_time(holding.until_utc)
            said = (text("moving-mine", time=time), text("moving-mine-short"), text("moving-mark"))
        return replace(look, words=said, hint=text("moving-keys"))

    def _in_trouble(self, look: MovingLook, problem: KnownError) -> MovingLook:
        text = self._translator.text
        said: tuple[str, ...]
        if problem.code.startswith("net."):
            said = (text("moving-away"), text("moving-away-short"))
        else:
            said = (message_for(self._translator, problem).happened, text("moving-not-done"))
        return replace(look, words=(*said, "!"), tone=MovingTone.TROUBLE, hint=text("moving-leave"))
