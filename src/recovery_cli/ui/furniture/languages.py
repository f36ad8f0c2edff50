"""The names of languages in English, Spanish and Italian."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

NAMES: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "ar": ("Arabic", "árabe", "arabo"),
        "ca": ("Catalan", "catalán", "catalano"),
        "cs": ("Czech", "checo", "ceco"),
        "da": ("Danish", "danés", "danese"),
        "de": ("German", "alemán", "tedesco"),
        "el": ("Greek", "griego", "greco"),
        "en": ("English", "inglés", "inglese"),
        "es": ("Spanish", "español", "spagnolo"),
        "eu": ("Basque", "euskera", "basco"),
        "fi": ("Finnish", "finés", "finlandese"),
        "fr": ("French", "francés", "francese"),
        "gl": ("Galician", "gallego", "galiziano"),
        "hu": ("Hungarian", "húngaro", "ungherese"),
        "it": ("Italian", "italiano", "italiano"),
        "ja": ("Japanese", "japonés", "giapponese"),
        "ko": ("Korean", "coreano", "coreano"),
        "nl": ("Dutch", "neerlandés", "olandese"),
        "no": ("Norwegian", "noruego", "norvegese"),
        "pl": ("Polish", "polaco", "polacco"),
        "pt": ("Portuguese", "portugués", "portoghese"),
        "ro": ("Romanian", "rumano", "rumeno"),
        "ru": ("Russian", "ruso", "russo"),
        "sv": ("Swedish", "sueco", "svedese"),
        "tr": ("Turkish", "turco", "turco"),
        "uk": ("Ukrainian", "ucraniano", "ucraino"),
        "zh": ("Chinese", "chino", "cinese"),
    }
)


def named(code: str, place: int) -> str:
    """The name of the language `code`, in the `place`-th language of the table."""
    return NAMES[code][place] if code in NAMES else code
