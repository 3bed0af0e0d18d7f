//! Repayment schedules, every method.

use rust_decimal::Decimal;
use shared::interest::interest;
use shared::money::Money;
use shared::rounding::Rounding;
use shared::schedule::{Compatibility, Instalment, LastInstalment};

use crate::reading::{Fields, Outcome, Vector, convention, decimal, near, same, text_of};
use crate::terms::{Laid, lay_out, printed, terms};

pub(crate) fn check(vector: &Vector) -> Result<Outcome, String> {
    if vector.inputs.has("balance") {
        return last_instalment(vector);
    }
    if !vector.inputs.has("periods") && !vector.inputs.has("fixed_instalment") {
        return single_interest(vector);
    }
    let internal = vector.inputs.text_or("internal_rounding", "");
    // The lender whose first instalment is prorated (CFPB) computes without rounding.
    let unrounded = vector.has_mode("unrounded_internal")
        || internal.starts_with("none")
        || vector.inputs.has("first_period_months");
    let expectations = Expectations {
        own: lay_out(vector, unrounded)?,
        exact: lay_out(vector, true)?,
        unrounded,
        vector,
    };
    for name in vector.expected.0.keys() {
        expectations.check(name)?;
    }
    if expectations.pre_divided_figure()? {
        let reason = "its derived total divides the rate first, the trap of FINANCE.md 2.4; \
                      every other figure holds";
        return Ok(Outcome::NotApplicable(reason.to_owned()));
    }
    Ok(Outcome::Passed)
}

/// The schedule in the source's convention, and the same without rounding.
struct Expectations<'a> {
    own: Laid,
    exact: Laid,
    unrounded: bool,
    vector: &'a Vector,
}

