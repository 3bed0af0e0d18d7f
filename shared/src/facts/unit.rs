//! What a metric's value counts, how it is written and read, and how people say it.

use crate::language::Language;
use crate::money::Money;
use std::fmt::Write as _;

/// What one of a metric counts. Base units are integers: fen for money, index for levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Fen; written as yuan with two decimals.
    Money,
    /// Whole months.
    Months,
    /// Whole years.
    Years,
    /// Whole days.
    Days,
    /// A plain count.
    Count,
    /// Whole per cent.
    Percent,
    /// A six-digit administrative division code; `510502` lies within `5105` and `51`.
    Region,
    /// Yes (1) or no (0).
    Flag,
    /// Named steps from worst to best.
    Level(&'static [&'static str]),
    /// Named kinds without order.
    Category(&'static [&'static str]),
}

/// Text that is not a value of a metric.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not {expected}")]
pub struct ValueError {
    /// What was written.
    pub text: String,
    /// What should be written instead.
    pub expected: String,
}

impl Unit {
    /// Reads canonical text such as `1200000.00`, `36`, `true` or `A` into base units.
    ///
    /// # Errors
    /// [`ValueError`] naming what should be written instead.
    pub fn parse(self, text: &str) -> Result<i64, ValueError> {
        let value = match self {
            Self::Money => text.parse::<Money>().ok().map(Money::fen),
            Self::Months
            | Self::Years
            | Self::Days
            | Self::Count
            | Self::Percent
            | Self::Region => {
                // `i64::from_str` accepts a leading plus, which is not canonical.
                if text.starts_with('+') { None } else { text.parse::<i64>().ok() }
            }
            Self::Flag => match text {
                "true" => Some(1),
                "false" => Some(0),
                _ => None,
            },
            Self::Level(names) | Self::Category(names) => {
                names.iter().position(|name| *name == text).and_then(|at| i64::try_from(at).ok())
            }
        };
        value.ok_or_else(|| ValueError { text: text.to_owned(), expected: self.expectation() })
    }

    /// The canonical text of `value`, which [`Unit::parse`] reads back.
    pub fn text(self, value: i64) -> String {
        match self {
            Self::Money => Money::from_fen(value).to_string(),
            Self::Months
            | Self::Years
            | Self::Days
            | Self::Count
            | Self::Percent
            | Self::Region => value.to_string(),
            Self::Flag => if value == 0 { "false" } else { "true" }.to_owned(),
            Self::Level(names) | Self::Category(names) => name_at(names, value).to_owned(),
        }
    }

    /// The value as people say it: `120万元`, `3年`, `A级`.
    pub fn say(self, value: i64, language: Language) -> String {
        match (self, language) {
            (Self::Money, _) => say_money(Money::from_fen(value), language),
            (Self::Months, Language::Zh) => say_months_zh(value),
            (Self::Months, Language::En) => plural(value, "month"),
            (Self::Years, Language::Zh) => format!("{value}岁"),
            (Self::Years, Language::En) => plural(value, "year"),
            (Self::Days, Language::Zh) => format!("{value}天"),
            (Self::Days, Language::En) => plural(value, "day"),
            (Self::Percent, _) => format!("{value}%"),
            (Self::Count | Self::Region, _) => value.to_string(),
            (Self::Flag, Language::Zh) => if value == 0 { "否" } else { "是" }.to_owned(),
            (Self::Flag, Language::En) => if value == 0 { "no" } else { "yes" }.to_owned(),
            (Self::Level(names), Language::Zh) => format!("{}级", name_at(names, value)),
            (Self::Level(names), Language::En) => format!("grade {}", name_at(names, value)),
            (Self::Category(names), _) => say_category(name_at(names, value), language).to_owned(),
        }
    }

