//! Whether a product lets a loan do what is asked, and what would happen to it.

use super::refusal::ServicingRefused as Refused;
use super::{ServicingAction, ServicingRequest};
use crate::calendar::add_months;
use crate::catalogue::{
    DeferralRule, DiscountRule, ExtensionRule, MethodChangeRule, RenewalRule, ServicingRules,
};
use crate::loan::{Drawn, LoanBook, LoanEventKind, LoanStatus};
use crate::schedule::{GraceKind, RepaymentMethod, TermMonths, Terms};
use chrono::{Days, NaiveDate};

/// What the loan's events gain, and the loan that takes its place.
pub(super) struct Change {
    pub(super) kind: Option<LoanEventKind>,
    pub(super) new_loan: Option<Drawn>,
    pub(super) source: String,
}

impl Change {
    fn event(kind: LoanEventKind, source: &str) -> Self {
        Self { kind: Some(kind), new_loan: None, source: source.to_owned() }
    }
}

/// Holds a request to the product's rules.
pub(super) fn change(request: &ServicingRequest<'_>, book: &LoanBook) -> Result<Change, Refused> {
    if matches!(book.status(), LoanStatus::Settled { .. }) {
        return Err(Refused::NothingOwed);
    }
    if let ServicingAction::ChangeAccount { number } = request.action {
        if number == request.account {
            return Err(Refused::SameAccount);
        }
        // Whose account it is, the bank checks; it changes nothing that is owed.
        return Ok(Change { kind: None, new_loan: None, source: String::new() });
    }
    let rules = request.product.and_then(|product| product.servicing.as_ref());
    let rules = rules.ok_or(Refused::NotOffered)?;
    if let LoanStatus::Overdue { since } = book.status() {
        return Err(Refused::Overdue { since });
    }
    if book.upcoming().next().is_none() {
        return Err(Refused::AfterMaturity);
    }
    by_rules(request, rules, book)
}

fn by_rules(
    request: &ServicingRequest<'_>,
    rules: &ServicingRules,
    book: &LoanBook,
) -> Result<Change, Refused> {
    match request.action {
        ServicingAction::DeferPrincipal { instalments } => {
            let rule = rules.deferral.as_ref().ok_or(Refused::NotOffered)?;
            defer(request, rule, book, *instalments)
        }
        ServicingAction::Extend { months } => {
            let rule = rules.extension.as_ref().ok_or(Refused::NotOffered)?;
            extend(request, rule, *months)
        }
        ServicingAction::Renew { term_months, method } => {
            let rule = rules.renewal.as_ref().ok_or(Refused::NotOffered)?;
            renew(request, rule, book, *term_months, *method)
        }
        ServicingAction::ChangeMethod { method } => {
            let rule = rules.method_change.as_ref().ok_or(Refused::NotOffered)?;
            change_method(request, rule, book, *method)
        }
        ServicingAction::DiscountRate => {
            let rule = rules.discount.as_ref().ok_or(Refused::NotOffered)?;
            discount(request, rule, book)
        }
        ServicingAction::ChangeAccount { .. } => Err(Refused::NotOffered),
    }
}

/// How often something has been done to the loan.
fn times(request: &ServicingRequest<'_>, is_it: impl Fn(&LoanEventKind) -> bool) -> u16 {
    let done = request.events.iter().filter(|event| event.on <= request.on && is_it(&event.kind));
    u16::try_from(done.count()).unwrap_or(u16::MAX)
}

fn not_too_often(times: u16, times_max: u16) -> Result<(), Refused> {
    if times < times_max { Ok(()) } else { Err(Refused::TooOften { times_max }) }
}

fn defer(
    request: &ServicingRequest<'_>,
    rule: &DeferralRule,
    book: &LoanBook,
    instalments: u16,
) -> Result<Change, Refused> {
    let is_deferred = |number: u16| {
        book.terms().grace.iter().any(|grace| {
            number >= grace.from_number
                && number < grace.from_number.saturating_add(grace.instalments)
        })
    };
    if let Some(last) = book.upcoming().filter(|instalment| is_deferred(instalment.number)).last() {
        return Err(Refused::AlreadyDeferred { until: last.due_date });
    }
    not_too_often(
        times(request, |kind| matches!(kind, LoanEventKind::Deferred { .. })),
        rule.times_max,
    )?;
    let left = u16::try_from(book.upcoming().count()).unwrap_or(u16::MAX);
    let most = rule.instalments_max.min(left.saturating_sub(1));
    if instalments == 0 || instalments > most {
        return Err(Refused::TooMuch { most });
    }
    let mut next = book.upcoming().take(usize::from(instalments));
    if next.all(|instalment| !instalment.principal.is_positive()) {
        return Err(Refused::NothingToDefer);
    }
    let kind = LoanEventKind::Deferred { instalments, kind: GraceKind::InterestOnly };
    Ok(Change::event(kind, &rule.source))
}

