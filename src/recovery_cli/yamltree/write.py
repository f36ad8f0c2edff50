"""Small mappings as YAML that reads back as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

import yaml
from yaml.representer import BaseRepresenter

from recovery_cli.yamltree.scalars import is_plainly_text

if yaml.__with_libyaml__:
    from yaml import CSafeDumper as SafeDumper
else:  # pragma: no cover - only where PyYAML was built without libyaml
    from yaml import SafeDumper  # type: ignore[assignment]  # the same interface, slower

Plain: TypeAlias = "Mapping[str, Plain] | Sequence[Plain] | str | int | bool | Decimal | None"


def _text(dumper: BaseRepresenter, text: str) -> yaml.ScalarNode:
    style = None if is_plainly_text(text) else '"'
    if "\n" in text and text == text.strip():
        style = "|"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _number(dumper: BaseRepresenter, number: Decimal) -> yaml.ScalarNode:
    if not number.is_finite():
        raise ValueError(f"{number} is not a number to write down")
    text = f"{number:f}"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in text else 'int'}", text)


class _Dumper(SafeDumper):
    yaml_representers = {**SafeDumper.yaml_representers, str: _text, Decimal: _number}  # noqa: RUF012 - PyYAML's own form

    def ignore_aliases(self, _data: object) -> bool:
        """Say everything out: the reader takes no aliases."""
        return True


def dump(data: Plain) -> str:
    """YAML that `load` reads back as the same: keys in their order; numbers of up to 18 digits."""
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)
