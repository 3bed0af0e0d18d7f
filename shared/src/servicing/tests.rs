//! Requests after the draw, held to the sample catalogue's rules.

use super::*;
use crate::catalogue::Catalogue;
use crate::catalogue::files::sample;
use crate::language::{Language, Say};
use crate::loan::{LoanEventKind, LoanStatus, Servicing};
use crate::schedule::{RepaymentMethod, TermMonths, Terms};

fn date(text: &str) -> NaiveDate {
    crate::date_text::parse(text).unwrap()
}

fn yuan(amount: i64) -> Money {
    Money::from_yuan(amount).unwrap()
}

/// A loan of 120,000 yuan at 3.60 % over 12 months, drawn on 5 January 2026.
struct Case {
    catalogue: Catalogue,
    product: &'static str,
    events: Vec<LoanEvent>,
    renewals: u16,
    standing: Standing,
    account: BankCard,
}

impl Case {
    fn of(method: RepaymentMethod) -> Self {
        let terms = Terms::new(
            yuan(120_000),
            AnnualRate::from_basis_points(360).unwrap(),
            date("2026-01-05"),
            TermMonths::new(12).unwrap(),
            method,
        );
        Self {
            catalogue: sample().unwrap(),
            product: "micro-quick",
            events: vec![LoanEvent::drawn(
                terms,
                Servicing { grace_days: 3, ..Servicing::default() },
            )],
            renewals: 0,
            standing: Standing::default(),
            account: "6217001540012345672".parse().unwrap(),
        }
    }

    /// Every instalment up to a day paid on its due date.
    fn paid_until(mut self, day: &str) -> Self {
        let plan: Vec<_> = self.book("2026-01-05").upcoming().copied().collect();
        for instalment in plan.iter().filter(|instalment| instalment.due_date <= date(day)) {
            self.events.push(LoanEvent::paid(instalment.due_date, 0, instalment.total));
        }
        self
    }

    fn book(&self, on: &str) -> LoanBook {
        LoanBook::rebuild(&self.events, date(on), &Calendar::china()).unwrap()
    }

    fn ask(
        &self,
        on: &str,
        action: &ServicingAction,
    ) -> Result<ServicingPreview, ServicingRefused> {
        preview(&ServicingRequest {
            action,
            events: &self.events,
            product: self.catalogue.product(self.product),
            renewals: self.renewals,
            standing: self.standing,
            agreed_rate: AnnualRate::from_basis_points(360).unwrap(),
            account: &self.account,
            on: date(on),
            calendar: &Calendar::china(),
        })
    }

    fn confirm(&mut self, preview: &ServicingPreview) {
        self.events.extend(preview.booking.events.iter().cloned());
    }
}

const DEFER: ServicingAction = ServicingAction::DeferPrincipal { instalments: 2 };

#[test]
fn what_a_deferral_previews_is_what_the_book_shows_once_it_is_booked() {
    let mut case = Case::of(RepaymentMethod::LevelInstalment).paid_until("2026-03-05");
    let preview = case.ask("2026-03-10", &DEFER).unwrap();
    assert!(preview.cost_difference.is_positive(), "interest on principal kept longer");
    assert_eq!(preview.before.matures_on, preview.after.matures_on);
    assert!(preview.after.instalments[..2].iter().all(|row| row.principal.is_zero()));
    assert!(preview.changes[0].zh.contains("接下来2期只还利息"), "{:?}", preview.changes);
    case.confirm(&preview);
    assert_eq!(Outlook::of(&case.book("2026-03-10")).unwrap(), preview.after);
}

#[test]
fn a_deferral_asked_for_twice_is_told_until_when_there_is_one() {
    let mut case = Case::of(RepaymentMethod::EqualPrincipal).paid_until("2026-03-05");
    let preview = case.ask("2026-03-10", &DEFER).unwrap();
    case.confirm(&preview);
    let until = date("2026-05-06");
    assert_eq!(case.ask("2026-03-11", &DEFER), Err(ServicingRefused::AlreadyDeferred { until }));
    // 2026-04-06 and 05-06 are the first working days after the holidays of the 5th.
    let second = case.ask("2026-05-07", &DEFER);
    assert!(
        matches!(second, Err(ServicingRefused::Overdue { .. })),
        "April was not paid: {second:?}"
    );
}

#[test]
fn a_loan_without_principal_in_its_next_instalments_has_nothing_to_defer() {
    let case = Case::of(RepaymentMethod::InterestOnly);
    assert_eq!(case.ask("2026-01-20", &DEFER), Err(ServicingRefused::NothingToDefer));
    let none = ServicingAction::DeferPrincipal { instalments: 0 };
    assert_eq!(case.ask("2026-01-20", &none), Err(ServicingRefused::TooMuch { most: 3 }));
}