fn extend(
    request: &ServicingRequest<'_>,
    rule: &ExtensionRule,
    months: u16,
) -> Result<Change, Refused> {
    not_too_often(
        times(request, |kind| matches!(kind, LoanEventKind::Extended { .. })),
        rule.times_max,
    )?;
    let (mut agreed, mut added) = (0_u16, 0_u16);
    for event in request.events.iter().filter(|event| event.on <= request.on) {
        match &event.kind {
            LoanEventKind::Drawn(drawn) => agreed = drawn.terms.term.months(),
            LoanEventKind::Extended { months } => added = added.saturating_add(*months),
            _ => {}
        }
    }
    let whole = u32::from(agreed).saturating_mul(u32::from(rule.percent_of_term_max)) / 100;
    let left = u16::try_from(whole).unwrap_or(u16::MAX).saturating_sub(added);
    let longest = TermMonths::MAX.months().saturating_sub(agreed.saturating_add(added));
    let most = rule.months_max.min(left).min(longest);
    if months == 0 || months > most {
        return Err(Refused::TooMuch { most });
    }
    Ok(Change::event(LoanEventKind::Extended { months }, &rule.source))
}

fn renew(
    request: &ServicingRequest<'_>,
    rule: &RenewalRule,
    book: &LoanBook,
    term_months: u16,
    method: RepaymentMethod,
) -> Result<Change, Refused> {
    if request.standing.is_frozen {
        return Err(Refused::Frozen);
    }
    if let Some(since) = request.standing.overdue_elsewhere {
        return Err(Refused::OverdueElsewhere { since });
    }
    not_too_often(request.renewals, rule.times_max)?;
    let matures_on = book.upcoming().last().map(|instalment| instalment.due_date);
    let matures_on = matures_on.ok_or(Refused::AfterMaturity)?;
    let opens = matures_on.checked_sub_days(Days::new(u64::from(rule.within_days)));
    if let Some(from) = opens.filter(|from| request.on < *from) {
        return Err(Refused::TooEarly { from });
    }
    if book.due().principal.is_positive()
        && let Some(next) = book.next_due()
    {
        return Err(Refused::DueFirst { on: next.due_date });
    }
    let product = request.product.ok_or(Refused::NotOffered)?;
    if term_months > rule.months_max || !product.terms_months.contains(&term_months) {
        return Err(Refused::TermNotOffered { months_max: rule.months_max });
    }
    if !product.methods.contains(&method) {
        return Err(Refused::MethodNotOffered);
    }
    let refused = |_| Refused::TermNotOffered { months_max: rule.months_max };
    let term = TermMonths::new(term_months).map_err(refused)?;
    let principal = book.principal();
    let mut terms = Terms::new(principal, request.agreed_rate, request.on, term, method);
    terms.plan = product.seasonal_plan.clone().filter(|_| method == RepaymentMethod::Seasonal);
    let new_loan = Drawn { terms, servicing: book.servicing().clone() };
    Ok(Change {
        kind: Some(LoanEventKind::Renewed { principal }),
        new_loan: Some(new_loan),
        source: rule.source.clone(),
    })
}

fn change_method(
    request: &ServicingRequest<'_>,
    rule: &MethodChangeRule,
    book: &LoanBook,
    method: RepaymentMethod,
) -> Result<Change, Refused> {
    if method == book.terms().method {
        return Err(Refused::SameMethod);
    }
    let without_plan = method == RepaymentMethod::Seasonal && book.terms().plan.is_none();
    if !rule.to.contains(&method) || without_plan {
        return Err(Refused::MethodNotOffered);
    }
    let changes = times(request, |kind| matches!(kind, LoanEventKind::MethodChanged { .. }));
    not_too_often(changes, rule.times_max)?;
    Ok(Change::event(LoanEventKind::MethodChanged { method }, &rule.source))
}

fn discount(
    request: &ServicingRequest<'_>,
    rule: &DiscountRule,
    book: &LoanBook,
) -> Result<Change, Refused> {
    if let Some(until) = discounted_until(request) {
        return Err(Refused::AlreadyDiscounted { until });
    }
    let met = on_time_in_a_row(book);
    if met < rule.after_on_time {
        return Err(Refused::NotOnTimeYet { met, needed: rule.after_on_time });
    }
    let floor = request.product.map_or(book.annual_rate(), |product| product.pricing.floor);
    let room = book.annual_rate().units().saturating_sub(floor.units());
    // One basis point is a million units of a rate.
    let room = u32::try_from(room.div_euclid(1_000_000)).unwrap_or(0);
    let basis_points = rule.basis_points.min(room);
    let until = add_months(request.on, i32::from(rule.months));
    match (basis_points, until) {
        (0, _) | (_, None) => Err(Refused::AtFloor),
        (_, Some(until)) => {
            Ok(Change::event(LoanEventKind::Discounted { basis_points, until }, &rule.source))
        }
    }
}

fn discounted_until(request: &ServicingRequest<'_>) -> Option<NaiveDate> {
    let ends = request.events.iter().filter_map(|event| match &event.kind {
        LoanEventKind::Discounted { until, .. } if *until > request.on => Some(*until),
        _ => None,
    });
    ends.max()
}

/// How many due dates in a row, back from the last, were met within their days of grace. One that is
/// not met yet and whose days of grace are not over says nothing either way.
fn on_time_in_a_row(book: &LoanBook) -> u16 {
    let grace = u32::from(book.servicing().grace_days);
    let in_time = book
        .fallen_due()
        .iter()
        .rev()
        .filter(|due| due.number.is_some())
        .map(|due| (due.met_on.is_some(), due.days_late(book.as_of()) <= grace))
        .filter(|(is_met, is_in_time)| *is_met || !is_in_time)
        .take_while(|(_, is_in_time)| *is_in_time);
    u16::try_from(in_time.count()).unwrap_or(u16::MAX)
}
