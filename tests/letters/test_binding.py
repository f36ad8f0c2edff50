"""Letters that are set together and bound: every page there, in order, as if it were alone, and readable by others."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

import pypdfium2
from pypdf import PdfReader

from letters.letter_samples import SAMPLE
