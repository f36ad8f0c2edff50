"""Money, dates and amounts as a language writes and says them: the one home of Babel and num2words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from recovery_cli.money import Money

if TYPE_CHECKING:
    from babel import Locale

PREFERRED = ("en", "es", "it")
"""The order in which another language stands in for a missing one."""

_HOME: Mapping[str, str] = MappingProxyType({"en": "GB", "es": "ES", "it": "IT"})
"""Whose customs a language takes where it has none for the country."""


class Noun(NamedTuple):
    """How a language names a currency: one, several, a hundredth, hundredths."""

    one: str
    many: str
    cent: str
    cents: str
    feminine: bool = False
    decimals: int = 2


_NOUNS: Mapping[tuple[str, str], Noun] = MappingProxyType(
    {
        ("en", "EUR"): Noun("euro", "euros", "cent", "cents"),
        ("en", "GBP"): Noun("pound", "pounds", "penny", "pence"),
        ("en", "USD"): Noun("dollar", "dollars", "cent", "cents"),
        ("en", "COP"): Noun("Colombian peso", "Colombian pesos", "centavo", "centavos", decimals=0),
        ("es", "EUR"): Noun("euro", "euros", "céntimo", "céntimos"),
        ("es", "GBP"): Noun("libra", "libras", "penique", "peniques", feminine=True),
        ("es", "USD"): Noun("dólar", "dólares", "centavo", "centavos"),
        ("es", "COP"): Noun("peso colombiano", "pesos colombianos", "centavo", "centavos", decimals=0),
        ("it", "EUR"): Noun("euro", "euro", "centesimo", "centesimi"),
        ("it", "GBP"): Noun("sterlina", "sterline", "penny", "penny", feminine=True),
        ("it", "USD"): Noun("dollaro", "dollari", "centesimo", "centesimi"),
        ("it", "COP"): Noun("peso colombiano", "pesos colombiani", "centavo", "centavos", decimals=0),
    }
)
_AND: Mapping[str, str] = MappingProxyType({"en": "and", "es": "con", "it": "e"})
"""Between the units and the hundredths."""
_BEFORE_THOUSANDS = re.compile(r"(veinti)uno(?= mil)|\buno(?= mil)")
"""Also before `millones`: veintiún mil, treinta y un millones."""
_MILLIONS = re.compile(r"mill(?:ón|ones)")
_OF_MILLIONS: Mapping[str, str] = MappingProxyType({"es": "de", "it": "di"})
"""Before the noun after a round number of millions: un millón de pesos, due milioni di euro."""
_PATTERNS: Mapping[tuple[str, str], str] = MappingProxyType({("es_CO", "COP"): "¤ #,##0.00 COP"})
"""Where a country writes its own money otherwise than the tables say."""


def locale_of(language: str, country: str) -> str:
    """The locale for a document in `language` of a business in `country`: es+ES es_ES, en+ES en_GB.

    A country counts only where the language is at home: tables do hold an en_ES, and it writes 80,00.
    """
    base, _, region = language.replace("_", "-").partition("-")
    for candidate in (region.upper(), country.upper(), _HOME.get(base, "")):
        if candidate and _known(base, candidate):
            return f"{base}_{candidate}"
    return base


@lru_cache(maxsize=512)
def _known(language: str, country: str) -> bool:
    from babel.languages import get_official_languages
    from babel.localedata import exists

    spoken = get_official_languages(country, regional=True, de_facto=True)
    return language in spoken and exists(f"{language}_{country}")


@lru_cache(maxsize=64)
def _locale(language: str, country: str) -> Locale:
    from babel import Locale

    return Locale.parse(locale_of(language, country))


def format_money(money: Money, *, language: str, country: str) -> str:
    """Figures with the currency's sign: 80,00 €. A currency of whole units is written without decimals."""
    from babel.numbers import format_currency

    locale = _locale(language, country)
    places = _decimals(money)
    pattern = _PATTERNS.get((str(locale), money.currency)) or locale.currency_formats["standard"].pattern
    exact = money.amount.quantize(Decimal(1).scaleb(-places))
    shaped = pattern.replace("0.00", "0" if places == 0 else "0." + "0" * places)
    shaped = _figures(shaped, money.currency, str(locale))
    text: str = format_currency(exact, money.currency, shaped, locale=locale, currency_digits=False)
    return " ".join(text.split())


def _figures(pattern: str, currency: str, locale: str) -> str:
    """A currency's letters stand off from its figures where the sign would touch them: GBP 80, not GBP80."""
    from babel.numbers import get_currency_symbol

    letters = get_currency_symbol(currency, locale=locale).isalpha()
    return pattern.replace("¤#", "¤ #") if letters else pattern


def _decimals(money: Money) -> int:
    noun = _NOUNS.get(("en", money.currency))
    exponent = money.amount.normalize().as_tuple().exponent
    written = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    usual = noun.decimals if noun else _digits(money.currency)
    return max(usual, written, 2) if written else usual


@lru_cache(maxsize=64)
def _digits(currency: str) -> int:
    from babel.numbers import get_currency_precision

    return get_currency_precision(currency)


def format_date(day: date, *, language: str, country: str) -> str:
    """Written out, never 03/04: 21 November 2026, 21 de noviembre de 2026."""
    from babel.dates import format_date as written

    return " ".join(written(day, "long", locale=_locale(language, country)).split())


