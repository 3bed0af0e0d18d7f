//! What stands against drawing, and the rules a loan drawn today is given.

use chrono::NaiveDate;
use shared::api::ProblemCode;
use shared::calendar::Calendar;
use shared::catalogue::{PayoutDays, ServicingRules};
use shared::decision::{Offer, Reason};
use shared::language::Label;
use shared::loan::Servicing;

use super::Facility;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::loans::overdue_since;
use crate::store::acts::FrozenBy;

/// What stands against drawing on a facility, whatever the amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Against {
    /// It is frozen.
    Frozen {
        /// By whom.
        by: FrozenBy,
        /// Why.
        reason: String,
    },
    /// Its last day is over.
    Expired {
        /// That day.
        last_day: NaiveDate,
    },
    /// The product pays out on the days banks work, and today is none.
    Holiday {
        /// The next such day.
        next: NaiveDate,
    },
    /// A loan of the facility is overdue.
    Overdue {
        /// Since this due date.
        since: NaiveDate,
    },
}

impl Against {
    /// Its stable code.
    pub const fn code(&self) -> ProblemCode {
        match self {
            Self::Frozen { .. } => ProblemCode::FacilityFrozen,
            Self::Expired { .. } => ProblemCode::FacilityExpired,
            Self::Holiday { .. } => ProblemCode::BankHoliday,
            Self::Overdue { .. } => ProblemCode::OverdueFirst,
        }
    }

    /// What to do about it.
    pub fn say(&self) -> Label {
        match self {
            Self::Frozen { by: FrozenBy::Borrower, .. } => Label::new(
                "您冻结了这笔额度，解除冻结后可以支用。",
                "You froze this facility. Lift the freeze to draw.",
            ),
            Self::Frozen { by: FrozenBy::Bank, reason } => Label::new(
                format!("银行冻结了这笔额度：{reason}。请联系客服。"),
                format!("The bank froze this facility: {reason}. Please call us."),
            ),
            Self::Expired { last_day } => Label::new(
                format!("额度有效期到{last_day}为止，不能再支用，可以重新申请。"),
                format!("This facility could be drawn on until {last_day}. Apply again."),
            ),
            Self::Holiday { next } => Label::new(
                format!("该产品在银行工作日放款，下一个工作日是{next}。"),
                format!("This product pays out on the days banks work; the next is {next}."),
            ),
            Self::Overdue { since } => Label::new(
                format!("有借款从{since}起逾期，请先还清逾期部分再支用。"),
                format!("A loan is overdue since {since}. Pay what is overdue before drawing."),
            ),
        }
    }

    /// The refusal to draw.
    pub fn refusal(&self) -> Failure {
        let said = self.say();
        Failure::of(self.code()).because(said.zh, said.en)
    }

    /// As a preview says it.
    pub fn reason(&self) -> Reason {
        let code = serde_json::to_value(self.code()).unwrap_or_default();
        Reason { code: code.as_str().unwrap_or_default().to_owned(), text: self.say() }
    }
}

/// Whether a facility can be drawn on now.
///
/// # Errors
/// [`Failure`] with the first thing that stands against it.
pub async fn may_draw(here: &Installation, facility: &Facility) -> Result<(), Failure> {
    match against_drawing(here, facility).await?.first() {
        Some(against) => Err(against.refusal()),
        None => Ok(()),
    }
}

/// Everything that stands against drawing on a facility now.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn against_drawing(
    here: &Installation,
    facility: &Facility,
) -> Result<Vec<Against>, Failure> {
    let today = here.today();
    let mut found = Vec::new();
    if facility.record.has_expired(today) {
        found.push(Against::Expired { last_day: facility.record.expires_on });
    }
    if let Some((by, reason)) = facility.frozen.clone() {
        found.push(Against::Frozen { by, reason });
    }
    let rules = rules(here, &facility.record.offer);
    let calendar = Calendar::china();
    let rests = rules.is_some_and(|rules| rules.payout == PayoutDays::BusinessDays);
    if rests && !calendar.is_business_day(today) {
        found.push(Against::Holiday { next: calendar.next(today).unwrap_or(today) });
    }
    if rules.is_some_and(|rules| !rules.draws_while_overdue)
        && let Some(since) =
            overdue_since(here, &facility.borrower, |loan| loan.record.facility_id == facility.id)
                .await?
    {
        found.push(Against::Overdue { since });
    }
    Ok(found)
}

/// What the product lets a borrower ask for, by the catalogue in force.
pub fn rules<'a>(here: &'a Installation, offer: &Offer) -> Option<&'a ServicingRules> {
    here.catalogue.product(&offer.product_id)?.servicing.as_ref()
}

/// The rules a loan drawn today lives by: those of the agreement, and what the product adds in the
/// borrower's favour.
pub fn servicing(here: &Installation, offer: &Offer) -> Servicing {
    let rules = rules(here, offer);
    Servicing {
        penalty_multiplier_percent: offer.overdue_penalty_percent.saturating_add(100),
        grace_days: rules.map_or(0, |rules| rules.grace_days),
        after_prepayment: rules.map(|rules| rules.after_prepayment).unwrap_or_default(),
        ..Servicing::default()
    }
}
