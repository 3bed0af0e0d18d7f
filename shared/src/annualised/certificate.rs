//! Proof that the true rate rounds to the figure that is shown.
//!
//! A rate a year that rounds to `R` lies from half a step below `R` up to half a step above
//! it. The two ends become growths of one period, as whole numbers over 2^50, taken inwards.
//! At each the flows are worth something whose sign is computed without any rounding: where
//! the signs differ, the value crosses zero in between, so a root rounds to `R`. Flows that
//! change direction once have one root only (Descartes), so it is the rate.

use core::cmp::Ordering;

use super::flow::Flow;
use super::unit_period::{Placement, place};
use super::{Annualised, AnnualisedMethod, UnitPeriod, unit_of};
use crate::day_count::actual_days;
use crate::rate::AnnualRate;
use crate::schedule::wide::Wide;
use crate::schedule::{Schedule, Terms};

/// Growths of a period are whole numbers over this.
const ONE: u64 = 1 << 50;

/// Twice the steps that rates a year are rounded to: half steps are whole numbers.
const HALF_STEPS: u64 = 2_000_000;

/// Whether it is proven that the true rate of `flows` rounds to `annualised`.
///
/// `unit` as given to [`super::annualise_in`]; [`UnitPeriod::most_common`] for
/// [`super::annualise`]. Exact arithmetic: milliseconds for a loan of thirty years by months,
/// more by days. Wrong figures are never proven; a right one is not in the one case in a
/// thousand million in which the true rate lies within 2^-50 of a tie.
///
/// # Rounding
/// None.
///
/// # Source
/// Intermediate values; Regulation Z Appendix J (b) for odd fractions of a period.
pub fn is_certain(flows: &[Flow], unit: UnitPeriod, annualised: Annualised) -> bool {
    proven(flows, unit, annualised).unwrap_or(false)
}

/// [`is_certain`] of what [`super::of_schedule`] says.
pub fn is_certain_of_schedule(terms: &Terms, schedule: &Schedule, annualised: Annualised) -> bool {
    let flows = super::flow::of_schedule(schedule, annualised.method);
    is_certain(&flows, unit_of(terms), annualised)
}

fn proven(flows: &[Flow], unit: UnitPeriod, annualised: Annualised) -> Option<bool> {
    let steps = annualised.annual_rate.units().checked_div(AnnualRate::SCALE / 1_000_000)?;
    let half_steps = u64::try_from(steps).ok()?.checked_mul(2)?;
    let year = Year::of(annualised.method, unit)?;
    // 1 is added to the rate, so that the lower end of a rate of nothing is no negative number.
    let low = HALF_STEPS.checked_add(half_steps)?.checked_sub(1)?;
    let high = low.checked_add(2)?;
    let equation = Exact::of(flows, unit, annualised.method)?;
    // The smallest growths at or above either end: the upper one itself is already outside.
    let from = year.least_growth(low)?;
    let to = year.least_growth(high)?.checked_sub(1)?;
    let (below, above) = (equation.sign_at(from)?, equation.sign_at(to)?);
    Some(from <= to && (below != above || below == Ordering::Equal))
}

/// How the growth of a period becomes a rate a year.
enum Year {
    /// Times so many periods: 12 over 1, 52 over 2.
    Simple { year: u16, part: u16 },
    /// To the power of so many periods.
    Compound { periods: u32 },
}

impl Year {
    fn of(method: AnnualisedMethod, unit: UnitPeriod) -> Option<Self> {
        Some(match method {
            AnnualisedMethod::Xirr => Self::Compound { periods: 365 },
            AnnualisedMethod::Simple => {
                let (year, part) = unit.per_year();
                Self::Simple { year, part }
            }
            AnnualisedMethod::Irr => {
                let (year, part) = unit.dividing_the_year().per_year();
                Self::Compound { periods: u32::from(year.checked_div(part)?) }
            }
        })
    }

    /// The smallest growth of a period whose rate a year, plus one, is at least so many half
    /// steps.
    fn least_growth(&self, half_steps: u64) -> Option<u64> {
        let (mut low, mut high) = (ONE / 2, ONE.checked_mul(128)?);
        while low < high {
            let middle = low.checked_add(high)? / 2;
            if self.reaches(middle, half_steps)? {
                high = middle;
            } else {
                low = middle.checked_add(1)?;
            }
        }
        Some(low)
    }

    fn reaches(&self, growth: u64, half_steps: u64) -> Option<bool> {
        match *self {
            Self::Simple { year, part } => {
                let rate = i128::from(growth).checked_sub(i128::from(ONE))?;
                let asked = i128::from(half_steps).checked_sub(i128::from(HALF_STEPS))?;
                let reached = rate.checked_mul(i128::from(year))?;
                let reached = reached.checked_mul(i128::from(HALF_STEPS))?;
                let asked = asked.checked_mul(i128::from(part))?.checked_mul(i128::from(ONE))?;
                Some(reached >= asked)
            }
            Self::Compound { periods } => {
                let (mut reached, mut asked) = (Wide::from(HALF_STEPS), Wide::from(half_steps));
                for _ in 0..periods {
                    reached.multiply(growth);
                    asked.multiply(ONE);
                }
                Some(reached.compare(&asked) != Ordering::Less)
            }
        }
    }
}

