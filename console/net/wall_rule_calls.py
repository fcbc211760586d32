"""Rules of walls at the centre: read, kept and deleted."""

from __future__ import annotations

from uuid import UUID

from console.net.calls import Calls
from console.net.transport import Call
from console.net.wall_calls import wall_path
from console.wire.wall_rules import RuleBody, RuleList


class WallRuleCalls(Calls):
    """``/v1/walls/{name}/rules``. Raises KnownError ``wall.*`` too."""

    def wall_rules(self, name: str) -> RuleList:
        return self.get(RuleList, f"{wall_path(name)}/rules")

    def put_wall_rule(self, name: str, rule_id: UUID, body: RuleBody) -> RuleList:
        return self.put(RuleList, f"{wall_path(name)}/rules/{rule_id}", body)

    def delete_wall_rule(self, name: str, rule_id: UUID) -> None:
        self.transport.ask(Call("DELETE", f"{wall_path(name)}/rules/{rule_id}"))
