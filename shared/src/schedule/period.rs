//! The periods of a loan: when each begins, when it falls due, what principal it asks for.

use chrono::{Datelike as _, Days, NaiveDate};

use super::compatibility::MissingDay;
use super::error::ScheduleError;
use super::plan::PrincipalPlan;
use super::terms::{Frequency, InterestDue, InterestRuns, RepaymentMethod, Step, Terms};
use crate::calendar::{BusinessDayConvention, Calendar, add_months, day_in_month};
use crate::money::Money;

/// One period and its due date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Period {
    /// Interest runs from this day.
    pub(crate) from: NaiveDate,
    /// Interest runs to this day.
    pub(crate) to: NaiveDate,
    /// The due date before holidays move it.
    pub(crate) nominal_date: NaiveDate,
    /// The day the instalment is due.
    pub(crate) due_date: NaiveDate,
    /// Whether a holiday not yet announced may still move it.
    pub(crate) provisional: bool,
    /// The first of the loan is 1.
    pub(crate) number: u16,
    /// How it relates to one step of the frequency.
    pub(crate) span: Span,
    /// The principal a seasonal plan asks for on this date.
    pub(crate) planned: Planned,
}

/// How a period relates to one step of the frequency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Span {
    /// Exactly one step.
    Whole,
    /// A stub, shorter or longer.
    Odd,
    /// What is left of one step of so many days after interest was settled within it.
    Rest {
        /// Actual days of the whole step.
        days: i64,
    },
}

/// Principal a seasonal plan asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Planned {
    /// None on this date.
    Nothing,
    /// A share, relative to all shares of the plan.
    Share(u64),
    /// An agreed amount.
    Amount(Money),
}

impl Terms {
    /// The day the loan matures, before holidays move it.
    pub fn maturity(&self) -> Option<NaiveDate> {
        let Some(count) = self.instalment_count else {
            return self.missing_day(self.start, i32::from(self.term.months()));
        };
        let grid = Grid::of(self, NaiveDate::MAX).ok()?;
        grid.due(self, u32::from(count).checked_sub(1)?)
    }

    /// `anchor` some months later, or what the terms make of a day that month lacks.
    fn missing_day(&self, anchor: NaiveDate, months: i32) -> Option<NaiveDate> {
        let date = add_months(anchor, months)?;
        if date.day() < anchor.day()
            && self.compatibility.missing_day == MissingDay::FirstOfNextMonth
        {
            return date.succ_opt();
        }
        Some(date)
    }
}

/// A nominal due date on its way to becoming a period.
#[derive(Clone, Copy)]
struct Nominal {
    date: NaiveDate,
    whole: bool,
    planned: Planned,
}

/// The periods of `terms`, ascending, never empty, the last one at maturity.
pub(crate) fn periods(terms: &Terms, calendar: &Calendar) -> Result<Vec<Period>, ScheduleError> {
    let maturity = terms.maturity().ok_or(ScheduleError::DateOutOfRange)?;
    if terms.start.year() < 1900 || maturity.year() > 2200 {
        return Err(ScheduleError::DateOutOfRange);
    }
    if terms.method == RepaymentMethod::Bullet {
        let only = Nominal { date: maturity, whole: false, planned: Planned::Nothing };
        return place(terms, calendar, 1, [Ok(only)]);
    }
    let grid = Grid::of(terms, maturity)?;
    if terms.method != RepaymentMethod::Seasonal {
        return place(terms, calendar, Grid::capacity(terms), grid.nominals(terms, maturity));
    }
    let plan = terms.plan.as_ref().ok_or(ScheduleError::PlanMissing)?;
    let mut nominals = grid.nominals(terms, maturity).collect::<Result<Vec<_>, _>>()?;
    apply_plan(plan, terms, maturity, &mut nominals)?;
    if terms.interest_due == InterestDue::WithPrincipal {
        let mut follows = true;
        nominals.retain_mut(|nominal| {
            // A date whose forerunner is left out ends more than one step.
            nominal.whole &= follows;
            follows = nominal.planned != Planned::Nothing || nominal.date == maturity;
            follows
        });
    }
    place(terms, calendar, nominals.len(), nominals.into_iter().map(Ok))
}

/// Where regular due dates are counted from.
struct Grid {
    anchor: NaiveDate,
    /// The day of the month due dates aim for.
    day: u32,
    /// Steps from the anchor to the first due date.
    first: u32,
}

