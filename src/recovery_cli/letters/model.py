"""What a template says about itself: its title, when to use it, its page, its fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError

from recovery_cli import yamltree
from recovery_cli.diagnostics import Diagnostic
from recovery_cli.errors import Broken

MISFIT = "T01"
_PATH = re.compile(r"[a-z][a-z0-9_]*(?:\[\])?(?:\.[a-z][a-z0-9_]*(?:\[\])?)*")
_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Z]{2})?")

Kind: TypeAlias = Literal["text", "money", "date", "datetime", "email", "phone", "url", "list", "flag", "number"]
Line: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _languages(texts: dict[str, str]) -> dict[str, str]:
    for language in texts:
        if not _LANGUAGE.fullmatch(language):
            raise ValueError(f'"{language}" is not a language; write en, es, it or es-CO')
    if "en" not in texts:
        raise ValueError("the English text is missing")
    return texts


def _fact(path: str) -> str:
    if not _PATH.fullmatch(path):
        raise ValueError(f'"{path}" is not the path of a fact; write it like customer.name or remedies[].label')
    return path


FactPath: TypeAlias = Annotated[str, AfterValidator(_fact)]
Texts: TypeAlias = Annotated[dict[str, Line], AfterValidator(_languages)]


class Field(BaseModel):
    """A fact that the template may print; `prompt` asks for it, `choices` are all that a text may be."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: Kind
    prompt: Texts
    required: bool = False
    choices: tuple[Line, ...] = ()


class Template(BaseModel):
    """`fields` are keyed by the path of their fact, `[]` for any item of a list.

    `reference` is the path of the fact that tells one document from the next; it ends the title.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$")]
    title: Texts
    use_when: Texts
    page: Literal["letter", "note"]
    fields: dict[FactPath, Field]
    reference: str = ""

    def kinds(self) -> Mapping[str, str]:
        """The type of each field by its path."""
        return {path: field.type for path, field in self.fields.items()}


def read(text: str, *, path: str) -> tuple[Template, yamltree.Tree]:
    """A template's own file; raises `Broken` with every fault in it and its line."""
    tree, faults = yamltree.load(text, path=path)
    if tree is not None and not faults:
        try:
            return Template.model_validate(tree.data), tree
        except ValidationError as fault:
            faults = [_diagnostic(tree, error["loc"], error["msg"], path) for error in fault.errors()]
    raise Broken(f"{path} is not a template.", faults, "Mend it, then start again.")


def _diagnostic(tree: yamltree.Tree, loc: tuple[int | str, ...], message: str, path: str) -> Diagnostic:
    line, column = tree.position(tree.within(loc))
    where = ".".join(str(step) for step in loc)
    return Diagnostic(path, line, column, MISFIT, f"{where}: {message.removeprefix('Value error, ')}")
