//! How money, rates, terms and dates look to people.

use chrono::{Datelike, NaiveDate};
use shared::{
    date_text,
    facts::say_money,
    language::{Label, Language},
    money::Money,
    rate::AnnualRate,
    schedule::RepaymentMethod,
    timestamp::Timestamp,
};

use crate::text::terms;

/// An amount to the fen: `1,234.50 元`, `¥1,234.50`, `-¥1,234.50`.
pub fn exact(money: Money, language: Language) -> String {
    let digits = digits(money);
    match (language, digits.strip_prefix('-')) {
        (Language::Zh, _) => [&digits, " 元"].concat(),
        (Language::En, None) => ["¥", &digits].concat(),
        (Language::En, Some(digits)) => ["-¥", digits].concat(),
    }
}

/// An amount to the fen without its unit: `1,234.50`.
pub fn digits(money: Money) -> String {
    let canonical = money.to_string();
    let (yuan, fen) = canonical.split_once('.').unwrap_or((&canonical, "00"));
    let (sign, yuan) = yuan.strip_prefix('-').map_or(("", yuan), |yuan| ("-", yuan));
    let mut out = String::with_capacity(canonical.len() + 4);
    out.push_str(sign);
    for (position, digit) in yuan.chars().enumerate() {
        if position > 0 && (yuan.len() - position).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out.push('.');
    out.push_str(fen);
    out
}

/// An amount as people say it, number and unit apart: `("38.5", "万元")`, `("¥385,000", "")`.
pub fn spoken_parts(money: Money, language: Language) -> (String, &'static str) {
    let spoken = say_money(money, language);
    for unit in ["万元", "元"] {
        if let Some(number) = spoken.strip_suffix(unit) {
            return (number.to_owned(), unit);
        }
    }
    (spoken, "")
}

/// An amount as it is typed: `300000` or `300000.50`.
pub fn typed(money: Money) -> String {
    let canonical = money.to_string();
    canonical.strip_suffix(".00").map_or_else(|| canonical.clone(), ToOwned::to_owned)
}

/// A rate in percent with two decimals, rounded half-up: `3.85%`.
pub fn percent(rate: AnnualRate) -> String {
    const UNITS_PER_HUNDREDTH: i64 = 1_000_000;
    let hundredths = (rate.units() + UNITS_PER_HUNDREDTH / 2) / UNITS_PER_HUNDREDTH;
    let mut out = (hundredths / 100).to_string();
    out.push('.');
    push_two_digits(&mut out, hundredths.unsigned_abs() % 100);
    out.push('%');
    out
}

/// A rate in percent with every decimal it has, at least two: `3.85%`, `4.875%`.
pub fn exact_percent(rate: AnnualRate) -> String {
    [&rate.percent_text(), "%"].concat()
}

/// A day: `2026年11月21日`, `21 Nov 2026`.
pub fn date(date: NaiveDate, language: Language) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (year, day) = (date.year().to_string(), date.day().to_string());
    match language {
        Language::Zh => [&year, "年", &date.month().to_string(), "月", &day, "日"].concat(),
        Language::En => {
            let month = MONTHS.get(date.month0() as usize).copied().unwrap_or_default();
            [&day, " ", month, " ", &year].concat()
        }
    }
}

/// A day that stays on one line: `2026-11-21`.
pub fn day(on: NaiveDate) -> String {
    unbroken(&date_text::format(on))
}

/// An instant in China's time, to the second, whose day stays on one line: `2026-11-21 09:30:00`.
pub fn instant(timestamp: Timestamp) -> String {
    unbroken(&timestamp.to_string())
}

/// A sentence written elsewhere, such as by the server, whose days stay on one line.
pub fn sentence(text: &str) -> String {
    unbroken(text)
}

/// A sentence of the server in the person's language, whose days stay on one line.
pub fn said(sentence: &Label, language: Language) -> String {
    unbroken(sentence.text(language))
}