    fn expectation(self) -> String {
        match self {
            Self::Money => "an amount in yuan such as 1200000.00".to_owned(),
            Self::Months => "a whole number of months".to_owned(),
            Self::Years => "a whole number of years".to_owned(),
            Self::Days => "a whole number of days".to_owned(),
            Self::Percent => "a whole number of per cent".to_owned(),
            Self::Region => "an administrative division code such as 510502".to_owned(),
            Self::Count => "a whole number".to_owned(),
            Self::Flag => "true or false".to_owned(),
            Self::Level(names) | Self::Category(names) => {
                let mut list = "one of ".to_owned();
                list.push_str(&names.join(", "));
                list
            }
        }
    }
}

fn name_at(names: &'static [&'static str], value: i64) -> &'static str {
    usize::try_from(value).ok().and_then(|at| names.get(at)).copied().unwrap_or("")
}

fn plural(count: i64, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

fn say_months_zh(months: i64) -> String {
    let (years, rest) = (months.div_euclid(12), months.rem_euclid(12));
    match (years, rest) {
        (0, rest) => format!("{rest}个月"),
        (years, 0) => format!("{years}年"),
        (years, rest) => format!("{years}年{rest}个月"),
    }
}

/// An amount as people say it: `30万元`, `38.5万元`, `8,508.14元`; `¥300,000` in English.
///
/// Nothing is rounded away: an amount that is not a whole hundred yuan keeps its digits.
pub fn say_money(money: Money, language: Language) -> String {
    let (fen, sign) = (money.fen().unsigned_abs(), if money.fen() < 0 { "-" } else { "" });
    let mut out = String::from(sign);
    let (yuan, cents) = (fen / 100, fen % 100);
    if language == Language::Zh && yuan >= 10_000 && fen % 1_000_000 % 10_000 == 0 {
        let hundreds = yuan % 10_000 / 100;
        push_grouped(&mut out, yuan / 10_000);
        if hundreds > 0 {
            let digits = if hundreds % 10 == 0 {
                format!(".{}", hundreds / 10)
            } else {
                format!(".{hundreds:02}")
            };
            out.push_str(&digits);
        }
        out.push_str("万元");
        return out;
    }
    if language == Language::En {
        out.push('¥');
    }
    push_grouped(&mut out, yuan);
    if cents > 0 {
        // Writing into a String cannot fail.
        let _ = write!(out, ".{cents:02}");
    }
    if language == Language::Zh {
        out.push('元');
    }
    out
}

fn push_grouped(out: &mut String, number: u64) {
    let digits = number.to_string();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && digits.len().saturating_sub(at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
}

fn say_category(name: &'static str, language: Language) -> &'static str {
    if language == Language::En {
        return name;
    }
    match name {
        "rice" => "水稻",
        "wheat" => "小麦",
        "maize" => "玉米",
        "vegetables" => "蔬菜",
        "fruit" => "水果",
        "tea" => "茶叶",
        "pig" => "生猪",
        "cattle" => "肉牛",
        "sheep" => "羊",
        "poultry" => "家禽",
        "home" => "住宅",
        "shop" => "商铺",
        "office" => "办公用房",
        "factory" => "厂房",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_people_say_them_and_lose_nothing() {
        let say = |text: &str, language| say_money(text.parse().unwrap(), language);
        assert_eq!(say("300000.00", Language::Zh), "30万元");
        assert_eq!(say("385000.00", Language::Zh), "38.5万元");
        assert_eq!(say("384500.00", Language::Zh), "38.45万元");
        assert_eq!(say("384512.00", Language::Zh), "384,512元");
        assert_eq!(say("8508.14", Language::Zh), "8,508.14元");
        assert_eq!(say("12000000.00", Language::Zh), "1,200万元");
        assert_eq!(say("300000.00", Language::En), "¥300,000");
        assert_eq!(say("-10.05", Language::En), "-¥10.05");
    }

    #[test]
    fn a_value_reads_back_from_its_own_text() {
        let grade = Unit::Level(&["D", "C", "M", "B", "A"]);
        for (unit, value) in
            [(Unit::Money, 120_000_005), (Unit::Months, 36), (Unit::Flag, 1), (grade, 2)]
        {
            assert_eq!(unit.parse(&unit.text(value)), Ok(value));
        }
        assert!(grade.parse("E").is_err());
        assert!(Unit::Count.parse("+3").is_err());
    }
}