#[test]
fn an_extension_is_agreed_before_maturity_and_within_the_product_s_bounds() {
    let mut case = Case::of(RepaymentMethod::InterestOnly).paid_until("2026-12-31");
    let longer = ServicingAction::Extend { months: 6 };
    assert_eq!(
        case.ask("2026-12-20", &ServicingAction::Extend { months: 7 }),
        Err(ServicingRefused::TooMuch { most: 6 })
    );
    assert!(case.ask("2027-01-04", &longer).is_ok());
    assert_eq!(case.ask("2027-01-05", &longer), Err(ServicingRefused::AfterMaturity));
    let preview = case.ask("2026-12-20", &longer).unwrap();
    assert_eq!(preview.after.matures_on, Some(date("2027-07-05")));
    case.confirm(&preview);
    assert_eq!(case.ask("2026-12-21", &longer), Err(ServicingRefused::TooOften { times_max: 1 }));
}

#[test]
fn a_renewal_opens_thirty_days_before_maturity_and_costs_only_interest_that_day() {
    let mut case = Case::of(RepaymentMethod::InterestOnly).paid_until("2026-12-31");
    let renew = ServicingAction::Renew { term_months: 12, method: RepaymentMethod::AnyTime };
    let from = date("2026-12-06");
    assert_eq!(case.ask("2026-12-05", &renew), Err(ServicingRefused::TooEarly { from }));
    let preview = case.ask("2026-12-21", &renew).unwrap();
    // 14 days at 12.00 since 7 December, the working day after the 5th.
    assert_eq!(preview.due_at_once, yuan(168));
    let new_loan = preview.booking.new_loan.clone().unwrap();
    assert_eq!(new_loan.terms.principal, yuan(120_000));
    assert_eq!(preview.after.principal, yuan(120_000), "no yuan of principal is repaid");
    assert!(preview.changes.iter().any(|said| said.zh.contains("风险分类")));
    case.confirm(&preview);
    let old = case.book("2026-12-21");
    assert_eq!((old.principal(), old.payoff().total), (Money::ZERO, yuan(168)));
    assert!(matches!(old.status(), LoanStatus::Performing));
    let since = date("2026-12-21");
    let unpaid = case.ask("2026-12-22", &renew);
    assert_eq!(unpaid, Err(ServicingRefused::Overdue { since }), "its interest was not paid");
    let seven = ServicingAction::Renew { term_months: 7, method: RepaymentMethod::AnyTime };
    let mut case = Case::of(RepaymentMethod::InterestOnly).paid_until("2026-12-31");
    case.renewals = 2;
    let third = case.ask("2026-12-21", &renew);
    assert_eq!(third, Err(ServicingRefused::TooOften { times_max: 2 }));
    case.renewals = 1;
    assert_eq!(
        case.ask("2026-12-21", &seven),
        Err(ServicingRefused::TermNotOffered { months_max: 12 })
    );
}

#[test]
fn another_method_is_taken_when_the_product_has_it_and_is_another() {
    let mut case = Case::of(RepaymentMethod::AnyTime);
    let change = |method| ServicingAction::ChangeMethod { method };
    let same = case.ask("2026-01-20", &change(RepaymentMethod::AnyTime));
    assert_eq!(same, Err(ServicingRefused::SameMethod));
    let bullet = case.ask("2026-01-20", &change(RepaymentMethod::Bullet));
    assert_eq!(bullet, Err(ServicingRefused::MethodNotOffered));
    let preview = case.ask("2026-01-20", &change(RepaymentMethod::EqualPrincipal)).unwrap();
    assert!(preview.cost_difference.is_negative(), "principal comes back earlier");
    assert_eq!(preview.after.instalments.len(), 12);
    case.confirm(&preview);
    assert_eq!(Outlook::of(&case.book("2026-01-20")).unwrap(), preview.after);
}

#[test]
fn who_paid_six_times_on_time_gets_the_discount_down_to_the_floor() {
    let five = Case::of(RepaymentMethod::InterestOnly).paid_until("2026-06-30");
    assert_eq!(
        five.ask("2026-06-30", &ServicingAction::DiscountRate),
        Err(ServicingRefused::NotOnTimeYet { met: 5, needed: 6 })
    );
    let mut case = Case::of(RepaymentMethod::InterestOnly).paid_until("2026-07-31");
    let preview = case.ask("2026-07-31", &ServicingAction::DiscountRate).unwrap();
    assert_eq!(preview.after.annual_rate.percent_text(), "3.50");
    assert!(preview.cost_difference.is_negative());
    case.confirm(&preview);
    let until = date("2027-01-31");
    assert_eq!(
        case.ask("2026-08-01", &ServicingAction::DiscountRate),
        Err(ServicingRefused::AlreadyDiscounted { until })
    );
}

