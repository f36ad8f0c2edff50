"""`recover note key`: the public key, for whoever checks notes without the ledger; and another in its place."""

from __future__ import annotations

from pathlib import Path

from recovery_cli.commands.shown import print_json
from recovery_cli.errors import DONE, Refused
from recovery_cli.session import Session
from recovery_cli.ui import notes as screen
from recovery_cli.ui.furniture import furnish


def key(*, anew: bool, as_json: bool, workspace: Path | None) -> int:
    """Exit 1 for the demo business, which signs nothing, and where there is no key yet."""
    session = Session.here(workspace)
    language = session.operator_language()
    keys = session.keys
    if keys is None:
        raise Refused(furnish("reg-key-demo", language), "recover init")
    current = keys.make(anew=True) if anew else keys.current()
    older = [each for each in keys.publics() if each != current]
    if as_json:
        print_json(
            {
                "file": str(keys.file),
                "key": current.text,
                "fingerprint": current.fingerprint,
                "older": [{"key": each.text, "fingerprint": each.fingerprint} for each in older],
            }
        )
        return DONE
    lines = [
        furnish("reg-key-made", language, current.fingerprint),
        furnish("reg-key-give", language),
        f"  {current.text}",
        *(furnish("reg-key-older", language, each.fingerprint) for each in older),
    ]
    screen.told(lines)
    return DONE