impl Expectations<'_> {
    fn check(&self, name: &str) -> Result<(), String> {
        let expected = &self.vector.expected;
        if expected.value(name)?.is_null() {
            return Ok(());
        }
        match name {
            "rows" => self.rows(&expected.objects("rows")?),
            "rows_0dp" => self.rows(&expected.objects("rows_0dp")?),
            "year_totals" => self.year_totals(&expected.objects("year_totals")?),
            "payment_by_period" => self.payments(&expected.object("payment_by_period")?),
            "derived" => {
                let derived = expected.object("derived")?;
                derived.0.keys().try_for_each(|name| self.derived(&derived, name))
            }
            "periods" => {
                let count = i64::try_from(self.own.schedule.instalments.len());
                same(name, &count.ok(), &Some(expected.whole(name)?))
            }
            _ => self.figure(name, expected.decimal(name)?),
        }
    }

    /// Compares after rounding to the printed digits; published tables that round or
    /// truncate a last digit of their own are allowed that digit.
    fn meets(&self, name: &str, computed: Decimal, published: Decimal) -> Result<(), String> {
        let computed = printed(computed, published);
        let slack = self.vector.tolerance.text_or("money", "0");
        // "0.005 (unrounded internally, displayed to cents)" is one printed cent either way.
        let slack = if self.unrounded && slack.starts_with("0.005") {
            Decimal::new(1, 2)
        } else {
            Decimal::ZERO
        };
        near(name, computed, published, slack)
    }

    fn rows(&self, rows: &[Fields]) -> Result<(), String> {
        for (index, row) in rows.iter().enumerate() {
            let number = match (row.whole("period"), row.whole("index")) {
                (Ok(number), _) => usize::try_from(number).unwrap_or(0),
                (_, Ok(from_zero)) => usize::try_from(from_zero).unwrap_or(0) + 1,
                _ => index + 1,
            };
            let instalment = self.own.row(number)?;
            for name in row.0.keys() {
                if matches!(name.as_str(), "period" | "index") || row.value(name)?.is_null() {
                    continue;
                }
                if name == "due_date" {
                    same("due date", &instalment.due_date, &row.date(name)?)?;
                    continue;
                }
                let computed = self.part(name, number, instalment)?;
                let what = format!("{name} of instalment {number}");
                self.meets(&what, computed, row.decimal(name)?)?;
            }
        }
        Ok(())
    }

    fn part(&self, name: &str, number: usize, row: &Instalment) -> Result<Decimal, String> {
        let laid = &self.own;
        Ok(match name {
            "principal" => laid.yuan(row.principal),
            "interest" => laid.yuan(row.interest),
            "total" => laid.yuan(row.total),
            "fee" => laid.yuan(row.fee),
            "balance" | "closing" => laid.yuan(row.balance_after),
            "opening" => laid.yuan(row.opening_balance),
            "cumulative_interest" => sum(laid, 1, number, |instalment| instalment.interest),
            other => return Err(format!("column `{other}` is not known")),
        })
    }

    fn year_totals(&self, totals: &[Fields]) -> Result<(), String> {
        for total in totals {
            let year = usize::try_from(total.whole("year")?).map_err(|error| error.to_string())?;
            let (from, to) = (year * 12 - 11, year * 12);
            let interest = sum(&self.own, from, to, |row| row.interest);
            self.meets(&format!("interest of year {year}"), interest, total.decimal("interest")?)?;
            // The debt's growth before a bullet is no repayment of what was lent.
            let principal = sum(&self.own, from, to, |row| row.principal);
            self.meets(
                &format!("principal of year {year}"),
                principal,
                total.decimal("principal")?,
            )?;
        }
        Ok(())
    }

    fn payments(&self, payments: &Fields) -> Result<(), String> {
        for (period, value) in &payments.0 {
            let number = period.parse::<usize>().map_err(|error| error.to_string())?;
            let paid = self.own.yuan(self.own.row(number)?.total);
            let published = decimal(&text_of(value).unwrap_or_default())?;
            self.meets(&format!("payment {number}"), paid, published)?;
        }
        Ok(())
    }

    fn derived(&self, derived: &Fields, name: &str) -> Result<(), String> {
        let own = &self.own;
        let computed = match name {
            "total_interest_rounded_schedule" if self.pre_divided_figure()? => return Ok(()),
            "total_interest_rounded_schedule" => own.yuan(own.schedule.total_interest()),
            "last_payment_rounded_schedule" => {
                own.yuan(own.row(own.schedule.instalments.len())?.total)
            }
            other => return Err(format!("derived figure `{other}` is not known")),
        };
        near(name, computed, derived.decimal(name)?, Decimal::ZERO)
    }

    /// Whether a derived total of interest is wrong by having divided the rate by twelve
    /// before multiplying. That loses exact ties of half a fen, how many depends on the
    /// digits kept: the figure then lies below the exact one, by at most the ties there are.
    fn pre_divided_figure(&self) -> Result<bool, String> {
        let Ok(derived) = self.vector.expected.object("derived") else { return Ok(false) };
        let Ok(published) = derived.decimal("total_interest_rounded_schedule") else {
            return Ok(false);
        };
        let exact = self.own.yuan(self.own.schedule.total_interest());
        let rate = self.vector.inputs.decimal("annual_rate_percent")? / Decimal::ONE_HUNDRED;
        let monthly = rate / Decimal::from(12);
        let mut total = Decimal::ZERO;
        for row in &self.own.schedule.instalments {
            let interest = self.own.yuan(row.opening_balance) * monthly;
            total += printed(interest, Decimal::new(1, 2));
        }
        Ok(total <= published && published < exact)
    }

    fn figure(&self, name: &str, published: Decimal) -> Result<(), String> {
        let count = self.own.schedule.instalments.len();
        let kind = self.vector.kind.as_str();
        // Web pages print the last payment and the monthly step of an unrounded schedule.
        let printed_exact =
            kind == "schedule_equal_principal" && matches!(name, "last_payment" | "monthly_step");
        let laid =
            if name.contains("unrounded") || printed_exact { &self.exact } else { &self.own };
        let row = |number: usize| laid.row(number);
        let total = |number: usize| row(number).map(|row| laid.yuan(row.total));
        let paid = sum(laid, 1, count, |row| row.total);
        let payment = total(1).unwrap_or_default();
        let interest = laid.yuan(laid.schedule.total_interest());
        let drawn = laid.yuan(laid.schedule.principal);
        let computed = match name.trim_end_matches("_unrounded").trim_end_matches("_0dp") {
            "payment" if self.vector.inputs.has("first_period_months") => total(2)?,
            "payment" | "first_payment" => payment,
            "second_payment" => total(self.after_rate_change()?)?,
            "last_payment" | "repayment" => total(count)?,
            "monthly_step" => payment - total(2)?,
            "first_interest" => laid.yuan(row(1)?.interest),
            "first_principal" => laid.yuan(row(1)?.principal),
            "total_interest" => interest,
            "total_paid" => paid,
            "total_paid_rounded_payment" => payment * Decimal::from(count),
            "total_interest_rounded_payment" => payment * Decimal::from(count) - drawn,
            other => return self.numbered(other, laid, published),
        };
        self.figure_meets(name, computed, published)
    }

    /// The first instalment at the new rate; the second where the rate stays.
    fn after_rate_change(&self) -> Result<usize, String> {
        match self.vector.inputs.object("rate_change") {
            Err(_) => Ok(2),
            Ok(change) => usize::try_from(change.whole("after_period")? + 1)
                .map_err(|error| error.to_string()),
        }
    }

    /// Figures after so many instalments, such as `balance_after_12` and `interest_60`.
    fn numbered(&self, name: &str, laid: &Laid, published: Decimal) -> Result<(), String> {
        let (what, number) =
            name.rsplit_once('_').ok_or_else(|| format!("expectation `{name}` is not known"))?;
        let number: usize =
            number.parse().map_err(|_| format!("expectation `{name}` is not known"))?;
        let computed = match what {
            "balance_after" | "balance" => laid.yuan(laid.row(number)?.balance_after),
            "interest" => sum(laid, 1, number, |row| row.interest),
            "principal" => sum(laid, 1, number, |row| row.principal),
            "payment" => laid.yuan(laid.row(number)?.total),
            _ => return Err(format!("expectation `{name}` is not known")),
        };
        self.figure_meets(name, computed, published)
    }

    fn figure_meets(
        &self,
        name: &str,
        computed: Decimal,
        published: Decimal,
    ) -> Result<(), String> {
        let said = self.vector.tolerance.text_or("money", "0");
        let computed = printed(computed, published);
        let a_cent_either_way = (name.contains("unrounded") && said.starts_with("0.01"))
            || (self.unrounded && said.starts_with("0.005"));
        let slack = if a_cent_either_way { Decimal::new(1, 2) } else { Decimal::ZERO };
        near(name, computed, published, slack)
    }
}

