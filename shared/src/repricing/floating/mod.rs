//! What a contract says about a rate that follows LPR.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

use super::fixing::{Bound, Fixing};
use crate::calendar::add_months;
use crate::catalogue::{LprPublication, LprTenor};
use crate::loan::{LoanEvent, LoanEventKind};
use crate::rate::AnnualRate;
use crate::schedule::{RateChange, Terms};

/// On which days the LPR of a contract counts anew (重定价日).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Repricing {
    /// Never: the rate of the draw holds throughout (固定利率).
    #[default]
    Never,
    /// Every 1 January (每年1月1日).
    FirstOfYear,
    /// Every year on the day of the draw (放款日对应日); on 28 February where it is missing.
    Anniversary,
    /// Every so many months after the draw, 1 to 12.
    Months(u8),
}

/// A reduction of the rate for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Discount {
    /// The first day with the discount.
    #[serde(with = "crate::date_text")]
    pub from: NaiveDate,
    /// The first day without it.
    #[serde(with = "crate::date_text")]
    pub until: NaiveDate,
    /// Taken off the rate, in basis points.
    pub basis_points: u32,
}

/// A contract rate that follows LPR.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Floating {
    /// Which LPR.
    pub tenor: LprTenor,
    /// Added to it, in basis points; negative below it. Fixed for the contract.
    pub spread_bp: i32,
    /// The lowest rate, discounts included.
    #[serde(default)]
    pub floor: Option<AnnualRate>,
    /// The highest rate.
    #[serde(default)]
    pub cap: Option<AnnualRate>,
    /// When LPR counts anew.
    #[serde(default)]
    pub repricing: Repricing,
    /// Reductions for a while; those that overlap add up.
    #[serde(default)]
    pub discounts: Vec<Discount>,
}

/// Why a floating rate cannot be determined.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RepricingError {
    /// No LPR was published by the day.
    #[error("no LPR was published by {on}")]
    NoPublication {
        /// The day.
        on: NaiveDate,
    },
    /// The table is not in order, or has two publications on one day.
    #[error("LPR publications must ascend by day")]
    Table,
    /// The floor lies above the cap.
    #[error("the floor must not lie above the cap")]
    Bounds,
    /// A discount that ends before it begins, or of nothing.
    #[error("a discount must end after it begins and take something off")]
    Discount,
    /// Repricing every 0 or more than 12 months.
    #[error("reprice every 1 to 12 months")]
    Months,
    /// The sum leaves 0 to 10,000 % a year and no bound keeps it.
    #[error("LPR and spread make no rate between 0 and 10,000 %")]
    Spread,
    /// The day looked up to lies before the draw.
    #[error("the last day must not lie before the draw on {drawn_on}")]
    Through {
        /// The draw.
        drawn_on: NaiveDate,
    },
}

impl RepricingError {
    /// The field to change.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::NoPublication { .. } | Self::Table => "lpr",
            Self::Bounds => "floor",
            Self::Discount => "discounts",
            Self::Months => "repricing",
            Self::Spread => "spread_bp",
            Self::Through { .. } => "through",
        }
    }
}

impl Floating {
    /// The rate of the draw, and each day up to and including `through` on which it becomes
    /// another or rests on another LPR, ascending.
    ///
    /// LPR counts from the day it is published until the next repricing date: the last one
    /// published by a repricing date holds from that date. `through` is how far LPR is known,
    /// usually today: nothing is fixed in advance.
    ///
    /// # Units
    /// Spreads and discounts in basis points, rates exact fractions per year; only sums, so
    /// nothing is rounded.
    ///
    /// # Errors
    /// [`RepricingError`], which names the field to change.
    ///
    /// # Source
    /// PBOC Announcement 2019 No. 15 and No. 30: LPR plus a spread that is fixed for the
    /// contract, repriced at most once a year for housing loans, on 1 January or the day of
    /// the draw, at the latest LPR by then (未核实).
    pub fn fixings(
        &self,
        drawn_on: NaiveDate,
        through: NaiveDate,
        table: &[LprPublication],
    ) -> Result<Vec<Fixing>, RepricingError> {
        self.check(drawn_on, through, table)?;
        let repricings = self.repricing_dates(drawn_on, through);
        let ends = self.discounts.iter().flat_map(|discount| [discount.from, discount.until]);
        let mut days: BTreeSet<NaiveDate> =
            ends.filter(|day| *day > drawn_on && *day <= through).collect();
        days.extend(repricings.iter().copied());
        days.insert(drawn_on);
        let mut fixings: Vec<Fixing> = Vec::with_capacity(days.len());
        for day in days {
            let counted = repricings.iter().rev().find(|repriced| **repriced <= day);
            let publication = in_force(table, counted.copied().unwrap_or(drawn_on))?;
            let fixing = self.fixed(day, publication)?;
            let same = |before: &Fixing| Fixing { from: fixing.from, ..*before } == fixing;
            if !fixings.last().is_some_and(same) {
                fixings.push(fixing);
            }
        }
        Ok(fixings)
    }

