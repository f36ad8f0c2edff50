"""Strict YAML with positions: what an author wrote, or every fault in it with its line.

The one home of PyYAML. Y01 syntax · Y02 duplicate key · Y03 odd scalar or key · Y04 tag, anchor or alias ·
Y05 too large or too deep · Y06 does not fit the model.
"""

from __future__ import annotations

from recovery_cli.yamltree.build import MAX_DEPTH
from recovery_cli.yamltree.misfits import faults_of
from recovery_cli.yamltree.read import MAX_SIZE, load, load_fast, load_file
from recovery_cli.yamltree.tree import Data, Place, Step, Tree
from recovery_cli.yamltree.write import dump

__all__ = [
    "MAX_DEPTH",
    "MAX_SIZE",
    "Data",
    "Place",
    "Step",
    "Tree",
    "dump",
    "faults_of",
    "load",
    "load_fast",
    "load_file",
]
