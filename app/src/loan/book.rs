//! The interest book: every day's interest, so that anybody can check it.

use leptos::prelude::*;
use shared::{
    api::{InterestDayView, LoanView},
    date_text,
};

use crate::{
    components::{TableRow, card, fold, note, table},
    dom::{View, live, nothing},
    format,
    text::loan,
};

/// The rule, and what it gave day by day.
pub(super) fn interest_card(latest: RwSignal<LoanView>) -> View {
    let row = |day: &InterestDayView| TableRow {
        heading: date_text::format(day.on),
        cells: vec![
            format::digits(day.balance),
            format::percent(day.annual_rate),
            day.interest.clone(),
        ],
        ..TableRow::default()
    };
    let columns = [loan::DAY, loan::BALANCE, loan::RATE, loan::DAY_INTEREST];
    let days = move || {
        let rows: Vec<_> = latest.read().interest_days.iter().map(row).collect();
        table("interest-caption", loan::BOOK, &columns, &rows, None)
    };
    let book = live(move || {
        if latest.read().interest_days.is_empty() {
            note(loan::BOOK_EMPTY)
        } else {
            fold(loan::BOOK_FOLD, move || live(days))
        }
    });
    card(loan::BOOK, nothing()).with(note(loan::BOOK_FORMULA)).with(book).into()
}