impl Grid {
    fn of(terms: &Terms, maturity: NaiveDate) -> Result<Self, ScheduleError> {
        if let Some(day) = terms.repayment_day {
            let day = u32::from(day);
            let whole_months = matches!(terms.frequency.step(), Step::Months(_));
            if !(1..=31).contains(&day) || !whole_months || terms.first_due.is_some() {
                return Err(ScheduleError::RepaymentDay);
            }
            let this_month = day_in_month(terms.start, day).filter(|date| *date > terms.start);
            let next_month = || day_in_month(add_months(terms.start, 1)?, day);
            let anchor = this_month.or_else(next_month).ok_or(ScheduleError::DateOutOfRange)?;
            return Ok(Self { anchor, day, first: 0 });
        }
        match terms.first_due {
            None => Ok(Self { anchor: terms.start, day: terms.start.day(), first: 1 }),
            Some(first_due) if first_due <= terms.start || first_due > maturity => {
                Err(ScheduleError::FirstDueOutside { first_due })
            }
            Some(anchor) => {
                // 28 February after a start on the 31st still aims for the 31st.
                let clamped = day_in_month(anchor, terms.start.day()) == Some(anchor);
                let day = if clamped { terms.start.day() } else { anchor.day() };
                Ok(Self { anchor, day, first: 0 })
            }
        }
    }

    /// Room for every due date.
    fn capacity(terms: &Terms) -> usize {
        let (part, year) = terms.frequency.part_of_year();
        let by_term = usize::from(terms.term.months())
            .saturating_mul(usize::from(year))
            .div_ceil(usize::from(part).saturating_mul(12).max(1));
        terms.instalment_count.map_or(by_term, usize::from).saturating_add(1)
    }

    /// The regular due dates in order, the last one at maturity.
    fn nominals<'a>(
        &'a self,
        terms: &'a Terms,
        maturity: NaiveDate,
    ) -> impl Iterator<Item = Result<Nominal, ScheduleError>> + 'a {
        let mut whole = step(terms.start, terms, 1, terms.start.day()) == self.due(terms, 0);
        let mut ended = false;
        let mut months = Months::of(self, terms);
        (0_u32..).map_while(move |count| {
            if ended {
                return None;
            }
            let regular = months.as_mut().and_then(Months::next);
            let Some(date) = regular.or_else(|| self.due(terms, count)) else {
                ended = true;
                return Some(Err(ScheduleError::DateOutOfRange));
            };
            ended = date >= maturity;
            let planned = Planned::Nothing;
            let nominal =
                Nominal { date: date.min(maturity), whole: whole && date <= maturity, planned };
            whole = true;
            Some(Ok(nominal))
        })
    }

    /// The due date number `count`, from 0.
    fn due(&self, terms: &Terms, count: u32) -> Option<NaiveDate> {
        step(self.anchor, terms, self.first.checked_add(count)?, self.day)
    }
}

/// Due dates some months apart, counted on from one to the next.
struct Months {
    year: i32,
    /// January is 1.
    month: u32,
    step: u32,
    day: u32,
}

impl Months {
    /// `None` where steps are no months, or a month without the day goes its own way.
    fn of(grid: &Grid, terms: &Terms) -> Option<Self> {
        let Step::Months(step) = terms.frequency.step() else { return None };
        if terms.compatibility.missing_day != MissingDay::LastOfMonth {
            return None;
        }
        let first = step_months(grid.anchor, u32::from(step).checked_mul(grid.first)?)?;
        Some(Self { year: first.0, month: first.1, step: u32::from(step), day: grid.day })
    }

    /// The next date; `None` in a month without the day.
    #[inline]
    fn next(&mut self) -> Option<NaiveDate> {
        let date = NaiveDate::from_ymd_opt(self.year, self.month, self.day);
        self.month = self.month.saturating_add(self.step);
        while self.month > 12 {
            self.month = self.month.saturating_sub(12);
            self.year = self.year.saturating_add(1);
        }
        date
    }
}

