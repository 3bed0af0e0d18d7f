//! The fold: how each day and each event changes what is owed.

use std::collections::VecDeque;

use chrono::NaiveDate;

use super::arrear::{Arrear, Charge};
use super::due::FallenDue;
use super::error::LoanError;
use super::event::{Drawn, LoanEvent, LoanEventKind};
use super::receipt::Receipt;
use super::servicing::{Component, Servicing};
use crate::calendar::{Calendar, add_months};
use crate::money::Money;
use crate::schedule::period::Period;
use crate::schedule::rates::Rates;
use crate::schedule::{Grace, GraceKind, Instalment, RepaymentMethod, Schedule, TermMonths, Terms};

/// A planned instalment still to fall due.
#[derive(Clone, Debug)]
pub(super) struct Planned {
    pub(super) instalment: Instalment,
    pub(super) period: Period,
    /// Interest left for later, once this one has fallen due.
    pub(super) deferred_after: Money,
}

/// Days over which one balance earned interest that was then settled.
#[derive(Clone, Debug)]
pub(super) struct Stretch {
    pub(super) period: Period,
    pub(super) balance: Money,
}

/// The state of a loan at the end of a day's events so far.
#[derive(Clone, Debug)]
pub(super) struct Book {
    pub(super) terms: Terms,
    pub(super) servicing: Servicing,
    pub(super) rates: Rates,
    pub(super) on: NaiveDate,
    /// Upfront fees that were added to the debt.
    pub(super) financed_fee: Money,
    /// Principal not yet due.
    pub(super) undue: Money,
    /// What fell due, paid or not, ascending by due date.
    pub(super) arrears: Vec<Arrear>,
    /// Everything that ever fell due, in order.
    pub(super) dues: Vec<FallenDue>,
    pub(super) plan: VecDeque<Planned>,
    /// Whether the amounts of the plan, not its dates, must be worked out anew.
    pub(super) stale: bool,
    /// Interest on `undue` is settled up to this day.
    pub(super) settled_to: NaiveDate,
    /// Part of the interest since then, and of what was deferred, that was paid ahead.
    pub(super) interest_paid: Money,
    /// Interest a grace spell left for later.
    pub(super) deferred: Money,
    /// The terms up to the first change of method, once there was one.
    pub(super) before_change: Option<Terms>,
    /// The last instalment that fell due.
    pub(super) billed: u16,
    /// The last due date, before holidays move it, once a prepayment shortened the term.
    pub(super) ends_on: Option<NaiveDate>,
    pub(super) receipts: Vec<Receipt>,
    pub(super) history: Vec<Stretch>,
    pub(super) settled_on: Option<NaiveDate>,
}

impl Book {
    /// The book on the day of the draw.
    pub(super) fn open(drawn: &Drawn, calendar: &Calendar) -> Result<Self, LoanError> {
        let Drawn { terms, servicing } = drawn;
        if terms.method == RepaymentMethod::Flat {
            return Err(LoanError::FlatNotServiced);
        }
        let mut named = servicing.allocation;
        named.sort_unstable();
        if named != [Component::Fee, Component::Penalty, Component::Interest, Component::Principal]
        {
            return Err(LoanError::Allocation);
        }
        let schedule = Schedule::build(terms, calendar)?;
        let undue =
            terms.principal.checked_add(schedule.financed_fee).ok_or(LoanError::Overflow)?;
        let mut book = Self {
            rates: Rates::of(terms),
            terms: terms.clone(),
            servicing: servicing.clone(),
            on: terms.start,
            financed_fee: schedule.financed_fee,
            undue,
            arrears: Vec::new(),
            dues: Vec::new(),
            plan: VecDeque::new(),
            stale: false,
            settled_to: terms.start,
            interest_paid: Money::ZERO,
            deferred: Money::ZERO,
            before_change: None,
            billed: 0,
            ends_on: None,
            receipts: Vec::new(),
            history: Vec::new(),
            settled_on: None,
        };
        if schedule.upfront_fee.is_positive() {
            book.ask(FallenDue {
                due_date: terms.start,
                number: None,
                principal: Money::ZERO,
                interest: Money::ZERO,
                fee: schedule.upfront_fee,
                paid_ahead: Money::ZERO,
                met_on: None,
            })?;
        }
        book.plan_again(None, calendar)?;
        Ok(book)
    }

