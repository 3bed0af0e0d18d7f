//! One line of the interest book as a row of a table.

use shared::{
    language::Language,
    loan::{Change, InterestLine, PaidBy},
    rate::AnnualRate,
};

use super::fine::Fine;
use crate::{
    components::TableRow,
    format,
    text::{Message, interest_book, loan, terms},
};

/// The row: the day with what happened, then balance, rate and interest where they apply.
pub(super) fn row(line: &InterestLine, language: Language) -> TableRow {
    let small = happened(line, language);
    let cells = match line {
        InterestLine::Night { balance, annual_rate, interest, .. } => {
            [format::digits(*balance), format::percent(*annual_rate), shown(interest)]
        }
        InterestLine::Penalty { base, penalty_rate, penalty, .. } => {
            let rate = penalty_rate.parse::<AnnualRate>().map(format::exact_percent);
            [format::digits(*base), rate.unwrap_or_else(|_| penalty_rate.clone()), shown(penalty)]
        }
        InterestLine::Drawn { amount, .. } => {
            [format::digits(*amount), String::new(), String::new()]
        }
        InterestLine::Paid { principal_after, .. } => {
            [format::digits(*principal_after), String::new(), String::new()]
        }
        InterestLine::Due { .. } | InterestLine::Changed { .. } => <[String; 3]>::default(),
    };
    TableRow {
        heading: format::day(line.on()),
        small,
        cells: cells.to_vec(),
        warn: matches!(line, InterestLine::Penalty { .. }),
    }
}

fn shown(ten_decimals: &str) -> String {
    Fine::parse(ten_decimals).map_or_else(|| ten_decimals.to_owned(), |fine| fine.text(4))
}

/// What a line tells beside figures; empty for a plain night.
fn happened(line: &InterestLine, language: Language) -> String {
    let say = |message: Message| message.in_language(language);
    let amount = |name: Message, money| [say(name), " ", &format::digits(money)].concat();
    match line {
        InterestLine::Night { .. } => String::new(),
        InterestLine::Drawn { .. } => say(interest_book::DRAWN).to_owned(),
        InterestLine::Due { number, principal, interest, .. } => {
            let parts = [amount(terms::PRINCIPAL, *principal), amount(terms::INTEREST, *interest)];
            [&interest_book::due(*number, language), " ", &parts.join(" · ")].concat()
        }
        InterestLine::Paid { by, amount: paid, principal, interest, penalty, .. } => {
            let name = match by {
                PaidBy::Borrower => interest_book::PAID,
                PaidBy::Renewal => interest_book::RENEWED,
            };
            let mut parts = vec![amount(name, *paid), amount(terms::PRINCIPAL, *principal)];
            parts.push(amount(terms::INTEREST, *interest));
            if penalty.is_positive() {
                parts.push(amount(loan::PENALTY, *penalty));
            }
            parts.join(" · ")
        }
        InterestLine::Penalty { due_date, .. } => {
            interest_book::penalty(&format::day(*due_date), language)
        }
        InterestLine::Changed { change, .. } => changed(change, language),
    }
}

fn changed(change: &Change, language: Language) -> String {
    match change {
        Change::Rate { annual_rate } => {
            interest_book::new_rate(&format::percent(*annual_rate), language)
        }
        Change::Discount { basis_points, until } => {
            interest_book::discount(*basis_points, &format::day(*until), language)
        }
        Change::Deferral { instalments, .. } => interest_book::deferral(*instalments, language),
        Change::Extension { months } => interest_book::extension(*months, language),
        Change::Method { method } => {
            interest_book::new_method(format::method(*method, language), language)
        }
    }
}