/// The unit-period equation in whole numbers.
struct Exact {
    /// Ascending by whole periods.
    flows: Vec<(Placement, i64)>,
    /// The different odd fractions, each once.
    odds: Vec<(u32, u32)>,
}

impl Exact {
    fn of(flows: &[Flow], unit: UnitPeriod, method: AnnualisedMethod) -> Option<Self> {
        let origin = flows.iter().map(|flow| flow.on).min()?;
        let unit = if method == AnnualisedMethod::Irr { unit.dividing_the_year() } else { unit };
        let mut placed = Vec::with_capacity(flows.len());
        for flow in flows {
            let placement = if method == AnnualisedMethod::Xirr {
                let periods = u32::try_from(actual_days(origin, flow.on)).ok()?;
                Placement { periods, odd: 0, of: 1 }
            } else {
                place(origin, flow.on, unit)
            };
            placed.push((placement, flow.amount.fen()));
        }
        placed.sort_by_key(|(placement, _)| placement.periods);
        let mut odds: Vec<(u32, u32)> = placed
            .iter()
            .filter(|(placement, _)| placement.odd > 0)
            .map(|(placement, _)| (placement.odd, placement.of))
            .collect();
        odds.sort_unstable();
        odds.dedup();
        Some(Self { flows: placed, odds })
    }

    /// On which side of zero the flows are worth at this growth of a period.
    ///
    /// The equation is multiplied by the growth to the power of all periods and by every
    /// `1 + f·i`: both are positive, so the sign stays and only whole numbers are left.
    fn sign_at(&self, growth: u64) -> Option<Ordering> {
        let (mut received, mut paid) = (Wide::from(0), Wide::from(0));
        let mut scale = Wide::from(1);
        let mut reached = 0_u32;
        for (placement, fen) in &self.flows {
            for _ in reached..placement.periods {
                received.multiply(growth);
                paid.multiply(growth);
                scale.multiply(ONE);
            }
            reached = placement.periods;
            let mut worth = scale.clone();
            worth.multiply(fen.unsigned_abs());
            for odd in &self.odds {
                worth.multiply(if *odd == (placement.odd, placement.of) {
                    u64::from(odd.1).checked_mul(ONE)?
                } else {
                    odd_growth(*odd, growth)?
                });
            }
            if *fen > 0 { received.add(&worth) } else { paid.add(&worth) }
        }
        Some(received.compare(&paid))
    }
}

/// `1 + f·i`, over its denominator times [`ONE`].
fn odd_growth((odd, of): (u32, u32), growth: u64) -> Option<u64> {
    // 1 − f + f·(1 + i), so that a negative rate needs no negative number.
    let rest = u64::from(of.checked_sub(odd)?).checked_mul(ONE)?;
    rest.checked_add(u64::from(odd).checked_mul(growth)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annualised::annualise;
    use crate::calendar::add_months;
    use crate::money::Money;

    fn level(months: i32, fen: i64) -> Vec<Flow> {
        let start = crate::date_text::parse("2026-01-31").unwrap();
        let mut flows = vec![Flow { on: start, amount: Money::from_yuan(99_000).unwrap() }];
        flows.extend((1..=months).map(|month| Flow {
            on: add_months(start, month).unwrap(),
            amount: Money::from_fen(fen.saturating_neg()),
        }));
        flows
    }

    const METHODS: [AnnualisedMethod; 3] =
        [AnnualisedMethod::Simple, AnnualisedMethod::Irr, AnnualisedMethod::Xirr];

    #[test]
    fn the_published_figure_is_proven_and_its_neighbours_are_not() {
        let flows = level(12, 883_330);
        let unit = UnitPeriod::most_common(&flows);
        for method in METHODS {
            let shown = annualise(&flows, method).unwrap();
            assert!(is_certain(&flows, unit, shown), "{method:?}");
            for step in [-10_000, 10_000] {
                let units = shown.annual_rate.units().saturating_add(step);
                let annual_rate = AnnualRate::from_units(units).unwrap();
                let wrong = Annualised { annual_rate, ..shown };
                assert!(!is_certain(&flows, unit, wrong), "{method:?}");
            }
        }
    }

    #[test]
    fn a_rate_of_nothing_and_odd_days_are_proven() {
        let flows = level(3, 3_300_000);
        let mut odd = level(11, 1_000_000);
        odd.push(Flow {
            on: crate::date_text::parse("2026-05-12").unwrap(),
            amount: Money::from_fen(-12_345),
        });
        for flows in [flows, odd] {
            let unit = UnitPeriod::most_common(&flows);
            for method in METHODS {
                let shown = annualise(&flows, method).unwrap();
                assert!(is_certain(&flows, unit, shown), "{method:?} {shown:?}");
            }
        }
    }
}
