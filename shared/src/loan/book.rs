//! The fold: how each day and each event changes what is owed.

use std::collections::VecDeque;

use chrono::NaiveDate;

use super::arrear::{Arrear, Charge};
use super::error::LoanError;
use super::event::{Drawn, LoanEvent, LoanEventKind};
use super::receipt::{Owed, Receipt};
use super::servicing::{AfterPrepayment, Component, Servicing};
use crate::calendar::Calendar;
use crate::day_count::actual_days;
use crate::money::Money;
use crate::schedule::amortise::Amortisation;
use crate::schedule::period::{Period, Span, periods};
use crate::schedule::rates::Rates;
use crate::schedule::{
    FeeWhen, Grace, Instalment, RepaymentMethod, Schedule, TermMonths, Terms, charged,
};

/// A planned instalment still to fall due.
#[derive(Clone, Debug)]
pub(super) struct Planned {
    pub(super) instalment: Instalment,
    pub(super) period: Period,
    /// Interest left for later, once this one has fallen due.
    deferred_after: Money,
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
    /// Principal not yet due.
    pub(super) undue: Money,
    /// What fell due, paid or not, ascending by due date.
    pub(super) arrears: Vec<Arrear>,
    pub(super) plan: VecDeque<Planned>,
    /// Interest on `undue` is settled up to this day.
    pub(super) settled_to: NaiveDate,
    /// Part of the interest since then, and of what was deferred, that was paid ahead.
    pub(super) interest_paid: Money,
    /// Interest a grace spell left for later.
    pub(super) deferred: Money,
    /// The last instalment that fell due.
    billed: u16,
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
            undue,
            arrears: Vec::new(),
            plan: VecDeque::new(),
            settled_to: terms.start,
            interest_paid: Money::ZERO,
            deferred: Money::ZERO,
            billed: 0,
            receipts: Vec::new(),
            history: Vec::new(),
            settled_on: None,
        };
        if schedule.upfront_fee.is_positive() {
            let fee = schedule.upfront_fee;
            book.arrears.push(Arrear::new(terms.start, Money::ZERO, Money::ZERO, fee));
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
        // Interest that joins the principal is not asked for.
        let asked = if principal.is_negative() { Money::ZERO } else { planned.instalment.interest };
        let ahead = self.interest_paid.min(asked);
        let interest = asked.checked_sub(ahead).ok_or(LoanError::Overflow)?;
        self.interest_paid = self.interest_paid.checked_sub(ahead).ok_or(LoanError::Overflow)?;
        self.settled_to = planned.period.to;
        self.deferred = planned.deferred_after;
        self.billed = number;
        let principal = principal.max(Money::ZERO);
        let arrear = Arrear::new(due_date, principal, interest, fee);
        if !arrear.is_met(self.charge())? {
            self.arrears.push(arrear);
        }
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
                let from_number = self.billed.saturating_add(1);
                let grace = Grace { from_number, instalments: *instalments, kind: *kind };
                if *instalments == 0 || usize::from(*instalments) >= self.plan.len() {
                    return Err(LoanError::DeferralTooLong);
                }
                let kept = self.kept_portion();
                self.terms.grace.retain(|other| other.from_number < from_number);
                self.terms.grace.push(grace);
                self.plan_again(kept, calendar)?;
            }
            LoanEventKind::Extended { months } => self.extend(*months, calendar)?,
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
        self.rates.mature_on(self.terms.maturity());
        self.plan_again(None, calendar)
    }

    /// Meets arrears in the product's order, then the interest of the current period,
    /// then repays principal early.
    fn pay(&mut self, sequence: u32, amount: Money, calendar: &Calendar) -> Result<(), LoanError> {
        if !amount.is_positive() {
            return Err(LoanError::PaymentNotPositive);
        }
        let mut payment = Payment { left: amount, met: Owed::default() };
        self.meet_arrears(&mut payment)?;
        if payment.left.is_positive() && self.undue.is_positive() {
            self.prepay(&mut payment, calendar)?;
            self.meet_arrears(&mut payment)?;
        }
        let principal_after = self.principal()?;
        self.receipts.push(Receipt {
            on: self.on,
            sequence,
            amount,
            fee: payment.met.fee,
            penalty: payment.met.penalty,
            interest: payment.met.interest,
            principal: payment.met.principal,
            surplus: payment.left,
            principal_after,
        });
        if self.settled_on.is_none() && self.is_settled()? {
            self.settled_on = Some(self.on);
        }
        Ok(())
    }

    fn meet_arrears(&mut self, payment: &mut Payment) -> Result<(), LoanError> {
        let charge = Charge {
            rates: &self.rates,
            servicing: &self.servicing,
            day_count: self.terms.day_count,
            rounding: self.terms.rounding,
        };
        for component in self.servicing.allocation {
            for arrear in &mut self.arrears {
                let met = arrear.pay(component, payment.left, charge)?;
                payment.meet(component, met)?;
            }
        }
        Ok(())
    }

    fn prepay(&mut self, payment: &mut Payment, calendar: &Calendar) -> Result<(), LoanError> {
        let interest = self.running_interest()?;
        let met = interest.min(payment.left);
        payment.meet(Component::Interest, met)?;
        if met < interest {
            self.interest_paid = self.interest_paid.checked_add(met).ok_or(LoanError::Overflow)?;
            return Ok(());
        }
        let kept = self.kept_portion();
        self.settle_interest();
        let (principal, fee) = self.repaid_early(payment.left)?;
        payment.meet(Component::Fee, fee)?;
        payment.meet(Component::Principal, principal)?;
        self.undue = self.undue.checked_sub(principal).ok_or(LoanError::Overflow)?;
        if self.undue.is_zero() {
            return self.close_early();
        }
        self.plan_again(kept, calendar)
    }

    /// What `left` repays early: principal, and the fee on it.
    ///
    /// Where the fen of both cannot meet `left` exactly, the one left over repays principal,
    /// free of the fee.
    fn repaid_early(&self, left: Money) -> Result<(Money, Money), LoanError> {
        let all = self.prepayment_fee(self.undue)?;
        let whole = self.undue.checked_add(all).ok_or(LoanError::Overflow)?;
        if left >= whole {
            return Ok((self.undue, all));
        }
        // The fee never shrinks as principal grows: the most principal is found by halving.
        let (mut low, mut high) = (0_i64, left.min(self.undue).fen());
        if all.is_zero() {
            low = high;
        }
        while low < high {
            let middle = high.saturating_sub(high.saturating_sub(low) / 2);
            let principal = Money::from_fen(middle);
            let fee = self.prepayment_fee(principal)?;
            if principal.checked_add(fee).ok_or(LoanError::Overflow)? <= left {
                low = middle;
            } else {
                high = middle.saturating_sub(1);
            }
        }
        let fee = self.prepayment_fee(Money::from_fen(low))?;
        let principal = left.checked_sub(fee).ok_or(LoanError::Overflow)?;
        Ok((principal.min(self.undue), fee))
    }

    /// The fee on principal repaid before it is due.
    fn prepayment_fee(&self, repaid: Money) -> Result<Money, LoanError> {
        let Terms { fees, principal, rounding, .. } = &self.terms;
        charged(fees, FeeWhen::Prepayment, *principal, repaid, *rounding).ok_or(LoanError::Overflow)
    }

    /// Nothing is left to fall due but a fee for ending the loan.
    fn close_early(&mut self) -> Result<(), LoanError> {
        self.plan.clear();
        let Terms { fees, principal, rounding, .. } = &self.terms;
        let fee = charged(fees, FeeWhen::AtEnd, *principal, Money::ZERO, *rounding)
            .ok_or(LoanError::Overflow)?;
        if fee.is_positive() {
            self.arrears.push(Arrear::new(self.on, Money::ZERO, Money::ZERO, fee));
        }
        Ok(())
    }

    fn settle_interest(&mut self) {
        if let Some(current) = self.current_period() {
            self.history.push(Stretch { period: current, balance: self.undue });
        }
        self.settled_to = self.settled_to.max(self.on);
        self.interest_paid = Money::ZERO;
        self.deferred = Money::ZERO;
    }

    /// The instalment or portion to keep when a prepayment shortens the term.
    fn kept_portion(&self) -> Option<Money> {
        if self.servicing.after_prepayment == AfterPrepayment::ReduceInstalment
            || self.plan.len() < 2
        {
            return None;
        }
        let next = self.plan.iter().find(|planned| planned.instalment.principal.is_positive())?;
        match self.terms.method {
            RepaymentMethod::LevelInstalment => {
                next.instalment.total.checked_sub(next.instalment.fee)
            }
            RepaymentMethod::EqualPrincipal => Some(next.instalment.principal),
            _ => None,
        }
    }

    /// Lays out what is still to fall due, from where interest is settled to.
    fn plan_again(&mut self, kept: Option<Money>, calendar: &Calendar) -> Result<(), LoanError> {
        self.plan.clear();
        if !self.undue.is_positive() {
            return Ok(());
        }
        let mut remaining = periods(&self.terms, calendar)?;
        remaining.retain(|period| period.number > self.billed);
        if let Some(first) = remaining.first_mut()
            && first.from < self.settled_to
        {
            if first.span == Span::Whole {
                first.span = Span::Rest { days: actual_days(first.from, first.to) };
            }
            first.from = self.settled_to;
        }
        let mut laid = Vec::with_capacity(remaining.len());
        Amortisation::new(&self.terms, &self.rates, &remaining, self.undue)
            .keeping(kept)
            .carrying(self.deferred)
            .lay_out(|instalment, deferred_after| laid.push((instalment, deferred_after)))?;
        self.plan = laid
            .into_iter()
            .zip(remaining)
            .map(|((instalment, deferred_after), period)| Planned {
                instalment,
                period,
                deferred_after,
            })
            .collect();
        Ok(())
    }

    /// The days since interest was settled, as a period of their own.
    pub(super) fn current_period(&self) -> Option<Period> {
        let next = self.plan.front()?;
        let to = self.on.min(next.period.to);
        let span = match next.period.span {
            Span::Whole => Span::Rest { days: actual_days(next.period.from, next.period.to) },
            other => other,
        };
        (to > next.period.from).then_some(Period { to, span, ..next.period })
    }

    /// Interest not due yet: since it was last settled, and what a grace spell left for
    /// later, less what was paid ahead.
    pub(super) fn running_interest(&self) -> Result<Money, LoanError> {
        let accrued = match self.current_period() {
            None => Money::ZERO,
            Some(period) => self.interest_of(&period, self.undue).ok_or(LoanError::Overflow)?,
        };
        let running = accrued.checked_add(self.deferred).ok_or(LoanError::Overflow)?;
        let owed = running.checked_sub(self.interest_paid).ok_or(LoanError::Overflow)?;
        Ok(owed.max(Money::ZERO))
    }

    /// Interest of a period on a balance, rounded once; none while a grace spell is free
    /// of interest.
    pub(super) fn interest_of(&self, period: &Period, balance: Money) -> Option<Money> {
        let free = self.terms.grace.iter().any(|grace| {
            grace.kind == crate::schedule::GraceKind::InterestFree
                && period.number >= grace.from_number
                && period.number < grace.from_number.saturating_add(grace.instalments)
        });
        if free {
            return Some(Money::ZERO);
        }
        let factor = self.rates.factor(period);
        let product = i128::from(balance.fen()).checked_mul(factor.numerator)?;
        let fen = self.terms.rounding.div(product, factor.denominator)?;
        i64::try_from(fen).ok().map(Money::from_fen)
    }

    /// Principal outstanding, due or not.
    pub(super) fn principal(&self) -> Result<Money, LoanError> {
        Money::checked_sum(self.arrears.iter().map(|arrear| arrear.principal))
            .and_then(|due| due.checked_add(self.undue))
            .ok_or(LoanError::Overflow)
    }

    /// Everything that has fallen due and is not paid.
    pub(super) fn due(&self) -> Result<Owed, LoanError> {
        let sum = |part: fn(&Arrear) -> Money| Money::checked_sum(self.arrears.iter().map(part));
        let penalty = self.arrears.iter().try_fold(Money::ZERO, |total, arrear| {
            let owed = arrear.penalty_owed(self.charge())?;
            total.checked_add(owed).ok_or(LoanError::Overflow)
        })?;
        let (principal, interest, fee) = (
            sum(|arrear| arrear.principal),
            sum(|arrear| arrear.interest),
            sum(|arrear| arrear.fee),
        );
        match (principal, interest, fee) {
            (Some(principal), Some(interest), Some(fee)) => {
                Owed::of(principal, interest, penalty, fee).ok_or(LoanError::Overflow)
            }
            _ => Err(LoanError::Overflow),
        }
    }

    /// What settles the loan on the day the book stands at.
    pub(super) fn payoff(&self) -> Result<Owed, LoanError> {
        let due = self.due()?;
        let principal = self.principal()?;
        let interest =
            due.interest.checked_add(self.running_interest()?).ok_or(LoanError::Overflow)?;
        let exit = if self.undue.is_positive() {
            let Terms { fees, principal, rounding, .. } = &self.terms;
            charged(fees, FeeWhen::AtEnd, *principal, Money::ZERO, *rounding)
                .ok_or(LoanError::Overflow)?
        } else {
            Money::ZERO
        };
        let early = self.prepayment_fee(self.undue)?;
        let fee = Money::checked_sum([due.fee, exit, early]).ok_or(LoanError::Overflow)?;
        Owed::of(principal, interest, due.penalty, fee).ok_or(LoanError::Overflow)
    }

    fn is_settled(&self) -> Result<bool, LoanError> {
        Ok(self.undue.is_zero() && self.due()?.total.is_zero())
    }
}

/// Money on its way to what it meets.
struct Payment {
    left: Money,
    met: Owed,
}

impl Payment {
    fn meet(&mut self, component: Component, amount: Money) -> Result<(), LoanError> {
        self.left = self.left.checked_sub(amount).ok_or(LoanError::Overflow)?;
        let part = match component {
            Component::Fee => &mut self.met.fee,
            Component::Penalty => &mut self.met.penalty,
            Component::Interest => &mut self.met.interest,
            Component::Principal => &mut self.met.principal,
        };
        *part = part.checked_add(amount).ok_or(LoanError::Overflow)?;
        Ok(())
    }
}
