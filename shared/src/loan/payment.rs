//! How a payment meets what is owed.

use super::arrear::Charge;
use super::book::{Book, Stretch};
use super::due::FallenDue;
use super::error::LoanError;
use super::receipt::{Owed, PaidBy, Receipt};
use super::servicing::{AfterPrepayment, Component};
use crate::calendar::Calendar;
use crate::money::Money;
use crate::schedule::{FeeWhen, Terms, charged};

impl Book {
    /// Meets arrears in the product's order, then the interest of the current period,
    /// then repays principal early.
    pub(super) fn pay(
        &mut self,
        sequence: u32,
        amount: Money,
        calendar: &Calendar,
    ) -> Result<(), LoanError> {
        if !amount.is_positive() {
            return Err(LoanError::PaymentNotPositive);
        }
        let mut payment = Payment { left: amount, met: Owed::default() };
        self.meet_arrears(&mut payment)?;
        if payment.left.is_positive() && self.undue.is_positive() {
            self.prepay(&mut payment, calendar)?;
            self.meet_arrears(&mut payment)?;
        }
        self.receive(sequence, amount, &payment, PaidBy::Borrower)
    }

    /// A new loan settles the principal; interest to the day, and what ending the loan costs,
    /// fall due on it.
    pub(super) fn renew(&mut self, sequence: u32, principal: Money) -> Result<(), LoanError> {
        if !principal.is_positive() || self.principal()? != principal || principal != self.undue {
            return Err(LoanError::RenewalAmount { principal: self.principal()? });
        }
        let interest = self.running_interest()?;
        self.settle_interest();
        self.undue = Money::ZERO;
        self.plan.clear();
        self.end_with(interest)?;
        let met = Owed { principal, ..Owed::default() };
        let payment = Payment { left: Money::ZERO, met };
        self.receive(sequence, principal, &payment, PaidBy::Renewal)
    }

    fn receive(
        &mut self,
        sequence: u32,
        amount: Money,
        payment: &Payment,
        by: PaidBy,
    ) -> Result<(), LoanError> {
        let principal_after = self.principal()?;
        self.receipts.push(Receipt {
            on: self.on,
            sequence,
            by,
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
        for arrear in &self.arrears {
            if let Some(due) = self.dues.get_mut(arrear.due)
                && due.met_on.is_none()
                && arrear.is_met(charge)?
            {
                due.met_on = Some(self.on);
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
        let kept = self.kept_portion_for_prepaying()?;
        self.settle_interest();
        let (principal, fee) = self.repaid_early(payment.left)?;
        payment.meet(Component::Fee, fee)?;
        payment.meet(Component::Principal, principal)?;
        self.undue = self.undue.checked_sub(principal).ok_or(LoanError::Overflow)?;
        if self.undue.is_zero() {
            self.plan.clear();
            return self.end_with(Money::ZERO);
        }
        if kept.is_some() {
            return self.plan_again(kept, calendar);
        }
        self.amounts_changed();
        Ok(())
    }

    /// The portion to keep, from a fresh plan where a prepayment keeps one at all.
    fn kept_portion_for_prepaying(&mut self) -> Result<Option<Money>, LoanError> {
        if self.servicing.after_prepayment == AfterPrepayment::ShortenTerm {
            self.refresh()?;
        }
        Ok(self.kept_portion())
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
    pub(super) fn prepayment_fee(&self, repaid: Money) -> Result<Money, LoanError> {
        let Terms { fees, principal, rounding, .. } = &self.terms;
        charged(fees, FeeWhen::Prepayment, *principal, repaid, *rounding).ok_or(LoanError::Overflow)
    }

    /// Nothing is left to fall due but `interest` and a fee for ending the loan.
    fn end_with(&mut self, interest: Money) -> Result<(), LoanError> {
        let Terms { fees, principal, rounding, .. } = &self.terms;
        let fee = charged(fees, FeeWhen::AtEnd, *principal, Money::ZERO, *rounding)
            .ok_or(LoanError::Overflow)?;
        if fee.is_positive() || interest.is_positive() {
            // A holiday may have let an instalment be asked for ahead of its later due date.
            let last_due = self.dues.last().map_or(self.on, |due| due.due_date);
            self.ask(FallenDue {
                due_date: self.on.max(last_due),
                number: None,
                principal: Money::ZERO,
                interest,
                fee,
                paid_ahead: Money::ZERO,
                met_on: None,
            })?;
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
