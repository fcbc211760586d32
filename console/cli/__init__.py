"""The subcommands of ``ronda``: arguments in, one call, an exit code out; no logic of their own."""