/// `count` steps after `anchor`, on `anchor_day` where the month has it.
#[inline]
fn step(anchor: NaiveDate, terms: &Terms, count: u32, anchor_day: u32) -> Option<NaiveDate> {
    match terms.frequency.step() {
        Step::Days(days) => {
            let total = u64::from(count).checked_mul(u64::from(days))?;
            anchor.checked_add_days(Days::new(total))
        }
        Step::Months(months) => {
            let total = i32::try_from(count.checked_mul(u32::from(months))?).ok()?;
            if terms.compatibility.missing_day == MissingDay::FirstOfNextMonth {
                return terms.missing_day(anchor, total);
            }
            let (year, month) = step_months(anchor, u32::try_from(total).ok()?)?;
            NaiveDate::from_ymd_opt(year, month, anchor_day).or_else(|| {
                let first = NaiveDate::from_ymd_opt(year, month, 1)?;
                day_in_month(first, anchor_day)
            })
        }
    }
}

/// Year and month so many months after those of `anchor`.
fn step_months(anchor: NaiveDate, months: u32) -> Option<(i32, u32)> {
    let month = anchor.month0().checked_add(months)?;
    let year = anchor.year().checked_add(i32::try_from(month / 12).ok()?)?;
    Some((year, (month % 12).saturating_add(1)))
}

fn apply_plan(
    plan: &PrincipalPlan,
    terms: &Terms,
    maturity: NaiveDate,
    nominals: &mut Vec<Nominal>,
) -> Result<(), ScheduleError> {
    match plan {
        PrincipalPlan::Harvests(harvests) => {
            let possible = |month: u8, weight: u16| (1..=12).contains(&month) && weight > 0;
            if harvests.is_empty() || !harvests.iter().all(|h| possible(h.month, h.weight)) {
                return Err(ScheduleError::PlanImpossible);
            }
            let months = Frequency::Monthly;
            let monthly = Terms { frequency: months, ..terms.clone() };
            let grid = Grid::of(&monthly, maturity)?;
            for date in grid.nominals(&monthly, maturity) {
                let date = date?;
                let month = date.date.month();
                let weight: u64 = harvests
                    .iter()
                    .filter(|harvest| u32::from(harvest.month) == month)
                    .map(|harvest| u64::from(harvest.weight))
                    .fold(0, u64::saturating_add);
                if weight > 0 {
                    insert(nominals, date.date, Planned::Share(weight));
                }
            }
        }
        PrincipalPlan::Cycle { months } => {
            if *months == 0 {
                return Err(ScheduleError::PlanImpossible);
            }
            for count in 1_i32.. {
                let date = count
                    .checked_mul(i32::from(*months))
                    .and_then(|total| add_months(terms.start, total))
                    .ok_or(ScheduleError::DateOutOfRange)?;
                insert(nominals, date.min(maturity), Planned::Share(1));
                if date >= maturity {
                    break;
                }
            }
        }
        PrincipalPlan::Dated(dated) => {
            let mut previous = terms.start;
            let mut total = Money::ZERO;
            for planned in dated {
                if planned.on <= previous || planned.on > maturity {
                    return Err(ScheduleError::PlanDates);
                }
                previous = planned.on;
                total = total.checked_add(planned.amount).ok_or(ScheduleError::PlanAmounts)?;
                if !planned.amount.is_positive() || total > terms.principal {
                    return Err(ScheduleError::PlanAmounts);
                }
                insert(nominals, planned.on, Planned::Amount(planned.amount));
            }
        }
    }
    Ok(())
}

/// Plans principal on a date that may not have been a due date before.
fn insert(nominals: &mut Vec<Nominal>, date: NaiveDate, planned: Planned) {
    match nominals.binary_search_by_key(&date, |nominal| nominal.date) {
        Ok(index) => {
            if let Some(nominal) = nominals.get_mut(index) {
                nominal.planned = planned;
            }
        }
        Err(index) => {
            nominals.insert(index, Nominal { date, whole: false, planned });
            // The period after an extra date is no longer whole.
            if let Some(next) = nominals.get_mut(index.saturating_add(1)) {
                next.whole = false;
            }
        }
    }
}

