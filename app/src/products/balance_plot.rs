//! What is still owed over time, one line for each product compared.

use chrono::NaiveDate;
use shared::{date_text, language::Language, money::Money, schedule::Schedule};

use super::compare::Side;
use crate::{
    components::{Series, card, chart, read},
    dom::{View, nothing},
    format,
    schedule::path,
    text::{plan, products},
};

/// Height of the box.
const HEIGHT: i64 = 100;
/// Width of the box, whatever the time: it is stretched to its place.
const WIDTH: i64 = 100;
/// How the lines look, in the order of the columns.
const LINES: [(&str, &str); 3] =
    [("chart__first", "first"), ("chart__second", "second"), ("chart__third", "third")];

/// Lines that fall step by step to nothing.
pub(super) fn balance_chart(sides: &[Side<'_>], language: Language) -> View {
    let schedules: Vec<&Schedule> = sides.iter().map(|side| &side.offer.schedule).collect();
    let drawn = schedules.iter().map(|schedule| schedule.drawn_on).min().unwrap_or_default();
    let last = schedules.iter().map(|schedule| schedule.maturity()).max().unwrap_or_default();
    let most = schedules.iter().map(|schedule| schedule.principal).max().unwrap_or_default();
    let span = Span { from: drawn, to: last, most };
    let mut series = vec![Series { class: "chart__grid", path: fixed(grid()) }];
    let mut keys: Vec<(&'static str, View)> = Vec::new();
    for ((class, key), side) in LINES.into_iter().zip(sides) {
        series.push(Series { class, path: fixed(balance(&side.offer.schedule, &span)) });
        keys.push((key, side.product.name.text(language).to_owned().into()));
    }
    let most = [plan::BALANCE.in_language(language), " ", &format::exact(most, language)].concat();
    let ends = sides.iter().map(|side| {
        let day = date_text::format(side.offer.schedule.maturity());
        [side.product.name.text(language), " ", &day].concat()
    });
    let sentence = products::paid_back_by(&ends.collect::<Vec<_>>(), language);
    let figure = chart(
        read(|| (WIDTH, HEIGHT)),
        series,
        fixed(sentence),
        vec![most.into()],
        vec![date_text::format(drawn).into(), date_text::format(last).into()],
        &keys,
    );
    card(products::OVER_TIME, nothing()).with(figure).into()
}

fn fixed(text: String) -> crate::components::Reading<String> {
    read(move || text.clone())
}

/// What the box stands for: days to the right, money upwards.
struct Span {
    from: NaiveDate,
    to: NaiveDate,
    most: Money,
}

impl Span {
    /// A day as hundredths of the box's width.
    fn x(&self, day: NaiveDate) -> i64 {
        let whole = (self.to - self.from).num_days().max(1);
        (day - self.from).num_days() * WIDTH * path::SCALE / whole
    }

    /// An amount as hundredths of the box's height, from the top.
    fn y(&self, amount: Money) -> i64 {
        HEIGHT * path::SCALE - path::scaled(amount.fen(), self.most.fen().max(1), HEIGHT)
    }
}

fn grid() -> String {
    let mut grid = String::new();
    for height in [0, HEIGHT / 2, HEIGHT] {
        path::point(&mut grid, 'M', 0, height * path::SCALE);
        path::horizontal(&mut grid, WIDTH * path::SCALE);
    }
    grid
}

/// The balance from the drawdown to zero: it holds until a payment, then falls.
fn balance(schedule: &Schedule, span: &Span) -> String {
    let mut line = String::new();
    path::point(&mut line, 'M', span.x(schedule.drawn_on), span.y(schedule.principal));
    for instalment in &schedule.instalments {
        path::horizontal(&mut line, span.x(instalment.due_date));
        path::vertical(&mut line, span.y(instalment.balance_after));
    }
    line
}

#[cfg(test)]
mod tests {
    use shared::{
        calendar::Calendar,
        rate::AnnualRate,
        schedule::{RepaymentMethod, TermMonths, Terms},
    };

    use super::*;

    fn schedule(method: RepaymentMethod, months: u16) -> Schedule {
        let terms = Terms::new(
            Money::from_fen(30_000_000),
            AnnualRate::from_basis_points(385).expect("a rate"),
            NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day"),
            TermMonths::new(months).expect("a term"),
            method,
        );
        Schedule::build(&terms, &Calendar::china()).expect("a schedule")
    }

    fn span(schedule: &Schedule) -> Span {
        Span { from: schedule.drawn_on, to: schedule.maturity(), most: schedule.principal }
    }

    #[test]
    fn a_line_starts_at_the_top_and_ends_at_the_bottom_on_its_last_day() {
        let equal = schedule(RepaymentMethod::EqualPrincipal, 12);
        let line = balance(&equal, &span(&equal));
        assert!(line.starts_with("M0 0H"), "{line}");
        assert!(line.ends_with("H100V100"), "{line}");
        assert_eq!(line.matches('V').count(), 12);
    }

    #[test]
    fn a_shorter_loan_ends_earlier_in_the_same_box() {
        let (long, short) =
            (schedule(RepaymentMethod::Bullet, 12), schedule(RepaymentMethod::Bullet, 6));
        let line = balance(&short, &span(&long));
        assert!(line.ends_with("V100") && !line.ends_with("H100V100"), "{line}");
    }
}
