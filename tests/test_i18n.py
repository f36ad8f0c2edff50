"""Money, dates and amounts, as people of the place write and say them."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_cli import i18n
from recovery_cli.money import Money


@pytest.mark.parametrize(
    ("language", "country", "locale"),
    [
        ("es", "ES", "es_ES"),
        ("es", "CO", "es_CO"),
        ("it", "IT", "it_IT"),
        ("en", "GB", "en_GB"),
        ("en", "US", "en_US"),
        ("en", "ES", "en_GB"),
        ("en", "CO", "en_GB"),
        ("it", "ES", "it_IT"),
        ("es-CO", "ES", "es_CO"),
        ("es", "", "es_ES"),
        ("en", "XX", "en_GB"),
    ],
)
def test_the_locale_is_the_language_in_the_country_of_the_business(language: str, country: str, locale: str) -> None:
    assert i18n.locale_of(language, country) == locale


@pytest.mark.parametrize(
    ("money", "language", "country", "written"),
    [
        ("120.00 EUR", "es", "ES", "120,00 €"),
        ("1234.50 EUR", "it", "IT", "1.234,50 €"),
        ("80.00 GBP", "en", "GB", "£80.00"),
        ("120 EUR", "en", "ES", "€120.00"),
        ("80.00 USD", "en", "US", "$80.00"),
        ("80000 COP", "es", "CO", "$ 80.000 COP"),
        ("80000.00 COP", "es", "CO", "$ 80.000 COP"),
        ("80000.50 COP", "es", "CO", "$ 80.000,50 COP"),
        ("80000 COP", "en", "GB", "COP 80,000"),
        ("1000 JPY", "it", "IT", "1.000 JPY"),
        ("10.5 CHF", "es", "ES", "10,50 CHF"),
        ("0.125 EUR", "es", "ES", "0,125 €"),
    ],
)
def test_money_is_written_as_the_place_writes_it(money: str, language: str, country: str, written: str) -> None:
    assert i18n.format_money(Money.read(money), language=language, country=country) == written


@pytest.mark.parametrize(
    ("language", "country", "written", "short", "moment"),
    [
        ("en", "GB", "21 November 2026", "21 Nov", "21 November 2026, 21:13"),
        ("en", "ES", "21 November 2026", "21 Nov", "21 November 2026, 21:13"),
        ("en", "US", "November 21, 2026", "Nov 21", "November 21, 2026, 9:13 PM"),
        ("es", "ES", "21 de noviembre de 2026", "21 nov", "21 de noviembre de 2026, 21:13"),
        ("it", "IT", "21 novembre 2026", "21 nov", "21 novembre 2026, 21:13"),
    ],
)
def test_dates_are_written_out(language: str, country: str, written: str, short: str, moment: str) -> None:
    at = datetime(2026, 11, 21, 21, 13, tzinfo=UTC)
    assert i18n.format_date(at.date(), language=language, country=country) == written
    assert i18n.format_day_month(at.date(), language=language, country=country) == short
    assert i18n.format_datetime(at, language=language, country=country) == moment


def test_a_time_is_that_of_the_value() -> None:
    assert i18n.format_time(time(9, 5), language="es", country="ES") == "9:05"
    assert i18n.format_time(datetime(2026, 1, 1, 21, 13, tzinfo=UTC), language="it", country="IT") == "21:13"


@pytest.mark.parametrize(
    ("money", "en", "es", "it"),
    [
        ("80 EUR", "eighty euros", "ochenta euros", "ottanta euro"),
        ("80.00 EUR", "eighty euros", "ochenta euros", "ottanta euro"),
        ("120 EUR", "one hundred and twenty euros", "ciento veinte euros", "centoventi euro"),
        ("1 EUR", "one euro", "un euro", "un euro"),
        ("21 EUR", "twenty-one euros", "veintiún euros", "ventuno euro"),
        ("31 EUR", "thirty-one euros", "treinta y un euros", "trentuno euro"),
        ("101 EUR", "one hundred and one euros", "ciento un euros", "centouno euro"),
        ("1 GBP", "one pound", "una libra", "una sterlina"),
        ("21 GBP", "twenty-one pounds", "veintiuna libras", "ventuno sterline"),
        ("200 GBP", "two hundred pounds", "doscientas libras", "duecento sterline"),
        ("500 USD", "five hundred dollars", "quinientos dólares", "cinquecento dollari"),
        (
            "1000000 COP",
            "one million Colombian pesos",
            "un millón de pesos colombianos",
            "un milione di pesos colombiani",
        ),
        (
            "21000 COP",
            "twenty-one thousand Colombian pesos",
            "veintiún mil pesos colombianos",
            "ventunomila pesos colombiani",
        ),
        (
            "80.50 EUR",
            "eighty euros and fifty cents",
            "ochenta euros con cincuenta céntimos",
            "ottanta euro e cinquanta centesimi",
        ),
        ("0.01 EUR", "one cent", "un céntimo", "un centesimo"),
        ("0 EUR", "zero euros", "cero euros", "zero euro"),
        ("21 CHF", "twenty-one CHF", "veintiuno CHF", "ventuno CHF"),
        ("10.25 CHF", "ten and 25/100 CHF", "diez con 25/100 CHF", "dieci e 25/100 CHF"),
    ],
)
def test_amounts_in_words(money: str, en: str, es: str, it: str) -> None:
    amount = Money.parse(money)
    assert [i18n.amount_in_words(amount, language=language) for language in ("en", "es", "it")] == [en, es, it]


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (31_000, "treinta y un mil libras"),
        (201_000_000, "doscientos un millones de libras"),
        (200_000_200, "doscientos millones doscientas libras"),
        (1_000_001, "un millón una libras"),
    ],
)
def test_spanish_millions_agree_with_themselves_and_the_rest_with_its_noun(amount: int, words: str) -> None:
    assert i18n.amount_in_words(Money(Decimal(amount), "GBP"), language="es") == words


def test_a_regional_language_counts_as_its_base() -> None:
    assert i18n.amount_in_words(Money(Decimal(80), "EUR"), language="es-CO") == "ochenta euros"


def test_another_language_has_number_words_and_the_code() -> None:
    assert i18n.amount_in_words(Money(Decimal(80), "EUR"), language="fr") == "quatre-vingts EUR"


def test_a_debt_has_no_words() -> None:
    with pytest.raises(ValueError, match="below zero"):
        i18n.amount_in_words(Money(Decimal(-1), "EUR"), language="en")


@given(st.integers(0, 10**9), st.sampled_from(["en", "es", "it"]), st.sampled_from(["EUR", "GBP", "USD", "COP"]))
def test_words_hold_no_figures_and_no_doubled_space(units: int, language: str, currency: str) -> None:
    words = i18n.amount_in_words(Money(Decimal(units), currency), language=language)
    assert not any(sign.isdigit() for sign in words)
    assert words == " ".join(words.split())
    assert not words.endswith(("uno euro", " uno mil")) or language == "it"


@pytest.mark.parametrize(
    ("money", "en", "es", "it"),
    [
        ("80.00 EUR", "80 euros", "80 euros", "80 euro"),
        ("120 EUR", "120 euros", "120 euros", "120 euro"),
        ("1 EUR", "1 euro", "1 euro", "1 euro"),
        ("80.50 EUR", "80.50 euros", "80,50 euros", "80,50 euro"),
        ("1200 GBP", "1,200 pounds", "1.200 libras", "1.200 sterline"),
        ("2000000 COP", "2,000,000 Colombian pesos", "2.000.000 de pesos colombianos", "2.000.000 di pesos colombiani"),
        ("5 CHF", "5 CHF", "5 CHF", "5 CHF"),
    ],
)
def test_amounts_as_they_are_said(money: str, en: str, es: str, it: str) -> None:
    amount = Money.parse(money)
    assert [i18n.spoken_amount(amount, language) for language in ("en", "es", "it")] == [en, es, it]


@pytest.mark.parametrize(
    ("language", "available", "chosen"),
    [
        ("es", {"es", "en"}, "es"),
        ("es-CO", {"es", "en"}, "es"),
        ("es-CO", {"es", "es-CO"}, "es-CO"),
        ("fr", {"es", "it", "en"}, "en"),
        ("fr", {"it", "es"}, "es"),
        ("fr", {"pt", "de"}, "de"),
    ],
)
def test_another_language_stands_in_by_a_stated_order(language: str, available: set[str], chosen: str) -> None:
    assert i18n.fallback(language, available) == chosen


def test_the_stated_order_can_be_another() -> None:
    assert i18n.fallback("fr", {"en", "it"}, ("it", "en")) == "it"


def test_without_any_language_there_is_none_to_stand_in() -> None:
    with pytest.raises(ValueError, match="no language"):
        i18n.fallback("en", set())


def test_dates_do_not_need_a_time() -> None:
    assert i18n.format_date(date(2026, 3, 4), language="en", country="ES") == "4 March 2026"


def test_importing_it_loads_neither_babel_nor_num2words() -> None:
    code = "import sys, recovery_cli.i18n; print('babel' in sys.modules, 'num2words' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.split() == ["False"] * 2


@pytest.mark.parametrize(
    ("country", "language"), [("ES", "es"), ("IT", "it"), ("GB", "en"), ("CO", "es"), ("IE", "en"), ("DE", None)]
)
def test_the_language_of_the_place(country: str, language: str | None) -> None:
    assert i18n.local_language(country, ("en", "es", "it")) == language