/// Moves due dates off holidays; dates that meet after moving become one.
fn place(
    terms: &Terms,
    calendar: &Calendar,
    capacity: usize,
    nominals: impl IntoIterator<Item = Result<Nominal, ScheduleError>>,
) -> Result<Vec<Period>, ScheduleError> {
    let maturity = terms.maturity().ok_or(ScheduleError::DateOutOfRange)?;
    let mut periods: Vec<Period> = Vec::with_capacity(capacity);
    let mut from = terms.start;
    let mut skipped: Option<Planned> = None;
    for nominal in nominals {
        let nominal = nominal?;
        let due_date = if terms.business_day == BusinessDayConvention::Unadjusted {
            nominal.date
        } else {
            let moved = calendar.adjust(nominal.date, terms.business_day);
            moved.ok_or(ScheduleError::DateOutOfRange)?
        };
        let last = nominal.date >= maturity;
        let to = match terms.interest_runs {
            InterestRuns::ToPaymentDate => due_date,
            InterestRuns::ToNominalDate => nominal.date,
        };
        let before = periods.last().map_or(terms.start, |period| period.due_date);
        let meets = to <= from || due_date <= before;
        if meets && !last {
            // Moved onto the due date before it: the next period takes both.
            let before = skipped.unwrap_or(Planned::Nothing);
            skipped = Some(merged(before, nominal.planned));
            continue;
        }
        if meets && let Some(previous) = periods.last_mut() {
            previous.nominal_date = nominal.date;
            previous.to = previous.to.max(to);
            previous.span = Span::Odd;
            previous.planned = merged(previous.planned, nominal.planned);
            continue;
        }
        let number =
            u16::try_from(periods.len().saturating_add(1)).map_err(|_| ScheduleError::Overflow)?;
        periods.push(Period {
            from,
            to,
            nominal_date: nominal.date,
            due_date,
            provisional: calendar.is_provisional(due_date),
            number,
            span: if nominal.whole && skipped.is_none() { Span::Whole } else { Span::Odd },
            planned: match skipped.take() {
                None => nominal.planned,
                Some(before) => merged(before, nominal.planned),
            },
        });
        from = to;
    }
    Ok(periods)
}

fn merged(first: Planned, second: Planned) -> Planned {
    match (first, second) {
        (Planned::Share(a), Planned::Share(b)) => Planned::Share(a.saturating_add(b)),
        (Planned::Amount(a), Planned::Amount(b)) => {
            a.checked_add(b).map_or(Planned::Amount(a), Planned::Amount)
        }
        (Planned::Nothing, second) => second,
        (first, _) => first,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rate::AnnualRate;
    use crate::schedule::TermMonths;

    fn date(text: &str) -> NaiveDate {
        crate::date_text::parse(text).unwrap()
    }

    fn terms(start: &str, months: u16) -> Terms {
        Terms {
            business_day: BusinessDayConvention::Unadjusted,
            ..Terms::new(
                Money::from_fen(10_000_000),
                AnnualRate::ZERO,
                date(start),
                TermMonths::new(months).unwrap(),
                RepaymentMethod::LevelInstalment,
            )
        }
    }

    fn dues(terms: &Terms) -> Vec<String> {
        periods(terms, &Calendar::china())
            .unwrap()
            .iter()
            .map(|period| crate::date_text::format(period.due_date))
            .collect()
    }

    #[test]
    fn month_ends_come_from_the_anchor_not_from_the_previous_date() {
        let due = dues(&terms("2026-01-31", 4));
        assert_eq!(due, ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]);
    }

    #[test]
    fn a_repayment_day_makes_a_first_and_a_last_stub() {
        let terms = Terms { repayment_day: Some(21), ..terms("2026-05-05", 3) };
        assert_eq!(dues(&terms), ["2026-05-21", "2026-06-21", "2026-07-21", "2026-08-05"]);
        let placed = periods(&terms, &Calendar::china()).unwrap();
        let whole: Vec<bool> = placed.iter().map(|period| period.span == Span::Whole).collect();
        assert_eq!(whole, [false, true, true, false]);
    }

    #[test]
    fn holidays_move_due_dates_and_interest_runs_to_them() {
        let moved =
            Terms { business_day: BusinessDayConvention::Following, ..terms("2026-09-01", 2) };
        let placed = periods(&moved, &Calendar::china()).unwrap();
        assert_eq!(placed[0].nominal_date, date("2026-10-01"));
        assert_eq!(placed[0].due_date, date("2026-10-08"));
        assert_eq!(placed[1].from, date("2026-10-08"));
    }

    #[test]
    fn fortnights_end_at_maturity() {
        let fortnightly = Terms { frequency: Frequency::Fortnightly, ..terms("2026-01-01", 1) };
        assert_eq!(dues(&fortnightly), ["2026-01-15", "2026-01-29", "2026-02-01"]);
    }
}
