//! What a change costs or takes, in words.

use crate::facts::{Lever, Metric, Source, Unit, say_money};
use crate::language::{Label, Language};
use crate::money::Money;

/// What moving `metric` from one value to another asks of a borrower.
pub(super) fn takes(metric: Metric, from: i64, to: i64) -> Label {
    let change = to.saturating_sub(from).saturating_abs();
    let say = |language| metric.unit().say(change, language);
    let money = |language| say_money(Money::from_fen(change), language);
    let (zh, en) = match (metric.unit(), metric.lever()) {
        (Unit::Money, Lever::Lower) => (
            ["需先归还或结清", &money(Language::Zh)].concat(),
            ["repay or settle ", &money(Language::En), " first"].concat(),
        ),
        (Unit::Money, _) if metric.verifier() == Source::Tax => (
            ["再如实申报", &money(Language::Zh), "，以实际经营为准"].concat(),
            ["another ", &money(Language::En), " truly earned and filed"].concat(),
        ),
        (Unit::Money, _) => (
            ["还需增加", &money(Language::Zh)].concat(),
            ["another ", &money(Language::En)].concat(),
        ),
        (Unit::Level(_), _) => (
            ["评级提升", &change.to_string(), "级，通常要等下一次评定"].concat(),
            ["a grade better by ", &change.to_string(), ", usually at the next grading"].concat(),
        ),
        (Unit::Flag, Lever::Lower) => {
            ("先了结并从名单移出".to_owned(), "settle it and be taken off the list".to_owned())
        }
        (Unit::Flag, _) => {
            ("办理登记、投保或认定".to_owned(), "register, insure or be certified".to_owned())
        }
        (_, Lever::Lower) => {
            (["减少", &say(Language::Zh)].concat(), [&say(Language::En), " less"].concat())
        }
        _ => (["增加", &say(Language::Zh)].concat(), [&say(Language::En), " more"].concat()),
    };
    Label::new(zh, en)
}