def format_time(moment: datetime | time, *, language: str, country: str) -> str:
    """21:13, or 9:13 PM where the country says it so; the clock of the value itself."""
    from babel.dates import format_time as written

    clock = moment.timetz() if isinstance(moment, datetime) else moment
    return " ".join(written(clock.replace(tzinfo=None), "short", locale=_locale(language, country)).split())


def format_day_month(day: date, *, language: str, country: str) -> str:
    """Short, for a screen: 5 Dec."""
    from babel.dates import format_date as written

    locale = _locale(language, country)
    return written(day, "MMM d" if str(locale) == "en_US" else "d MMM", locale=locale)


def format_datetime(moment: datetime, *, language: str, country: str) -> str:
    """The date written out, then the time."""
    day = format_date(moment, language=language, country=country)
    return f"{day}, {format_time(moment, language=language, country=country)}"


def _number(value: int, language: str) -> str:
    from num2words import num2words

    try:
        words: str = num2words(value, lang=language)
    except NotImplementedError:
        words = num2words(value, lang="en")
    return words


def _counted(value: int, noun: tuple[str, str], language: str, *, feminine: bool) -> str:
    """A number before its noun: un euro, veintiún euros, ventuno euro, treinta y una libras."""
    words = _number(value, language)
    if language == "es":
        words = _spanish(words, feminine=feminine)
    if language == "it" and (words == "uno" or words.endswith(" uno")):
        words = words.removesuffix("uno") + ("una" if feminine else "un")
    return " ".join((words, *_linked(value, language), noun[0] if value == 1 else noun[1]))


def _linked(value: int, language: str) -> tuple[str, ...]:
    link = _OF_MILLIONS.get(language)
    return (link,) if link and value and value % 10**6 == 0 else ()


def _spanish(words: str, *, feminine: bool) -> str:
    """Numbers agree with their noun, but millions with themselves: doscientos millones doscientas libras."""
    words = _BEFORE_THOUSANDS.sub(lambda match: "veintiún" if match[1] else "un", words)
    cut = max((match.end() for match in _MILLIONS.finditer(words)), default=0)
    millions, rest = words[:cut], words[cut:]
    if feminine:
        rest = rest.replace("cientos", "cientas").replace("quinientos", "quinientas")
    for ending, before_masculine in (("veintiuno", "veintiún"), ("uno", "un")):
        if rest.endswith(ending):
            rest = rest.removesuffix(ending) + (f"{ending[:-1]}a" if feminine else before_masculine)
            break
    return millions + rest


def amount_in_words(money: Money, *, language: str) -> str:
    """`ochenta euros`, with hundredths when there are some; number words and ISO code outside the table."""
    if money.amount < 0:
        raise ValueError("an amount in words cannot be below zero")
    base = language.partition("-")[0]
    noun = _NOUNS.get((base, money.currency))
    whole, rest = divmod(money.amount, 1)
    if noun is None or rest * 100 % 1:
        number = _number(int(whole), base)
        return f"{number}{_fraction(rest, base)} {money.currency}"
    units = _counted(int(whole), (noun.one, noun.many), base, feminine=noun.feminine)
    if not rest:
        return units
    cents = _counted(int(rest * 100), (noun.cent, noun.cents), base, feminine=False)
    return f"{units} {_AND[base]} {cents}" if whole else cents


def _fraction(rest: Decimal, language: str) -> str:
    """` and 25/100`: how a cheque writes what has no name for its hundredths."""
    if not rest:
        return ""
    exponent = rest.normalize().as_tuple().exponent
    places = max(2, -exponent) if isinstance(exponent, int) else 2
    linked = f" {_AND[language]}" if language in _AND else ""
    return f"{linked} {int(rest.scaleb(places)):0{places}d}/{10**places}"


def spoken_amount(money: Money, language: str) -> str:
    """What is said aloud: figures and noun, `80 euros`; hundredths as a decimal only when there are some."""
    base = language.partition("-")[0]
    places = 0 if money.amount == int(money.amount) else 2
    figures = f"{money.amount:,.{places}f}"
    if base != "en":
        figures = figures.translate(str.maketrans(",.", ".,"))
    noun = _NOUNS.get((base, money.currency))
    if noun is None:
        return f"{figures} {money.currency}"
    linked = () if places else _linked(int(money.amount), base)
    return " ".join((figures, *linked, noun.one if money.amount == 1 else noun.many))


def local_language(country: str, among: Iterable[str]) -> str | None:
    """The first official language of a country that is among those given: es in ES, whoever the guest is."""
    from babel.languages import get_official_languages

    there = set(among)
    return next((each for each in get_official_languages(country, de_facto=True) if each in there), None)


def fallback(language: str, available: Collection[str], preferred: tuple[str, ...] = PREFERRED) -> str:
    """The language that stands in: itself, its base, the first of `preferred`, else the first by name.

    Raises ValueError when nothing is available.
    """
    if not available:
        raise ValueError("there is no language to fall back to")
    for wanted in (language, language.partition("-")[0], *preferred):
        if wanted in available:
            return wanted
    return min(available)


def country_names(language: str) -> Mapping[str, str]:
    """What `language` calls each country, by its two letters."""
    from babel import Locale

    return {code: str(name) for code, name in Locale.parse(language).territories.items() if len(code) == 2}


def customs(country: str) -> tuple[str, tuple[str, ...]]:
    """The currency of a country and its official languages; "" and () where the tables know none."""
    from babel.languages import get_official_languages
    from babel.numbers import get_territory_currencies

    currencies = get_territory_currencies(country)
    return (str(currencies[0]) if currencies else ""), get_official_languages(country, de_facto=True)