/// A part of the instalments from one number to another, added up.
fn sum(laid: &Laid, from: usize, to: usize, part: impl Fn(&Instalment) -> Money) -> Decimal {
    let rows = laid.schedule.instalments.iter().skip(from.saturating_sub(1));
    rows.take(to + 1 - from).map(|row| laid.yuan(part(row))).sum()
}

/// The last level instalment, in each of the two conventions.
fn last_instalment(vector: &Vector) -> Result<Outcome, String> {
    let inputs = &vector.inputs;
    let as_loan = [("principal", "balance"), ("fixed_instalment", "instalment")];
    let mut loan = Vector {
        id: vector.id.clone(),
        title: String::new(),
        kind: vector.kind.clone(),
        document_only: false,
        modes: Vec::new(),
        inputs: inputs.clone(),
        expected: Fields::default(),
        tolerance: Fields::default(),
    };
    for (name, from) in as_loan {
        loan.inputs.0.insert(name.to_owned(), inputs.value(from)?.clone());
    }
    loan.inputs.0.insert("periods".to_owned(), 1.into());
    let terms = terms(&loan)?;
    for (mode, last_instalment) in [
        ("mode_interest_plug", LastInstalment::InterestPlug),
        ("mode_computed_interest", LastInstalment::TakesRemainder),
    ] {
        let compatibility = Compatibility { last_instalment, ..terms.compatibility };
        let terms = shared::schedule::Terms { compatibility, ..terms.clone() };
        let calendar = shared::calendar::Calendar::every_day();
        let schedule = shared::schedule::Schedule::build(&terms, &calendar)
            .map_err(|error| error.to_string())?;
        let row = schedule.instalments.first().ok_or("no instalment")?;
        let expected = vector.expected.object(mode)?;
        same(mode, &row.interest, &expected.money("interest")?)?;
        same(mode, &row.total, &expected.money("total")?)?;
    }
    Ok(Outcome::Passed)
}

/// One interest amount over days, months or years, and what is repaid with it.
pub(crate) fn single_interest(vector: &Vector) -> Result<Outcome, String> {
    let inputs = &vector.inputs;
    let (top, bottom) = match (inputs.whole("days"), inputs.text_or("unit", "day").as_str()) {
        (Ok(days), _) => (days, convention(&inputs.text_or("day_count", "ACT/360"))?.denominator()),
        (Err(_), "year") => (inputs.whole("count").unwrap_or(1), 1),
        (Err(_), "month") => (inputs.whole("count").unwrap_or(1), 12),
        (Err(_), other) => return Err(format!("unit `{other}` is not known")),
    };
    let time = shared::day_count::YearFraction::new(top, bottom).ok_or("no such time")?;
    let principal = inputs.money("principal")?;
    let earned =
        interest(principal, inputs.percent("annual_rate_percent")?, time, Rounding::HalfUp);
    for name in vector.expected.0.keys() {
        let computed = match name.as_str() {
            "interest" => earned,
            "total" => earned.and_then(|earned| earned.checked_add(principal)),
            other => return Err(format!("expectation `{other}` is not known")),
        };
        same(name, &computed, &Some(vector.expected.money(name)?))?;
    }
    Ok(Outcome::Passed)
}
