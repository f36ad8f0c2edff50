"""Which fonts a script is printed with, where fonts come from, and what to install when there is none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution, entry_points
from pathlib import Path
from types import MappingProxyType

from recovery_cli.diagnostics import nearest
from recovery_cli.errors import RecoverError

EMBEDDED = ("Libertinus Serif", "New Computer Modern")
"""What every page has: Latin, Greek, Cyrillic and Hebrew, and the same everywhere."""

EXTRA = "pip install 'recovery-cli[fonts]'"
_PACKAGES = ("manimgx-fonts", "manimgx-fonts-cjk")
_GROUP = "fontpkg.family"
"""The entry points by which the packages `fontpkg-*` of PyPI announce a family."""

_FIRST_EMOJI = 0x1F000
_ANY = ("Noto Serif", "Noto Sans", "Noto Sans Symbols", "Noto Sans Symbols 2", "Noto Sans Math", "DejaVu Sans")
BACKWARDS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""What is read from the right: it keeps its order to itself among words from the left."""


@dataclass(frozen=True, slots=True)
class Script:
    """`begins` is how the Unicode names of its characters begin; `extra` says that our extra brings a font for it."""

    name: str
    begins: tuple[str, ...]
    example: str
    families: tuple[str, ...] = ()
    debian: str = "fonts-noto-core"
    extra: bool = True


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whether a script can be printed here: by `font`, or, when that is empty, after `install`."""

    script: str
    example: str
    font: str
    install: str


class Unknown(RecoverError):
    """A family that `business.fonts` names and no font here has."""

    def __init__(self, family: str, at_hand: Collection[str]) -> None:
        names = {name.casefold(): name for name in at_hand}
        close = ", ".join(names[name] for name in nearest(family.casefold(), names))
        ours = family.casefold().startswith("noto ") and not any(name.startswith("Noto ") for name in at_hand)
        typed = EXTRA if ours else "Install it on this machine"
        super().__init__(
            f'There is no font "{family}" here, which business.fonts names.',
            f"{f'Nearest: {close}. ' if close else ''}{typed}, or take it out of `fonts:` in recovery.yaml.",
        )


def _noto(name: str, example: str, *more: str, extra: bool = True) -> Script:
    families = (f"Noto Serif {name}", f"Noto Sans {name}", *more)
    return Script(name, (name.upper(),), example, families, extra=extra)


_HAN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "SC": ("Noto Serif CJK SC", "Noto Sans CJK SC", "Noto Serif SC", "Noto Sans SC", "PingFang SC"),
        "TC": ("Noto Serif CJK TC", "Noto Sans CJK TC", "Noto Serif TC", "Noto Sans TC", "PingFang TC"),
        "HK": ("Noto Sans CJK HK", "Noto Serif CJK HK", "Noto Serif HK", "Noto Sans HK", "PingFang HK"),
        "JP": ("Noto Serif CJK JP", "Noto Sans CJK JP", "Noto Serif JP", "Noto Sans JP", "Hiragino Sans"),
        "KR": ("Noto Serif CJK KR", "Noto Sans CJK KR", "Noto Serif KR", "Noto Sans KR", "Apple SD Gothic Neo"),
    }
)
"""The same character is drawn differently in each of these places."""

_CHINESE = Script("Chinese", ("CJK", "KANGXI", "BOPOMOFO", "IDEOGRAPHIC"), "张伟", _HAN["SC"], "fonts-noto-cjk")
_JAPANESE = Script("Japanese", ("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"), "さくら", _HAN["JP"], "fonts-noto-cjk")
_KOREAN = Script("Korean", ("HANGUL",), "김민수", _HAN["KR"], "fonts-noto-cjk")
_EAST = (_CHINESE, _JAPANESE, _KOREAN)

SCRIPTS: tuple[Script, ...] = (
    Script("Latin", ("LATIN",), "Hường", ("Noto Serif", "Noto Sans")),
    Script("Greek", ("GREEK",), "Ελένη", ("Noto Serif", "Noto Sans")),
    Script("Cyrillic", ("CYRILLIC",), "Анна", ("Noto Serif", "Noto Sans")),
    _noto("Hebrew", "שלום"),
    Script("Arabic", ("ARABIC",), "محمد", ("Noto Naskh Arabic", "Noto Sans Arabic", "Amiri", "Geeza Pro")),
    *(_noto("Devanagari", "प्रिया"), _noto("Bengali", "অনিক"), _noto("Gurmukhi", "ਸਿੰਘ"), _noto("Gujarati", "પટેલ")),
    *(_noto("Tamil", "குமார்"), _noto("Telugu", "రావు"), _noto("Kannada", "ಗೌಡ"), _noto("Malayalam", "നായർ")),
    *(_noto("Sinhala", "පෙරේරා"), _noto("Thai", "สมชาย"), _noto("Lao", "ສົມ"), _noto("Khmer", "សុខ")),
    *(_noto("Myanmar", "အောင်"), _noto("Georgian", "გიორგი"), _noto("Armenian", "Անի"), _noto("Ethiopic", "አበበ")),
    *_EAST,
)
"""Those that `coverage` tells of; a family of the same name as a further script is found too."""


def script_of(character: str) -> Script:
    """By the first character of a cluster; raises nothing, since every character has at least its own name."""
    first = character[0]
    if "\u3000" <= first <= "\u303f" or "\uff00" <= first <= "\uffef":
        first = unicodedata.normalize("NFKC", first) if "\uff66" <= first <= "\uffdc" else "一"
    name = unicodedata.name(first, f"the character U+{ord(first):04X}")
    begin = name.partition(" ")[0]
    for script in SCRIPTS:
        if begin in script.begins:
            return script
    if not unicodedata.category(first).startswith(("L", "M")) or begin == "COMBINING":
        return Script(name.lower(), (), first, () if ord(first) >= _FIRST_EMOJI else _ANY, extra=False)
    return _noto(begin.title(), first, extra=False)


def families(characters: Iterable[str], *, language: str, at_hand: Collection[str]) -> tuple[str, ...]:
    """Those of the families `at_hand` that print what the embedded fonts do not, in the order to try them.

    `language` is the reader's, such as `zh-TW`: it decides how Chinese characters are drawn, unless kana or hangul
    beside them tell more.
    """
    scripts = tuple(dict.fromkeys(map(script_of, characters)))
    wanted = [family for script in scripts if script not in _EAST for family in script.families]
    if any(script in _EAST for script in scripts):
        first = _place(scripts, language)
        wanted += [*_HAN[first], *(family for place in _HAN if place != first for family in _HAN[place])]
    return tuple(family for family in dict.fromkeys(wanted) if family in at_hand)


def _place(scripts: Collection[Script], language: str) -> str:
    base, _, region = language.lower().replace("_", "-").partition("-")
    if _JAPANESE in scripts:
        return "JP"
    if _KOREAN in scripts:
        return "KR"
    if base == "yue" or region.endswith(("hk", "mo")):
        return "HK"
    if region.endswith("tw") or "hant" in region:
        return "TC"
    return {"ja": "JP", "ko": "KR"}.get(base, "SC")


def folders() -> tuple[Path, ...]:
    """Where installed packages keep fonts, in an order that does not change; nothing of theirs is imported."""
    found = []
    for name in _PACKAGES:
        try:
            found.append(Path(str(distribution(name).locate_file(name.replace("-", "_")))))
        except PackageNotFoundError:
            continue
    found += [
        Path(str(entry.dist.locate_file(entry.module.replace(".", "/"))))
        for entry in sorted(entry_points(group=_GROUP), key=lambda entry: entry.value)
        if entry.dist is not None
    ]
    return tuple(dict.fromkeys(folder for folder in found if folder.is_dir()))


def visible(texts: Collection[str]) -> list[str]:
    """Without the joiners and selectors that are refused along with the characters they join."""
    invisible = [text for text in texts if unicodedata.category(text[0]) == "Cf" or "\ufe00" <= text[0] <= "\ufe0f"]
    return [text for text in texts if text not in invisible] or list(texts)


def install(scripts: Collection[Script], at_hand: Collection[str]) -> str:
    """What to type for fonts of these scripts; empty when there is none to install, as for emoji."""
    wanted = [script for script in scripts if script.families]
    if not wanted:
        return ""
    system = " ".join(("apt install", *sorted({script.debian for script in wanted})))
    helped = all(script.extra and not any(family in at_hand for family in script.families) for script in wanted)
    return f"{EXTRA} or {system}" if helped else system


def advice(characters: Iterable[str], at_hand: Collection[str]) -> str:
    """What to do about `characters` that could not be printed with the families `at_hand`."""
    scripts = {script_of(character) for character in characters}
    hopeless = any(not script.families for script in scripts)
    typed = install(scripts, at_hand)
    other = "write the letter as html or text."
    if not typed:
        return f"Leave it out, or {other}"
    return f"{typed}{', and leave out the emoji' if hopeless else ''}; or {other}"
