//! A demonstration's business date: a year of a loan's life in one request.

use server::config::Mode;
use server::jobs::close_day;
use shared::api::{
    Empty, GetBusinessDate, GetStatements, LoanStatusView, MoveBusinessDate,
    MoveBusinessDateRequest, ProblemCode,
};
use shared::schedule::RepaymentMethod;
use tests::line::{Asked, Line};
use tests::shop::Shop;

fn to(day: &str) -> MoveBusinessDateRequest {
    MoveBusinessDateRequest { to: day.parse().expect("a day") }
}

#[tokio::test]
async fn a_year_of_a_loan_s_life_is_walked_day_by_day() {
    let shop = Shop::open().await;
    close_day::order_today(&shop.here).await.expect("the closing is ordered");
    let mut lent = shop.lent(12_000, 12, RepaymentMethod::LevelInstalment).await;
    let due: Vec<_> = lent.standing().await.upcoming.iter().map(|row| row.due_date).collect();
    let moved = lent.borrower.ask::<MoveBusinessDate>(&[], &to("2027-12-01")).await;
    assert_eq!((moved.today, moved.days_ahead), ("2027-12-01".parse().expect("a day"), 373));
    // Signed in as before: nobody waited a year.
    let settled = lent.view().await;
    assert_eq!(settled.status, LoanStatusView::Settled { on: *due.last().expect("a due date") });
    let paid: Vec<_> = settled.movements.iter().rev().skip(1).map(|paid| paid.on).collect();
    assert_eq!(paid, due, "each instalment on its day");
    let facility = lent.facility.clone();
    let statements = lent.borrower.ask::<GetStatements>(&[&facility], &Empty {}).await;
    assert_eq!(statements.months.len(), 13);
    close_day::check_books(&shop.here).await.expect("the books balance");
    for day in [due[0], due[11], "2026-11-23".parse().expect("a day")] {
        let found = shop.here.store.reconciliation(day).await.expect("the store answers");
        let differences = found.map(|document| document.as_str().to_owned());
        assert_eq!(differences.as_deref(), Some("[]"), "{day}");
    }
}

#[tokio::test]
async fn the_date_only_moves_forward_and_not_too_far_at_once() {
    let shop = Shop::open().await;
    let mut anybody = shop.stranger("13800138000");
    for day in ["2026-11-23", "2026-11-22", "1999-01-01"] {
        let problem = anybody.refused::<MoveBusinessDate>(&[], &to(day)).await;
        assert_eq!((problem.status, problem.code), (409, ProblemCode::DateGoesBackwards), "{day}");
    }
    let problem = anybody.refused::<MoveBusinessDate>(&[], &to("2028-11-24")).await;
    assert_eq!((problem.status, problem.fields[0].code.as_str()), (422, "too_far"));
    let moved = anybody.ask::<MoveBusinessDate>(&[], &to("2026-11-30")).await;
    assert_eq!(moved.days_ahead, 7);
    assert_eq!(anybody.ask::<GetBusinessDate>(&[], &Empty {}).await, moved);
    let back = anybody.refused::<MoveBusinessDate>(&[], &to("2026-11-29")).await;
    assert_eq!(back.code, ProblemCode::DateGoesBackwards);
}

#[tokio::test]
async fn in_production_nobody_can_see_or_set_the_date() {
    let shop = Shop::open_with(|opening| opening.institution.mode = Mode::Production).await;
    let mut anybody = shop.stranger("13800138000");
    assert_eq!(anybody.refused::<GetBusinessDate>(&[], &Empty {}).await.status, 404);
    let problem = anybody.refused::<MoveBusinessDate>(&[], &to("2026-12-01")).await;
    assert_eq!((problem.status, problem.code), (404, ProblemCode::NotFound));
    assert_eq!(shop.here.today().to_string(), "2026-11-23");
}

#[tokio::test]
async fn the_pages_of_a_demonstration_are_marked_and_those_of_production_are_not() {
    for (mode, marked) in [(Mode::Demonstration, true), (Mode::Production, false)] {
        let shop = Shop::open_with(|opening| opening.institution.mode = mode).await;
        for place in ["/", "/me", "/nowhere"] {
            let page = shop.line.clone().send(Asked::new("GET", place)).await;
            let cookie = page.header("set-cookie").unwrap_or_default();
            assert_eq!(cookie.starts_with("puhui_demonstration="), marked, "{place}");
        }
    }
}