/// The text with a word joiner after each hyphen between digits: browsers break a line there, and no style
/// forbids it.
fn unbroken(text: &str) -> String {
    const JOINER: char = '\u{2060}';
    let is_digit = |letter: Option<&char>| letter.is_some_and(char::is_ascii_digit);
    let mut out = String::with_capacity(text.len() + 2 * JOINER.len_utf8());
    let (mut letters, mut before) = (text.chars().peekable(), None);
    while let Some(letter) = letters.next() {
        out.push(letter);
        if letter == '-' && is_digit(before.as_ref()) && is_digit(letters.peek()) {
            out.push(JOINER);
        }
        before = Some(letter);
    }
    out
}

/// A number of months: `12个月`, `12 months`.
pub fn months(count: u16, language: Language) -> String {
    let unit = match (language, count) {
        (Language::Zh, _) => "个月",
        (Language::En, 1) => " month",
        (Language::En, _) => " months",
    };
    [&count.to_string(), unit].concat()
}

/// What a repayment method is called.
pub fn method(method: RepaymentMethod, language: Language) -> &'static str {
    terms::of_method(method).in_language(language)
}

fn push_two_digits(out: &mut String, number: u64) {
    if number < 10 {
        out.push('0');
    }
    out.push_str(&number.to_string());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(text: &str) -> Money {
        text.parse().expect("an amount")
    }

    #[test]
    fn amounts_are_grouped_and_keep_their_fen() {
        assert_eq!(exact(money("1234567.50"), Language::Zh), "1,234,567.50 元");
        assert_eq!(exact(money("-1000.05"), Language::En), "-¥1,000.05");
        assert_eq!(digits(money("0.00")), "0.00");
    }

    #[test]
    fn a_limit_is_said_in_ten_thousands_in_chinese_only() {
        assert_eq!(spoken_parts(money("385000.00"), Language::Zh), ("38.5".to_owned(), "万元"));
        assert_eq!(spoken_parts(money("385012.00"), Language::Zh), ("385,012".to_owned(), "元"));
        assert_eq!(spoken_parts(money("385000.00"), Language::En), ("¥385,000".to_owned(), ""));
    }

    #[test]
    fn a_rate_is_rounded_half_up_to_a_hundredth_of_a_percent() {
        let rate = |text: &str| text.parse::<AnnualRate>().expect("a rate");
        assert_eq!(percent(rate("0.0385")), "3.85%");
        assert_eq!(percent(rate("0.0390352")), "3.90%");
        assert_eq!(percent(rate("0.03905")), "3.91%");
        assert_eq!(percent(rate("0.12")), "12.00%");
        assert_eq!(percent(AnnualRate::ZERO), "0.00%");
    }

    #[test]
    fn a_rate_that_is_to_be_checked_keeps_its_decimals() {
        let rate = |text: &str| text.parse::<AnnualRate>().expect("a rate");
        assert_eq!(exact_percent(rate("0.04875")), "4.875%");
        assert_eq!(exact_percent(rate("0.0325")), "3.25%");
    }

    #[test]
    fn a_day_within_a_sentence_stays_on_one_line() {
        assert_eq!(sentence("到2026-11-21为止"), "到2026-\u{2060}11-\u{2060}21为止");
        assert_eq!(sentence("re-ask on-1 -2 3-"), "re-ask on-1 -2 3-");
    }

    #[test]
    fn dates_and_terms_read_naturally_in_both_languages() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
        assert_eq!(date(day, Language::Zh), "2026年11月21日");
        assert_eq!(date(day, Language::En), "21 Nov 2026");
        assert_eq!(months(12, Language::Zh), "12个月");
        assert_eq!(months(1, Language::En), "1 month");
    }

    #[test]
    fn what_is_put_into_a_field_can_be_typed_again() {
        for text in ["300000.00", "0.05", "1234.50"] {
            assert_eq!(Money::parse_typed(&typed(money(text))), Ok(money(text)));
        }
    }
}