#[test]
fn nothing_is_granted_while_something_is_overdue_or_once_nothing_is_owed() {
    let case = Case::of(RepaymentMethod::LevelInstalment);
    let since = date("2026-02-05");
    assert_eq!(case.ask("2026-02-06", &DEFER), Err(ServicingRefused::Overdue { since }));
    let mut settled = Case::of(RepaymentMethod::LevelInstalment);
    settled.events.push(LoanEvent::paid(date("2026-01-05"), 1, yuan(120_000)));
    assert_eq!(settled.ask("2026-01-06", &DEFER), Err(ServicingRefused::NothingOwed));
    let before = Case { events: Vec::new(), ..Case::of(RepaymentMethod::LevelInstalment) };
    assert_eq!(before.ask("2026-01-06", &DEFER), Err(ServicingRefused::NothingOwed));
}

#[test]
fn a_product_that_says_nothing_allows_nothing_but_another_account() {
    let case = Case { product: "chain-order", ..Case::of(RepaymentMethod::LevelInstalment) };
    assert_eq!(case.ask("2026-01-20", &DEFER), Err(ServicingRefused::NotOffered));
    let gone = Case { product: "gone", ..Case::of(RepaymentMethod::LevelInstalment) };
    assert_eq!(gone.ask("2026-01-20", &DEFER), Err(ServicingRefused::NotOffered));
    let same = ServicingAction::ChangeAccount { number: case.account.clone() };
    assert_eq!(case.ask("2026-01-20", &same), Err(ServicingRefused::SameAccount));
    let other = ServicingAction::ChangeAccount { number: "6222021234567890128".parse().unwrap() };
    let preview = case.ask("2026-01-20", &other).unwrap();
    assert_eq!((preview.before == preview.after, preview.booking.events.len()), (true, 0));
}

#[test]
fn every_refusal_says_what_to_do_in_both_languages() {
    let case = Case::of(RepaymentMethod::InterestOnly);
    let refused = case.ask("2026-01-20", &DEFER).unwrap_err();
    assert_eq!(refused.code(), "nothing_to_defer");
    assert!(refused.say(Language::Zh).contains("续贷"));
    assert!(refused.say(Language::En).contains("renew"));
    assert!(matches!(
        case.ask("2026-01-20", &ServicingAction::DiscountRate),
        Err(ServicingRefused::NotOnTimeYet { met: 0, .. })
    ));
    assert!(!matches!(case.events[0].kind, LoanEventKind::Renewed { .. }));
}

#[test]
fn a_renewal_waits_for_what_falls_due_today_for_a_frozen_limit_and_for_other_arrears() {
    let mut case = Case::of(RepaymentMethod::EqualPrincipal).paid_until("2026-12-04");
    let renew = ServicingAction::Renew { term_months: 12, method: RepaymentMethod::AnyTime };
    let due = case.book("2026-01-05").upcoming().nth(10).map(|row| row.due_date).unwrap();
    let case_on_the_day = Case::of(RepaymentMethod::EqualPrincipal).paid_until("2026-11-30");
    let today = crate::date_text::format(due);
    assert_eq!(case_on_the_day.ask(&today, &renew), Err(ServicingRefused::DueFirst { on: due }));
    case = Case::of(RepaymentMethod::EqualPrincipal).paid_until(&today);
    assert!(case.ask(&today, &renew).is_ok());
    case.standing.is_frozen = true;
    assert_eq!(case.ask(&today, &renew), Err(ServicingRefused::Frozen));
    let since = date("2026-11-05");
    case.standing = Standing { is_frozen: false, overdue_elsewhere: Some(since) };
    assert_eq!(case.ask(&today, &renew), Err(ServicingRefused::OverdueElsewhere { since }));
    assert!(case.ask(&today, &ServicingAction::Extend { months: 1 }).is_ok(), "no new loan");
}

#[test]
fn an_extension_that_would_move_no_due_date_is_refused() {
    let mut case = Case::of(RepaymentMethod::Seasonal);
    case.product = "farmer-quick";
    let harvests = case.catalogue.product("farmer-quick").unwrap().seasonal_plan.clone();
    let Some(LoanEventKind::Drawn(drawn)) = case.events.first_mut().map(|event| &mut event.kind)
    else {
        panic!("a draw comes first");
    };
    drawn.terms.plan = harvests;
    let extend = ServicingAction::Extend { months: 3 };
    assert_eq!(case.ask("2026-01-20", &extend), Err(ServicingRefused::NothingToExtend));
}