    pub(super) fn charge(&self) -> Charge<'_> {
        Charge {
            rates: &self.rates,
            servicing: &self.servicing,
            day_count: self.terms.day_count,
            rounding: self.terms.rounding,
        }
    }

    /// Lives through the days up to `day`: instalments fall due, penalty interest counts.
    pub(super) fn advance(&mut self, day: NaiveDate) -> Result<(), LoanError> {
        self.on = day;
        while let Some(next) = self.plan.front() {
            if next.instalment.due_date.min(next.period.to) > day {
                break;
            }
            self.refresh()?;
            if let Some(planned) = self.plan.pop_front() {
                self.fall_due(&planned)?;
            }
        }
        let charge = Charge {
            rates: &self.rates,
            servicing: &self.servicing,
            day_count: self.terms.day_count,
            rounding: self.terms.rounding,
        };
        for arrear in &mut self.arrears {
            arrear.count_to(day, charge)?;
        }
        Ok(())
    }

    fn fall_due(&mut self, planned: &Planned) -> Result<(), LoanError> {
        let Instalment { number, due_date, principal, fee, .. } = planned.instalment;
        self.history.push(Stretch { period: planned.period, balance: self.undue });
        self.undue = self.undue.checked_sub(principal).ok_or(LoanError::Overflow)?;
        let paid_ahead = self.interest_paid.min(planned.instalment.interest);
        self.interest_paid =
            self.interest_paid.checked_sub(paid_ahead).ok_or(LoanError::Overflow)?;
        // Interest that joins the principal is not asked for; what was paid of it does not join.
        let joins = principal.is_negative();
        let (asked, paid_ahead) = if joins {
            self.undue = self.undue.checked_sub(paid_ahead).ok_or(LoanError::Overflow)?;
            self.stale |= paid_ahead.is_positive();
            (Money::ZERO, Money::ZERO)
        } else {
            (planned.instalment.interest, paid_ahead)
        };
        self.settled_to = planned.period.to;
        self.deferred = planned.deferred_after;
        self.billed = number;
        let principal = principal.max(Money::ZERO);
        let number = Some(number);
        let interest = asked;
        self.ask(FallenDue { due_date, number, principal, interest, fee, paid_ahead, met_on: None })
    }

    /// Asks for what falls due, less what was paid ahead.
    pub(super) fn ask(&mut self, mut due: FallenDue) -> Result<(), LoanError> {
        let interest = due.interest.checked_sub(due.paid_ahead).ok_or(LoanError::Overflow)?;
        let at = self.dues.len();
        let arrear = Arrear::new(at, due.due_date, due.principal, interest, due.fee);
        if arrear.is_met(self.charge())? {
            due.met_on = Some(due.due_date);
        } else {
            self.arrears.push(arrear);
        }
        self.dues.push(due);
        Ok(())
    }

    /// Applies an event; the book already stands at its day.
    pub(super) fn apply(
        &mut self,
        event: &LoanEvent,
        calendar: &Calendar,
    ) -> Result<(), LoanError> {
        match &event.kind {
            LoanEventKind::Drawn(_) => return Err(LoanError::DrawnTwice),
            LoanEventKind::Paid { amount } => self.pay(event.sequence, *amount, calendar)?,
            LoanEventKind::RateChanged { annual_rate } => {
                // A period whose interest was already asked for keeps the rate it was asked at.
                self.rates.change(event.on.max(self.settled_to), *annual_rate);
                self.plan_again(None, calendar)?;
            }
            LoanEventKind::Deferred { instalments, kind } => {
                self.refresh()?;
                let from_number = self.billed.saturating_add(1);
                let grace = Grace { from_number, instalments: *instalments, kind: *kind };
                if *instalments == 0 || usize::from(*instalments) >= self.plan.len() {
                    return Err(LoanError::DeferralTooLong);
                }
                // An instalment left out whole is made up for within those that follow as they
                // are; principal put off is spread over them.
                let kept = if *kind == GraceKind::Deferred { self.kept_portion() } else { None };
                let after = from_number.saturating_add(*instalments);
                // A spell that was agreed free of interest, or for later, stays.
                self.terms.grace.retain(|other| {
                    let apart = other.from_number < from_number || other.from_number >= after;
                    apart || other.kind == GraceKind::InterestFree
                });
                self.terms.grace.push(grace);
                self.terms.grace.sort_by_key(|grace| grace.from_number);
                self.plan_again(kept, calendar)?;
            }
            LoanEventKind::Extended { months } => self.extend(*months, calendar)?,
            LoanEventKind::MethodChanged { method } => self.change_method(*method, calendar)?,
            LoanEventKind::Discounted { basis_points, until } => {
                let from = event.on.max(self.settled_to);
                if self.plan.is_empty() || self.rates.lower(from, *until, *basis_points).is_none() {
                    return Err(LoanError::DiscountImpossible);
                }
                self.plan_again(None, calendar)?;
            }
            LoanEventKind::Renewed { principal } => self.renew(event.sequence, *principal)?,
        }
        Ok(())
    }

    fn change_method(
        &mut self,
        method: RepaymentMethod,
        calendar: &Calendar,
    ) -> Result<(), LoanError> {
        let lacks_plan = method == RepaymentMethod::Seasonal && self.terms.plan.is_none();
        let is_serviced = !matches!(method, RepaymentMethod::Flat | RepaymentMethod::Bullet);
        if self.plan.is_empty() || lacks_plan || !is_serviced {
            return Err(LoanError::MethodImpossible);
        }
        self.before_change.get_or_insert_with(|| self.terms.clone());
        self.terms.method = method;
        // An instalment that was agreed belongs to the method it was agreed for.
        self.terms.instalment = None;
        self.plan_again(None, calendar)?;
        // A deferral goes on over as many instalments, which must leave the last.
        let last = self.plan.back().map_or(self.billed, |planned| planned.instalment.number);
        let is_deferred =
            |grace: &Grace| last < grace.from_number.saturating_add(grace.instalments);
        if self.terms.grace.iter().any(is_deferred) {
            return Err(LoanError::MethodImpossible);
        }
        Ok(())
    }

    fn extend(&mut self, months: u16, calendar: &Calendar) -> Result<(), LoanError> {
        let longer = self.terms.term.months().saturating_add(months);
        let term = TermMonths::new(longer).map_err(|_| LoanError::ExtensionImpossible)?;
        if months == 0 || self.plan.is_empty() {
            return Err(LoanError::ExtensionImpossible);
        }
        self.terms.term = term;
        self.ends_on = self.ends_on.and_then(|ends_on| add_months(ends_on, i32::from(months)));
        self.rates.mature_on(self.terms.maturity());
        self.plan_again(None, calendar)
    }
}