    /// `terms` at the rate of the draw, with every later rate that is known.
    ///
    /// # Errors
    /// As [`Floating::fixings`].
    pub fn terms(
        &self,
        terms: &Terms,
        through: NaiveDate,
        table: &[LprPublication],
    ) -> Result<Terms, RepricingError> {
        let fixings = self.fixings(terms.start, through, table)?;
        let (first, later) = fixings.split_first().ok_or(RepricingError::Table)?;
        let changed =
            |fixing: &Fixing| RateChange { from: fixing.from, annual_rate: fixing.annual_rate };
        Ok(Terms {
            annual_rate: first.annual_rate,
            rate_changes: later.iter().map(changed).collect(),
            ..terms.clone()
        })
    }

    /// The rate changes of a loan drawn on `drawn_on`, as events of its book; each takes
    /// `sequence` on its day, so leave that number to them.
    ///
    /// # Errors
    /// As [`Floating::fixings`].
    pub fn events(
        &self,
        drawn_on: NaiveDate,
        through: NaiveDate,
        table: &[LprPublication],
        sequence: u32,
    ) -> Result<Vec<LoanEvent>, RepricingError> {
        let fixings = self.fixings(drawn_on, through, table)?;
        let changed = |fixing: &Fixing| LoanEvent {
            on: fixing.from,
            sequence,
            kind: LoanEventKind::RateChanged { annual_rate: fixing.annual_rate },
        };
        Ok(fixings.iter().skip(1).map(changed).collect())
    }

    fn check(
        &self,
        drawn_on: NaiveDate,
        through: NaiveDate,
        table: &[LprPublication],
    ) -> Result<(), RepricingError> {
        if !table.is_sorted_by(|a, b| a.published < b.published) {
            return Err(RepricingError::Table);
        }
        if through < drawn_on {
            return Err(RepricingError::Through { drawn_on });
        }
        if self.floor.zip(self.cap).is_some_and(|(floor, cap)| floor > cap) {
            return Err(RepricingError::Bounds);
        }
        let possible = |d: &Discount| d.from < d.until && d.basis_points > 0;
        if !self.discounts.iter().all(possible) {
            return Err(RepricingError::Discount);
        }
        match self.repricing {
            Repricing::Months(0 | 13..) => Err(RepricingError::Months),
            _ => Ok(()),
        }
    }

    /// The days after the draw on which LPR counts anew, ascending.
    fn repricing_dates(&self, drawn_on: NaiveDate, through: NaiveDate) -> Vec<NaiveDate> {
        let months = match self.repricing {
            Repricing::Never => return Vec::new(),
            Repricing::Anniversary | Repricing::FirstOfYear => 12,
            Repricing::Months(months) => i32::from(months),
        };
        let anchor = match self.repricing {
            Repricing::FirstOfYear => NaiveDate::from_ymd_opt(drawn_on.year(), 1, 1),
            _ => Some(drawn_on),
        };
        let date = |count: i32| add_months(anchor?, months.checked_mul(count)?);
        (1_i32..).map_while(date).take_while(|day| *day <= through).collect()
    }

    /// The rate on `day` at the LPR that counts.
    fn fixed(&self, day: NaiveDate, lpr: &LprPublication) -> Result<Fixing, RepricingError> {
        let in_force = self.discounts.iter().filter(|d| d.from <= day && day < d.until);
        let discount_bp =
            in_force.map(|discount| discount.basis_points).fold(0, u32::saturating_add);
        let index = lpr.rate(self.tenor);
        let above = i64::from(self.spread_bp).saturating_sub(i64::from(discount_bp));
        let sum = index.checked_add_bp(above);
        let below_zero = above < 0;
        let (annual_rate, bound) = match (sum, self.floor, self.cap) {
            (Ok(rate), Some(floor), _) if rate < floor => (floor, Some(Bound::Floor)),
            (Ok(rate), _, Some(cap)) if rate > cap => (cap, Some(Bound::Cap)),
            (Ok(rate), _, _) => (rate, None),
            (Err(_), Some(floor), _) if below_zero => (floor, Some(Bound::Floor)),
            (Err(_), _, Some(cap)) if !below_zero => (cap, Some(Bound::Cap)),
            (Err(_), _, _) => return Err(RepricingError::Spread),
        };
        Ok(Fixing {
            from: day,
            annual_rate,
            lpr: index,
            lpr_published: lpr.published,
            spread_bp: self.spread_bp,
            discount_bp,
            bound,
        })
    }
}

/// The last publication by `day`.
fn in_force(table: &[LprPublication], day: NaiveDate) -> Result<&LprPublication, RepricingError> {
    let last = table.iter().rev().find(|publication| publication.published <= day);
    last.ok_or(RepricingError::NoPublication { on: day })
}

#[cfg(test)]
mod tests;
